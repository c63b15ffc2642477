"""A day on which both sides acted: who led, computed by hand."""

import math

import numpy as np
import pytest
from talion.hawkes.day_order import leaders


def day(*events: tuple[int, float, float]) -> tuple[float, float, float]:
    """Ask about events given as side, rate alone, rate added by the other side's events."""
    side, base, response = (np.array(column) for column in zip(*events, strict=True))
    return leaders(len(events), side.astype(np.uint8), base, response)


def test_with_one_event_a_side_the_forests_are_three() -> None:
    # neither responds: 2·3; the second side does: 2·5; the first side does: 1·3
    log_likelihood, first, second = day((0, 2.0, 1.0), (1, 3.0, 5.0))
    total = 2 * 3 + 2 * 5 + 1 * 3
    assert math.exp(log_likelihood) == pytest.approx(total)
    assert first == pytest.approx((2 * 3 + 2 * 5) / total)
    assert second == pytest.approx((2 * 3 + 1 * 3) / total)


def test_with_two_events_against_one() -> None:
    _, first, second = day((0, 1.0, 1.0), (0, 1.0, 2.0), (1, 1.0, 3.0))
    leads_first, leads_second, neither = 1 * 1 * 4, 2 * 3 * 1, 1
    total = leads_first + leads_second - neither
    assert (first, second) == pytest.approx((leads_first / total, leads_second / total))


def test_where_neither_can_respond_both_may_lead() -> None:
    log_likelihood, first, second = day((0, 2.0, 0.0), (1, 3.0, 0.0))
    assert log_likelihood == pytest.approx(math.log(6))
    assert (first, second) == pytest.approx((1.0, 1.0))


def test_hundreds_of_events_neither_overflow_nor_vanish() -> None:
    log_likelihood, first, second = day(*[(n % 2, 1e-9, 1e-3) for n in range(400)])
    assert math.isfinite(log_likelihood)
    assert first == pytest.approx(0.5)
    assert second == pytest.approx(0.5)


def test_only_the_first_entries_count() -> None:
    side = np.array([0, 1, 1], np.uint8)
    base, response = np.array([2.0, 3.0, np.nan]), np.array([1.0, 5.0, np.nan])
    assert leaders(2, side, base, response) == day((0, 2.0, 1.0), (1, 3.0, 5.0))
