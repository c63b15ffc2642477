"""No code names an incident type: what a type does is said by its traits in the ontology."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from talion.store.reference import incident_types

PACKAGE = Path(__file__).parents[2] / "graph" / "talion"
IDS = frozenset(kind.id for kind in incident_types())
#: Ids that are also words of another trade: recall is what a search has beside precision.
OTHER_WORDS = {
    "evaluation/tally.py": {"recall"},
    "cli/evaluate.py": {"recall"},
    "cli/benchmark.py": {"recall"},
    "cli/fit.py": {"recall"},
}
_STRING = re.compile(r"""(["'`])((?:\\.|(?!\1)[^\\\n])*)\1""")
_SEPARATORS = re.compile(r"[\s,|/]+")


def python_strings(source: str) -> Iterator[str]:
    """Yield the string constants of a module, docstrings apart."""
    tree = ast.parse(source)
    prose = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.value


def named(strings: Iterator[str]) -> set[str]:
    """Return the ids that strings are: alone, or in a list of nothing but ids and such words."""
    found: set[str] = set()
    for string in strings:
        words = [w for w in _SEPARATORS.split(string.strip()) if w]
        if len(words) == 1 or sum(w in IDS for w in words) > len(words) / 2:
            found |= IDS.intersection(words)
        found |= {i for i in IDS if f"type:{i}" in words or ("_" in i and i in words)}
    return found


def test_the_search_finds_an_id_however_it_is_quoted() -> None:
    source = '"""A threat."""\nA = {"threat"}\nB = words("expulsion staff_cap recall")\n'
    assert named(python_strings(source)) == {"threat", "expulsion", "staff_cap", "recall"}
    script = "if (type === 'sanction' || `closure` === type) said(\"force: attacks, sabotage\");"
    assert named(m[2] for m in _STRING.finditer(script)) == {"sanction", "closure"}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: p.stem)
def test_no_python_module_names_a_type(path: Path) -> None:
    allowed = OTHER_WORDS.get(path.relative_to(PACKAGE).as_posix(), set())
    assert named(python_strings(path.read_text("utf-8"))) <= allowed


def test_no_script_or_style_sheet_of_the_page_names_a_type() -> None:
    files = [p for s in ("*.js", "*.css", "*.html") for p in PACKAGE.rglob(s)]
    own = [p for p in files if "yasqe" not in p.parts]
    assert len(own) > 30
    for path in own:
        text = path.read_text("utf-8")
        assert not named(m[2] for m in _STRING.finditer(text)), path.name
