"""Simulated histories: parents come before, and offspring is as many as the weights say."""

from dataclasses import replace

import numpy as np
import pytest
from talion.hawkes.evaluation.simulation import (
    BACKGROUND,
    CAMPAIGN,
    REPLY,
    Planted,
    simulate,
    simulate_otherwise,
)
from talion.hawkes.kernels import Kernels
from talion.hawkes.reply_model import BASE, TYPE, UNSTATED, Model

SPAN = 3000.0


def answering(mean: float) -> Model:
    """A model in which each event has a mean number of responses within days, and nothing else."""
    weights = np.zeros((6, TYPE + 1, Kernels().size))
    weights[3, BASE, 1] = mean
    return Model(Kernels(), 6, (UNSTATED,), 1.0, np.zeros((2, 3)), weights, np.ones((3, 1)))


def well_formed(found: Planted) -> None:
    """Events are in time order; children follow their parents, replies in the other direction."""
    assert (np.diff(found.time) >= 0).all()
    assert (found.source != found.target).all()
    child = np.flatnonzero(found.parent >= 0)
    parent = found.parent[child]
    assert (parent < child).all()
    reply = found.origin[child] == REPLY
    assert (found.source[child[reply]] == found.target[parent[reply]]).all()
    assert (found.target[child[reply]] == found.source[parent[reply]]).all()
    campaign = found.origin[child] == CAMPAIGN
    assert (found.source[child[campaign]] == found.source[parent[campaign]]).all()
    assert (found.parent[found.origin == REPLY] >= 0).all()


def test_without_excitation_all_events_are_immigrants() -> None:
    found = simulate(replace(answering(0.0), world=0.5), SPAN, seed=1)
    assert (found.origin == BACKGROUND).all()
    assert (found.parent == -1).all()
    assert len(found) == pytest.approx(0.5 * SPAN, abs=4 * np.sqrt(0.5 * SPAN))


def test_the_branching_ratio_is_that_of_the_weights() -> None:
    found = simulate(answering(0.4), SPAN, seed=2)
    well_formed(found)
    assert (found.origin == REPLY).sum() / len(found) == pytest.approx(0.4, abs=0.04)
    child = np.flatnonzero(found.parent >= 0)
    delay = found.time[child] - found.time[found.parent[child]]
    assert delay.mean() == pytest.approx(2.0, rel=0.15)


def test_a_superseded_event_excites_no_more_as_the_latest() -> None:
    weights = answering(0.0).weights.copy()
    weights[0, BASE, 0] = 0.9  # campaigns go on within hours, and supersede
    weights[4, BASE, 3] = 0.9  # responses come after a month, to the latest event alone
    found = simulate(replace(answering(0.0), weights=weights), SPAN, seed=3)
    well_formed(found)
    child = np.flatnonzero(found.origin == REPLY)
    assert len(child) > 20
    pair = np.stack([found.source, found.target])
    for row in child.tolist():
        parent = found.parent[row]
        between = pair[:, parent + 1 : row] == pair[:, parent, None]
        assert not between.all(axis=0).any()


def test_the_same_seed_gives_the_same_history() -> None:
    one, two = (simulate(answering(0.3), 300.0, seed=9) for _ in range(2))
    assert np.array_equal(one.time, two.time)
    assert not np.array_equal(one.time, simulate(answering(0.3), 300.0, seed=8).time)


def test_power_law_delays_reach_further_than_exponential_ones() -> None:
    found = simulate_otherwise(8, SPAN, 0.5, seed=4)
    well_formed(found)
    assert found.time.max() < SPAN
    child = np.flatnonzero(found.parent >= 0)
    answered = np.bincount(found.parent[found.origin == REPLY], minlength=len(found))
    assert answered.max() == 1
    delay = found.time[child] - found.time[found.parent[child]]
    assert np.quantile(delay, 0.99) > 10 * np.median(delay)


def test_in_days_parents_follow_their_events() -> None:
    found = simulate(answering(0.4), 300.0, seed=5)
    days = found.in_days(np.random.default_rng(0))
    assert (days.time == np.floor(days.time)).all()
    assert (np.diff(days.time) >= 0).all()
    child = np.flatnonzero(days.parent >= 0)
    assert len(child) == (found.parent >= 0).sum()
    assert (days.source[child] == days.target[days.parent[child]]).all()
    assert sorted(days.time.tolist()) == np.floor(found.time).tolist()
