"""The vector operations of compiled code, each beside what NumPy gives."""

from collections.abc import Callable
from typing import Any

import numba
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talion.hawkes.native import simd
from talion.hawkes.native.pointers import load, pointer_to, store
from talion.hawkes.native.top_eight import descending, packed_row, words_descending

Row = npt.NDArray[np.float32]

ONE = np.arange(1.0, 9.0, dtype=np.float32)
TWO = np.array([3, 2, 3, 4, 0, -1, 7, 9], np.float32)

multiply, add, equal, splat = simd.multiply, simd.add, simd.equal, simd.splat
reaching, shift_in, in_first_lane, powers = (
    simd.reaching,
    simd.shift_in,
    simd.in_first_lane,
    simd.powers,
)
lane_of, sum_of_three = simd.lane_of, simd.sum_of_lanes(2, 5)


def run(body: Callable[..., Any], *rows: Any) -> Row:
    """Run a compiled function that fills eight numbers."""
    found = np.zeros(8, np.float32)
    numba.njit(body)(found, *rows)
    return found


def test_sums_and_products_are_taken_lane_by_lane() -> None:
    def body(out: Row, one: Row, two: Row) -> None:
        a, b = load(pointer_to(one, 0), 0), load(pointer_to(two, 0), 0)
        store(pointer_to(out, 0), 0, add(multiply(a, b), splat(np.float32(0.5))))

    assert run(body, ONE, TWO).tolist() == (ONE * TWO + 0.5).tolist()


def test_lanes_are_compared_and_cut_at_a_limit() -> None:
    def same(out: Row, one: Row, two: Row) -> None:
        a, b = load(pointer_to(one, 0), 0), load(pointer_to(two, 0), 0)
        store(pointer_to(out, 0), 0, equal(a, b))

    def large(out: Row, one: Row) -> None:
        store(pointer_to(out, 0), 0, reaching(load(pointer_to(one, 0), 0), np.float32(3.0)))

    assert run(same, ONE, TWO).tolist() == (ONE == TWO).tolist()
    assert run(large, TWO).tolist() == [3, 0, 3, 4, 0, 0, 7, 9]


def test_a_new_number_pushes_the_last_one_out() -> None:
    def body(out: Row, one: Row) -> None:
        store(pointer_to(out, 0), 0, shift_in(load(pointer_to(one, 0), 0), np.float32(0.5)))

    assert run(body, ONE).tolist() == [0.5, *ONE[:7].tolist()]


def test_one_number_stands_alone_in_the_first_lane() -> None:
    def body(out: Row) -> None:
        store(pointer_to(out, 0), 0, in_first_lane(np.float32(2.5)))

    assert run(body).tolist() == [2.5] + [0.0] * 7


def test_each_power_is_the_fourth_of_the_next() -> None:
    def body(out: Row) -> None:
        store(pointer_to(out, 0), 0, powers(0.9))

    wanted = [0.9 ** (4**k) for k in range(6, -1, -1)] + [0.0]
    assert run(body) == pytest.approx(wanted, rel=1e-6, abs=1e-30)


def test_some_lanes_are_summed_and_one_is_taken() -> None:
    def body(out: Row, one: Row) -> None:
        row = load(pointer_to(one, 0), 0)
        out[0], out[1] = sum_of_three(row), lane_of(row, 6)

    assert run(body, ONE)[:2].tolist() == [3 + 4 + 5, 7]


def test_loads_and_stores_count_from_the_pointer() -> None:
    def body(out: Row, one: Row) -> None:
        store(pointer_to(out, 0), 0, load(pointer_to(one, 2), 3))

    assert run(body, np.arange(20, dtype=np.float32)).tolist() == list(range(5, 13))


def _sort(numbers: Row, words: Row, out: Row) -> None:
    one, two = load(pointer_to(numbers, 0), 0), load(pointer_to(words, 0), 0)
    store(pointer_to(out, 0), 0, descending(one, two))
    store(pointer_to(out, 8), 0, words_descending(one, two))


_sorted: Any = numba.njit(_sort)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([0.0, 0.01, 0.25, 0.5, 0.5, 1.0]), min_size=8, max_size=8),
    st.permutations(range(8)),
)
def test_eight_numbers_are_sorted_ties_by_word(numbers: list[float], words: list[int]) -> None:
    out = np.zeros(16, np.float32)
    _sorted(np.array(numbers, np.float32), np.array(words, np.int32).view(np.float32), out)
    wanted = sorted(zip(numbers, words, strict=True), reverse=True)
    assert out[:8].tolist() == pytest.approx([number for number, _ in wanted])
    assert out[8:].view(np.int32).tolist() == [w if number > 0 else -1 for number, w in wanted]


def test_a_row_holds_two_numbers_three_words_and_three_shares() -> None:
    def body(out: Row, one: Row, two: Row) -> None:
        words, numbers = load(pointer_to(one, 0), 0), load(pointer_to(two, 0), 0)
        store(pointer_to(out, 0), 0, packed_row(np.float32(0.5), np.float32(0.25), words, numbers))

    assert run(body, ONE, TWO).tolist() == [0.5, 0.25, 1, 2, 3, 3, 2, 3]
