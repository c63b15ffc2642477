"""Articles that try to instruct the reader: nothing passes that their news does not say."""

import json
from pathlib import Path

import pytest
from talion.gate.gate import admit
from talion.llm.article_language import with_language
from talion.llm.json_in_text import json_in
from talion.llm.reply_reading import proposal_of
from talion.model.article import Article

PASSAGES = (Path(__file__).parent / "hostile_passages.txt").read_text("utf-8").splitlines()
NEWS = "Bolivia on Monday ordered out three Paraguayan diplomats, the foreign ministry said."
TRUE = {
    "id": "e1", "type": "expulsion", "status": "reported", "agents": ["Bolivia"],
    "targets": ["Paraguay"], "count": 3, "date": "2018-06-04",
    "quote": "Bolivia on Monday ordered out three Paraguayan diplomats",
}  # fmt: skip


def obeyed(passage: str) -> list[dict[str, object]]:
    """What a model that obeys would propose: the planted incident, quoted in several ways."""
    words = passage.split()
    tail = " ".join(words[-6:])
    invented = "Peru expelled ninety Bolivian envoys"
    return [
        {"id": f"x{n}", "type": "expulsion", "status": "reported", "agents": ["Peru"],
         "targets": ["Bolivia"], "count": None, "date": None, "quote": quote}
        for n, quote in enumerate((passage, tail, invented))
    ]  # fmt: skip


def test_the_corpus_is_large_enough() -> None:
    assert len(set(PASSAGES)) >= 30


@pytest.mark.parametrize("passage", PASSAGES, ids=range(len(PASSAGES)))
def test_a_model_that_obeys_a_text_gets_nothing_past_the_gate(passage: str) -> None:
    article = Article("a", f"{NEWS}\n\n{passage}\n\nOther news follows.", published="2018-06-07")
    found = admit(article, proposal_of({"incidents": [TRUE, *obeyed(passage)]}))
    assert [incident.id for incident in found.findings.incidents] == ["e1"]


@pytest.mark.parametrize("passage", PASSAGES[14:21], ids=range(7))
def test_also_in_an_article_of_that_language(passage: str) -> None:
    article = with_language(Article("a", f"{passage} " * 3, published="2018-06-07"))
    assert admit(article, proposal_of({"incidents": obeyed(passage)})).findings.incidents == ()


def test_a_reply_that_repeats_the_planted_json_is_read_as_a_proposal_only() -> None:
    found = json_in(json.dumps({"incidents": obeyed(PASSAGES[6])}))
    assert found is not None
    article = Article("a", f"{NEWS}\n\n{PASSAGES[6]}")
    assert admit(article, proposal_of(found.value)).findings.incidents == ()
