"""Replies and fitting beyond one machine: the same kernels, per group of pairs, on Apache Spark.

Pairs of states are independent given the parameters and the levels of their actors; those depend
on one actor's acts alone. So the events are grouped three times (by source, by target, by a
bucket of pairs), each group goes to the compiled kernels as an Arrow table, and what comes back
is the answer, or sufficient statistics that add up.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from talion.reciprocity.hawkes.bank import Bank
from talion.reciprocity.hawkes.model import ACTOR_SCALES, OTHER, UNTOLD, Model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy.typing as npt
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

    from talion.reciprocity.hawkes.sample import Sample

    Floats = npt.NDArray[np.float64]

BUCKETS = 64
"""Groups of pairs, unless told otherwise; each goes to a worker as a whole."""

_READ = ("id", "at", "time", "source", "target", "type", "responds_to", "basis", "bucket")
_TOLD = (
    "id string, source string, target string, type string, time double, p_reply double, "
    "p_campaign double, p_background double, answers string, share double, "
    "candidates array<string>, shares array<float>, basis string"
)


@contextmanager
def session(master: str | None, buckets: int) -> Iterator[SparkSession]:
    """Open a Spark session on a master (by default, on all cores of this machine)."""
    from pyspark.sql import SparkSession as Spark

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = Spark.builder.master(master or "local[*]").appName("talion")
    builder = builder.config("spark.ui.enabled", "false")
    spark = builder.config("spark.sql.shuffle.partitions", str(buckets)).getOrCreate()
    try:
        yield spark
    finally:
        spark.stop()


def replies_on_spark(
    events: str,
    output: str,
    model: Model,
    master: str | None = None,
    *,
    either: bool = True,
    buckets: int = BUCKETS,
) -> int:
    """Tell what every act of Parquet event tables answers; write Parquet; return the acts.

    `events` and `output` are files or folders that all workers can reach; times are days unless
    the model is one of exact times. Results equal those of one machine. Stated answers stand
    above inferred ones, as they do there.
    """
    with session(master, buckets) as spark:
        acts = _leveled(
            _acts(spark, events, buckets), model.bank, model.actors / (model.states - 1)
        )
        told = acts.groupBy("bucket").applyInArrow(
            lambda table: _answered(table, model, either), schema=_TOLD
        )
        told.write.mode("overwrite").parquet(output)
        return int(spark.read.parquet(output).count())


def fit_on_spark(
    events: str,
    master: str | None = None,
    *,
    steps: int = 100,
    either: bool = True,
    buckets: int = BUCKETS,
) -> Model:
    """Fit a model in days to Parquet event tables: every step sums statistics over buckets."""
    from talion.reciprocity.hawkes.fit import flat, maximized
    from talion.reciprocity.hawkes.statistics import Exposures, Sums
    from talion.reciprocity.hawkes.terms import Terms

    with session(master, buckets) as spark:
        raw = _acts(spark, events, buckets)
        scope = _Scope.of(raw)
        scales = len(ACTOR_SCALES)
        acts = _leveled(raw, scope.bank, np.tile(np.eye(scales), 2) / (scope.states - 1))
        acts = acts.cache()
        span = scope.last - scope.first
        model = flat(scope.types, scope.bank, scope.states, span, scope.numbers, Terms())
        columns, ground = model.columns, (1 + 2 * scales,)
        exposed = _summed(
            acts, lambda table: _exposures(table, scope, columns), (model.weights.shape, ground)
        )
        exposed[1][0] = span + scope.bank.resolution
        for _ in range(steps):
            shapes = ((1,), model.weights.shape, model.mix.shape, ground)
            found = _summed(acts, _step(scope, model, either), shapes)
            sums = Sums(float(found[0][0]), found[1], found[2], found[3])
            model = maximized(model, sums, Exposures(*exposed), scope.families)
        return model


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a fit must know of all events: types and their families, states, span."""

    types: tuple[str, ...]
    families: npt.NDArray[np.int64]
    numbers: npt.NDArray[np.int64]
    states: int
    first: float
    last: float
    bank: Bank

    @classmethod
    def of(cls, acts: DataFrame) -> _Scope:
        """Count the acts by type, the states, and the span."""
        from pyspark.sql import functions as f

        from talion.reciprocity.hawkes.sample import HARMLESS

        rows = acts.groupBy("type").agg(f.count("*").alias("n"), f.avg("severity").alias("s"))
        by_type = {row["type"]: (row["n"], row["s"]) for row in rows.collect()}
        ends = acts.agg(f.min("at"), f.max("at")).collect()[0]
        states = acts.select(f.col("source")).union(acts.select(f.col("target"))).distinct()
        told = [t for t in sorted(by_type) if t not in (OTHER, UNTOLD)]
        types = (*told, OTHER, UNTOLD) if len(by_type) > 1 else (UNTOLD,)
        unknown = (0, 1.0)
        families = [int(by_type.get(t, unknown)[1] > HARMLESS) for t in types]
        numbers = [by_type.get(t, unknown)[0] for t in types]
        if len(by_type) == 1:
            numbers = [n for n, _ in by_type.values()]
        return cls(
            types, np.array(families), np.array(numbers), states.count(), ends[0], ends[1], Bank()
        )


def _acts(spark: SparkSession, events: str, buckets: int) -> DataFrame:
    """Read Parquet event tables; `at` is the middle day of an act, `bucket` its group of pairs."""
    from pyspark.sql import functions as f

    raw = spark.read.parquet(events)
    exact = f.col("precision").isin("day", "numeric")
    days = f.greatest(f.coalesce(f.datediff("last", "date"), f.lit(0)), f.lit(0))
    middle = f.when(exact, f.lit(0)).otherwise(f.floor(days / 2))
    low, high = f.least("source", "target"), f.greatest("source", "target")
    return raw.withColumns(
        {"at": f.col("time") + middle, "bucket": f.abs(f.hash(low, high)) % buckets}
    )


def _leveled(acts: DataFrame, bank: Bank, weights: Floats) -> DataFrame:
    """Add the columns `by` and `on`: levels of source and target, weighted sums over scales.

    `weights` has the rows (source, target) for one number each, or the identity twice for all.
    """
    columns = weights.shape[1] // len(ACTOR_SCALES)
    split = np.split(weights, 1 if columns == 1 else 2, axis=1)
    for at, (actor, name) in enumerate((("source", "by"), ("target", "on"))):
        mine = split[0][at : at + 1] if columns == 1 else split[at]
        kept = [f for f in acts.schema.fields if f.name in {*_READ, "severity", "by"}]
        schema = ", ".join(f"`{f.name}` {f.dataType.simpleString()}" for f in kept)
        level = _level(bank, mine, name, [f.name for f in kept])
        acts = acts.groupBy(actor).applyInArrow(level, schema=f"{schema}, `{name}` array<double>")
    return acts


def _level(
    bank: Bank, weights: Floats, name: str, names: list[str]
) -> Callable[[pa.Table], pa.Table]:
    """Return what adds the levels of one actor, as a column of that name, to its acts."""

    def level(table: pa.Table) -> pa.Table:
        import pyarrow as pa

        from talion.reciprocity.hawkes.actors import levels

        table = _sorted(table.select(names))
        time = _numbers(table, "at")
        found = levels(time, np.zeros(len(time), np.int32), 1, bank, weights)
        return table.append_column(name, pa.array(found.tolist(), pa.list_(pa.float64())))

    return level


def _sorted(table: pa.Table) -> pa.Table:
    """Return a group in the order of one machine's table."""
    return table.sort_by([("at", "ascending"), ("time", "ascending"), ("id", "ascending")])


def _numbers(table: pa.Table, name: str) -> Floats:
    return np.asarray(table[name].to_numpy(), np.float64)


def _listed(table: pa.Table, name: str) -> Floats:
    """Return a column of lists of equal length as an array of two axes."""
    flat = table[name].combine_chunks().flatten().to_numpy(zero_copy_only=False)
    return np.asarray(flat, np.float64).reshape(len(table), -1)


def _sides(table: pa.Table) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], int]:
    """Return the group's states as numbers, in the order of their names, and how many."""
    source, target = table["source"].to_pylist(), table["target"].to_pylist()
    place = {name: at for at, name in enumerate(sorted({*source, *target}))}
    number = [np.array([place[n] for n in side], np.int32) for side in (source, target)]
    return number[0], number[1], len(place)


def _answered(table: pa.Table, model: Model, either: bool) -> pa.Table:
    """Return what the acts of a bucket of pairs answer."""
    import pyarrow as pa

    from talion.reciprocity.hawkes.dyads import dyads
    from talion.reciprocity.hawkes.replies import attributed

    table = _sorted(table)
    time, (source, target, states) = _numbers(table, "at"), _sides(table)
    types = table["type"].to_pylist()
    kind = model.kinds(types) if model.typed else None
    grouped = dyads(time, source, target, kind, states, model.bank)
    ground = np.full(len(time), model.world / (model.states * (model.states - 1)))
    ground = ground + _listed(table, "by")[:, 0] + _listed(table, "on")[:, 0]
    found = attributed(model, grouped, ground, either=either, threads=1)
    ids, basis = table["id"].to_pylist(), table["basis"].to_pylist()
    stated = table["responds_to"].to_pylist()
    told = [word is not None for word in basis]
    best = [ids[row] if row >= 0 else None for row in found.rows[:, 0].tolist()]
    likely = (found.reply >= 0.5).tolist()
    inferred = [name if sure else None for name, sure in zip(best, likely, strict=True)]
    mask = np.array(told, np.bool_)
    columns: dict[str, Any] = {
        **{name: table[name] for name in ("id", "source", "target", "type", "time")},
        "p_reply": np.where(mask, 1.0, found.reply),
        "p_campaign": np.where(mask, 0.0, found.campaign),
        "p_background": np.where(mask, 0.0, found.background),
        "answers": [s if t else i for s, t, i in zip(stated, told, inferred, strict=True)],
        "share": np.where(mask, 1.0, found.shares[:, 0].astype(np.float64)),
        "candidates": [[ids[r] for r in rows if r >= 0] for rows in found.rows.tolist()],
        "shares": [
            [s for r, s in zip(rows, shares, strict=True) if r >= 0]
            for rows, shares in zip(found.rows.tolist(), found.shares.tolist(), strict=True)
        ],
        "basis": ["stated" if t else "inferred" for t in told],
    }
    columns["shares"] = pa.array(columns["shares"], pa.list_(pa.float32()))
    columns["candidates"] = pa.array(columns["candidates"], pa.list_(pa.string()))
    columns["answers"] = pa.array(columns["answers"], pa.string())
    return pa.table(columns)


def _sample(table: pa.Table, scope: _Scope) -> Sample:
    """Return the sample of a bucket of pairs, its actor levels as they came."""
    from talion.reciprocity.hawkes.dyads import dyads
    from talion.reciprocity.hawkes.sample import Sample

    table = _sorted(table)
    time, (source, target, states) = _numbers(table, "at"), _sides(table)
    place = {name: at for at, name in enumerate(scope.types)}
    kind = np.array([place.get(t, 0) for t in table["type"].to_pylist()], np.int32)
    grouped = dyads(time, source, target, kind, states, scope.bank)
    constant = np.full(len(time), 1.0 / (scope.states * (scope.states - 1)))
    background = np.column_stack([constant, _listed(table, "by"), _listed(table, "on")])
    return Sample(
        grouped,
        background[grouped.order],
        time,
        scope.states,
        scope.bank,
        scope.types,
        scope.families,
    )


def _exposures(table: pa.Table, scope: _Scope, columns: int) -> tuple[Floats, ...]:
    """Return a bucket's compensators; that of the constant is not theirs."""
    from talion.reciprocity.hawkes.statistics import Exposures

    found = Exposures.of(_sample(table, scope), columns, -np.inf, scope.last)
    return found.weights, found.background


def _step(scope: _Scope, model: Model, either: bool) -> Callable[[pa.Table], tuple[Floats, ...]]:
    """Return the E-step of a bucket."""

    def step(table: pa.Table) -> tuple[Floats, ...]:
        from talion.reciprocity.hawkes.statistics import sums

        sample = _sample(table, scope)
        counted = np.ones(len(sample.dyads), np.bool_)
        found = sums(sample, model, counted, either, threads=1)
        return np.array([found.log_rates]), found.weights, found.mix, found.background

    return step


def _summed(
    acts: DataFrame,
    each: Callable[[pa.Table], tuple[Floats, ...]],
    shapes: tuple[tuple[int, ...], ...],
) -> list[Floats]:
    """Return the sums over all buckets of the arrays that `each` makes of one."""

    def packed(table: pa.Table) -> pa.Table:
        import pyarrow as pa

        flat = np.concatenate([np.ravel(array) for array in each(table)])
        return pa.table({"sums": pa.array([flat.tobytes()], pa.binary())})

    rows = acts.groupBy("bucket").applyInArrow(packed, schema="sums binary").collect()
    total = np.sum([np.frombuffer(row["sums"], np.float64) for row in rows], axis=0)
    ends = np.cumsum([int(np.prod(shape)) for shape in shapes])[:-1]
    parts = np.split(total, ends)
    return [part.reshape(shape) for part, shape in zip(parts, shapes, strict=True)]
