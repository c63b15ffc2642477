"""What the text of a query says before it is run: its dataset clause, and the order of its columns.

Oxigraph takes either the union of all graphs or the dataset clause of a query, and its parser keeps
the clause to itself; so whether a query has one is read off its tokens. Its parser works without
separate tokens (`ASKFROM<g>` is a query), hence the care with words that stand together.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from urllib.parse import urljoin

from pyoxigraph import NamedNode, QuerySolutions, Store

from talion.vocabulary import PREFIXES

#: A token of SPARQL by kind; `sign` is any other character. A quotation mark that opens nothing
#: makes the rest `stray`: no reading of it is a query.
TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\r\n]*)
    | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
    | (?P<string>'''(?:'{0,2}(?:[^'\\]|\\.))*'''|\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}
        |'(?:[^'\\\r\n]|\\.)*'|"(?:[^"\\\r\n]|\\.)*")
    | (?P<variable>[?$]\w+)
    | (?P<name>(?:[^\W\d][\w.\-]{0,80})?:(?:[\w:%.\-]|\\.)*)
    | (?P<language>@[\w\-]+)
    | (?P<word>\w+)
    | (?P<stray>['"].*|\\)
    | (?P<sign>[^\w])
    """,
    re.VERBOSE | re.DOTALL,
)
_FROM = re.compile(r"\w*from(named)?$", re.IGNORECASE)
_FROM_NAME = re.compile(r"from(named)?(\w*:.*)$", re.IGNORECASE | re.DOTALL)
_SELECT = re.compile(r"select(distinct|reduced)?$", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_OPENING, _CLOSING = "{([", "})]"


@dataclass(frozen=True, slots=True)
class DatasetClause:
    """The graphs that a query names with FROM and FROM NAMED (SPARQL 1.1 Query, 13.2), as IRIs.

    A graph whose name is not understood is left out of both: what counts is that there is a clause.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    depth: int
    """How many brackets are open before it."""


@lru_cache(maxsize=4)  # it is asked more than once for a query, and may be long
def dataset_clause(text: str) -> DatasetClause | None:
    """Return the dataset clause of a query, None where it has none.

    >>> dataset_clause("PREFIX ex: <http://example.org/> ASK FROM ex:a FROM NAMED <http://b> {}")
    DatasetClause(default=('http://example.org/a',), named=('http://b',))
    >>> dataset_clause("SELECT ?from { ?from ?p 'from' }") is None
    True
    """
    if "from" not in text.casefold():
        return None
    tokens = list(_tokens(text))
    named_by = _Names.of(tokens)
    found: dict[bool, list[str]] = {False: [], True: []}
    clause = False
    for place, token in enumerate(tokens):
        start = _clause_at(token, named_by)
        if start is None:
            continue
        clause = True
        named, graph = start
        following = tokens[place + 1 : place + 3]
        if graph is None and following and following[0].text.casefold() == "named":
            named, following = True, following[1:]
        graph = graph or (following[0].text if following else "")
        iri = named_by.iri(graph)
        if iri is not None:
            found[named].append(iri)
    return DatasetClause(tuple(found[False]), tuple(found[True])) if clause else None


def graphs_matched(text: str) -> frozenset[str]:
    """Return the graphs (IRIs) whose statements a query matches with GRAPH.

    >>> graphs_matched("ASK { GRAPH <x:a> { ?s ?p ?o } GRAPH ?g { ?s ?p <x:b> } }")
    frozenset({'x:a'})
    """
    if "graph" not in text.casefold():
        return frozenset()
    tokens = list(_tokens(text))
    names = _Names.of(tokens)
    found = (names.iri(b.text) for a, b in pairwise(tokens) if a.text.casefold() == "graph")
    return frozenset(iri for iri in found if iri is not None)


def _clause_at(token: _Token, names: "_Names") -> tuple[bool, str | None] | None:
    """Return whether a token begins FROM NAMED, and the graph that it holds itself; None if none.

    A bare word with FROM in it can be nothing else. `FROMex:a` outside all brackets is one too,
    unless it is a name that the query declares the prefix of.
    """
    if token.kind == "word" and (match := _FROM.match(token.text)):
        return bool(match[1]), None
    if token.kind == "name" and not token.depth and not names.declares(token.text):
        match = _FROM_NAME.match(token.text)
        return (bool(match[1]), match[2]) if match else None
    return None


@dataclass(frozen=True, slots=True)
class _Names:
    """The prefixes and the base that a query declares."""

    declared: Mapping[str, str]
    base: str

    @classmethod
    def of(cls, tokens: list[_Token]) -> "_Names":
        prefixes: dict[str, str] = {}
        base = ""
        for (before, token), after in zip(pairwise(tokens), tokens[2:], strict=False):
            if before.text.casefold() == "prefix" and after.kind == "iri":
                prefixes[token.text.partition(":")[0]] = urljoin(base, _written_out(after.text))
            elif token.text.casefold() == "base" and after.kind == "iri":
                base = urljoin(base, _written_out(after.text))
        if len(tokens) > 1 and tokens[0].text.casefold() == "base" and tokens[1].kind == "iri":
            base = base or _written_out(tokens[1].text)
        return cls(prefixes, base)

    def declares(self, name: str) -> bool:
        prefix = name.partition(":")[0]
        return prefix in self.declared or prefix in PREFIXES

    def iri(self, written: str) -> str | None:
        """Return the absolute IRI of `<…>` or of a prefixed name; None where it is neither."""
        if written.startswith("<"):
            found = urljoin(self.base, _written_out(written)) if self.base else written[1:-1]
        else:
            prefix, colon, local = written.partition(":")
            namespace = self.declared.get(prefix, PREFIXES.get(prefix))
            if not colon or namespace is None:
                return None
            found = namespace + re.sub(r"\\(.)", r"\1", local)
        try:
            return NamedNode(found).value
        except ValueError:
            return None


def undeclared(text: str) -> tuple[str, int] | None:
    """Return the first prefix used without a declaration, and its place; None where there is none.

    >>> undeclared("SELECT ?a { ?a ex:b tal:c }")
    ('ex', 15)
    """
    tokens = list(_tokens(text))
    names = _Names.of(tokens)
    for token in tokens:
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix != "_" and not names.declares(token.text):
            return prefix, token.start
    return None


def is_empty(text: str) -> bool:
    """Whether a text holds nothing but comments and white space.

    >>> is_empty(" # nothing"), is_empty("ASK")
    (True, False)
    """
    return next(_tokens(text), None) is None


def is_balanced(text: str) -> bool:
    """Whether a query closes all brackets that it opens, and opens some.

    >>> is_balanced("ASK { ?a ?b (1 }"), is_balanced("ASK { ?a ?b '(' }")
    (False, True)
    """
    signs = [token for token in _tokens(text) if token.kind == "sign"]
    opened = sum(token.text in _OPENING for token in signs)
    return 0 < opened == sum(token.text in _CLOSING for token in signs)


def _written_out(iri: str) -> str:
    """Return an IRI without its brackets and code point escapes."""
    return _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)), iri[1:-1])


def in_order(text: str) -> str:
    """Return a query whose `SELECT *` names its variables in the order in which the text does.

    Oxigraph gives them by the alphabet. Other queries, and those that cannot be read, come back
    as they are.

    >>> in_order("SELECT * { ?s ?p ?o }")
    'SELECT ?s ?p ?o { ?s ?p ?o }'
    """
    tokens = list(_tokens(text)) if "*" in text else []
    star = next((b for a, b in pairwise(tokens) if _is_star(a, b)), None)
    first = next((t for t in tokens if t.kind == "word" and _SELECT.match(t.text)), None)
    if star is None or first is None or not _begins(tokens, first, star):
        return text
    visible = _variables(text)
    named = dict.fromkeys(t.text[1:] for t in tokens if t.kind == "variable")
    order = [name for name in named if name in visible]
    if len(order) != len(visible) or not order:
        return text
    columns = " ".join(f"?{name}" for name in order)
    before, after = text[: star.start], text[star.start + 1 :]
    left = "" if before[-1:].isspace() else " "
    right = "" if after[:1].isspace() else " "
    return f"{before}{left}{columns}{right}{after}"


def _is_star(before: _Token, token: _Token) -> bool:
    word = before.text.casefold()
    return token.text == "*" and (
        word in ("distinct", "reduced") or bool(_SELECT.match(before.text))
    )


def _begins(tokens: list[_Token], select: _Token, star: _Token) -> bool:
    """Whether the first SELECT is the query's own and has the star."""
    between = [t for t in tokens if select.start < t.start < star.start]
    return select.depth == 0 and all(t.text.casefold() in ("distinct", "reduced") for t in between)


def _variables(text: str) -> frozenset[str]:
    """Return the variables of a SELECT's answer; none where it is not to be asked so."""
    if "service" in text.casefold():
        return frozenset()  # it might be called
    try:
        answer = Store().query(text, prefixes=PREFIXES)
    except (SyntaxError, ValueError, OSError, RuntimeError):
        return frozenset()
    if not isinstance(answer, QuerySolutions):
        return frozenset()
    return frozenset(variable.value for variable in answer.variables)


def _tokens(text: str) -> Iterator[_Token]:
    """Yield the tokens of a query, without comments and white space."""
    depth = 0
    for match in TOKEN.finditer(text):
        kind, token = match.lastgroup or "", match[0]
        if kind == "sign" and token in _CLOSING:
            depth -= 1
        if kind != "comment" and not token.isspace():
            yield _Token(kind, token, match.start(), depth)
        if kind == "sign" and token in _OPENING:
            depth += 1
