"""Every regular expression of the package takes time in proportion to the text, whatever the text.

The patterns are found in the code (each call of `re`) and in the ontology (`sh:pattern`). From the
tree of each come texts that make a backtracking matcher try the most: what one of its parts
matches, over and over, behind what the parts before it need, and an end that does not fit.
"""

import ast
import builtins
import importlib
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from re import _parser
from typing import Any

import pytest
from talion.ingest.quotes import find_span

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "graph" / "talion"
FUNCTIONS = {"search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
#: Lengths of texts, and the seconds of processor time that each may take: a linear pattern takes
#: a third of that at most, an exponential one exceeds the first, a quadratic one the others by far.
LIMITS = ((18, 0.01), (2_000, 0.02), (20_000, 0.12))
#: A text longer than this need not be made longer still if it took less than so many seconds.
SHORT, QUICK = 1_000, 0.0005
#: For a pattern that has so many repeated parts one end of the text must do.
MANY = 100
#: Patterns made of what a function is given: where, and an example.
MADE = {
    "review/walk.py": r"e\d+",
    "store/shape_screen.py": r"[+-]?[0-9]{1,18}([.][0-9]{1,18})?",
}


def patterns() -> Iterator[tuple[str, re.Pattern[str], frozenset[str]]]:
    """Each pattern of the package: where it stands, and by which functions it is used."""
    everywhere = _uses(PACKAGE.rglob("*.py"))
    for path in sorted(PACKAGE.rglob("*.py")):
        used = everywhere | _uses([path])
        place = path.relative_to(PACKAGE).as_posix()
        tree = ast.parse(path.read_text("utf-8"))
        named = {
            id(inner): target.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
            for inner in ast.walk(node.value)
        }
        for call in ast.walk(tree):
            function = _function(call)
            if function is None:
                continue
            assert isinstance(call, ast.Call)
            pattern = _compiled(call, path, place, function)
            if function == "compile":
                ways = used.get(named.get(id(call), ""), frozenset({"search", "fullmatch"}))
            else:
                ways = frozenset({function})
            yield f"{place}:{call.lineno}", pattern, ways
    for file in sorted((ROOT / "ontology" / "shapes").glob("*.ttl")):
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            if found := re.search(r'sh:pattern "([^"]*)"', line):
                yield f"{file.name}:{number}", re.compile(found[1]), frozenset({"search"})


def _function(node: ast.AST) -> str | None:
    """The function of `re` that a node calls."""
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in {*FUNCTIONS, "compile"}
    ):
        return node.func.attr
    return None


def _compiled(call: ast.Call, path: Path, place: str, function: str) -> re.Pattern[str]:
    """The pattern of a call, worked out with the names of its module."""
    name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
    names = vars(importlib.import_module(name.removesuffix(".__init__")))
    if place in MADE and not isinstance(call.args[0], ast.Constant):
        text, flags = MADE[place], 0
    else:
        given = [*call.args[1:], *(k.value for k in call.keywords if k.arg == "flags")]
        text = _value(call.args[0], names)
        flags = _value(given[0], names) if function == "compile" and given else 0
    return re.compile(text, flags)


class _Given(str):
    """What a function puts into a pattern and the test cannot know: one of two words."""

    @property
    def pattern(self) -> str:
        return str(self)


class _Names(dict[str, Any]):
    """The names of a module, and a stand-in for each that is a function's own."""

    def __missing__(self, name: str) -> Any:
        if name in vars(builtins):
            return vars(builtins)[name]
        return _Given("(?:march|second)")


def _value(node: ast.expr, names: dict[str, Any]) -> Any:
    return eval(compile(ast.Expression(node), "pattern", "eval"), {}, _Names(names))


def _uses(paths: Iterable[Path]) -> dict[str, frozenset[str]]:
    """For each name of a compiled pattern the functions that some modules call on it."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Attribute) or node.attr not in FUNCTIONS:
                continue
            of = node.value.value if isinstance(node.value, ast.Subscript) else node.value
            if isinstance(of, ast.Name):
                found[of.id].add(node.attr)
            elif isinstance(of, ast.Attribute):
                found[of.attr].add(node.attr)
    return {name: frozenset(ways) for name, ways in found.items()}


# --- texts made from a pattern


def hostile(pattern: re.Pattern[str]) -> Iterator[Callable[[int], str]]:
    """Functions from a length to a text on which the pattern has much to try."""
    tree = list(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))
    units = dict.fromkeys(
        (start, unit) for before, unit in _units(tree, "") if unit for start in ("", before)
    )
    for start, unit in units:
        for end in ("\x00", "a")[: 2 if len(units) < MANY else 1]:
            yield partial(_text, start, unit, end)


def _text(start: str, unit: str, end: str, length: int) -> str:
    return (start + unit * (length // len(unit)))[:length] + end


def _units(parts: list[Any], before: str) -> Iterator[tuple[str, str]]:
    """What may stand repeated, and what the pattern wants before it."""
    whole = ""
    for part in parts:
        operation, argument = part
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            inner = list(argument[2])
            for sample in _samples(inner):
                yield before + whole, sample
                yield before, whole + sample
            yield from _units(inner, before + whole)
        elif name == "SUBPATTERN":
            yield from _units(list(argument[3]), before + whole)
        elif name == "ATOMIC_GROUP":
            yield from _units(list(argument), before + whole)
        elif name in ("ASSERT", "ASSERT_NOT"):
            yield from _units(list(argument[1]), before + whole)
        elif name == "BRANCH":
            for branch in argument[1]:
                yield from _units(list(branch), before + whole)
        whole += next(iter(_samples([part])), "")
        yield before, whole


def _samples(parts: list[Any]) -> list[str]:
    """A few texts that some parts match."""
    texts = [""]
    for operation, argument in parts:
        texts = [text + more for text in texts for more in _sample(str(operation), argument)][:6]
    return texts


def _sample(operation: str, argument: Any) -> list[str]:
    if operation == "LITERAL":
        return [chr(argument)]
    if operation == "NOT_LITERAL":
        return ["a" if argument != ord("a") else "b"]
    if operation == "ANY":
        return ["a", " "]
    if operation == "IN":
        return _members(argument)
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        inner = _samples(list(argument[2]))
        return [text * max(argument[0], 1) for text in inner[:3]] + [""] * (argument[0] == 0)
    if operation == "SUBPATTERN":
        return _samples(list(argument[3]))
    if operation == "ATOMIC_GROUP":
        return _samples(list(argument))
    if operation == "BRANCH":
        return [text for branch in argument[1] for text in _samples(list(branch))[:1]]
    return [""]


def _members(items: Any) -> list[str]:
    """Some characters of a class, of each kind in it one."""
    known = {
        "CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a",
        "CATEGORY_NOT_DIGIT": "a", "CATEGORY_NOT_SPACE": "a", "CATEGORY_NOT_WORD": " ",
    }  # fmt: skip
    found = []
    if str(items[0][0]) == "NEGATE":
        pattern = re.compile(_class(items[1:]))
        return [c for c in "aA1 (.,-\\" if not pattern.match(c)][:4]
    for kind, value in items:
        name = str(kind)
        if name == "LITERAL":
            found.append(chr(value))
        elif name == "RANGE":
            found.append(chr(value[0]))
        elif name == "CATEGORY":
            found.append(known[str(value)])
    return list(dict.fromkeys(found))[:6]


def _class(items: Any) -> str:
    letters = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w", "NOT_WORD": r"\W"}
    inside = ""
    for kind, value in items:
        name = str(kind)
        if name == "LITERAL":
            inside += re.escape(chr(value))
        elif name == "RANGE":
            inside += f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
        else:
            inside += letters[str(value).removeprefix("CATEGORY_")]
    return f"[{inside}]"


# --- the measure


def slow(run: Callable[[str], object], text: Callable[[int], str]) -> int | None:
    """The length at which a text takes too long; None for none of those tried."""
    for length, limit in LIMITS:
        given = text(length)
        took = _seconds(run, given)
        if took > limit and min(_seconds(run, given) for _ in range(3)) > limit:
            return length
        if length > SHORT and took < QUICK:
            break
    return None


def _seconds(run: Callable[[str], object], text: str) -> float:
    begun = time.thread_time()
    run(text)
    return time.thread_time() - begun


def _runs(pattern: re.Pattern[str], ways: frozenset[str]) -> Iterator[Callable[[str], object]]:
    """What the package does with a pattern; all that search for it do the same work."""
    for anchored in ways & {"match", "fullmatch"}:
        yield getattr(pattern, anchored)
    if ways - {"match", "fullmatch"}:
        yield pattern.findall


@pytest.mark.parametrize(
    ("pattern", "ways"), [pytest.param(p, ways, id=place) for place, p, ways in patterns()]
)
def test_a_pattern_is_linear(pattern: re.Pattern[str], ways: frozenset[str]) -> None:
    for run in _runs(pattern, ways):
        for text in hostile(pattern):
            assert slow(run, text) is None, (run, text(40))


@pytest.mark.parametrize(
    "pattern", [r"(a+)+$", r"\s*[;,|]", r"\([^)]*\)", r"(?:[A-Z][A-Z.]+ ?){2,}x", r"(\w|\d)*-"]
)
def test_patterns_that_are_not_linear_are_found(pattern: str) -> None:
    found = re.compile(pattern)
    assert any(slow(found.findall, text) is not None for text in hostile(found))


def test_a_quote_that_nearly_recurs_is_looked_for_in_linear_time() -> None:
    assert slow(lambda text: find_span(text, "a  " * 2_000 + "b"), lambda n: "a " * n) is None
