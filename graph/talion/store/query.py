"""SPARQL queries and their answers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from talion.errors import QueryError
from talion.store import iris
from talion.store.alignment import are_named, with_alignments
from talion.store.query_depth import refuse_deep
from talion.store.query_text import (
    dataset_clause,
    graphs_matched,
    in_order,
    is_balanced,
    is_empty,
    undeclared,
)
from talion.vocabulary import PREFIXES, XSD

_UPDATE = re.compile(
    r"(?:\s*+(?:#[^\n]*+\n|prefix\s++[^\s<]*+\s*+<[^>]*+>|base\s*+<[^>]*+>))*+"
    r"\s*+(insert|delete|load|clear|drop|create|copy|move|add|with)\b",
    re.IGNORECASE,
)

_WHOLE_NUMBERS = frozenset({XSD.integer, XSD.int, XSD.long})
_NUMBERS = frozenset({XSD.decimal, XSD.double, XSD.float})
_PLACE = re.compile(r"error at (\d+):(\d+): ")
_FUNCTION = re.compile(r"custom function (<[^>]*>) is not supported")
#: What is wrong with a query besides its grammar stands among what the parser expected, in words.
_SENTENCE = re.compile(r"(?:expected (?:one of )?|, )([A-Z][\w*]+(?: [\w*]+){2,40})(?=,|$)")
_IN_OTHER_WORDS = {"IRI parsing failed": "the IRI is malformed, or relative without a BASE"}

_Item = TypeVar("_Item")

Answer = QuerySolutions | QueryBoolean | QueryTriples


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a SELECT: its variables and its rows; an unbound cell is None."""

    variables: tuple[str, ...]
    rows: tuple[tuple[str | int | float | None, ...], ...]

    def records(self) -> list[dict[str, str | int | float | None]]:
        """Return one dict a row."""
        return [dict(zip(self.variables, row, strict=True)) for row in self.rows]


def refuse_update(text: str) -> None:
    """Raise QueryError where a text is an update.

    >>> refuse_update("DROP ALL")
    Traceback (most recent call last):
    talion.errors.QueryError: the query cannot be run: 'DROP' is an update, and a query only reads
    """
    update = _UPDATE.match(text)
    if update:
        raise QueryError(f"'{update[1].upper()}' is an update, and a query only reads")


def evaluate(
    store: Store,
    text: str,
    *,
    default_graphs: Sequence[str] = (),
    named_graphs: Sequence[str] = (),
    base: str | None = None,
) -> Answer:
    """Run a query; our prefixes need no declaration.

    It asks the graphs that are given beside it (SPARQL 1.1 Protocol, 2.1.4), else those of its
    dataset clause (FROM, FROM NAMED), else the union of all named graphs. The graph of the
    alignments is made where it is asked. `base` is the IRI that its relative ones are resolved
    against. Raises QueryError on a malformed text and an update.

    >>> bool(evaluate(view.database(), "ASK { actor:russia a tal:Country }"))
    True
    """
    text = text.removeprefix("\ufeff")
    refuse_update(text)
    refuse_deep(text)
    graphs = graphs_asked(text, (*default_graphs, *named_graphs))
    if are_named(graphs):
        store = aligned(store, graphs)
    try:
        if default_graphs or named_graphs:
            return store.query(
                in_order(text),
                base_iri=base,
                prefixes=PREFIXES,
                default_graph=[NamedNode(g) for g in default_graphs],
                named_graphs=[NamedNode(g) for g in named_graphs],
            )
        return store.query(
            in_order(text),
            base_iri=base,
            prefixes=PREFIXES,
            use_default_graph_as_union=dataset_clause(text) is None,
        )
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        raise QueryError(_reason(str(error), text)) from error


def in_our_words(error: QueryError, text: str) -> QueryError:
    """Return what an endpoint finds wrong with a query as this machine's parser says it.

    Where the parser finds nothing wrong, the endpoint has the last word.

    >>> in_our_words(QueryError("400"), "ASK {").reason
    'line 1, column 6: it ends too early'
    """
    if "service" not in text.casefold():  # it might be called
        try:
            evaluate(Store(), text)
        except QueryError as ours:
            return ours
    return error


def aligned(store: Store, graphs: Iterable[str]) -> Store:
    """Return a database of some graphs (IRIs) of another, and of the alignments, made of all of it.

    One that holds the alignments already is returned as it is.

    >>> len(aligned(view.database(), [iris.ALIGNMENTS_GRAPH.value])) > 2000
    True
    """
    if store.contains_named_graph(iris.ALIGNMENTS_GRAPH):
        return store
    return with_alignments(
        graphs,
        read=lambda graph: store.quads_for_pattern(None, None, None, graph),
        ask=lambda rule: evaluate(store, rule),
    )


def graphs_asked(text: str, beside: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the graphs (IRIs) that a query asks, by its dataset clause or those given beside it.

    Raises QueryError where it names the graph of the alignments elsewhere only, for which that is
    not made.

    >>> graphs_asked("ASK FROM <x:a> FROM NAMED <x:b> {}"), graphs_asked("ASK {}", ["x:c"])
    (('x:a', 'x:b'), ('x:c',))
    """
    clause = dataset_clause(text)
    asked = tuple(beside) or ((*clause.default, *clause.named) if clause else ())
    wanted = iris.ALIGNMENTS_GRAPH.value
    if wanted not in asked and "alignments" in text and wanted in graphs_matched(text):
        said = "GRAPH graph:alignments is there for a query with FROM NAMED graph:alignments"
        raise QueryError(f"{said} only, since no store holds it")
    return asked


def _reason(complaint: str, text: str) -> str:
    """Return a parser's complaint in words: where, and what stands there."""
    if is_empty(text):
        return "it is empty"
    function = _FUNCTION.search(complaint)
    if function:
        return f"the function {function[1]} is not known"
    found = _PLACE.match(complaint)
    if not found:
        return complaint
    line, column = int(found[1]), int(found[2])
    place = f"line {line}, column {column}"
    unknown = undeclared(text)
    if unknown is not None:
        before = text[: unknown[1]]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return f"line {line}, column {column}: the prefix {unknown[0]}: is not declared"
    sentence = _SENTENCE.search(complaint)
    if sentence:
        return f"{place}: {_IN_OTHER_WORDS.get(sentence[1], sentence[1])}"
    rest = " ".join("\n".join(text.split("\n")[line - 1 :])[column - 1 :].split())
    if not rest:
        balanced = is_balanced(text)
        broken = (
            "it breaks a rule, such as that no variable is bound twice, or goes on after its end"
        )
        return f"{place}: {broken if balanced else 'it ends too early'}"
    return f"{place}: it cannot be read from '{rest[:40]}{'…' if len(rest) > 40 else ''}' on"


def table(answer: QuerySolutions | QueryBoolean, most: int | None = None) -> Table:
    """Return the answer to a SELECT as plain values; that to an ASK as one cell named `answer`.

    `most` rows at most are read.

    >>> table(view.query("ASK { ?a a tal:Article }"))
    Table(variables=('answer',), rows=(('true',),))
    """
    if isinstance(answer, QueryBoolean):
        return Table(("answer",), ((str(bool(answer)).lower(),),))
    variables = tuple(v.value for v in answer.variables)
    rows = islice(_running(answer), most)
    return Table(variables, tuple(tuple(map(_plain, row)) for row in rows))


def _running(answer: Iterable[_Item]) -> Iterator[_Item]:
    """Yield what an answer holds; QueryError where the query fails as it runs."""
    try:
        yield from answer
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError(str(error)) from error


def turtle(triples: QueryTriples) -> str:
    """Return the triples of a CONSTRUCT or DESCRIBE as sorted Turtle.

    >>> text = "CONSTRUCT { ?a a tal:Country } { ?a a tal:Country ; rdfs:label 'Russia'@en }"
    >>> turtle(view.query(text)).splitlines()[-1]
    'actor:russia a tal:Country .'
    """
    ordered = sorted(_running(triples), key=str)
    written = serialize(ordered, format=RdfFormat.TURTLE, prefixes=PREFIXES)
    assert written is not None
    return written.decode()


def _plain(term: object) -> str | int | float | None:
    if isinstance(term, Literal):
        kind = term.datatype.value
        if kind in _WHOLE_NUMBERS:
            return int(term.value)
        if kind in _NUMBERS:
            return float(term.value)
        return term.value
    if isinstance(term, NamedNode):
        return term.value
    return None if term is None else str(term)


def shorten(value: object) -> str:
    """Return a value for display: an IRI with its prefix, nothing for an unbound cell.

    >>> shorten("https://w3id.org/talion/ns#agent"), shorten(None)
    ('tal:agent', '')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        for prefix, namespace in _BY_LENGTH:
            if value.startswith(namespace):
                return f"{prefix}:{value.removeprefix(namespace)}"
    return str(value)


_BY_LENGTH: list[tuple[str, str]] = sorted(PREFIXES.items(), key=lambda p: -len(p[1]))


def values(variable: str, iris: Iterator[str] | list[str]) -> str:
    """Return a VALUES clause; each IRI is checked, so that no text can break out of it.

    >>> values("a", ["https://w3id.org/talion/id/actor/russia"])
    'VALUES ?a { <https://w3id.org/talion/id/actor/russia> }'
    """
    return f"VALUES ?{variable} {{ {' '.join(str(NamedNode(i)) for i in iris)} }}"
