"""Fitting a model to tables of any size: sufficient statistics per group of pairs, summed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talion.errors import InputError
from talion.hawkes.kernels import Kernels
from talion.hawkes.reply_model import ACTOR_SCALES, OTHER, UNSTATED, Model
from talion.hawkes.spark.cluster import BUCKETS, session
from talion.hawkes.spark.event_frames import leveled, lists, numbers, read

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt
    import pyarrow as pa
    from pyspark.sql import DataFrame

    from talion.hawkes.fitting.em import Fit, Stopping
    from talion.hawkes.sample import Sample

    Floats = npt.NDArray[np.float64]

_SCALES = len(ACTOR_SCALES)


def fit_on_spark(
    events: str,
    master: str | None = None,
    *,
    stopping: Stopping | None = None,
    buckets: int = BUCKETS,
) -> Fit:
    """Fit a model to Parquet event tables: every step sums statistics over buckets of pairs.

    The steps, and when they end, are those of `hawkes.fitting.em.fit`, and so is the model, except
    for the order in which floating-point numbers are added. Raises InputError where there are
    fewer than ten events.
    """
    from talion.hawkes.fitting.em import FEWEST, USUAL, climbed, flat
    from talion.hawkes.fitting.statistics import Exposures, Sums
    from talion.hawkes.terms import Terms

    with session(master, buckets) as spark:
        raw = read(spark, events, buckets)
        scope = _Scope.of(raw)
        number = int(scope.numbers.sum())
        if number < FEWEST:
            raise InputError(events, f"{number} events are too few to fit a model to")
        raw = raw.select("time", "at", "place", "bucket", "source", "target", "type")
        frame = leveled(
            raw, scope.kernels, np.tile(np.eye(_SCALES), 2) / (scope.states - 1)
        ).cache()
        span = scope.last - scope.first
        start = flat(scope.types, scope.kernels, scope.states, span, scope.numbers, Terms())
        columns, ground = start.columns, (1 + 2 * _SCALES,)
        exposed = _summed(
            frame, lambda table: _exposures(table, scope, columns), (start.weights.shape, ground)
        )
        exposed[1][0] = span + scope.kernels.resolution
        shapes = ((1,), start.weights.shape, start.mix.shape, ground)

        def expected(model: Model) -> Sums:
            rates, *others = _summed(frame, _step(scope, model), shapes)
            return Sums(float(rates[0]), *others)

        return climbed(
            start, expected, Exposures(*exposed), scope.families, number, stopping or USUAL
        )


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a fit must know about all events: types and their families, states, span."""

    types: tuple[str, ...]
    families: npt.NDArray[np.int64]
    numbers: npt.NDArray[np.int64]
    states: int
    first: float
    last: float
    kernels: Kernels

    @classmethod
    def of(cls, frame: DataFrame) -> _Scope:
        """Count the events by type, the states, and the span."""
        from pyspark.sql import functions as f

        from talion.hawkes.choice.choice_model import HARMLESS

        rows = frame.groupBy("type").agg(f.count("*").alias("n"), f.avg("severity").alias("s"))
        by_type = {row["type"]: (row["n"], row["s"]) for row in rows.collect()}
        first, last, dated = frame.agg(f.min("at"), f.max("at"), f.count("date")).collect()[0]
        kernels = Kernels() if dated or not by_type else Kernels.for_span(last - first)
        states = frame.select(f.col("source")).union(frame.select(f.col("target"))).distinct()
        known = [t for t in sorted(by_type) if t not in (OTHER, UNSTATED)]
        types = (*known, OTHER, UNSTATED) if len(by_type) > 1 else (UNSTATED,)
        unknown = (0, 1.0)
        families = [int(by_type.get(t, unknown)[1] > HARMLESS) for t in types]
        numbers = [by_type.get(t, unknown)[0] for t in types]
        if len(by_type) == 1:
            numbers = [n for n, _ in by_type.values()]
        counted = np.array(numbers, np.int64)
        return cls(types, np.array(families), counted, states.count(), first, last, kernels)


def _sides(table: pa.Table) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], int]:
    """Return the group's states as numbers, in the order of their names, and how many."""
    source, target = table["source"].to_pylist(), table["target"].to_pylist()
    place = {name: at for at, name in enumerate(sorted({*source, *target}))}
    number = [np.array([place[n] for n in side], np.int32) for side in (source, target)]
    return number[0], number[1], len(place)


def _sample(table: pa.Table, scope: _Scope) -> Sample:
    """Return the sample of a bucket of pairs, its actor levels as they came."""
    from talion.hawkes.dyads import dyads
    from talion.hawkes.sample import Sample

    table = table.sort_by([(name, "ascending") for name in ("at", "time", "place")])
    time, (source, target, states) = numbers(table, "at"), _sides(table)
    place = {name: at for at, name in enumerate(scope.types)}
    kind = np.array([place.get(t, 0) for t in table["type"].to_pylist()], np.int32)
    grouped = dyads(time, source, target, kind, states, scope.kernels)
    constant = np.full(len(time), 1.0 / (scope.states * (scope.states - 1)))
    background = np.column_stack([constant, lists(table, "by"), lists(table, "on")])
    return Sample(
        grouped,
        background[grouped.order],
        time,
        scope.states,
        scope.kernels,
        scope.types,
        scope.families,
    )


def _exposures(table: pa.Table, scope: _Scope, columns: int) -> tuple[Floats, ...]:
    """Return a bucket's compensators; that of the constant is not theirs."""
    from talion.hawkes.fitting.statistics import Exposures

    found = Exposures.of(_sample(table, scope), columns, -np.inf, scope.last)
    return found.weights, found.background


def _step(scope: _Scope, model: Model) -> Callable[[pa.Table], tuple[Floats, ...]]:
    """Return the E-step of a bucket."""

    def step(table: pa.Table) -> tuple[Floats, ...]:
        from talion.hawkes.fitting.statistics import sums

        sample = _sample(table, scope)
        counted = np.ones(len(sample.dyads), np.bool_)
        found = sums(sample, model, counted, scope.kernels.resolution > 0, threads=1)
        return np.array([found.log_rates]), found.weights, found.mix, found.background

    return step


def _summed(
    frame: DataFrame,
    each: Callable[[pa.Table], tuple[Floats, ...]],
    shapes: tuple[tuple[int, ...], ...],
) -> list[Floats]:
    """Return the sums over all buckets of the arrays that `each` makes of one."""

    def packed(table: pa.Table) -> pa.Table:
        import pyarrow as pa

        flat = np.concatenate([np.ravel(array) for array in each(table)])
        return pa.table({"sums": pa.array([flat.tobytes()], pa.binary())})

    rows = frame.groupBy("bucket").applyInArrow(packed, schema="sums binary").collect()
    total = np.sum([np.frombuffer(row["sums"], np.float64) for row in rows], axis=0)
    ends = np.cumsum([int(np.prod(shape)) for shape in shapes])[:-1]
    parts = np.split(total, ends)
    return [part.reshape(shape) for part, shape in zip(parts, shapes, strict=True)]
