"""Delays: exponential kernels from half a day to six years, for whole days or exact times."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

STEP = 4.0
"""Each scale is four times the one before, so that one `exp` gives all by repeated squaring."""

SCALES = 7
SHORT_SCALES = 5
"""The first five scales (half a day to 128 days) carry responses and campaigns; the longer ones
are the level of the dyad and count as background."""

HALF_DAY = 0.5
SPAN_SHARE = 2.0**-14
"""The shortest scale of a table without dates, as a share of its span."""

LONGEST = 8192
"""What is left is computed beforehand for this many days; for longer lags, when it is needed."""


@dataclass(frozen=True)
class Kernels:
    """Exponential kernels of mass one, *β exp(−β·delay)*, at scales 1/β = shortest · 4ᵏ.

    A time of day is unknown where a table has only dates (`resolution` 1, times in days). Both
    events then lie uniformly and independently within their days, and the kernel averaged over
    them is exact, not an approximation: mass 1 − (1 − e^−β)/β on the same day and
    e^(−β(d−1)) (1 − e^−β)²/β on the d-th day after, which again sum to one. Hence a response on
    the same day has a probability of its own. With `resolution` 0 times are exact.
    """

    shortest: float = HALF_DAY
    resolution: float = 1.0
    size: int = SCALES

    @classmethod
    def for_span(cls, span: float) -> Kernels:
        """Return the kernels of a table of exact times in an unknown unit, scaled to its span."""
        return cls(shortest=max(span, 1e-9) * SPAN_SHARE, resolution=0.0)

    @cached_property
    def scales(self) -> npt.NDArray[np.float64]:
        """Mean delays, in the unit of time, shortest first."""
        return np.asarray(self.shortest * STEP ** np.arange(self.size), np.float64)

    @cached_property
    def rates(self) -> npt.NDArray[np.float64]:
        """Rates β = 1/scale."""
        return 1.0 / self.scales

    @cached_property
    def same(self) -> npt.NDArray[np.float64]:
        """Mass of each kernel on the day of the event itself; zero for exact times."""
        if self.resolution == 0:
            return np.zeros(self.size)
        x = self.rates * self.resolution
        return np.asarray(1.0 + np.expm1(-x) / x)

    @cached_property
    def heights(self) -> npt.NDArray[np.float64]:
        """Factor h of the density h·exp(−β·lag) at a later day (per day) or an exact lag."""
        if self.resolution == 0:
            return self.rates.copy()
        x = self.rates * self.resolution
        return np.asarray(np.exp(x) * np.expm1(-x) ** 2 / x / self.resolution)

    def decays(self, span: float) -> npt.NDArray[np.float64]:
        """Return what is left of each kernel after whole days, exp(−β·days), up to a span of days.

        Shape (days, scales); of no rows where times are exact.
        """
        days = 0 if self.resolution == 0 else int(min(max(span, 0.0), LONGEST - 1)) + 1
        return np.asarray(np.exp(-np.arange(days)[:, None] * self.rates))

    def density(self, lag: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return the density of each kernel at each lag, shape (lags, scales)."""
        lag = np.asarray(lag, np.float64)[:, None]
        late = self.heights * np.exp(-self.rates * lag)
        return np.where(lag > 0, late, self.same)

    def mass(self, elapsed: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return the mass spent after each elapsed time (the same day included), by scale.

        Shape (elapsed, scales); zero where the elapsed time is negative.
        """
        elapsed = np.asarray(elapsed, np.float64)[:, None]
        spent = self.same - (1.0 - self.same) * np.expm1(-self.rates * np.maximum(elapsed, 0.0))
        return np.where(elapsed >= 0, spent, 0.0)
