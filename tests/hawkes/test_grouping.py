"""Grouping: both ways to sort give the events of each pair in time order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talion.hawkes.grouping import cuts, gathered
from talion.hawkes.jit import plain_functions

ENDS = st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(lambda pair: pair[0] != pair[1])


def test_three_events_of_two_pairs() -> None:
    time = np.array([1.0, 2.0, 3.0])
    source, target = np.array([2, 0, 1], np.int32), np.array([1, 1, 2], np.int32)
    records, start = gathered(time, source, target, np.array([5, 6, 7]), 3)
    assert start.tolist() == [0, 1, 3]
    assert records["row"].tolist() == [1, 0, 2]
    assert records["time"].tolist() == [2.0, 1.0, 3.0]
    assert records["code"].tolist() == [2 * 6 + 0, 2 * 5 + 1, 2 * 7 + 0]


@settings(max_examples=50, deadline=None)
@given(st.lists(ENDS, max_size=30), st.sampled_from([5, 400]), st.booleans(), st.booleans())
def test_events_are_sorted_by_pair_and_within_it_by_row(
    ends: list[tuple[int, int]], states: int, typed: bool, plain: bool
) -> None:
    # 400 states are many beside so few events: then two sorts replace the counting one
    source = np.array([a for a, _ in ends], np.int32)
    target = np.array([b for _, b in ends], np.int32)
    kind = np.arange(len(ends)) % 3
    time = np.arange(float(len(ends)))
    if plain:
        with plain_functions():
            records, start = gathered(time, source, target, kind if typed else None, states)
    else:
        records, start = gathered(time, source, target, kind if typed else None, states)
    rows = sorted(range(len(ends)), key=lambda row: (*sorted(ends[row]), row))
    pairs = [tuple(sorted(ends[row])) for row in rows]
    begins = [i for i in range(len(rows)) if i == 0 or pairs[i] != pairs[i - 1]]
    codes = [2 * (row % 3 if typed else 0) + (ends[row][0] > ends[row][1]) for row in rows]
    assert records["row"].tolist() == rows
    assert records["code"].tolist() == codes
    assert start.tolist() == [*begins, len(rows)]


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_any_number_of_threads_gives_the_same(threads: int) -> None:
    draw = np.random.default_rng(3)
    number = 30_000
    source = draw.integers(0, 20, number).astype(np.int32)
    target = ((source + draw.integers(1, 20, number)) % 20).astype(np.int32)
    columns = (np.arange(float(number)), source, target, None, 20)
    one, two = gathered(*columns, threads=1), gathered(*columns, threads=threads)
    assert np.array_equal(one[0], two[0])
    assert np.array_equal(one[1], two[1])


def test_groups_are_cut_where_the_events_are_halved() -> None:
    assert cuts(np.array([0, 10, 12, 20]), 2) == [0, 1, 3]
    assert cuts(np.array([0, 10]), 1) == [0, 1]
