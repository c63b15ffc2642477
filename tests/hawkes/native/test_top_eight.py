"""Sorting of eight numbers in compiled code, beside a sort of Python's."""

from typing import Any

import numba
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talion.hawkes.native.pointers import load, pointer_to, store
from talion.hawkes.native.top_eight import descending, words_descending

Row = npt.NDArray[np.float32]
#: Few different numbers, so that most of eight are ties.
NUMBERS = st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0, 3.5]), min_size=8, max_size=8)


@pytest.fixture(scope="module")
def sort() -> Any:
    @numba.njit
    def both(numbers: Row, words: Row, out: Row) -> None:
        given, named = load(pointer_to(numbers, 0), 0), load(pointer_to(words, 0), 0)
        store(pointer_to(out, 0), 0, descending(given, named))
        store(pointer_to(out, 0), 8, words_descending(given, named))

    return both


@settings(max_examples=300, deadline=None)
@given(NUMBERS, st.permutations(range(100, 108)))
def test_numbers_go_down_and_of_equal_ones_the_later_word_comes_first(
    sort: Any, numbers: list[float], words: list[int]
) -> None:
    out = np.zeros(16, np.float32)
    sort(np.array(numbers, np.float32), np.array(words, np.int32).view(np.float32), out)
    wanted = sorted(zip(numbers, words, strict=True), reverse=True)
    assert out[:8].tolist() == [n for n, _ in wanted]
    assert out[8:].view(np.int32).tolist() == [w if n > 0 else -1 for n, w in wanted]
