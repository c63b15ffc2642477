"""The E-step: likelihood and responsibilities against direct sums over all earlier events."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from talion.hawkes.fitting.e_step import expectation
from talion.hawkes.fitting.values import DyadEvents, Excitation, Expected
from talion.hawkes.sample import Sample

from tests.hawkes.histories import SLOW, TYPES, arrays, histories, model_of
from tests.hawkes.oracle import Event, Oracle


def run(history: list[Event], seed: int, *, either: bool) -> tuple[float, Expected, Sample]:
    """Run one step over all dyads, every event counted."""
    model = model_of(seed, 1.0, TYPES)
    time, source, target, kind = arrays(history)
    sample = Sample.of(time, source, target, kind, TYPES, 4, model.kernels)
    ground = sample.background @ np.concatenate([[model.world], model.actors.ravel()])
    events = DyadEvents.of(sample.dyads, ground, np.ones(len(history), np.bool_))
    expected = Expected.zeros(model, np.zeros((len(history), 3)))
    groups = (0, sample.dyads.groups)
    total = expectation(groups, events, Excitation.of(model), either, expected)
    return total, expected, sample


@SLOW
@given(histories(), st.integers(0, 50))
def test_responsibilities_are_shares_of_the_rate(history: list[Event], seed: int) -> None:
    total, expected, sample = run(history, seed, either=False)
    oracle = Oracle(model_of(seed, 1.0, TYPES), history, either=False)
    assert total == pytest.approx(sum(math.log(sum(oracle.rates(i))) for i in range(len(history))))
    for place, row in enumerate(sample.dyads.order.tolist()):
        parts = oracle.parts(row)
        rate = sum(oracle.rates(row))
        reply = sum(float(v.sum()) for v in (*parts.early.values(), *parts.late.values()))
        wanted = [parts.ground / rate, float(parts.own.sum()) / rate, reply / rate]
        assert expected.shares[place] == pytest.approx(wanted, abs=1e-9)


@SLOW
@given(histories(), st.integers(0, 50), st.booleans())
def test_offspring_and_background_add_up_to_the_events(
    history: list[Event], seed: int, either: bool
) -> None:
    _, expected, _ = run(history, seed, either=either)
    assert expected.shares.sum(axis=1) == pytest.approx(np.ones(len(history)))
    # an event has five marks and one type of its own: each role's parts are those of its events
    excited = expected.offspring.sum()
    assert excited == pytest.approx(float(expected.shares[:, 1:].sum()))
    alike = float(expected.offspring[[2, 5]].sum())
    assert float(expected.mix.sum()) + alike == pytest.approx(len(history))


def test_events_that_do_not_count_are_history_alone() -> None:
    history = [Event(0.0, 0, 1, 0), Event(1.0, 1, 0, 0)]
    model = model_of(1, 1.0, TYPES)
    time, source, target, kind = arrays(history)
    sample = Sample.of(time, source, target, kind, TYPES, 4, model.kernels)
    ground = np.ones(2)
    events = DyadEvents.of(sample.dyads, ground, np.array([False, True]))
    expected = Expected.zeros(model, np.zeros((2, 3)))
    total = expectation((0, 1), events, Excitation.of(model), True, expected)
    assert expected.shares[0].tolist() == [0.0, 0.0, 0.0]
    assert expected.shares[1].sum() == pytest.approx(1.0)
    reply = float(Oracle(model, history, either=True).pull(0, 0, 1.0, 1, own=False).sum())
    assert total == pytest.approx(math.log(model.mix[0, 0] + reply))


def test_a_range_without_groups_adds_nothing() -> None:
    model = model_of(1, 1.0, TYPES)
    time, source, target, kind = arrays([Event(0.0, 0, 1, 0)])
    sample = Sample.of(time, source, target, kind, TYPES, 4, model.kernels)
    events = DyadEvents.of(sample.dyads, np.ones(1), np.ones(1, np.bool_))
    expected = Expected.zeros(model, np.zeros((1, 3)))
    assert expectation((1, 1), events, Excitation.of(model), True, expected) == 0.0
    assert not expected.offspring.any()
