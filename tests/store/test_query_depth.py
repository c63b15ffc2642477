"""Queries that nest too deep are refused before the engine can end the process."""

import subprocess
import sys
from collections.abc import Callable
from functools import cache

import pytest
from talion.errors import QueryError
from talion.store import View
from talion.store.query_depth import refuse_deep

FORMS: dict[str, Callable[[int], str]] = {
    "functions": lambda n: "SELECT (" + "ABS(" * n + "1" + ")" * n + " AS ?x) {}",
    "conditions": lambda n: "SELECT (" + "IF(true," * n + "1" + ",2)" * n + " AS ?x) {}",
    "groups": lambda n: "SELECT * " + "{" * n + "}" * n,
    "subqueries": lambda n: "SELECT * " + "{ SELECT * { " * n + "}}" * n,
    "brackets": lambda n: "ASK { FILTER(" + "(" * n + "1" + ")" * n + ") }",
    "negations": lambda n: "ASK { FILTER(" + "!" * n + "true) }",
    "sums": lambda n: "SELECT (1" + "+1" * n + " AS ?x) {}",
    "differences": lambda n: "SELECT (1" + " -1" * n + " AS ?x) {}",
    "alternatives": lambda n: "ASK { FILTER(true" + "||true" * n + ") }",
    "conjunctions": lambda n: "ASK { FILTER(true" + "&&true" * n + ") }",
    "unions": lambda n: "SELECT * { {?s ?p ?o}" + " UNION {?s ?p ?o}" * n + " }",
    "options": lambda n: "SELECT * { <x:s> ?p ?o" + " OPTIONAL {}" * n + " }",
    "nested options": lambda n: "SELECT * { ?s ?p ?o" + " OPTIONAL { ?s ?p ?o" * n + "}" * n + " }",
    "nested existence": lambda n: (
        "ASK { ?s ?p ?o" + " FILTER EXISTS { ?s ?p ?o" * n + "}" * n + " }"
    ),
    "values": lambda n: "SELECT * {" + "".join(f" BIND({i} AS ?v{i})" for i in range(n)) + "}",
    "filters": lambda n: "SELECT * { <x:s> ?p ?o" + " FILTER(?o=1)" * n + "}",
    "differences of groups": lambda n: "SELECT * { ?s ?p ?o" + " MINUS { ?s ?p ?o }" * n + "}",
    "quoted": lambda n: "SELECT * { " + "<<( ?s ?p " * n + " 1 " + " )>>" * n + " ?p ?o }",
}


def is_refused(text: str) -> bool:
    try:
        refuse_deep(text)
    except QueryError:
        return True
    return False


@cache
def most(form: Callable[[int], str]) -> int:
    """How deep a form may nest at most, by halving."""
    low, high = 100, 5_000
    assert not is_refused(form(low))
    assert is_refused(form(high))
    while high - low > 50:
        middle = (low + high) // 2
        low, high = (low, middle) if is_refused(form(middle)) else (middle, high)
    return low


def test_whatever_is_let_through_leaves_the_process_alive() -> None:
    program = (
        "import sys; from pyoxigraph import Store\n"
        "for text in sys.stdin.read().split(chr(0)):\n"
        "    try: list(Store().query(text, use_default_graph_as_union=True) or ())\n"
        "    except (SyntaxError, TypeError): pass\n"
        "    print('answered')"
    )
    texts = [form(most(form)) for form in FORMS.values()]
    run = subprocess.run(
        [sys.executable, "-c", program],
        input=chr(0).join(texts),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.split() == ["answered"] * len(FORMS)
    assert run.returncode == 0


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_refused_at_some_depth(form: str, view: View) -> None:
    with pytest.raises(QueryError, match="nests too deep"):
        view.query(FORMS[form](5_000))


def test_many_values_are_no_chain() -> None:
    signed = " ".join(str(-n) for n in range(20_000))
    refuse_deep(f"SELECT * {{ VALUES ?x {{ {signed} }} ?s ?p ?x FILTER(?x < -1) }}")
    refuse_deep(f"SELECT * {{ ?s ?p ?x FILTER(?x IN ({', '.join(map(str, range(20_000)))})) }}")
    refuse_deep("SELECT * { " + "?s tal:is-a-union <http://x/union-bind> . " * 5_000 + "}")
