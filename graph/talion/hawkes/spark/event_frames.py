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
    Only counts by actor and day pass through Python; events of one day count as they are listed.
    """
    columns = weights.shape[1] // len(ACTOR_SCALES)
    split = np.split(weights, 1 if columns == 1 else 2, axis=1)
    for at, (actor, name) in enumerate((("source", "by"), ("target", "on"))):
        mine = split[0][at : at + 1] if columns == 1 else split[at]
        frame = _with_level(frame, actor, name, kernels, mine)
    return frame


def _with_level(
    frame: DataFrame, actor: str, name: str, kernels: Kernels, weights: Floats
) -> DataFrame:
    """Add the level of one actor of each event as a column."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    from talion.hawkes.actor_levels import same_day_levels

    days = frame.groupBy(actor, "at").agg(f.count("*").alias("count"))
    kind = frame.schema[actor].dataType.simpleString()
    schema = f"`{actor}` {kind}, `at` double, `early` array<double>"
    early = days.groupBy(actor).applyInArrow(_early(actor, kernels, weights), schema=schema)
    listed = Window.partitionBy(actor, "at").orderBy("time", "place")
    late = f.array(*map(f.lit, same_day_levels(kernels, weights).tolist()))
    rank = f.row_number().over(listed) - 1
    level = f.transform("early", lambda sum_, row: sum_ + f.get(late, row) * f.col("rank"))
    numbered = frame.join(early, [actor, "at"]).withColumn("rank", rank)
    return numbered.withColumn(name, level).select(*frame.columns, name)


def _early(actor: str, kernels: Kernels, weights: Floats) -> Callable[[pa.Table], pa.Table]:
    """Return a function that adds to the days of one actor its levels from earlier days."""

    def early(group: pa.Table) -> pa.Table:
        import pyarrow as pa

        from talion.hawkes.actor_levels import daily_levels

        group = group.sort_by("at")
        count = np.asarray(group["count"].to_numpy(), np.int64)
        found = daily_levels(numbers(group, "at"), count, kernels, weights)
        ends = np.arange(len(group) + 1) * found.shape[1]
        lists_ = pa.ListArray.from_arrays(pa.array(ends, pa.int32()), pa.array(found.ravel()))
        return group.select([actor, "at"]).append_column("early", lists_)

    return early
