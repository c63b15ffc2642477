"""Who "followed suit" did what was reported last, to the same target, in an unknown number."""

import pytest

from tests.extract.conftest import Clusters


def test_each_that_followed_suit_did_the_last_measure(incidents: Clusters) -> None:
    found = incidents("Poland expelled a Russian diplomat. Estonia and Latvia followed suit.")
    assert [(i.type, i.agents.states, i.targets.states, i.count) for i in found] == [
        ("expulsion", ("Poland",), ("Russia",), 1),
        ("expulsion", ("Estonia",), ("Russia",), None),
        ("expulsion", ("Latvia",), ("Russia",), None),
    ]


def test_where_nothing_was_done_before_there_is_nothing_to_follow(incidents: Clusters) -> None:
    assert incidents("Estonia followed suit.") == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Peru expelled a Cuban envoy on Monday. Chile did so on Tuesday.", "2021-05-11"),
        ("Peru expelled a Cuban envoy on Monday, and so, on Tuesday, did Chile.", "2021-05-11"),
        ("Peru expelled a Cuban envoy on Monday. The next day Chile did as much.", "2021-05-11"),
        ("Peru expelled a Cuban envoy on Monday. Chile acted in concert with it.", "2021-05"),
    ],
)
def test_who_did_the_same_did_it_at_the_time_of_its_own_clause(
    incidents: Clusters, text: str, day: str
) -> None:
    chile = next(i for i in incidents(text) if i.agents.states == ("Chile",))
    assert (chile.type, chile.targets.states, chile.date) == ("expulsion", ("Cuba",), day)


@pytest.mark.parametrize(
    "text",
    [
        "Peru expelled a Cuban envoy. Chile has been asked to do so.",
        "Peru expelled a Cuban envoy. Cuba denied spying. The envoy said nothing. Chile did so.",
    ],
)
def test_who_is_asked_to_do_so_or_did_so_much_later_did_not_do_it(
    incidents: Clusters, text: str
) -> None:
    assert [i.agents.states for i in incidents(text) if i.type == "expulsion"] == [("Peru",)]
