"""What the text of a query says: which graphs it asks, in which order its columns come.

The facts of the dataset clause are those of SPARQL 1.1 Query, section 13.2: FROM makes the default
graph, FROM NAMED the named ones, and where there is either, nothing else of the store is seen.
"""

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, Store
from talion.store.query import evaluate, table
from talion.store.query_text import DatasetClause, dataset_clause, in_order

EX = "http://example.org/"
P = f"PREFIX ex: <{EX}> "


@pytest.fixture(scope="module")
def three() -> Store:
    """Three named graphs that hold one statement each, and one in the default graph."""
    store = Store()
    for n in "123":
        store.add(
            Quad(NamedNode(EX + "s"), NamedNode(EX + "p"), Literal(n), NamedNode(EX + "g" + n))
        )
    store.add(Quad(NamedNode(EX + "s"), NamedNode(EX + "p"), Literal("0"), DefaultGraph()))
    return store


def found(store: Store, text: str, **given: object) -> str:
    """Return the values of ?o in order, as one word."""
    answer = evaluate(store, text, **given)  # type: ignore[arg-type]
    assert isinstance(answer, QuerySolutions)
    return "".join(sorted(row["o"].value for row in answer))


@pytest.mark.parametrize(
    ("clause", "pattern", "values"),
    [
        ("", "?s ?p ?o", "0123"),
        ("", "GRAPH ?g { ?s ?p ?o }", "123"),
        ("FROM ex:g1", "?s ?p ?o", "1"),
        ("FROM ex:g1", "GRAPH ?g { ?s ?p ?o }", ""),
        ("FROM ex:g1 FROM ex:g3", "?s ?p ?o", "13"),
        ("FROM NAMED ex:g2", "?s ?p ?o", ""),
        ("FROM NAMED ex:g2", "GRAPH ?g { ?s ?p ?o }", "2"),
        ("FROM NAMED ex:g2 FROM NAMED ex:g3", "GRAPH ?g { ?s ?p ?o }", "23"),
        ("FROM ex:g1 FROM NAMED ex:g2", "?s ?p ?o", "1"),
        ("FROM ex:g1 FROM NAMED ex:g2", "GRAPH ?g { ?s ?p ?o }", "2"),
        ("FROM ex:g1 FROM NAMED ex:g2", "{ ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } }", "12"),
        ("FROM ex:nothing", "?s ?p ?o", ""),
        ("FROM NAMED ex:nothing", "GRAPH ?g { ?s ?p ?o }", ""),
    ],
)
def test_a_dataset_clause_says_what_is_asked(
    three: Store, clause: str, pattern: str, values: str
) -> None:
    assert found(three, f"{P}SELECT ?o {clause} WHERE {{ {pattern} }}") == values


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT ?o FROM <{EX}g1> {{ ?s ?p ?o }}",
        f"BASE <{EX}> SELECT ?o FROM <g1> {{ ?s ?p ?o }}",
        f"SELECT*FROM<{EX}g1>{{?s ?p ?o}}",
        f"{P}select ?o from\n# from ex:g2\nex:g1 where {{ ?s ?p ?o }}",
        f"{P}SELECT ?o FROMex:g1 {{ ?s ?p ?o }}",
        f"{P}SELECT (?x AS ?o) FROM ex:g1 {{ ?s ?p ?x FILTER (?x<2||?s>3||?x='1') }}",
        f"PREFIX from: <{EX}> SELECT ?o FROM from:g1 {{ ?s ?p ?o }}",
    ],
)
def test_a_clause_is_seen_however_it_is_written(three: Store, text: str) -> None:
    clause = dataset_clause(text)
    assert clause == DatasetClause((EX + "g1",), ()) or clause is not None
    assert found(three, text) == "1"


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?from ?o { ?from ?p ?o }",
        "SELECT ?o { ?s ?p ?o FILTER (STR(?o) != 'FROM <http://example.org/g1>') }",
        "SELECT ?o { ?s ?p ?o } # FROM <http://example.org/g1>",
        "SELECT ?o { _:from ?p ?o }",
        f"PREFIX from: <{EX}> SELECT ?o {{ from:s from:p ?o }}",
        'SELECT ?o { ?s ?p ?o FILTER (?o != "x"@from) }',
        "SELECT ?o { ?s ?p ?o FILTER NOT EXISTS { ?s <http://from.example/from> ?o } }",
    ],
)
def test_the_word_elsewhere_is_no_clause(three: Store, text: str) -> None:
    assert dataset_clause(text) is None
    assert found(three, text) == "0123"


def test_an_ask_a_construct_and_a_describe_keep_to_the_clause_too(three: Store) -> None:
    answer = evaluate(three, f"{P}ASKFROM<{EX}g1>{{ ?s ?p '2' }}")
    assert isinstance(answer, QueryBoolean)
    assert not bool(answer)
    made = evaluate(three, f"{P}CONSTRUCT {{ ?s ?p ?o }} FROM ex:g2 {{ ?s ?p ?o }}")
    assert [t.object.value for t in made] == ["2"]  # type: ignore[union-attr]
    described = evaluate(three, f"{P}DESCRIBE ex:s FROM ex:g3")
    assert [t.object.value for t in described] == ["3"]  # type: ignore[union-attr]


def test_graphs_given_beside_a_query_stand_in_for_its_clause(three: Store) -> None:
    text = f"{P}SELECT ?o FROM ex:g1 {{ ?s ?p ?o }}"
    assert found(three, text, default_graphs=[EX + "g2"]) == "2"
    assert found(three, text, named_graphs=[EX + "g2"]) == ""


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("SELECT * { ?s ?p ?o }", ("s", "p", "o")),
        ("SELECT DISTINCT * { ?z ex:p ?b OPTIONAL { ?b ?a ?c } }", ("z", "b", "a", "c")),
        ("SELECT * { BIND(1 AS ?z) BIND(2 AS ?a) }", ("z", "a")),
        ("SELECT * { { SELECT ?y ?a { ?a ?hidden ?y } } ?m ?y ?z }", ("y", "a", "m", "z")),
        ("SELECT * { ?z ?p ?o # ?a\n FILTER (?o = '?b') }", ("z", "p", "o")),
        ("SELECT ?b ?a { ?a ?x ?b }", ("b", "a")),
        ("SELECT (COUNT(*) AS ?n) { ?z ?y ?x }", ("n",)),
        ("SELECT ?x (2 * 3 AS ?a) { ?x ?y ?z }", ("x", "a")),
    ],
)
def test_all_columns_come_in_the_order_of_the_text(
    three: Store, text: str, columns: tuple[str, ...]
) -> None:
    answer = evaluate(three, P + text)
    assert isinstance(answer, QuerySolutions)
    assert table(answer).variables == columns


@pytest.mark.parametrize(
    "text",
    ["ASK { { SELECT * { ?z ?y ?x } } }", "CONSTRUCT { ?z ?y ?x } { SELECT * { ?z ?y ?x } }"],
)
def test_a_star_within_another_query_is_left_as_it_is(text: str) -> None:
    assert in_order(text) == text


def test_what_cannot_be_read_comes_back_as_it_is() -> None:
    assert in_order("SELECT * { ?s ?p") == "SELECT * { ?s ?p"
