"""Two incidents of a text: how their sides, types and dates stand to each other."""

from collections.abc import Callable

import pytest
from talion.extract.analysis import Analysis
from talion.extract.links.pair import of_kinds, of_sides, pair_of, sides_of

Analysed = Callable[..., Analysis]

FIRST = "Chile expelled two Peruvian diplomats on Monday."


@pytest.mark.parametrize(
    ("later", "sides"),
    [
        ("Peru expelled two Chilean diplomats.", "mirrored"),
        ("Peru expelled a Danish diplomat.", "hit"),
        ("Bolivia expelled a Chilean diplomat.", "against the agent"),
        ("Chile expelled a Danish diplomat.", "same agent"),
        ("Bolivia expelled a Danish diplomat.", "other"),
    ],
)
def test_the_sides_of_two_incidents_are_compared(
    analysed: Analysed, later: str, sides: str
) -> None:
    one, other = analysed(f"{FIRST} {later}").incidents
    assert sides_of(other, one).value == sides
    assert f"sides {sides}" in of_sides(pair_of(other, one))


def test_a_later_measure_of_the_same_type_is_said_to_be_one(analysed: Analysed) -> None:
    said = analysed(f"{FIRST} On Tuesday Peru expelled two Chilean diplomats.")
    one, other = said.incidents
    found = set(of_kinds(pair_of(other, one)))
    assert {"measure to measure", "same type", "date later"} <= found
    assert "date earlier" in of_kinds(pair_of(one, other))


def test_the_nearest_mentions_of_two_incidents_are_compared(analysed: Analysed) -> None:
    said = analysed(
        f"{FIRST} It rained. It rained again. Peru expelled two Chilean diplomats over the "
        "expulsion of the two Peruvian diplomats."
    )
    one, other = said.incidents
    pair = pair_of(other, one)
    assert pair.x.sentence - pair.y.sentence in (0, 3)
    assert abs(pair.x.sentence - pair.y.sentence) == min(
        abs(x.sentence - y.sentence) for x in other.mentions for y in one.mentions
    )
