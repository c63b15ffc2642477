"""The time that a sentence takes over from the one before."""

import pytest
from talion.extract.rules import SlotName

from tests.extract.conftest import Clusters

FIRST = "Peru on Monday expelled two Chilean diplomats."


@pytest.mark.parametrize(
    "then",
    [
        "It also closed the Chilean consulate in Tacna.",
        "At the same time Peru closed the Chilean consulate in Tacna.",
        "In addition, Peru closed the Chilean consulate in Tacna.",
    ],
)
def test_what_comes_on_top_happened_on_the_same_day(incidents: Clusters, then: str) -> None:
    _, closure = incidents(f"{FIRST} {then}")
    assert (closure.date, closure.lead.rules[SlotName.DATE].rule.name) == (
        "2021-05-10",
        "SAME_TIME",
    )


def test_what_does_not_come_on_top_has_only_the_articles_time(incidents: Clusters) -> None:
    _, closure = incidents(f"{FIRST} Peru closed the Chilean consulate in Tacna.")
    assert (closure.date, closure.lead.rules[SlotName.DATE].rule.name) == ("2021-05", "AS_NEWS")


def test_another_state_takes_over_no_time(incidents: Clusters) -> None:
    _, closure = incidents(f"{FIRST} Bolivia also closed the Chilean consulate in Tarija.")
    assert closure.date == "2021-05"
