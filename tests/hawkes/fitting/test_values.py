"""What the E-step takes and gives: the parts of a model and of the grouped events."""

import numpy as np
from talion.hawkes.dyads import dyads
from talion.hawkes.fitting.values import DyadEvents, Excitation, Expected
from talion.hawkes.reply_model import Model

MODEL = Model.default()


def test_events_are_those_of_the_dyads_in_their_order() -> None:
    time, source = np.array([0.0, 1.0, 3.0]), np.array([0, 2, 1], np.int32)
    target = np.array([1, 1, 0], np.int32)
    kind = np.zeros(3, np.int32)
    grouped = dyads(time, source, target, kind, 3, MODEL.kernels)
    background, counted = np.array([0.1, 0.2, 0.3]), np.array([True, False, True])
    events = DyadEvents.of(grouped, background, counted)
    assert events.start.tolist() == [0, 2, 3]
    assert events.time.tolist() == [0.0, 3.0, 1.0]  # the pair 0 and 1 first
    assert events.side.tolist() == [0, 1, 1]
    assert events.background is background
    assert events.counted is counted


def test_excitation_is_that_of_the_model() -> None:
    taken = Excitation.of(MODEL)
    assert taken.weights is MODEL.weights
    assert taken.mix is MODEL.mix
    assert np.array_equal(taken.rates, MODEL.kernels.rates)
    assert np.array_equal(taken.heights, MODEL.kernels.heights)


def test_expected_numbers_begin_at_nothing_and_leave_the_model_alone() -> None:
    shares = np.ones((4, 3))
    before = MODEL.weights.copy()
    expected = Expected.zeros(MODEL, shares)
    expected.offspring[:] += 1
    assert expected.offspring.shape == MODEL.weights.shape
    assert expected.mix.shape == MODEL.mix.shape
    assert not expected.mix.any()
    assert expected.shares is shares
    assert np.array_equal(MODEL.weights, before)
