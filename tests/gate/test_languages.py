"""Articles in other languages, own-worded, with what a careful reader takes out of them."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from talion.gate.folding import FoldedText
from talion.gate.gate import admit
from talion.gate.name_index import NameIndex
from talion.llm.article_language import with_language
from talion.llm.reply_reading import proposal_of
from talion.model.article import Article

READINGS: list[dict[str, Any]] = [
    each
    for file in sorted((Path(__file__).parent / "readings").glob("*.json"))
    for each in json.loads(file.read_text("utf-8"))
]


def article_of(reading: dict[str, Any]) -> Article:
    return Article(reading["id"], reading["text"], published=reading["published"])


def test_there_are_five_articles_in_each_language_that_has_any() -> None:
    counted = Counter(reading["id"][:2] for reading in READINGS)
    assert counted.keys() >= {"de", "fr", "nl", "ru"}
    assert set(counted.values()) == {5}


@pytest.mark.parametrize("reading", READINGS, ids=lambda r: r["id"])
def test_a_good_answer_passes_whole_with_quotes_in_the_original(reading: dict[str, Any]) -> None:
    article = with_language(article_of(reading))
    assert article.language == reading["id"][:2]
    found = admit(article, proposal_of(reading))
    assert [f"{r.words} | {r.quote}" for r in found.refused] == []
    for incident, gold in zip(found.findings.incidents, reading["incidents"], strict=True):
        assert incident.quote in article.text
        assert list(incident.agents) == [side["name"] for side in gold["agents"]]
        assert list(incident.targets) == [side["name"] for side in gold["targets"]]
        assert (incident.date, incident.status) == (gold["date"], gold["status"])
    assert len(found.findings.links) == len(reading["links"])


@pytest.mark.parametrize("reading", READINGS, ids=lambda r: r["id"])
def test_a_state_that_the_article_does_not_mention_is_refused(reading: dict[str, Any]) -> None:
    article = with_language(article_of(reading))
    absent = "Mongolia"
    first = {**reading["incidents"][0], "agents": [{"name": absent, "quote": None}]}
    found = admit(article, proposal_of({"incidents": [first]}))
    assert [refused.reason.name for refused in found.refused] == ["NOT_MENTIONED"]


@pytest.mark.parametrize("reading", READINGS, ids=lambda r: r["id"])
def test_a_wrong_count_or_date_is_refused(reading: dict[str, Any]) -> None:
    article = with_language(article_of(reading))
    first = {**reading["incidents"][0], "count": 77, "date": "1999-09-09"}
    [incident] = admit(article, proposal_of({"incidents": [first]})).findings.incidents
    assert incident.count is None
    assert incident.date is None


@pytest.mark.parametrize(
    ("code", "text", "states"),
    [
        ("nl", "De Tsjechische premier sprak in Parijs", {"czech-republic", "france"}),
        ("de", "Die polnische Polizei und Rom", {"poland", "italy"}),
        ("fr", "Le Kremlin et la Maison Blanche", {"russia", "united-states"}),
        ("es", "Moscú expulsó a dos diplomáticos españoles", {"russia", "spain"}),
        ("ru", "Прага высылает сотрудников посольства США", {"czech-republic", "united-states"}),
        ("uk", "Кремль погрожує Варшаві", {"russia", "poland"}),
        ("cs", "Slovenská vláda a maďarský premiér", {"slovakia", "hungary"}),
    ],
)
def test_states_are_known_by_their_names_in_that_language(
    code: str, text: str, states: set[str]
) -> None:
    index = NameIndex.of(FoldedText.of(text), code)
    assert states <= set(index.mentions)
    assert not {"germany", "netherlands", "china"} & set(index.mentions)
