"""Inferred responses never reverse what sources state."""

import numpy as np
import pytest
from talion.hawkes.consistency import leads_to, made_consistent
from talion.hawkes.replies import Replies


def replies(*rows: list[tuple[int, float]]) -> Replies:
    """Return replies of events that have these candidates, best first, and no campaign."""
    found, shares = np.full((len(rows), 2), -1, np.int32), np.zeros((len(rows), 2), np.float32)
    for row, candidates in enumerate(rows):
        for at, (other, share) in enumerate(candidates):
            found[row, at], shares[row, at] = other, share
    reply = shares.sum(axis=1)
    return Replies(reply, np.zeros_like(reply), found, shares)


def test_an_event_does_not_respond_to_its_stated_response() -> None:
    found = made_consistent(replies([(1, 0.5), (2, 0.25)], [], []), ["a", "b", "c"], {"b": ["a"]})
    assert found.rows[0].tolist() == [2, -1]
    assert found.shares[0].tolist() == [0.25, 0.0]
    assert found.reply[0] == pytest.approx(0.25)
    assert found.background[0] == pytest.approx(0.75)


def test_nor_to_an_event_that_responds_to_it_by_several_steps() -> None:
    stated = {"b": ["a"], "c": ["b"]}
    found = made_consistent(replies([(2, 0.5)], [], []), ["a", "b", "c"], stated)
    assert found.rows[0].tolist() == [-1, -1]
    assert found.reply[0] == 0.0


def test_what_contradicts_nothing_stays() -> None:
    before = replies([], [(0, 0.5)], [(0, 0.25), (1, 0.125)])
    found = made_consistent(before, ["a", "b", "c"], {"b": ["a"]})
    assert np.array_equal(found.rows, before.rows)
    assert np.array_equal(found.shares, before.shares)


def test_rows_of_one_event_do_not_respond_to_each_other() -> None:
    found = made_consistent(replies([], [(0, 0.5)], [(0, 0.5)]), ["a", "a", "b"], {})
    assert found.rows[:, 0].tolist() == [-1, -1, 0]
    assert found.reply.tolist() == [0.0, 0.0, 0.5]


def test_circles_of_statements_come_to_an_end() -> None:
    stated = {"a": ["b"], "b": ["a"], "c": ["a"]}
    assert leads_to(stated, "c", "b")
    assert not leads_to(stated, "a", "c")
