"""What is left of each kernel after a lag, looked up or computed, beside the exponential."""

from typing import Any

import numba
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talion.hawkes.kernels import Kernels
from talion.hawkes.native.array_layout import LANES, decay_table
from talion.hawkes.native.decay import DecayTable, decay, sum_all
from talion.hawkes.native.pointers import pointer_to, store
from talion.hawkes.plain.decay import Decay

Row = npt.NDArray[np.float32]
KERNELS = Kernels()
SPAN = 400.0


@pytest.fixture(scope="module")
def after() -> Any:
    @numba.njit
    def left(table: Row, slowest: float, lag: float, out: Row) -> Any:
        rest = decay(lag, DecayTable(pointer_to(table, 0), len(table) // LANES, slowest))
        store(pointer_to(out, 0), 0, rest)
        return sum_all(rest)

    return left


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 5000), st.booleans())
def test_what_is_left_is_the_exponential_of_rate_times_lag(
    after: Any, lag: int, by_table: bool
) -> None:
    table = decay_table(KERNELS, SPAN) if by_table else np.zeros(0, np.float32)
    out = np.zeros(LANES, np.float32)
    whole = after(table, float(KERNELS.rates[-1]), float(lag), out)
    wanted = np.exp(-KERNELS.rates * lag)
    assert out[:-1].tolist() == pytest.approx(wanted.tolist(), rel=2e-4, abs=1e-6)
    assert out[-1] == 0
    assert whole == pytest.approx(float(wanted.sum()), rel=2e-4, abs=1e-5)
    plain = Decay(table, float(KERNELS.rates[-1])).after(np.array([float(lag)]))[0]
    assert out.tolist() == pytest.approx(plain.tolist(), rel=2e-4, abs=1e-6)
