"""Which of the parties of a text did it, and to whom: a choice that may decide on neither."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from talion.extract.analysis import Analysis, shipped_judgement
from talion.extract.extractor import read
from talion.extract.rules import SlotName
from talion.extract.sides.choice import softmax
from talion.extract.sides.conditional_logit import Example, fit
from talion.extract.text.cleaning import prepare
from talion.extract.text.pipeline import is_word, pipeline
from talion.model.article import Article

from tests.extract.conftest import Clusters

Analysed = Callable[..., Analysis]


@pytest.mark.parametrize(
    ("text", "agent", "target"),
    [
        ("Nepal retaliated with the expulsion of eight Bhutanese diplomats.", "Nepal", "Bhutan"),
        ("Bhutan replied with the recall of its ambassador to Nepal.", "Bhutan", "Nepal"),
        (
            "The Gambian envoy was told that three of his attachés had been expelled by Senegal.",
            "Senegal",
            "Gambia",
        ),
        (
            "Paraguay's envoy was summoned to the foreign ministry of Uruguay.",
            "Uruguay",
            "Paraguay",
        ),
    ],
)
def test_the_one_who_acts_is_the_agent(
    incidents: Clusters, text: str, agent: str, target: str
) -> None:
    (one,) = incidents(text)
    assert (one.agents.states, one.targets.states) == ((agent,), (target,))


def test_whoever_accuses_of_spying_has_not_spied(incidents: Clusters) -> None:
    (one,) = incidents("Honduras accused Guatemala of espionage.")
    assert (one.agents.states, one.targets.states) == (("Guatemala",), ("Honduras",))


def test_the_state_that_closes_its_embassy_did_not_kill_the_guard(incidents: Clusters) -> None:
    found = incidents("Norway closed its embassy in Haiti after a guard was killed.")
    assert [i.type for i in found if "Norway" in i.agents.states] == ["closure"]


def test_a_question_reports_nothing(analysed: Analysed) -> None:
    said = analysed("Who is expelling Belarusian diplomats?")
    assert not said.incidents
    assert {reason.name for _, reason in said.rejected} == {"ASKED"}


def test_a_finding_has_a_confidence_and_a_clear_one_a_high_one() -> None:
    article = Article("a1", "Peru expelled two Cuban envoys.")
    prepared = prepare(article.text, is_word)
    (found,) = read(article, prepared, pipeline()(prepared.text)).findings.incidents
    assert found.confidence is not None
    assert 0.8 < found.confidence <= 1


def test_what_is_less_probable_than_asked_for_is_left_out_with_the_reason() -> None:
    article = Article("a1", "Peru expelled two Cuban envoys.")
    prepared = prepare(article.text, is_word)
    shipped = shipped_judgement()
    strict = replace(shipped, least=1.0)
    found = read(article, prepared, pipeline()(prepared.text), strict)
    assert not found.findings.incidents
    assert [u.reason.name for u in found.unresolved] == ["UNLIKELY"]


def test_probabilities_add_up_to_one_whatever_the_scores() -> None:
    assert sum(softmax([1000.0, 0.0, -1000.0])) == pytest.approx(1)


def test_a_fitted_choice_prefers_what_was_right() -> None:
    better, worse = ({"subject": 1.0},), ({"place": 1.0},)
    weights = fit([Example([better, worse], [True, False])] * 5, ridge=0.1)
    assert weights["subject"] > 0 > weights["place"]
    assert fit([Example([better, worse], [True, False])], ridge=0.1, least=2) == {}


def test_what_a_clause_names_outright_is_not_taken_from_elsewhere(incidents: Clusters) -> None:
    found = incidents(
        "Peru expelled 18 Chilean diplomats. Earlier, the Bolivian Foreign Ministry announced the "
        "expulsion of a Chilean diplomat."
    )
    expulsions = [(i.agents.states, i.targets.states) for i in found if i.type == "expulsion"]
    assert expulsions == [(("Peru",), ("Chile",)), (("Bolivia",), ("Chile",))]


@pytest.mark.parametrize(
    ("text", "side", "words"),
    [
        (
            "Two Peruvian consulates in Chile were shut down on Monday.",
            SlotName.AGENTS,
            "where it was done",
        ),
        (
            "The Peruvian envoy was summoned to the Foreign Ministry in Santiago on Monday.",
            SlotName.AGENTS,
            "where it was done",
        ),
        (
            "Two Peruvian diplomats were expelled from Chile on Monday.",
            SlotName.AGENTS,
            "the place that has to be left",
        ),
        (
            "Peru protested, its minister said on Monday. Two diplomats were expelled by Chile.",
            SlotName.TARGETS,
            "who speaks in a sentence nearby",
        ),
    ],
)
def test_the_explanation_is_true_of_the_sentence(
    incidents: Clusters, text: str, side: SlotName, words: str
) -> None:
    (one,) = [i for i in incidents(text) if i.type != "threat"]
    assert one.lead.rules[side].words == words
