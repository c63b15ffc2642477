"""Arrays as the compiled pass takes them: aligned, padded to eight lanes."""

import numpy as np
import pytest
from talion.hawkes.kernels import Kernels
from talion.hawkes.native.array_layout import CACHE_LINE, LANES, aligned_zeros, decay_table, padded


@pytest.mark.parametrize("number", [0, 1, 7, 64, 1000])
def test_zeros_begin_at_a_line_of_the_cache(number: int) -> None:
    found = aligned_zeros(number)
    assert found.shape == (number,)
    assert found.ctypes.data % CACHE_LINE == 0 or number == 0
    assert not found.any()


def test_the_last_axis_is_padded_with_zeros() -> None:
    found = padded(np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])).reshape(2, LANES)
    assert found.tolist() == [[1, 2, 3, 0, 0, 0, 0, 0], [4, 5, 6, 0, 0, 0, 0, 0]]
    assert found.dtype == np.float32


def test_decays_of_whole_days_are_those_of_the_kernels() -> None:
    kernels = Kernels()
    found = decay_table(kernels, 3.0).reshape(-1, LANES)
    assert found[:, :-1] == pytest.approx(kernels.decays(3.0), rel=1e-6)
    assert not found[:, -1].any()
    assert len(decay_table(Kernels(resolution=0.0), 3.0)) == 0
