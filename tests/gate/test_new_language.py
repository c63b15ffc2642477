"""A language added as a newcomer would, for what a model reads: a file of words and some stems."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from talion import resources
from talion.gate import language_tables, name_index
from talion.gate.folding import FoldedText
from talion.gate.gate import admit
from talion.llm.reply_reading import proposal_of
from talion.model.article import Article

ROOT = Path(__file__).parents[2]
POLISH = r"""
name = "Polish"
endings = "aeiouy"
months = ['stycz\w*', 'lut\w*', 'mar(?:zec|ca|cu)', 'kwie\w*', 'maj\w*', 'czerw\w*', 'lip\w*',
  'sierp\w*', 'wrze\w*', 'październik\w*', 'listopad\w*', 'grud\w*']
weekdays = ['ponie\w*', 'wtor\w*', 'środ\w*', 'czwart\w*', 'piąt\w*', 'sobot\w*', 'niedziel\w*']
days = [['dziś|dzisiaj', 0], ['wczoraj', -1], ['jutro', 1]]
weeks = [['w tym tygodniu', 0]]
months_away = [['w tym miesiącu', 0]]
years_away = [['w tym roku', 0], ['w zeszłym roku', -1]]
units = ['dni\w*|dzień', 'tygod\w*', 'miesi\w*', 'rok\w*|lat\w*']
numbers = { jeden = 1, "dwóch" = 2, trzech = 3, czterech = 4 }
scales = { "tysiąc" = 1000 }
singular = ['ambasadora?']
others = ['inn\w+']
alleged = ['rzekom\w*', 'podejrz\w*']
hearsay = ['rzekom\w*']
claimed = ['rzekom\w*']
prospective = ['zamierz\w*', 'wydali']
undecided = ['rozważ\w*']
later = ['później']
instructions = ['zignoruj\w* [^.]{0,40}instrukc\w*']
"""
TEXT = "Polska wydaliła w środę trzech rosyjskich dyplomatów."
PUBLISHED = "2022-03-24"  # a Thursday
WORDS = {
    "id": "e1",
    "type": "expulsion",
    "status": "reported",
    "agents": [{"name": "Poland", "quote": "Polska"}],
    "targets": [{"name": "Russia", "quote": "rosyjskich dyplomatów"}],
    "count": 3,
    "date": "2022-03-23",
    "quote": TEXT,
    "count_quote": "trzech",
    "date_quote": "w środę",
    "status_quote": None,
}


def forget() -> None:
    language_tables.language_table.cache_clear()
    name_index._of_language.cache_clear()


@pytest.fixture
def languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The tables of a scratch copy of the ontology, by which the gate then checks."""
    shutil.copytree(ROOT / "ontology", tmp_path / "ontology")
    monkeypatch.setattr(resources, "_data_root", lambda: tmp_path)
    forget()
    yield tmp_path / "ontology/languages"
    forget()


def refused(**changed: Any) -> list[str]:
    """Return why parts of a proposal on the Polish article are refused."""
    article = Article("pl", TEXT, published=PUBLISHED, language="pl")
    found = admit(article, proposal_of({"incidents": [WORDS | changed]}))
    return [each.reason.name for each in found.refused]


def test_a_new_language_of_the_gate_is_a_file_of_words_and_some_stems(languages: Path) -> None:
    assert refused()[:2] == ["NO_WORDS", "NOT_MENTIONED"]
    (languages / "pl.toml").write_text(POLISH, "utf-8")
    with (languages / "state_words.csv").open("a", encoding="utf-8") as table:
        table.write("PL,pl,pol;warszaw\nRU,pl,rosyj;rosj;moskw\n")
    forget()
    assert refused() == []
    assert refused(count=4) == ["COUNT_NOT_IN_TEXT"]
    assert refused(date="2022-03-22") == ["DATE_NOT_IN_SPAN"]
    assert (
        refused(targets=[{"name": "Belarus", "quote": "rosyjskich dyplomatów"}])[0]
        == "NOT_MENTIONED"
    )


def test_names_of_an_inflected_language_are_found_in_every_case(languages: Path) -> None:
    (languages / "pl.toml").write_text(POLISH, "utf-8")
    with (languages / "state_names.csv").open("a", encoding="utf-8") as table:
        table.write("PL,pl,Polska\nRU,pl,Rosja\n")
    forget()
    folded = FoldedText.of("Ambasador Rosji w Polsce nie był w Rosją.")
    assert set(name_index.NameIndex.of(folded, "pl").mentions) == {"russia"}
