"""The links of a text: each pair of incidents weighed, one link at most between two of them."""

from collections.abc import Callable

import pytest
from talion.extract.analysis import Analysis
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
