"""Subnormal numbers: zero while the mode lasts, themselves afterwards."""

from typing import Any

import numba
import numpy as np
import numpy.typing as npt
import pytest
from talion.hawkes.native import flush_to_zero
from talion.hawkes.native.flush_to_zero import flush_subnormals


def _halve(values: npt.NDArray[np.float32], flushing: bool) -> None:
    usual = flush_subnormals(np.int32(0)) if flushing else np.int32(0)
    for i in range(len(values)):
        values[i] *= np.float32(0.5)
    if flushing:
        flush_subnormals(usual)


_halved: Any = numba.njit(_halve)


@pytest.mark.skipif(not flush_to_zero.X86, reason="only x86 processors have the mode")
def test_subnormals_vanish_while_the_mode_lasts_and_not_afterwards() -> None:
    least = np.finfo(np.float32).tiny
    values = np.array([least, 1.0], np.float32)
    _halved(values, True)
    assert values.tolist() == [0.0, 0.5]
    values = np.array([least, 1.0], np.float32)
    _halved(values, False)
    assert values[0] > 0
    assert np.float32(least) * np.float32(0.5) > 0  # and NumPy's own arithmetic is as it was
