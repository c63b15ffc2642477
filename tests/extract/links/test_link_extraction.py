"""The links of a text: each pair of incidents weighed, one link at most between two of them."""

from collections.abc import Callable

import pytest
from talion.extract.analysis import Analysis
from talion.extract.links import link_extraction
from talion.extract.links.candidate_link import CandidateLink, LinkRule
from talion.extract.links.link_extraction import pairs
from talion.extract.links.link_model import link_model
from talion.model.claim import ClaimType

Analysed = Callable[..., Analysis]

ORDERED = "Chile ordered two Peruvian diplomats to leave on Monday. "


def responses(said: Analysis) -> list[tuple[str, str]]:
    return [
        (" ".join(k.source.agents.states), " ".join(k.target.agents.states))
        for k in said.links
        if k.type == ClaimType.RESPONSE
    ]


@pytest.mark.parametrize(
    "later",
    [
        "In response, Peru expelled two Chilean diplomats.",
        "Peru hit back on Tuesday and expelled two Chilean diplomats.",
        "Peru expelled two Chilean diplomats in retaliation.",
        "Peru, furious over it, expelled two Chilean diplomats in reply.",
    ],
)
def test_a_response_is_linked_to_what_the_other_side_did_before(
    analysed: Analysed, later: str
) -> None:
    assert responses(analysed(ORDERED + later)) == [("Peru", "Chile")]


@pytest.mark.parametrize(
    "later",
    [
        "The move comes days after Chile expelled two Peruvian envoys.",
        "The move came hours after Chile's expulsion of two Peruvian envoys.",
        "This follows the expulsion of two Peruvian envoys by Chile.",
        "The expulsion comes a week after Chile expelled two Peruvian envoys.",
    ],
)
def test_a_measure_responds_to_what_it_comes_after(analysed: Analysed, later: str) -> None:
    said = analysed("Peru said on Friday it was expelling two Chilean diplomats. " + later)
    assert responses(said) == [("Peru", "Chile")]


@pytest.mark.parametrize(
    "later",
    [
        "Peru expelled two Chilean diplomats on Tuesday.",
        "Bolivia closed its embassy in Denmark.",
    ],
)
def test_nearness_without_words_is_no_link(analysed: Analysed, later: str) -> None:
    assert analysed(ORDERED + later).links == []


def test_two_incidents_are_linked_once_and_in_one_direction(analysed: Analysed) -> None:
    links = analysed(
        "Chile expelled two Peruvian diplomats. In response Peru expelled two Chilean diplomats. "
        "Peru expelled the two Chilean diplomats in retaliation for the expulsion of two Peruvian "
        "diplomats by Chile."
    ).links
    ends = [frozenset((id(k.source), id(k.target))) for k in links]
    assert len(set(ends)) == len(ends) == 1
    assert all(k.source is not k.target for k in links)


def test_no_link_is_less_probable_than_the_threshold(analysed: Analysed) -> None:
    said = analysed(
        ORDERED + "In response, Peru expelled two Chilean diplomats. Chile then recalled its "
        "ambassador over the expulsion. Last year Peru had expelled another Chilean diplomat."
    )
    weighed = [k for k in said.links if k.type != ClaimType.PART]
    assert len(weighed) > 1
    assert all(link_model().threshold <= k.probability <= 1 for k in weighed)


def test_each_pair_is_weighed_in_both_directions(analysed: Analysed) -> None:
    said = analysed(ORDERED + "Peru expelled two Chilean diplomats. Bolivia recalled its envoy.")
    assert len(list(pairs(said.incidents))) == len(said.incidents) * (len(said.incidents) - 1)


EXCHANGES = [
    ("Chile", "Peruvian"),
    ("Bolivia", "Cuban"),
    ("Kenya", "Ghanaian"),
    ("Japan", "Indian"),
]
ANSWERS = ["Peru", "Cuba", "Ghana", "India"]
NATIONALS = ["Chilean", "Bolivian", "Kenyan", "Japanese"]


def exchanges() -> str:
    return "\n\n".join(
        f"{state} expelled two {others} envoys. In response, {answer} expelled {n} {own} envoys."
        for n, ((state, others), answer, own) in enumerate(
            zip(EXCHANGES, ANSWERS, NATIONALS, strict=True), 3
        )
    )


def test_a_text_of_too_many_incidents_keeps_its_links(
    analysed: Analysed, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = [(b, a) for (a, _), b in zip(EXCHANGES, ANSWERS, strict=True)]
    assert responses(analysed(exchanges())) == expected
    monkeypatch.setattr(link_extraction, "_WEIGHED", 16)
    assert responses(analysed(exchanges())) == expected


def test_of_too_many_incidents_each_is_weighed_with_its_nearest_and_with_what_a_cue_names(
    analysed: Analysed, monkeypatch: pytest.MonkeyPatch
) -> None:
    incidents = analysed(exchanges()).incidents
    assert len(incidents) == 8
    assert len(list(pairs(incidents))) == 8 * 7
    monkeypatch.setattr(link_extraction, "_WEIGHED", 16)
    place = {id(i): n for n, i in enumerate(sorted(incidents, key=lambda i: i.first))}
    near = {(place[id(p.response)], place[id(p.antecedent)]) for p in pairs(incidents)}
    assert near == {(a, b) for a in range(8) for b in range(8) if abs(a - b) == 1}
    far = CandidateLink(ClaimType.RESPONSE, incidents[7], incidents[0], 0, LinkRule.CAUSAL_CUE)
    assert any(
        p.response is incidents[7] and p.antecedent is incidents[0] for p in pairs(incidents, [far])
    )


@pytest.mark.parametrize(
    "text",
    [
        "Peru expelled two Chilean envoys, a move that follows Chile's decision to expel "
        "two Peruvian envoys.",
        "Peru expelled two Chilean envoys. It was in reply to Chile's closure of its consulate.",
        "Peru expelled two Chilean envoys. The expulsion was a response to Chile's recall of its "
        "ambassador.",
        "Chile summoned the Peruvian ambassador, prompting Peru to expel two Chilean envoys.",
    ],
)
def test_the_words_say_which_of_two_measures_is_the_response(analysed: Analysed, text: str) -> None:
    assert responses(analysed(text)) == [("Peru", "Chile")]


def test_a_link_between_doubtful_incidents_is_not_told(
    analysed: Analysed, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = analysed(f"{ORDERED}In response, Peru expelled two Chilean diplomats.")
    (link,) = said.links
    monkeypatch.setattr(link.source, "confidence", link_model().threshold)
    assert link.probability > link_model().threshold > link.certainty
    assert not link_extraction.find_links(said.context, said.incidents, [])


def test_to_follow_suit_is_no_response(analysed: Analysed) -> None:
    said = analysed("Peru expelled a Chilean diplomat; Chile follows suit.")
    assert ("Peru", "Chile") not in responses(said)
