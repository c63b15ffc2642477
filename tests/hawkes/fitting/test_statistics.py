"""Sufficient statistics: they add up over dyads, and weigh the background."""

import math

import numpy as np
import pytest
from talion.hawkes.fitting.statistics import Exposures, sums
from talion.hawkes.sample import Sample

from tests.hawkes.histories import TYPES, model_of
from tests.hawkes.oracle import Event, Oracle

ACTS = [Event(float(t), t % 4, (t + 1 + t % 3) % 4, t % 2) for t in range(40)]
MODEL = model_of(7, 1.0, TYPES)


def sample_of(history: list[Event]) -> Sample:
    time, source, target, kind = (
        np.array([getattr(a, name) for a in history])
        for name in ("time", "source", "target", "kind")
    )
    ends = (source.astype(np.int32), target.astype(np.int32))
    return Sample.of(time.astype(np.float64), *ends, kind, TYPES, 4, MODEL.kernels)


def test_any_number_of_threads_gives_the_same_sums() -> None:
    sample, counted = sample_of(ACTS), np.ones(len(ACTS), np.bool_)
    one, three = (sums(sample, MODEL, counted, True, threads) for threads in (1, 3))
    assert one.log_rates == pytest.approx(three.log_rates)
    assert one.weights == pytest.approx(three.weights)
    assert one.mix == pytest.approx(three.mix)
    assert one.background == pytest.approx(three.background)


def test_expected_offspring_and_background_are_as_many_as_the_events() -> None:
    sample = sample_of(ACTS)
    found = sums(sample, MODEL, np.ones(len(ACTS), np.bool_), False)
    whole = float(found.weights.sum()) + float(found.background.sum())
    assert whole == pytest.approx(len(ACTS))


def test_the_compensator_is_that_of_direct_sums() -> None:
    end = ACTS[-1].time
    exposures = Exposures.of(sample_of(ACTS), MODEL.columns, -math.inf, end)
    wanted = Oracle(MODEL, ACTS, either=True).compensator(-math.inf, end)
    assert exposures.compensator(MODEL) == pytest.approx(wanted)


def test_windows_side_by_side_add_up() -> None:
    sample, columns = sample_of(ACTS), MODEL.columns
    whole = Exposures.of(sample, columns, -math.inf, 39.0)
    parts = [Exposures.of(sample, columns, *window) for window in ((-math.inf, 20.0), (20.0, 39.0))]
    assert sum(part.compensator(MODEL) for part in parts) == pytest.approx(whole.compensator(MODEL))
