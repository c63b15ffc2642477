"""Shares and likelihood of the fast passes against direct sums over all earlier events."""

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from talion.hawkes.fitting.em import Stopping, fit, score
from talion.hawkes.kernels import Kernels
from talion.hawkes.replies import Replies, replies
from talion.hawkes.reply_model import OTHER, UNSTATED
from talion.hawkes.sample import Sample

from .histories import SLOW, arrays, exchanges, histories, model_of
from .oracle import Event, Oracle


def holds(found: Replies, oracle: Oracle, history: list[Event], wanted: int) -> None:
    """Compare replies with direct sums over all earlier events."""
    for i in range(len(history)):
        reply, campaign, background, answered = oracle.shares(i)
        assert found.reply[i] == pytest.approx(reply, abs=3e-6)
        assert found.campaign[i] == pytest.approx(campaign, abs=3e-6)
        assert found.background[i] == pytest.approx(background, abs=6e-6)
        best = sorted((s for s in answered.values() if s >= 0.0101), reverse=True)[:wanted]
        shown = [s for s in found.shares[i] if s >= 0.0101]
        assert shown == pytest.approx(best, abs=4e-6)
        assert sorted(found.shares[i], reverse=True) == list(found.shares[i])
        for row, share in zip(found.rows[i].tolist(), found.shares[i].tolist(), strict=True):
            assert (row >= 0) == (share > 0)
            if row >= 0:
                assert share == pytest.approx(answered[row], abs=4e-6)


@SLOW
@given(histories(), st.integers(0, 50), st.booleans(), st.sampled_from([1, 3, 20]))
def test_shares_of_days_are_those_of_direct_sums(
    history: list[Event], seed: int, either: bool, wanted: int
) -> None:
    model = model_of(seed, 1.0, ("a", "b", OTHER, UNSTATED))
    time, source, target, kind = arrays(history)
    found = replies(model, time, source, target, kind, 4, candidates=wanted, either=either)
    holds(found, Oracle(model, history, either=either), history, wanted)


@SLOW
@given(exchanges(), st.integers(0, 50), st.booleans(), st.sampled_from([1, 2, 3, 8, 9, 60]))
def test_the_best_of_many_events_are_found_however_far_back(
    history: list[Event], seed: int, either: bool, wanted: int
) -> None:
    model = model_of(seed, 1.0, ("a", "b", OTHER, UNSTATED))
    slow = model.weights.copy()
    slow[3:, :, 3:5] *= 5  # old events still pull, so that more than the latest eight count
    slow[3:, :, :3] *= 0.2
    model = replace(model, weights=slow)
    time, source, target, kind = arrays(history)
    found = replies(model, time, source, target, kind, 4, candidates=wanted, either=either)
    holds(found, Oracle(model, history, either=either), history, wanted)


def test_of_equal_antecedents_the_later_comes_first() -> None:
    model = model_of(3, 0.0, (UNSTATED,), states=2)
    weights = np.zeros_like(model.weights)
    weights[3, 0, 0] = 0.3  # every event of the other side counts alike
    kernels = Kernels(shortest=1e9, resolution=0.0)  # and nothing fades
    model = replace(model, kernels=kernels, world=1e-15, actors=np.zeros((2, 3)), weights=weights)
    source = np.array([0] * 12 + [1], np.int32)
    found = replies(model, np.arange(13.0), source, 1 - source, None, 2, candidates=5)
    assert found.rows[12].tolist() == [11, 10, 9, 8, 7]
    assert found.shares[12] == pytest.approx([1 / 12] * 5, abs=1e-4)


@SLOW
@given(histories(days=False), st.integers(0, 50), st.sampled_from([3, 20]))
def test_shares_of_exact_times_are_those_of_direct_sums(
    history: list[Event], seed: int, wanted: int
) -> None:
    model = model_of(seed, 0.0, ("a", "b", OTHER, UNSTATED))
    time, source, target, kind = arrays(history)
    found = replies(model, time, source, target, kind, 4, candidates=wanted)
    holds(found, Oracle(model, history, either=False), history, wanted)


@SLOW
@given(histories(days=False), st.integers(0, 50))
def test_likelihood_of_exact_times_is_that_of_direct_sums(history: list[Event], seed: int) -> None:
    if len({a.time for a in history}) < len(history):
        return  # exact times do not coincide
    model = model_of(seed, 0.0, (UNSTATED,))
    history = [Event(a.time, a.source, a.target, 0) for a in history]
    time, source, target, _ = arrays(history)
    oracle = Oracle(model, history, either=False)
    sample = Sample.of(time, source, target, None, (UNSTATED,), 4, model.kernels)
    value = score(sample, model, -math.inf, time[-1]) * len(history)
    assert value == pytest.approx(oracle.log_likelihood(), rel=1e-9, abs=1e-9)


@SLOW
@given(histories(), st.integers(0, 50), st.booleans())
def test_likelihood_of_days_is_that_of_direct_sums(
    history: list[Event], seed: int, either: bool
) -> None:
    model = model_of(seed, 1.0, ("a", "b", OTHER, UNSTATED))
    time, source, target, kind = arrays(history)
    names = ("a", "b", OTHER, UNSTATED)
    sample = Sample.of(time, source, target, kind, names, 4, model.kernels)
    value = score(sample, model, -math.inf, time[-1], either) * len(history)
    oracle = Oracle(model, history, either=either)
    assert value == pytest.approx(oracle.log_likelihood(), rel=1e-9, abs=1e-9)


@SLOW
@given(histories(), st.integers(0, 50), st.booleans())
def test_no_step_lowers_the_likelihood_and_shares_add_up(
    history: list[Event], seed: int, either: bool
) -> None:
    if len(history) < 2:
        return
    time, source, target, _ = arrays(history)
    sample = Sample.of(time, source, target, None, (UNSTATED,), 4, Kernels())
    start = model_of(seed, 1.0, (UNSTATED,))
    values = [
        fit(sample, start=start, stopping=Stopping(steps, 0), either=either).log_likelihood
        for steps in (1, 2, 5, 20)
    ]
    # (an event a side that is superseded on its own day makes the step an approximation there)
    assert all(b >= a - 1e-2 for a, b in pairwise(values))
