"""Decayed counts of a dyad's events, against the sums that they stand for."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from talion.hawkes.fitting.decayed_counts import Counts, add, clear, decay, no_counts
from talion.hawkes.fitting.marks import MARKS

COLUMNS, LEFT = 12, np.array([0.5, 0.25])
#: Days of events: the side of each, and the columns of its marks.
days = st.lists(
    st.lists(
        st.tuples(
            st.integers(0, 1),
            st.lists(st.integers(0, COLUMNS - 1), min_size=MARKS, max_size=MARKS, unique=True),
        ),
        max_size=3,
    ),
    max_size=5,
)


def counted(events: list[list[tuple[int, list[int]]]]) -> Counts:
    """The counts after some days, which the module keeps as it goes."""
    counts = no_counts(COLUMNS, len(LEFT))
    for day in events:
        decay(counts, LEFT)
        for side, marks in day:
            add(counts, np.array(marks, np.int64), 0, side)
    return counts


@given(days)
def test_all_events_count_with_what_is_left_of_them(
    events: list[list[tuple[int, list[int]]]],
) -> None:
    expected = np.zeros((2, COLUMNS, len(LEFT)))
    for age, day in enumerate(reversed(events)):
        for side, marks in day:
            for mark in marks:
                expected[side, mark] += LEFT**age
    np.testing.assert_allclose(counted(events).every, expected)


@given(days)
def test_of_each_side_the_latest_event_alone_is_the_latest(
    events: list[list[tuple[int, list[int]]]],
) -> None:
    latest = np.zeros((2, COLUMNS, len(LEFT)))
    for side in range(2):
        own = [(age, m) for age, d in enumerate(reversed(events)) for s, m in d[::-1] if s == side]
        for age, marks in own[:1]:
            latest[side, marks] = LEFT**age
    np.testing.assert_allclose(counted(events).latest, latest)


@given(days)
def test_what_is_forgotten_leaves_nothing(events: list[list[tuple[int, list[int]]]]) -> None:
    counts = counted(events)
    clear(counts)
    assert not counts.every.any()
    assert not counts.latest.any()
    assert not counts.present[:, 0].any()
