"""Calibration: whether of the events with p as probability of a response a share p is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Calibration:
    """Stated probabilities against outcomes, in bins of equal width.

    `error` is the expected calibration error: the mean over all events of the difference
    between their bin's mean probability and its share of true outcomes (Naeini et al. 2015);
    `brier` is the mean squared difference between probability and outcome.
    """

    stated: npt.NDArray[np.float64]
    true: npt.NDArray[np.float64]
    number: npt.NDArray[np.int64]
    error: float
    brier: float


def calibration(
    stated: npt.NDArray[np.floating], true: npt.NDArray[np.bool_], bins: int = 10
) -> Calibration:
    """Compare stated probabilities with what was true; bins without events are NaN.

    >>> stated, true = np.array([0.1, 0.1, 0.9, 0.9]), np.array([False, False, True, False])
    >>> found = calibration(stated, true, bins=2)  # 0.1 against 0, and 0.9 against 0.5
    >>> round(found.error, 6), round(found.brier, 6)
    (0.25, 0.21)
    """
    stated = np.asarray(stated, np.float64)
    place = np.minimum((stated * bins).astype(np.int64), bins - 1)
    number = np.bincount(place, minlength=bins)
    with np.errstate(invalid="ignore"):
        mean_stated = np.bincount(place, stated, bins) / number
        share_true = np.bincount(place, np.asarray(true, np.float64), bins) / number
    some = number > 0
    error = float(
        (np.abs(mean_stated - share_true)[some] * number[some]).sum() / max(1, len(stated))
    )
    brier = float(np.mean((stated - true) ** 2)) if len(stated) else 0.0
    return Calibration(mean_stated, share_true, number, error, brier)
