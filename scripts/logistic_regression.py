"""Fitting of a ridge-penalised logistic regression: what the scripts that fit weights share."""

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]


def logistic(x: Matrix, y: Matrix, penalty: float, weight: Matrix | None = None) -> list[float]:
    """Return the weights of a ridge-penalised logistic regression, by Newton's method.

    `x` has a row an example and a column a feature, `y` is 1 where the example is right, `weight`
    is how much each counts.
    """
    counts = np.ones(len(y)) if weight is None else weight
    weights = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ ((p - y) * counts) + penalty * weights
        bend = (p * (1 - p) + 1e-6) * counts
        curve = (x * bend[:, None]).T @ x + penalty * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights -= step
        if abs(step).max() < 1e-4:
            break
    return [float(w) for w in weights]
