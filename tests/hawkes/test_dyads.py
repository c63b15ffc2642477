"""Dyads: sides, and the standing of each event from what came before."""

import numpy as np
import pytest
from hypothesis import given
from talion.hawkes.dyads import COUNTS, SIDES, SILENCES, dyads, standing
from talion.hawkes.jit import plain_functions
from talion.hawkes.kernels import Kernels

from .histories import SLOW, arrays, histories
from .oracle import Event
from .oracle import standing as direct

LIMITS = (8.0, 32.0, 128.0, 512.0)


def parts(code: int) -> tuple[int, int, int]:
    """Return the classes of silence, other side and own number."""
    return code % SILENCES, code // SILENCES % SIDES, code // (SILENCES * SIDES)


@pytest.mark.parametrize(
    ("own", "theirs", "silence", "expected"),
    [
        (0, 0, 0.0, (4, 0, 0)),  # the first event of a dyad breaks the longest silence
        (1, 0, 7.9, (0, 0, 1)),
        (2, 0, 8.0, (1, 0, 1)),
        (3, 1, 100.0, (2, 1, 2)),
        (9, 1, 511.0, (3, 1, 3)),
        (27, 1, 512.0, (4, 1, 4)),
        (0, 5, 0.0, (0, 1, 0)),
    ],
)
def test_the_standing_tells_silence_other_side_and_number(
    own: int, theirs: int, silence: float, expected: tuple[int, int, int]
) -> None:
    code = standing(own, theirs, silence, LIMITS)
    assert parts(code) == expected
    assert code < SILENCES * SIDES * COUNTS


def test_an_event_and_its_response_make_one_dyad_of_two_sides() -> None:
    time = np.array([0.0, 10.0])
    found = dyads(time, np.array([3, 1]), np.array([1, 3]), None, 4, Kernels())
    assert found.groups == 1
    assert found.widest == 2
    assert found.side.tolist() == [1, 0]
    assert [parts(code) for code in found.standing.tolist()] == [(4, 0, 0), (1, 1, 0)]
    assert found.limits == LIMITS
    assert found.span == 10.0


def test_columns_and_records_hold_the_same_events() -> None:
    time = np.array([0.0, 1.0, 2.0])
    found = dyads(time, np.array([0, 2, 1]), np.array([1, 0, 0]), np.array([7, 8, 9]), 3, Kernels())
    assert found.order.tolist() == [0, 2, 1]
    assert found.columns.time.tolist() == [0.0, 2.0, 1.0] == found.moments[::2].tolist()
    assert found.columns.kind.tolist() == [7, 9, 8]
    assert found.words[2::4].tolist() == [0, 2, 1]
    assert found.columns.start.tolist() == [0, 2, 3]


def test_no_events_make_no_dyads() -> None:
    empty = np.empty(0, np.int32)
    found = dyads(np.empty(0), empty, empty, None, 3, Kernels())
    assert (len(found), found.groups, found.span) == (0, 0, 0.0)
    assert found.shares(2) == []


def test_shares_cover_all_groups_once() -> None:
    source = np.repeat(np.arange(6, dtype=np.int32), 5)
    found = dyads(np.arange(30.0), source, source + 1, None, 7, Kernels())
    ranges = found.shares(3)
    assert [group for low, high in ranges for group in range(low, high)] == list(range(6))


@SLOW
@given(histories())
def test_standings_are_those_of_a_direct_count(history: list[Event]) -> None:
    time, source, target, kind = arrays(history)
    wanted = [direct(history, row, list(LIMITS)) for row in range(len(history))]
    found = dyads(time, source, target, kind, 4, Kernels())
    assert found.standing.tolist() == [wanted[row] for row in found.order.tolist()]
    with plain_functions():
        plain = dyads(time, source, target, kind, 4, Kernels())
        assert plain.standing.tolist() == found.standing.tolist()
