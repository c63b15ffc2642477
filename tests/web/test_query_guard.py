"""No query from outside may call a service, and no harmless one is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions, Store
from talion.errors import QueryError, RefusedError
from talion.web.query_guard import admit

#: Each reaches Oxigraph's service handler, or would in a laxer parser.
CALLS = [
    "SELECT * { SERVICE <http://e/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://e/> { ?s ?p ?o } }",
    "SELECT * { SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { SERVICEex:a { ?s ?p ?o } }",
    "SELECT * { SERVICE#x\nSILENTex:a { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICEex:a { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1SERVICE<http://e/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o .SERVICE<http://e/>{ ?s ?p ?o } }",
    "SELECT * { BIND(1 AS ?a) FILTER(?a<?b)SERVICE?s#>\n{ ?s ?p ?o } }",
    "SELECT * { FILTER(?a<?b#'>\n) SERVICE ?s { ?s ?p ?o } #'\n }",
    "SELECT * { FILTER(?a<?b'''>''') SERVICE ?s { ?s ?p '''>''' } }",
    "SELECT * { # '\n SERVICE <http://e/> { ?s ?p ?o } # '\n }",
    "SELECT * { ?s ?p '\\'' SERVICE <http://e/> { ?s ?p '' } }",
    "SELECT * { #\r SERVICE <http://e/> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://e/> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { GRAPH ?g { SERVICE <http://e/> { ?s ?p ?o } } } } }",
    "ASK { FILTER EXISTS { SERVICE <http://e/> { ?s ?p ?o } } }",
    "DESCRIBE ?s { SERVICE <http://e/> { ?s ?p ?o } }",
    "PREFIX service: <http://e/> SELECT * { ?s service:x ?o }",
    "SELECT * { ?s ?p ' } # service",
]

HARMLESS = [
    "SELECT * { ?s ?p 'the secret service' }",
    'SELECT * { ?s ?p """ "SERVICE <http://e/> {" """ }',
    "SELECT ?service { ?service a schema:Service } # SERVICE <http://e/>",
    "SELECT * { ?s a <http://example.org/service#x> FILTER(?a<?b) }",
    "SELECT * { ?s tal:secretService ?o FILTER(?o < 3 && ?o > 1) }",
    "SELECT * { ?s ?p 'it\\'s a service'@en-GB , 'x'^^xsd:string }",
]


@pytest.mark.parametrize("text", CALLS)
def test_a_query_that_can_be_read_as_calling_a_service_is_refused(text: str) -> None:
    with pytest.raises(RefusedError, match="SERVICE"):
        admit(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_the_word_in_strings_names_and_comments_is_let_through(text: str) -> None:
    admit(text)


def test_an_update_is_refused_by_name() -> None:
    with pytest.raises(QueryError, match="LOAD"):
        admit("LOAD <http://e/>")


_PIECES = st.sampled_from(
    ["SERVICE", "service", " ", "\n", "#", "'", '"', "'''", '"""', "\\", "<", ">", "?a", "?s",
     "ex:a", ":", ".", "{", "}", "(", ")", "true", "1", "FILTER", "BIND", "<http://e.invalid/>",
     "ex:", "&&", "@en", "^^", "SILENT", "$b", "_:b", "||", "/", "=", "a", "UNION", "-"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=14), st.sampled_from(["{%s{}}", "{%s}", "{?s ?p ?o %s{}}"]))
def test_whatever_is_let_through_calls_no_service(pieces: list[str], shape: str) -> None:
    text = "SELECT * " + shape % "".join(pieces)
    try:
        admit(text)
    except (QueryError, RefusedError):
        return
    reason = _run(text)
    assert reason is None, f"{text!r}: {reason}"


def _run(text: str) -> str | None:
    """What tells that a service was called: a look-up tried, or the name of one missing."""
    prefixes = {"ex": "http://e.invalid/", "": "http://e.invalid/"}
    try:
        answer = Store().query(text, prefixes=prefixes)
        assert isinstance(answer, QuerySolutions)
        list(answer)
    except (SyntaxError, ValueError):
        return None
    except (OSError, RuntimeError) as error:
        return str(error) if isinstance(error, OSError) or "service" in str(error) else None
    return None
