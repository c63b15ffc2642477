"""Questions in SPARQL: what is answered, what is refused."""

import pytest
from pyoxigraph import QueryTriples
from talion.errors import QueryError
from talion.store import View
from talion.store.query import shorten, turtle, values


def test_our_prefixes_need_no_declaration(view: View) -> None:
    found = view.select("SELECT ?b { actor:netherlands tal:expelled ?b }")
    assert found.variables == ("b",)
    assert [shorten(b) for (b,) in found.rows] == ["actor:russia"]


def test_numbers_come_as_numbers_and_unbound_cells_as_none(view: View) -> None:
    found = view.select("SELECT (1 + 1 AS ?n) (1.5 AS ?x) ?none {}")
    assert found.records() == [{"n": 2, "x": 1.5, "none": None}]


def test_an_ask_is_one_cell(view: View) -> None:
    assert view.select("ASK { actor:russia tal:expelled actor:estonia }").rows == (("true",),)


def test_a_construct_gives_sorted_turtle(view: View) -> None:
    answer = view.query("CONSTRUCT { ?b tal:expelled ?a } { ?a tal:expelled ?b }")
    assert isinstance(answer, QueryTriples)
    lines = [line for line in turtle(answer).splitlines() if line.startswith("<https")]
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    "text",
    [
        "DELETE WHERE { ?s ?p ?o }",
        "insert data { <a:a> <a:b> <a:c> }",
        "PREFIX x: <http://x/> # why\nDROP ALL",
        "BASE <http://x/> CLEAR ALL",
        "LOAD <http://example.org/x>",
    ],
)
def test_an_update_is_refused_as_one(view: View, text: str) -> None:
    before = len(list(view.quads()))
    with pytest.raises(QueryError, match="is an update"):
        view.query(text)
    assert len(list(view.quads())) == before


@pytest.mark.parametrize("text", ["", "SELECT", "SELECT ?x WHERE { ?x tal:expelled }", "hello"])
def test_a_malformed_query_is_told_with_the_parser_s_reason(view: View, text: str) -> None:
    with pytest.raises(QueryError, match="cannot be run") as caught:
        view.query(text)
    assert "\n" not in str(caught.value)


def test_no_text_breaks_out_of_a_values_clause() -> None:
    with pytest.raises(ValueError, match="IRI"):
        values("s", ["http://x> } DROP ALL #"])


def test_rdflib_sees_the_same_graph(view: View) -> None:
    from talion.vocabulary import TAL

    expelled = {str(o) for o in view.dataset.objects(None, TAL.expelled.uriref)}
    assert "https://w3id.org/talion/id/actor/estonia" in expelled
    rows = view.dataset.query("SELECT ?a ?b { ?a tal:expelled ?b }")
    assert len(list(rows)) == 16


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("SELECT (<x:f>(1) AS ?y) {}", "the function <x:f> is not known"),
        ("ASK { FILTER (<x:f>(1)) }", "the function <x:f> is not known"),
        ("SELECT ?x {} GROUP BY ?y", "line 1, column 25: The SELECT contains a variable that is"),
        ("SELECT * {} GROUP BY ?y", "line 1, column 24: SELECT * is not authorized with GROUP BY"),
        ("SELECT ?x ?x { ?x ?y ?z }", "line 1, column 26: Duplicated variable name in SELECT"),
        ("SELECT * { ?a ?b ?c BIND(1 AS ?a) }", "line 1, column 36: it breaks a rule, such as"),
        ("SELECT * { ?s a <rel> }", "line 1, column 22: the IRI is malformed, or relative"),
        ("ASK { ?a ?b (1 }", "line 1, column 16: it cannot be read from '}' on"),
        (
            "ASK {}%",
            "line 1, column 8: it breaks a rule, such as that no variable is bound twice, or",
        ),
        (" # nothing\n", "it is empty"),
        ("ASK { ?a ?b", "line 1, column 12: it ends too early"),
    ],
)
def test_what_is_wrong_with_a_query_is_said_with_its_place(
    view: View, text: str, reason: str
) -> None:
    with pytest.raises(QueryError) as error:
        view.query(text)
    assert error.value.reason.startswith(reason)


def test_a_query_that_fails_as_it_runs_is_an_error_of_the_query(view: View) -> None:
    with pytest.raises(QueryError, match="service name is unbound"):
        view.select("SELECT * { SERVICE ?where { ?s ?p ?o } }")
    made = view.query("CONSTRUCT { ?s ?p ?o } { SERVICE ?where { ?s ?p ?o } }")
    assert isinstance(made, QueryTriples)
    with pytest.raises(QueryError, match="service name is unbound"):
        turtle(made)


def test_a_mark_of_byte_order_before_a_query_is_no_part_of_it(view: View) -> None:
    assert view.select("\ufeffASK {}").rows == (("true",),)
