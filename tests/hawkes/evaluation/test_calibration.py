"""Calibration: stated probabilities against outcomes, computed by hand."""

import numpy as np
import pytest
from talion.hawkes.evaluation.calibration import calibration


def test_two_bins_that_are_each_a_tenth_off() -> None:
    stated = np.array([0.2, 0.2, 0.8, 0.8, 0.8])
    true = np.array([False, True, True, True, False])
    found = calibration(stated, true, bins=2)
    assert found.number.tolist() == [2, 3]
    assert found.stated == pytest.approx([0.2, 0.8])
    assert found.true == pytest.approx([0.5, 2 / 3])
    assert found.error == pytest.approx((2 * 0.3 + 3 * (0.8 - 2 / 3)) / 5)
    assert found.brier == pytest.approx((0.04 + 0.64 + 0.04 + 0.04 + 0.64) / 5)


def test_certainty_falls_into_the_last_bin_and_empty_bins_are_nan() -> None:
    found = calibration(np.array([1.0, 0.0]), np.array([True, False]))
    assert found.number.tolist() == [1, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    assert np.isnan(found.stated[1:9]).all()
    assert (found.error, found.brier) == (0.0, 0.0)


def test_nothing_stated_is_no_error() -> None:
    found = calibration(np.empty(0), np.empty(0, np.bool_))
    assert (found.error, found.brier) == (0.0, 0.0)
