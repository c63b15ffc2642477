"""Numbers loaded and stored through pointers, wherever they begin."""

from typing import Any

import numba
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talion.hawkes.native.pointers import load, offset, pointer_to, store


@pytest.fixture(scope="module")
def move() -> Any:
    @numba.njit
    def eight(row: Any, to: Any, at: int, by: int, where: int) -> Any:
        store(pointer_to(to, 0), where, load(offset(pointer_to(row, at), by), 0))
        return offset(pointer_to(row, at), by)[0]

    return eight


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 20), st.integers(0, 4), st.integers(0, 8))
def test_eight_numbers_are_moved_and_nothing_beside_them(
    move: Any, at: int, by: int, where: int
) -> None:
    row, to = np.arange(32, dtype=np.float32), np.full(16, -1, np.float32)
    first = move(row, to, at, by, where)
    wanted = np.full(16, -1, np.float32)
    wanted[where : where + 8] = row[at + by : at + by + 8]
    assert first == at + by
    assert to.tolist() == wanted.tolist()


def test_a_pointer_into_several_dimensions_counts_flat() -> None:
    fifth = numba.njit(lambda table: pointer_to(table, 4)[0])
    assert fifth(np.arange(6.0).reshape(2, 3)) == 4.0
