"""Words that speak of a measure again: "the move", "Moscow's decision"."""

from collections.abc import Callable

import pytest
from talion.extract.analysis import Analysis

FIRST = "Peru on Monday expelled two Chilean diplomats."


@pytest.mark.parametrize("word", ["move", "decision", "step", "measure"])
def test_the_move_is_the_measure_reported_before(
    analysed: Callable[..., Analysis], word: str
) -> None:
    found = analysed(f"{FIRST} In response to the {word}, Chile closed the Peruvian consulate.")
    assert [(k.source.type, k.target.type) for k in found.links] == [("closure", "expulsion")]


def test_the_move_of_a_state_is_a_measure_of_that_state(analysed: Callable[..., Analysis]) -> None:
    found = analysed(
        f"{FIRST} Bolivia on Monday expelled a Chilean diplomat. Peru's move came as a surprise."
    )
    again = [i for i in found.incidents if any(m.sentence == 2 for m in i.mentions)]
    assert [i.agents.names for i in again] == [("Peru",)]


def test_a_move_that_says_what_it_is_is_no_other(analysed: Callable[..., Analysis]) -> None:
    found = analysed(f"{FIRST} The move to raise taxes surprised many.")
    assert [len(i.mentions) for i in found.incidents] == [1]


def test_the_decision_that_an_envoy_is_told_is_not_the_summons(
    analysed: Callable[..., Analysis],
) -> None:
    found = analysed(
        f"{FIRST} The Chilean ambassador in Lima was summoned and handed a note conveying the "
        "decision."
    )
    (expulsion,) = [i for i in found.incidents if i.type == "expulsion"]
    assert [found.context.parse.words[m.i] for m in expulsion.mentions] == ["expelled", "decision"]


def test_an_announcement_of_somebody_unknown_is_nobodys_measure(
    analysed: Callable[..., Analysis],
) -> None:
    said = "They must leave, said the MEA in its announcement."
    found = analysed(f"{FIRST} {said}")
    words = {found.context.parse.words[m.i] for i in found.incidents for m in i.mentions}
    assert "announcement" not in words
