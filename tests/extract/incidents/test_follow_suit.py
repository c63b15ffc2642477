"""Who "followed suit" did what was reported last, to the same target, in an unknown number."""

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
