"""Sufficient statistics of a fit: expected offspring and exposure; both add up over dyads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.fitting.e_step import expectation
from talion.hawkes.fitting.exposure import actor_exposure, exposure
from talion.hawkes.fitting.values import DyadEvents, Excitation, Expected

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.hawkes.reply_model import Model
    from talion.hawkes.sample import Sample

    Array = npt.NDArray[np.float64]


@dataclass(slots=True)
class Sums:
    """Sufficient statistics of one E-step; those of groups of dyads add up."""

    log_rates: float
    weights: npt.NDArray[np.float64]
    mix: npt.NDArray[np.float64]
    background: npt.NDArray[np.float64]


def sums(
    sample: Sample,
    model: Model,
    counted: npt.NDArray[np.bool_],
    either: bool,
    threads: int = 2,
) -> Sums:
    """Run the E-step over all dyads on `threads` threads; `counted` follows the dyads' order.

    >>> from talion.hawkes.fitting.em import flat
    >>> from talion.hawkes.kernels import Kernels
    >>> from talion.hawkes.sample import Sample
    >>> from talion.hawkes.terms import Terms
    >>> source = np.arange(4, dtype=np.int32) % 2
    >>> sample = Sample.of(np.arange(4.0), source, 1 - source, None, ("act",), 2, Kernels())
    >>> model = flat(("act",), Kernels(), 2, 3.0, np.array([4]), Terms())
    >>> found = sums(sample, model, np.ones(4, np.bool_), either=False)
    >>> round(float(found.weights.sum() + found.background.sum()), 6)  # each event has one origin
    4.0
    """
    grouped = sample.dyads
    ground_weights = np.concatenate([[model.world], model.actors.ravel()])
    ground = sample.background @ ground_weights
    events, parameters = DyadEvents.of(grouped, ground, counted), Excitation.of(model)
    shares = np.zeros((len(grouped), 3))

    def part(groups: tuple[int, int]) -> tuple[float, Array, Array]:
        expected = Expected.zeros(model, shares)
        log_rates = expectation(groups, events, parameters, either, expected)
        return log_rates, expected.offspring, expected.mix

    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(part, grouped.shares(threads)))
    share = (shares[:, 0] * counted) / ground
    return Sums(
        sum(p[0] for p in parts),
        np.sum([p[1] for p in parts], axis=0),
        np.sum([p[2] for p in parts], axis=0),
        ground_weights * (share @ sample.background),
    )


@dataclass(frozen=True, slots=True)
class Exposures:
    """Compensators of all weights over a span of time; those of groups of dyads add up."""

    weights: npt.NDArray[np.float64]
    background: npt.NDArray[np.float64]

    @classmethod
    def of(cls, sample: Sample, columns: int, since: float, until: float) -> Exposures:
        """Compute them for all ordered pairs of all states over (since, until].

        `since` may be minus infinity: from the first event on.
        """
        actors = actor_exposure(sample.time, sample.kernels, since, until)
        first = sample.time[0] - sample.kernels.resolution  # the first day counts whole
        span = until - max(since, first)
        return cls(
            exposure(sample.dyads, sample.kernels, columns, since, until),
            np.concatenate([[span], actors, actors]),
        )

    def compensator(self, model: Model) -> float:
        """Return the expected number of events."""
        ground = np.concatenate([[model.world], model.actors.ravel()])
        return float((model.weights * self.weights).sum() + ground @ self.background)
