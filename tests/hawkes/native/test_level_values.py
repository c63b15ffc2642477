"""Weights and state of the pass over an actor's events, as it lays them out."""

import numpy as np
import pytest
from talion.hawkes.kernels import Kernels
from talion.hawkes.native.array_layout import LANES
from talion.hawkes.native.level_values import LevelState, LevelWeights

SPREAD = np.array([0.0, 0.0, 0.0, 0.0, 0.5, 0.25, 0.25])


def test_weights_of_earlier_days_are_densities_at_the_start() -> None:
    kernels = Kernels()
    weights = LevelWeights.of(kernels, SPREAD, span=10.0)
    assert weights.early[:-1].tolist() == pytest.approx((SPREAD * kernels.heights).tolist())
    assert weights.early[-1] == 0
    assert weights.late == pytest.approx(2 * float(SPREAD @ kernels.same))
    assert len(weights.decays) % LANES == 0


def test_exact_times_have_no_table_of_days() -> None:
    assert len(LevelWeights.of(Kernels(shortest=1.0, resolution=0.0), SPREAD, 10.0).decays) == 0


def test_before_any_event_every_actor_is_at_the_beginning() -> None:
    state = LevelState.of(3, begin=5.0)
    assert state.past.shape == (3 * LANES,)
    assert not state.past.any()
    assert not state.today.any()
    assert state.day.tolist() == [5.0, 5.0, 5.0]
