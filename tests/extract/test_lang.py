"""The words of a language stand in its folder, behind one door."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from talion.extract import lang
from talion.extract.lang import Dep, Ent, Pos, Tag, numerals
from talion.extract.text.pipeline import pipeline

EXTRACT = Path(lang.__file__).parents[1]
MODULES = [p for p in EXTRACT.rglob("*.py") if "lang" not in p.parts]
#: The columns of a parse; what they are compared with is a word or a label of the language.
COLUMNS = {"words", "lower", "lemma", "tag", "pos", "dep", "entity"}


def column(node: ast.expr) -> bool:
    """Whether an expression is an entry or a slice of a column of the parse."""
    match node:
        case ast.Subscript(value=ast.Attribute(attr=attr)):
            return attr in COLUMNS
        case ast.Call(func=ast.Attribute(value=inner)):
            return column(inner)
        case ast.Call(func=ast.Attribute(attr="_lower")):
            return True
    return False


def strings(node: ast.expr) -> Iterator[str]:
    for child in ast.walk(node):
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.value


def literals(module: Path) -> Iterator[str]:
    """Yield the strings that a module compares words or labels with, and its sets of words."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        match node:
            case ast.Compare(left=left, comparators=others) if any(map(column, (left, *others))):
                for side in (left, *others):
                    if not isinstance(side, ast.Subscript):
                        yield from strings(side)
            case ast.Call(func=ast.Attribute(attr="kids"), args=args):
                for argument in args:
                    yield from strings(argument)
            case ast.Call(func=ast.Name(id="words" | "frozenset"), args=[argument]):
                if not isinstance(argument, ast.GeneratorExp):
                    yield from strings(argument)


@pytest.mark.parametrize("module", MODULES, ids=lambda m: str(m.relative_to(EXTRACT)))
def test_no_rule_holds_a_word_of_its_own(module: Path) -> None:
    assert [text for text in literals(module) if any(c.isalpha() for c in text)] == []


def test_the_test_above_sees_words(tmp_path: Path) -> None:
    module = tmp_path / "rule.py"
    module.write_text(
        "SAY = words('say tell')\n"
        "def rule(parse, i):\n"
        "    a = parse.lower[i] == 'by' or parse.lemma[i] in ('say', 'tell')\n"
        "    b = parse.words[i].lower() in {'and'} or 'suit' == parse.lower[i]\n"
        "    return a or b or parse.kids(i, 'nsubj') or parse.dep[i] in ('dobj',)\n"
    )
    assert set(literals(module)) == {
        "say tell", "by", "say", "tell", "and", "suit", "nsubj", "dobj",
    }  # fmt: skip


def test_every_label_is_one_of_the_parser() -> None:
    pytest.importorskip("spacy")
    nlp: Any = pipeline()
    known = {
        Dep: set(nlp.get_pipe("parser").labels),
        Tag: set(nlp.get_pipe("tagger").labels),
        Ent: set(nlp.get_pipe("ner").labels),
    }
    for labels, names in known.items():
        assert {v for k, v in vars(labels).items() if k.isupper()} <= names


def test_parts_of_speech_are_universal() -> None:
    spacy = pytest.importorskip("spacy")
    assert all(hasattr(spacy.symbols, v) for k, v in vars(Pos).items() if k.isupper())


def test_the_number_words_stand_for_their_numbers() -> None:
    assert [numerals.UNITS[w] for w in ("zero", "one", "twelve", "nineteen")] == [0, 1, 12, 19]
    assert [numerals.TENS[w] for w in ("twenty", "fifty", "ninety")] == [20, 50, 90]
    assert sorted(numerals.UNITS.values()) == list(range(20))


def test_the_calendar_is_whole() -> None:
    words = lang.calendar_words
    assert sorted(words.WEEKDAYS.values()) == list(range(7))
    assert sorted(words.MONTHS.values()) == list(range(1, 13))
    assert words.SHORT_MONTHS["sep"] == words.SHORT_MONTHS["sept"] == words.MONTHS["september"]


@pytest.mark.parametrize("folder", [p for p in (EXTRACT / "lang").iterdir() if p.is_dir()])
def test_a_language_has_every_module_that_the_door_opens(folder: Path) -> None:
    if folder.name.startswith("_"):
        pytest.skip("not a language")
    modules = {p.stem for p in folder.glob("*.py")}
    assert {m for m in lang.__all__ if m.islower()} | {"labels"} <= modules
