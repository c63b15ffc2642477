"""Exposure: the mass of each kernel within the time observed, summed by mark."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from talion.hawkes.dyads import dyads
from talion.hawkes.fitting.exposure import actor_exposure, exposure, spent_mass
from talion.hawkes.jit import plain_functions
from talion.hawkes.kernels import Kernels
from talion.hawkes.reply_model import ACTOR_SCALES, BASE, COUNT, SIDE, SILENCE, TYPE

from tests.hawkes.histories import SLOW, TYPES, arrays, histories, model_of
from tests.hawkes.oracle import Event, Oracle

KERNELS = Kernels()


def test_a_single_event_spends_its_mass_until_the_end() -> None:
    one = np.zeros(1, np.int32)
    grouped = dyads(np.zeros(1), one, one + 1, None, 2, KERNELS)
    found = exposure(grouped, KERNELS, TYPE + 1, -np.inf, 4.0)
    mass = KERNELS.mass(np.array([4.0]))[0]
    used = [BASE, SILENCE + 4, SIDE, COUNT, TYPE]
    assert found.shape == (6, TYPE + 1, KERNELS.size)
    assert found[0, BASE] == pytest.approx(mass)
    assert np.flatnonzero(found[0].any(axis=1)).tolist() == sorted(used)
    assert found[1] == pytest.approx(found[0])  # nothing supersedes it


def test_the_latest_event_counts_until_the_next_of_its_side() -> None:
    time, source = np.array([0.0, 1.0, 3.0]), np.array([0, 1, 0], np.int32)
    grouped = dyads(time, source, 1 - source, None, 2, KERNELS)
    found = exposure(grouped, KERNELS, TYPE + 1, -np.inf, 4.0)
    every = KERNELS.mass(np.array([4.0, 3.0, 1.0])).sum(axis=0)
    latest = KERNELS.mass(np.array([3.0, 3.0, 1.0])).sum(axis=0)
    assert found[3, BASE] == pytest.approx(every)
    assert found[4, BASE] == pytest.approx(latest)


def test_mass_spent_before_the_window_does_not_count() -> None:
    one = np.zeros(1, np.int32)
    grouped = dyads(np.zeros(1), one, one + 1, None, 2, KERNELS)
    found = exposure(grouped, KERNELS, TYPE + 1, 2.0, 4.0)
    two, four = KERNELS.mass(np.array([2.0, 4.0]))
    assert found[0, BASE] == pytest.approx(four - two)
    assert not exposure(grouped, KERNELS, TYPE + 1, -9.0, -1.0).any()  # not yet happened


def test_spent_mass_is_that_of_the_kernels() -> None:
    for elapsed in (-1.0, 0.0, 2.5, 1e4):
        wanted = KERNELS.mass(np.array([elapsed]))[0]
        found = [
            spent_mass(elapsed, *pair) for pair in zip(KERNELS.rates, KERNELS.same, strict=True)
        ]
        assert found == pytest.approx(wanted.tolist())


def test_actors_spend_mass_at_their_scales() -> None:
    found = actor_exposure(np.array([0.0, 2.0]), KERNELS, -np.inf, 3.0)
    wanted = KERNELS.mass(np.array([3.0, 1.0])).sum(axis=0)[list(ACTOR_SCALES)]
    assert found == pytest.approx(wanted)


@SLOW
@given(histories(), st.integers(0, 20), st.integers(-3, 6), st.integers(7, 14))
def test_with_the_weights_it_is_the_expected_number_of_offspring(
    history: list[Event], seed: int, since: int, until: int
) -> None:
    model = model_of(seed, 1.0, TYPES)
    time, source, target, kind = arrays(history)
    grouped = dyads(time, source, target, kind, 4, model.kernels)
    window = (model.columns, float(since), float(until))
    found = exposure(grouped, model.kernels, *window)
    with plain_functions():
        assert exposure(grouped, model.kernels, *window) == pytest.approx(found)
    actors = actor_exposure(time, model.kernels, float(since), float(until))
    begin = max(float(since), history[0].time - 1.0)
    offspring = Oracle(model, history, either=True).compensator(float(since), float(until))
    offspring -= model.world * (until - begin) + float((model.actors @ actors).sum())
    assert float((model.weights * found).sum()) == pytest.approx(offspring, abs=1e-9)
