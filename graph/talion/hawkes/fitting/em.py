"""Fitting: closed-form EM steps on one pass over the events each."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.fitting.statistics import Exposures, Sums, sums
from talion.hawkes.reply_model import ACTOR_SCALES, TYPE, Model
from talion.hawkes.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from talion.hawkes.kernels import Kernels
    from talion.hawkes.sample import Sample

PRIOR_EVENTS = 50.0
"""The weight of the shared weights against a type's own events, as a number of events."""

FLOOR = 1e-12

FEWEST = 10
"""The fewest events that a model is fitted to."""


@dataclass(frozen=True, slots=True)
class Stopping:
    """When EM ends: after so many `steps`, or once a step gains less than `tolerance`.

    The gain is in log-likelihood per event.
    """

    steps: int = 400
    tolerance: float = 1e-7


USUAL = Stopping()
"""When EM ends by default."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A fitted model with its log-likelihood per event and the number of steps taken."""

    model: Model
    log_likelihood: float
    events: int
    steps: int
    seconds: float
    per_step: float


def fit(
    sample: Sample,
    until: float | None = None,
    *,
    start: Model | Terms | None = None,
    stopping: Stopping = USUAL,
    either: bool | None = None,
    threads: int = 2,
) -> Fit:
    """Fit a model to the events up to `until` (all of them), by EM.

    It begins at `start`: a model, or a flat one with these terms (by default all that `Terms`
    has). Each step multiplies a weight by its expected offspring over its expected exposure, which
    never lowers the (penalized) likelihood. Weights of a type are shrunk towards those that all
    types share, by `PRIOR_EVENTS` events of exposure: a Gamma prior, empirical Bayes. `either`
    says that the order of a day's events is unknown (by default, where the kernels are in days).
    Raises `ValueError` where there are fewer than two events.

    >>> from talion.hawkes.kernels import Kernels
    >>> from talion.hawkes.sample import Sample
    >>> source = np.arange(20, dtype=np.int32) % 2  # two states take turns, day by day
    >>> sample = Sample.of(np.arange(20.0), source, 1 - source, None, ("act",), 2, Kernels())
    >>> short, longer = (fit(sample, stopping=Stopping(steps)) for steps in (2, 10))
    >>> longer.steps, longer.events, longer.log_likelihood > short.log_likelihood
    (10, 20, True)
    """
    clock = time.perf_counter()
    if len(sample.dyads) < 2:
        raise ValueError("a model needs at least two events")
    end = float(sample.time[-1]) if until is None else until
    unsure = sample.kernels.resolution > 0 if either is None else either
    counted = sample.dyads.time <= end
    span = float(sample.time[-1] - sample.time[0])
    numbers = np.bincount(sample.dyads.kind, minlength=len(sample.types))
    if isinstance(start, Model):
        model = start
    else:
        terms = start or Terms()
        model = flat(sample.types, sample.kernels, sample.states, span, numbers, terms)
    exposures = Exposures.of(sample, model.columns, -np.inf, end)

    def expected(model: Model) -> Sums:
        return sums(sample, model, counted, unsure, threads)

    events = int(counted.sum())
    found = climbed(model, expected, exposures, sample.families, events, stopping)
    return replace(found, seconds=time.perf_counter() - clock)


def climbed(
    model: Model,
    expected: Callable[[Model], Sums],
    exposures: Exposures,
    families: npt.NDArray[np.int64],
    events: int,
    stopping: Stopping = USUAL,
) -> Fit:
    """Take EM steps from a model until they are to stop.

    `expected` is the E-step, wherever it is computed; `events` the number of events counted.

    >>> from talion.hawkes.kernels import Kernels
    >>> from talion.hawkes.sample import Sample
    >>> source = np.arange(20, dtype=np.int32) % 2
    >>> sample = Sample.of(np.arange(20.0), source, 1 - source, None, ("act",), 2, Kernels())
    >>> start = flat(("act",), Kernels(), 2, 19.0, np.array([20]), Terms())
    >>> exposures = Exposures.of(sample, start.columns, -np.inf, 19.0)
    >>> counted = np.ones(20, np.bool_)
    >>> found = climbed(
    ...     start,
    ...     lambda model: sums(sample, model, counted, False),
    ...     exposures,
    ...     sample.families,
    ...     20,
    ...     Stopping(steps=3, tolerance=0.0),
    ... )
    >>> found.steps, round(exposures.compensator(found.model))  # as many expected as there are
    (3, 20)
    """

    def likelihood(found: Sums) -> float:
        return float((found.log_rates - exposures.compensator(model)) / events)

    begun = time.perf_counter()
    previous, done = -np.inf, 0
    for done in range(1, stopping.steps + 1):  # noqa: B007
        found = expected(model)
        value = likelihood(found)
        model = maximized(model, found, exposures, families)
        if abs(value - previous) < stopping.tolerance:
            break
        previous = value
    seconds = time.perf_counter() - begun
    return Fit(model, likelihood(expected(model)), events, done, seconds, seconds / max(done, 1))


def score(
    sample: Sample, model: Model, since: float, until: float, either: bool | None = None
) -> float:
    """Return the log-likelihood per event of the events in (since, until], given all before.

    It is the sum of the log-rates of the directed events less the expected number of events of
    all ordered pairs of all states, in the table's unit of time, divided by the number of events.

    >>> from dataclasses import replace
    >>> from talion.hawkes.kernels import Kernels
    >>> from talion.hawkes.sample import Sample
    >>> source = np.arange(4, dtype=np.int32) % 2
    >>> sample = Sample.of(np.arange(4.0), source, 1 - source, None, ("act",), 2, Kernels())
    >>> start = flat(("act",), Kernels(), 2, 3.0, np.array([4]), Terms())
    >>> poisson = replace(
    ...     start, world=1.0, weights=np.zeros_like(start.weights), actors=np.zeros((2, 3))
    ... )
    >>> round(score(sample, poisson, since=0.0, until=3.0), 6)  # one a day, half by each: log ½ − 1
    -1.693147
    """
    unsure = sample.kernels.resolution > 0 if either is None else either
    counted = (sample.dyads.time > since) & (sample.dyads.time <= until)
    exposures = Exposures.of(sample, model.columns, since, until)
    found = sums(sample, model, counted, unsure)
    return float((found.log_rates - exposures.compensator(model)) / counted.sum())


def flat(
    types: tuple[str, ...],
    kernels: Kernels,
    states: int,
    span: float,
    numbers: npt.NDArray[np.integer],
    terms: Terms,
) -> Model:
    """Return a start for the EM: all weights in use equal, a fifth of the events background.

    `numbers` are the events of each type, `span` the time over which they were observed.

    >>> from talion.hawkes.kernels import Kernels
    >>> start = flat(("act",), Kernels(), 2, span=9.0, numbers=np.array([10]), terms=Terms())
    >>> round(start.world, 6), start.mix[0].tolist()  # a fifth of ten events in ten days
    (0.2, [1.0])
    """
    mask, scales = terms.mask(len(types)), kernels.size
    share = (numbers + 0.5) / (numbers + 0.5).sum()
    return Model(
        kernels=kernels,
        states=states,
        types=types,
        world=0.2 * float(numbers.sum()) / (span + max(kernels.resolution, 1e-9)),
        actors=np.full((2, len(ACTOR_SCALES)), 0.02),
        weights=np.repeat(mask[:, :, None] * (0.5 / (8 * scales)), scales, axis=2),
        mix=np.tile(share, (3, 1)),
    )


def maximized(
    model: Model, found: Sums, exposures: Exposures, families: npt.NDArray[np.int64]
) -> Model:
    """Return the model after one M-step: expected offspring over exposure, types shrunk.

    A type is shrunk towards what all events of its family do, as if it had been observed in
    `PRIOR_EVENTS` more of them.

    >>> from talion.hawkes.kernels import Kernels
    >>> start = flat(("act",), Kernels(), 2, 9.0, np.array([10]), Terms())
    >>> offspring, exposed = np.full_like(start.weights, 3.0), np.full_like(start.weights, 4.0)
    >>> found = Sums(0.0, offspring, start.mix, background=np.full(7, 1.0))
    >>> stepped = maximized(start, found, Exposures(exposed, np.full(7, 2.0)), np.ones(1))
    >>> stepped.world, sorted(set(stepped.weights.ravel().tolist()))  # 1/2; 3/4 where in use
    (0.5, [0.0, 0.75])
    """
    prior = np.zeros_like(model.weights)
    weight = np.zeros((*model.weights.shape[:2], 1))
    if model.typed:
        weight[:, TYPE:] = PRIOR_EVENTS
        for family in np.unique(families):
            kinds = TYPE + np.flatnonzero(families == family)
            offspring = found.weights[:, kinds].sum(axis=1)
            shared = offspring / np.maximum(exposures.weights[:, kinds].sum(axis=1), FLOOR)
            prior[:, kinds] = PRIOR_EVENTS * shared[:, None]
    weights = (found.weights + prior) / np.maximum(exposures.weights + weight, FLOOR)
    ground = found.background / np.maximum(exposures.background, FLOOR)
    mix = model.mix
    if model.typed:
        mix = _mixtures(found.mix)
    return replace(
        model,
        weights=np.where(model.weights > 0, weights, 0.0),
        world=float(max(ground[0], FLOOR)),
        actors=ground[1:].reshape(model.actors.shape),
        mix=mix,
    )


def _mixtures(mix: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the shares of types, half an event added; new types get the rarest share, unstated 1.

    An event of unstated type may be of any type, hence the share 1.
    """
    counts = mix[:, :-2] + 0.5
    known = counts / counts.sum(axis=1, keepdims=True)
    least = known.min(axis=1, keepdims=True)
    return np.hstack([known, least, np.ones_like(least)])
