"""Event tables on Spark: read from Parquet, put in order, given the levels of their actors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talion.errors import EventSchemaError
from talion.events.event_schema import event_schema
from talion.events.row_dates import EXACT
from talion.events.table import EventTable
from talion.hawkes.from_table import VAGUE
from talion.hawkes.reply_model import ACTOR_SCALES

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

    from talion.hawkes.kernels import Kernels

    Floats = npt.NDArray[np.float64]

PLACED = ("at", "known", "place", "bucket")
"""What `read` adds to the columns of an event table."""

_ROWS = 2**40  # more than a file has


def read(spark: SparkSession, events: str, buckets: int) -> DataFrame:
    """Read Parquet event tables: a file, or a folder of parts in the order of their names.

    Added are `at`, the middle day of an event; `known`, whether it is known to a month or closer
    (see `from_table.datable`); `place`, its row among those of all files; `bucket`, its group of
    pairs. Raises EventSchemaError where columns are missing.
    """
    from pyspark.sql import functions as f

    raw = spark.read.parquet(events)
    names = [name for name in event_schema().names if name != "row"]
    missing = [name for name in names if name not in raw.columns]
    if missing:
        raise EventSchemaError(events, f"no event table: no column {', '.join(missing)}")
    file = f.col("_metadata.file_path")
    files = sorted(row["file"] for row in raw.select(file.alias("file")).distinct().collect())
    nth = f.array_position(f.array(*map(f.lit, files)), file) if len(files) > 1 else f.lit(0)
    days = f.greatest(f.coalesce(f.datediff("last", "date"), f.lit(0)), f.lit(0))
    span = f.when(f.col("precision").isin(*EXACT), f.lit(0)).otherwise(days)
    low, high = f.least("source", "target"), f.greatest("source", "target")
    return raw.select(
        *names,
        (f.col("time") + f.floor(span / 2)).alias("at"),
        (span < VAGUE).alias("known"),
        (nth.cast("long") * _ROWS + f.col("_metadata.row_index")).alias("place"),
        (f.abs(f.hash(low, high)) % buckets).alias("bucket"),
    )


def table_of(group: pa.Table) -> EventTable:
    """Return a group of events, which is in order, as an event table.

    >>> row = {"id": "a", "time": 1.0, "source": "Norway", "target": "Russia"}
    >>> events = EventTable.from_rows([row])
    >>> len(table_of(events.table))
    1
    """
    import polars as pl

    frame = pl.from_arrow(group)
    if not isinstance(frame, pl.DataFrame):  # a table never gives a series
        raise TypeError(type(frame).__name__)
    return EventTable.from_frame(frame)


def ordered(group: pa.Table) -> pa.Table:
    """Return a group in the order of one machine's table.

    >>> import pyarrow as pa
    >>> group = pa.table({"time": [2.0, 1.0, 1.0], "place": [0, 2, 1]})
    >>> ordered(group)["place"].to_pylist()
    [1, 2, 0]
    """
    return group.sort_by([("time", "ascending"), ("place", "ascending")])


def numbers(group: pa.Table, name: str) -> Floats:
    """Return a column of numbers.

    >>> import pyarrow as pa
    >>> numbers(pa.table({"at": [1, 2]}), "at").tolist()
    [1.0, 2.0]
    """
    return np.asarray(group[name].to_numpy(), np.float64)


def lists(group: pa.Table, name: str) -> Floats:
    """Return a column of lists of equal length as an array of two axes.

    >>> import pyarrow as pa
    >>> lists(pa.table({"by": [[1.0, 2.0], [3.0, 4.0]]}), "by").tolist()
    [[1.0, 2.0], [3.0, 4.0]]
    """
    flat = group[name].combine_chunks().flatten().to_numpy(zero_copy_only=False)
    return np.asarray(flat, np.float64).reshape(len(group), -1)


def leveled(frame: DataFrame, kernels: Kernels, weights: Floats) -> DataFrame:
    """Add the columns `by` and `on`: levels of source and target, weighted sums over scales.

    `weights` has the rows (source, target) for one number each, or the identity twice for all.
    """
    columns = weights.shape[1] // len(ACTOR_SCALES)
    split = np.split(weights, 1 if columns == 1 else 2, axis=1)
    for at, (actor, name) in enumerate((("source", "by"), ("target", "on"))):
        mine = split[0][at : at + 1] if columns == 1 else split[at]
        schema = ", ".join(f"`{f.name}` {f.dataType.simpleString()}" for f in frame.schema.fields)
        level = _level(kernels, mine, name)
        frame = frame.groupBy(actor).applyInArrow(level, schema=f"{schema}, `{name}` array<double>")
    return frame


def _level(kernels: Kernels, weights: Floats, name: str) -> Callable[[pa.Table], pa.Table]:
    """Return a function that adds the levels of one actor to its events, as a column."""

    def level(group: pa.Table) -> pa.Table:
        import pyarrow as pa

        group = group.sort_by([(key, "ascending") for key in ("at", "time", "place")])
        found = _levels(numbers(group, "at"), kernels, weights)
        return group.append_column(name, pa.array(found.tolist(), pa.list_(pa.float64())))

    return level


def _levels(time: Floats, kernels: Kernels, weights: Floats) -> npt.NDArray[np.floating]:
    """Return the levels of one actor by the function, and in the precision, of one machine."""
    from talion.hawkes.actor_levels import level, levels

    actor = np.zeros(len(time), np.int32)
    if len(weights) > 1:
        return levels(time, actor, 1, kernels, weights)
    return level(time, actor, 1, kernels, weights[0])[:, None]
