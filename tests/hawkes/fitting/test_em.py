"""The fit does not hang on where it starts."""

from dataclasses import replace

import numpy as np
import pytest
from talion.hawkes.fitting.em import fit
from talion.hawkes.kernels import Kernels
from talion.hawkes.reply_model import UNSTATED
from talion.hawkes.sample import Sample


def exchange(seed: int) -> Sample:
    """Two hundred acts of four states: half of them answered by the other side in two days."""
    draw = np.random.default_rng(seed)
    acts: list[tuple[float, int, int]] = []
    for time in np.sort(draw.uniform(0, 2000, 130)):
        source, target = draw.choice(4, 2, replace=False)
        acts.append((float(time), int(source), int(target)))
        if draw.random() < 0.5:
            acts.append((float(time + draw.exponential(2)), int(target), int(source)))
    acts.sort()
    time, source, target = (np.array(column) for column in zip(*acts, strict=True))
    return Sample.of(
        time, source.astype(np.int32), target.astype(np.int32), None, (UNSTATED,), 4, Kernels()
    )


@pytest.mark.parametrize("seed", [1])
def test_from_several_starts_the_fit_reaches_the_same_likelihood(seed: int) -> None:
    sample = exchange(seed)
    first = fit(sample, steps=1500, tolerance=1e-8)
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
        reached.append(fit(sample, steps=1500, tolerance=1e-8, start=start).log_likelihood)
    assert reached == pytest.approx([first.log_likelihood] * 2, abs=2e-3)
