"""An actor's level: the plain pass, the compiled one, and the sum over its earlier events."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talion.hawkes.actor_levels import daily_levels, level, levels, same_day_levels
from talion.hawkes.jit import plain_functions
from talion.hawkes.kernels import Kernels
from talion.hawkes.reply_model import ACTOR_SCALES

WEIGHTS = np.array([0.3, 0.0, 0.1])


def direct(time: list[float], actor: list[int], kernels: Kernels) -> list[float]:
    """Sum weight × kernel over each event's earlier ones of its actor."""
    found = []
    for i in range(len(time)):
        total = 0.0
        for j in range(i):
            if actor[j] == actor[i]:
                lag = time[i] - time[j]
                density = kernels.density(np.array([lag]))[0][list(ACTOR_SCALES)]
                total += (2.0 if lag == 0 else 1.0) * float(WEIGHTS @ density)
        found.append(total)
    return found


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([0, 0, 1, 3, 400, 9000]), st.integers(0, 2)), min_size=1),
    st.booleans(),
)
def test_levels_are_sums_over_earlier_events(steps: list[tuple[int, int]], exact: bool) -> None:
    time = np.cumsum([gap for gap, _ in steps]).astype(np.float64)
    actor = np.array([who for _, who in steps], np.int32)
    kernels = Kernels(resolution=0.0 if exact else 1.0)
    wanted = direct(time.tolist(), actor.tolist(), kernels)
    if exact and len(set(time.tolist())) < len(time):
        return  # exact times do not coincide
    columns = (time, actor, 3, kernels)
    assert level(*columns, WEIGHTS).tolist() == pytest.approx(wanted, abs=1e-5)
    assert levels(*columns, WEIGHTS[None])[:, 0].tolist() == pytest.approx(wanted, abs=1e-9)
    with plain_functions():
        assert level(*columns, WEIGHTS).tolist() == pytest.approx(wanted, abs=1e-5)
        assert levels(*columns, WEIGHTS[None])[:, 0].tolist() == pytest.approx(wanted, abs=1e-9)


def test_the_base_is_added_to_every_level() -> None:
    columns = (np.array([0.0, 0.0]), np.array([1, 1], np.int32), 2, Kernels())
    with plain_functions():
        found = level(*columns, np.array([1.0, 0.0, 0.0]), base=0.25)
    assert found[0] == pytest.approx(0.25)
    assert found[1] == pytest.approx(0.25 + 2 * Kernels().same[0])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([0, 0, 1, 3, 400, 9000]), min_size=1))
def test_levels_by_day_and_rank_are_those_of_the_events(gaps: list[int]) -> None:
    time = np.cumsum(gaps).astype(np.float64)
    kernels, weights = Kernels(), np.array([WEIGHTS, [1.0, 0.5, 0.0]])
    day, first, count = np.unique(time, return_index=True, return_counts=True)
    rank = np.arange(len(time)) - np.repeat(first, count)
    early = np.repeat(daily_levels(day, count, kernels, weights), count, axis=0)
    found = early + rank[:, None] * same_day_levels(kernels, weights)
    wanted = levels(time, np.zeros(len(time), np.int32), 1, kernels, weights)
    assert found == pytest.approx(wanted, rel=1e-12)
