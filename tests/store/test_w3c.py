"""The W3C's tests of SPARQL 1.0 and 1.1 queries, as far as an endpoint that only reads has them.

The facts of the tests (data, query, what it answers) are in `w3c/`, whose README says where they
come from. A test whose query has no dataset clause is asked as the protocol asks it, with the
graphs given beside the query.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
)
from rdflib import Dataset as RdflibDataset
from rdflib.query import Result
from talion.errors import QueryError
from talion.store.query import evaluate
from talion.store.query_text import dataset_clause
from talion.store.rdflib_store import LocalStore
from talion.vocabulary import XSD
from talion.web.worker import reply

FOLDER = Path(__file__).parent / "w3c"
SUITES = ("sparql10", "sparql11")

Fact = dict[str, Any]
Row = dict[str, Any]

_BY_VALUE = "Oxigraph keeps numbers and dates by their value: 01 and 1, 1.0 and 1e0, Z and +00:00"
_RDF_11 = "RDF 1.1 has other terms: plain literals are strings, those with a language langStrings"
_DIGIT = "in SPARQL 1.1 a decimal has a digit after its point; the test is of SPARQL 1.0"
_FUNCTION = "calls a function that nobody defines, which Oxigraph refuses before it evaluates"
_ESCAPE = "Oxigraph reads code point escapes in IRIs and strings only"
_NAMELESS = "the file of results leaves out the variable x, and has a row for no group"

#: What Oxigraph answers otherwise than the W3C expects, and why.
EXPECTED_FAILURES = {
    "sparql10/basic/term-6": _DIGIT,
    "sparql10/basic/term-7": _DIGIT,
    "sparql10/syntax-sparql1/syntax-lit-08": _DIGIT,
    "sparql10/distinct/distinct-1": _BY_VALUE,
    "sparql10/distinct/distinct-9": _BY_VALUE,
    "sparql10/expr-builtin/dawg-str-1": _BY_VALUE,
    "sparql10/expr-builtin/dawg-str-2": _BY_VALUE,
    "sparql10/expr-builtin/sameTerm-simple": _BY_VALUE,
    "sparql10/expr-builtin/sameTerm-eq": _BY_VALUE,
    "sparql10/expr-builtin/sameTerm-not-eq": _BY_VALUE,
    "sparql10/expr-equals/eq-graph-1": _BY_VALUE,
    "sparql10/expr-equals/eq-graph-2": _BY_VALUE,
    "sparql10/open-world/open-eq-01": _BY_VALUE,
    "sparql10/open-world/date-2": _BY_VALUE,
    "sparql10/distinct/distinct-2": _RDF_11,
    "sparql10/expr-builtin/dawg-datatype-2": _RDF_11,
    "sparql11/functions/strdt03": _RDF_11,
    "sparql11/functions/strlang03": _RDF_11,
    "sparql11/functions/bnode01": "Oxigraph makes one blank node of BNODE('foo') for all rows",
    "sparql11/aggregates/agg-empty-group": _NAMELESS,
    "sparql11/csv-tsv-res/tsv03": "Oxigraph writes a negativeInteger in TSV as -3, an integer",
    "sparql10/syntax-sparql2/syntax-esc-04": _ESCAPE,
    "sparql10/syntax-sparql2/syntax-esc-05": _ESCAPE,
    "sparql10/syntax-sparql3/syn-bad-26": "Oxigraph takes no longest token: ?x<?a&&?b>?y",
    "sparql10/syntax-sparql1/syntax-expr-05": _FUNCTION,
    "sparql10/syntax-sparql1/syntax-order-05": _FUNCTION,
    "sparql10/syntax-sparql1/syntax-order-06": _FUNCTION,
    "sparql10/syntax-sparql2/syntax-function-01": _FUNCTION,
    "sparql10/syntax-sparql2/syntax-function-02": _FUNCTION,
    "sparql10/syntax-sparql2/syntax-function-03": _FUNCTION,
    "sparql10/syntax-sparql2/syntax-function-04": _FUNCTION,
    "sparql11/syntax-query/test_4": _FUNCTION,
}


@cache
def suite(name: str) -> Fact:
    found: Fact = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return found


def facts(key: str) -> Iterator[Any]:
    """The tests that have one of the keys of an outcome, each with the name of its suite."""
    for name in SUITES:
        for fact in suite(name)["tests"]:
            if key in fact:
                ident = f"{name}/{fact['name']}"
                reason = EXPECTED_FAILURES.get(ident)
                marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
                yield pytest.param(name, fact, id=ident, marks=marks)


def ask(name: str, fact: Fact) -> QuerySolutions | QueryBoolean | QueryTriples:
    """Ask a test's query of its graphs, each under its IRI."""
    it = suite(name)
    base, text = it["base"], fact["query"]
    if dataset_clause(text) is not None:
        group = fact["name"].split("/")[0] + "/"
        store = database(name, [g for g in it["graphs"] if g.startswith(group)])
        return evaluate(store, text, base=base + fact["base"])
    default, named = fact["default"], fact["named"]
    return evaluate(
        database(name, {*default, *named}),
        text,
        base=base + fact["base"],
        default_graphs=[base + graph for graph in default],
        named_graphs=[base + graph for graph in named],
    )


def database(name: str, graphs: Iterable[str]) -> Store:
    it = suite(name)
    store = Store()
    for graph in graphs:
        lines = "\n".join(it["graphs"][graph])
        quads = parse(lines, format=RdfFormat.N_TRIPLES, rename_blank_nodes=True)
        iri = NamedNode(it["base"] + graph)
        store.extend(Quad(q.subject, q.predicate, q.object, iri) for q in quads)
    return store


def terms(row: dict[str, str]) -> Row:
    """A row as it is written down, its terms parsed."""
    text = "\n".join(f"<x:r> <x:{name}> {term} ." for name, term in row.items())
    found = parse(text, format=RdfFormat.N_TRIPLES, lenient=True)
    return {q.predicate.value[2:]: by_value(q.object) for q in found}


def by_value(term: Any) -> Any:
    """A term, a number or a date in one form; which one an answer has is left open."""
    if not isinstance(term, Literal):
        return term
    kind = term.datatype.value.removeprefix(XSD.namespace)
    try:
        if kind in ("decimal", "integer"):
            return Literal(str(Decimal(term.value).normalize()), datatype=term.datatype)
        if kind in ("double", "float"):
            return Literal(repr(float(term.value)), datatype=term.datatype)
    except (ArithmeticError, ValueError):
        return term
    if kind == "date":
        return Literal(term.value.replace("+00:00", "Z"), datatype=term.datatype)
    return term


def same_graph(one: set[Triple], other: set[Triple]) -> bool:
    def canonical(triples: set[Triple]) -> Dataset:
        dataset = Dataset(Quad(*t) for t in triples)
        dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
        return dataset

    return canonical(one) == canonical(other)


def same_rows(one: list[Row], other: list[Row]) -> bool:
    """Whether two answers have the same rows as often, blank nodes renamed."""
    plain = [Counter(frozenset(r.items()) for r in rows if not blank(r)) for rows in (one, other)]
    graphs = [
        {
            Triple(BlankNode(f"row{i}"), NamedNode(f"x:{name}"), term)
            for i, row in enumerate(rows)
            if blank(row)
            for name, term in row.items()
        }
        for rows in (one, other)
    ]
    return plain[0] == plain[1] and same_graph(graphs[0], graphs[1])


def blank(row: Row) -> bool:
    return any(isinstance(term, BlankNode) for term in row.values())


@pytest.mark.parametrize(("name", "fact"), list(facts("rows")))
def test_a_select_has_the_rows_of_the_suite(name: str, fact: Fact) -> None:
    answer = ask(name, fact)
    assert isinstance(answer, QuerySolutions)
    variables = [v.value for v in answer.variables]
    rows = [{v: by_value(s[v]) for v in variables if s[v] is not None} for s in answer]
    expected = [terms(row) for row in fact["rows"]]
    assert set(variables) == set(fact["variables"])
    if fact.get("lax"):  # REDUCED may leave out rows that are there already
        assert {frozenset(r.items()) for r in rows} == {frozenset(r.items()) for r in expected}
        assert len(rows) <= len(expected)
        return
    assert same_rows(rows, expected), (rows, expected)
    if fact.get("ordered"):
        assert all(same_rows([a], [b]) for a, b in zip(rows, expected, strict=True)), rows


@pytest.mark.parametrize(("name", "fact"), list(facts("boolean")))
def test_an_ask_has_the_truth_of_the_suite(name: str, fact: Fact) -> None:
    answer = ask(name, fact)
    assert isinstance(answer, QueryBoolean)
    assert bool(answer) is fact["boolean"]


@pytest.mark.parametrize(("name", "fact"), list(facts("triples")))
def test_a_construct_has_the_triples_of_the_suite(name: str, fact: Fact) -> None:
    answer = ask(name, fact)
    assert isinstance(answer, QueryTriples)
    expected = {q.triple for q in parse("\n".join(fact["triples"]), format=RdfFormat.N_TRIPLES)}
    assert same_graph(set(answer), expected)


@pytest.mark.parametrize(("name", "fact"), list(facts("valid")))
def test_a_text_is_a_query_or_none_as_the_suite_says(name: str, fact: Fact) -> None:
    if fact["valid"]:
        evaluate(Store(), fact["query"], base=suite(name)["base"])
    else:
        with pytest.raises(QueryError):
            evaluate(Store(), fact["query"], base=suite(name)["base"])


@pytest.mark.parametrize(
    ("name", "fact"), [p for p in facts("rows") if "sparql10/dataset/" in str(p.id)]
)
def test_a_dataset_clause_holds_for_rdflib_too(name: str, fact: Fact) -> None:
    it = suite(name)
    group = fact["name"].split("/")[0] + "/"
    store = database(name, [g for g in it["graphs"] if g.startswith(group)])
    text = f"BASE <{it['base']}{fact['base']}> {fact['query']}"
    found = RdflibDataset(LocalStore(store=store), default_union=True).query(text)
    rows = [terms({str(v): t.n3() for v, t in b.items() if t is not None}) for b in found.bindings]
    assert same_rows(rows, [terms(row) for row in fact["rows"]])


# --- the forms of results (csv-tsv-res, json-res), as the endpoint writes them


def written(name: str, fact: Fact, media: str) -> bytes:
    """The answer to a test's query as the endpoint gives it in a media type."""
    base = suite(name)["base"]
    question = {
        "query": fact["query"],
        "results": media,
        "graph": None,
        "limit": 1 << 20,
        "default_graphs": [base + graph for graph in fact["default"]],
        "named_graphs": [],
        "base": base,
    }
    kind, _, body = reply(database(name, fact["default"]), question).partition(b"\0")
    assert kind == b"r" + media.encode()
    return body


def cells(text: str) -> list[list[str]]:
    """The cells of CSV without what is left open: the form of numbers, the names of blank nodes."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    return [["_:b" if c.startswith("_:") else number(c) for c in row] for row in rows]


def number(text: str) -> str:
    try:
        return repr(float(text))
    except ValueError:
        return text


def tsv_rows(text: str) -> tuple[list[str], list[Row]]:
    """The variables and the rows of TSV; its cells are terms as Turtle writes them."""
    head, *lines = text.rstrip("\n").split("\n")
    names = [name.removeprefix("?") for name in head.split("\t")]
    rows = []
    for line in lines:
        turtle = "".join(
            f"<x:r> <x:{n}> {c} .\n" for n, c in zip(names, line.split("\t"), strict=True) if c
        )
        found = parse(turtle, format=RdfFormat.TURTLE, lenient=True)
        rows.append({q.predicate.value[2:]: by_value(q.object) for q in found})
    return names, rows


@pytest.mark.parametrize(("name", "fact"), list(facts("csv")))
def test_csv_has_the_cells_of_the_suite(name: str, fact: Fact) -> None:
    text = written(name, fact, "text/csv").decode()
    assert "\r\n" in text
    assert cells(text) == cells(fact["csv"])


@pytest.mark.parametrize(("name", "fact"), list(facts("tsv")))
def test_tsv_has_the_terms_of_the_suite(name: str, fact: Fact) -> None:
    text = written(name, fact, "text/tab-separated-values").decode()
    (names, rows), (wanted, expected) = tsv_rows(text), tsv_rows(fact["tsv"])
    assert names == wanted
    assert all(same_rows([a], [b]) for a, b in zip(rows, expected, strict=True))


@pytest.mark.parametrize("form", ["json", "xml"])
@pytest.mark.parametrize(
    ("name", "fact"), [p for key in ("rows", "boolean") for p in facts(key) if "json-res" in p.id]
)
def test_another_library_reads_the_results_in_json_and_xml(
    name: str, fact: Fact, form: str
) -> None:
    text = written(name, fact, f"application/sparql-results+{form}")
    result = Result.parse(io.BytesIO(text), format=form)
    if "boolean" in fact:
        assert result.askAnswer is fact["boolean"]
        return
    assert [str(v) for v in result.vars or ()] == fact["variables"]
    rows = [terms({str(v): term.n3() for v, term in b.items()}) for b in result.bindings]
    assert same_rows(rows, [terms(row) for row in fact["rows"]])
