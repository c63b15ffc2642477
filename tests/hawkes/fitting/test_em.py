"""EM: closed-form steps, shrinkage, and a result that does not depend on the start."""

from dataclasses import replace

import numpy as np
import pytest
from talion.hawkes.fitting.em import PRIOR_EVENTS, Stopping, fit, flat, maximized
from talion.hawkes.fitting.statistics import Exposures, Sums
from talion.hawkes.kernels import Kernels
from talion.hawkes.reply_model import OTHER, TYPE, UNSTATED
from talion.hawkes.sample import Sample
from talion.hawkes.terms import Terms


def exchange(seed: int) -> Sample:
    """Two hundred events of four states, half of them with a response within two days."""
    draw = np.random.default_rng(seed)
    history: list[tuple[float, int, int]] = []
    for time in np.sort(draw.uniform(0, 2000, 130)):
        source, target = draw.choice(4, 2, replace=False)
        history.append((float(time), int(source), int(target)))
        if draw.random() < 0.5:
            history.append((float(time + draw.exponential(2)), int(target), int(source)))
    history.sort()
    time, source, target = (np.array(column) for column in zip(*history, strict=True))
    return Sample.of(
        time, source.astype(np.int32), target.astype(np.int32), None, (UNSTATED,), 4, Kernels()
    )


@pytest.mark.parametrize("seed", [1])
def test_from_several_starts_the_fit_reaches_the_same_likelihood(seed: int) -> None:
    sample = exchange(seed)
    first = fit(sample, stopping=Stopping(1500, 1e-8))
    draw = np.random.default_rng(seed)
    reached = []
    for _ in range(2):
        weights = first.model.weights
        used = weights > 0
        weights = np.where(used, draw.gamma(1, 0.02, weights.shape), 0.0)
        start = replace(
            first.model,
            weights=weights,
            world=first.model.world * draw.uniform(0.3, 3),
            actors=draw.gamma(1, 0.05, first.model.actors.shape),
        )
        reached.append(fit(sample, stopping=Stopping(1500, 1e-8), start=start).log_likelihood)
    assert reached == pytest.approx([first.log_likelihood] * 2, abs=2e-3)


def test_two_events_are_the_fewest() -> None:
    one = np.zeros(1, np.int32)
    sample = Sample.of(np.zeros(1), one, one + 1, None, (UNSTATED,), 2, Kernels())
    with pytest.raises(ValueError, match="at least two"):
        fit(sample)


def test_the_start_gives_a_fifth_of_the_events_to_the_background() -> None:
    types = ("a", "b", OTHER, UNSTATED)
    model = flat(types, Kernels(), 5, 99.0, np.array([60, 40, 0, 0]), Terms())
    assert model.world == pytest.approx(0.2 * 100 / 100)
    assert model.mix[0, :2] == pytest.approx([60.5 / 102, 40.5 / 102])
    used = model.weights > 0
    assert np.array_equal(used.any(axis=2), Terms().mask(4))


def test_a_step_divides_offspring_by_exposure_and_shrinks_types_to_their_family() -> None:
    types = ("a", "b", OTHER, UNSTATED)
    model = flat(types, Kernels(), 5, 99.0, np.array([60, 40, 0, 0]), Terms())
    shape = model.weights.shape
    offspring, exposed = np.zeros(shape), np.ones(shape)
    offspring[3, 0] = 0.5  # reply, base: not a type, not shrunk
    offspring[3, TYPE], exposed[3, TYPE] = 3.0, 30.0
    offspring[3, TYPE + 1], exposed[3, TYPE + 1] = 1.0, 10.0
    offspring[3, TYPE + 2], exposed[3, TYPE + 2] = 4.0, 8.0
    found = Sums(0.0, offspring, np.array([[8.0, 2.0, 0, 0]] * 3), np.full(7, 6.0))
    exposures = Exposures(exposed, np.full(7, 12.0))
    stepped = maximized(model, found, exposures, np.array([1, 1, 0, 0]))
    assert stepped.weights[3, 0, 0] == pytest.approx(0.5)
    shared = (3.0 + 1.0) / (30.0 + 10.0)
    wanted = (3.0 + PRIOR_EVENTS * shared) / (30.0 + PRIOR_EVENTS)
    assert stepped.weights[3, TYPE, 0] == pytest.approx(wanted)
    alone = (4.0 + 0.0) / (8.0 + 1.0)  # the family of OTHER and UNSTATED
    wanted = (4.0 + PRIOR_EVENTS * alone) / (8.0 + PRIOR_EVENTS)
    assert stepped.weights[3, TYPE + 2, 0] == pytest.approx(wanted)
    assert stepped.world == pytest.approx(0.5)
    assert stepped.actors == pytest.approx(np.full((2, 3), 0.5))
    assert stepped.mix[1] == pytest.approx([8.5 / 11, 2.5 / 11, 2.5 / 11, 1.0])
    assert not stepped.weights[0, 0].any()  # a weight not in use stays zero


def test_events_after_the_end_do_not_change_the_fit() -> None:
    sample = exchange(5)
    end = float(np.quantile(sample.time, 0.7))
    first = fit(sample, until=end, stopping=Stopping(3))
    assert first.events == int((sample.time <= end).sum())
    assert first.steps == 3
    assert first.per_step <= first.seconds
