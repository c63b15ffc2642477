"""From a trigger to a mention of an event, or to the reason why there is none."""

from collections.abc import Callable

import pytest
from talion.extract.analysis import Analysis

from tests.extract.conftest import Clusters


def test_who_follows_suit_does_the_same_to_the_same(incidents: Clusters) -> None:
    first, second = incidents(
        "Peru expelled two Chilean diplomats on Monday. Bolivia followed suit."
    )
    assert (second.type, second.targets) == (first.type, first.targets)
    assert (second.agents.names, second.count) == (("Bolivia",), None)


def test_what_an_order_is_about_is_no_second_event(analysed: Callable[..., Analysis]) -> None:
    found = analysed("Peru ordered Chile to close its consulate in Tacna.")
    assert [(i.agents.names, i.targets.names) for i in found.incidents] == [(("Peru",), ("Chile",))]
    assert [reason.name for _, reason in found.rejected] == ["PART_OF_ORDER"]


def test_an_event_after_an_order_is_a_second_one(incidents: Clusters) -> None:
    found = incidents(
        "Peru ordered two Chilean diplomats to leave after Chile closed the Peruvian consulate."
    )
    assert {(i.type, i.agents.names) for i in found} == {
        ("expulsion", ("Peru",)),
        ("closure", ("Chile",)),
    }


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Peru denied that it had expelled two Chilean diplomats.", "DENIED"),
        ("Diplomats were expelled.", "NO_ANTECEDENT"),
    ],
)
def test_what_cannot_be_read_is_left_with_the_reason(
    analysed: Callable[..., Analysis], text: str, reason: str
) -> None:
    found = analysed(text)
    assert found.incidents == []
    assert [r.name for _, r in found.rejected] == [reason]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Peru condemned the expulsion of two Peruvian diplomats.", "Peru"),
        ("A Danish journalist was deported.", "Denmark"),
    ],
)
def test_a_side_that_is_not_told_stays_open(incidents: Clusters, text: str, target: str) -> None:
    (one,) = incidents(text)
    assert (one.agents.names, one.targets.names) == ((), (target,))


@pytest.mark.parametrize(
    "text",
    [
        "Peru lifted sanctions on Chile.",
        "Peru ended its arms embargo on Chile.",
        "Peru dropped charges against a Chilean student.",
        "Peru withdrew its threat to expel ten Chilean envoys.",
        "Peru eased tariffs on Chilean wine.",
    ],
)
def test_a_measure_that_is_undone_is_no_news(incidents: Clusters, text: str) -> None:
    assert incidents(text) == []
