"""Fitting of a conditional logit, beside the penalised likelihood itself."""

from collections.abc import Mapping
from math import exp, log

import numpy as np
import pytest
from talion.extract.sides.conditional_logit import Example, fit

pytest.importorskip("scipy")

SUBJECT, OBJECT, NEAR = ({"subject": 1.0},), ({"object": 1.0},), ({"near": 1.0, "object": 1.0},)
EXAMPLES = [
    Example([SUBJECT, OBJECT, NEAR], [True, False, False]),
    Example([SUBJECT, NEAR], [False, True], weight=0.5),
    Example([OBJECT, NEAR, SUBJECT], [False, True, True]),
]


def loss(weights: Mapping[str, float], ridge: float) -> float:
    """Return minus the log-likelihood with its penalty, summed option by option."""
    found = 0.5 * ridge * sum(w * w for w in weights.values())
    for example in EXAMPLES:
        raised = [
            exp(sum(weights.get(k, 0.0) * v for part in option for k, v in part.items()))
            for option in example.options
        ]
        good = sum(r for r, right in zip(raised, example.right, strict=True) if right)
        found -= example.weight * log(good / sum(raised))
    return found


@pytest.mark.parametrize("ridge", [0.1, 1.0, 10.0])
def test_no_weights_nearby_are_more_likely(ridge: float) -> None:
    best = fit(EXAMPLES, ridge=ridge)
    random = np.random.default_rng(1)
    for _ in range(50):
        other = {k: w + random.normal(0, 0.05) for k, w in best.items()}
        assert loss(other, ridge) >= loss(best, ridge) - 1e-9


def test_a_stronger_penalty_makes_smaller_weights() -> None:
    weak, strong = (fit(EXAMPLES, ridge=r) for r in (0.1, 10.0))
    assert sum(w * w for w in strong.values()) < sum(w * w for w in weak.values())


def test_a_rare_feature_has_no_weight() -> None:
    rare = [*EXAMPLES, Example([({"once": 1.0},), OBJECT], [True, False])]
    assert "once" not in fit(rare, ridge=1.0, least=2)
    assert "once" in fit(rare, ridge=1.0)


def test_small_weights_are_left_out() -> None:
    every = fit(EXAMPLES, ridge=1.0)
    limit = sorted(abs(w) for w in every.values())[1]
    kept = fit(EXAMPLES, ridge=1.0, prune=limit)
    assert kept == {k: w for k, w in every.items() if abs(w) >= limit}
    assert len(kept) < len(every)
