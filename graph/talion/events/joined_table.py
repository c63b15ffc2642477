"""Events of several files in one event table: rows, finished tables, consolidated exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.errors import EventImportError
from talion.events.table import EventTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from talion.events.event_records import EventRecords


def joined_table(rows: Sequence[EventRecords], tables: Sequence[EventTable]) -> EventTable:
    """Return the events of tables of one event a row and of finished tables in one table.

    Events without an id get one: time, source, target, type, and a number. Raises
    `EventImportError` where some have dates and others a numeric time.

    >>> from pathlib import Path
    >>> from talion.events.event_records import events_of_rows
    >>> row = {"date": "2018-03-14", "source": "UK", "target": "Russia", "type": "expulsion"}
    >>> records = events_of_rows(Path("a.csv"), [(2, row), (3, row)])
    >>> joined_table([records], []).frame()["id"].to_list()
    ['2018-03-14/United Kingdom/Russia/expulsion', '2018-03-14/United Kingdom/Russia/expulsion/2']
    """
    import polars as pl

    words = pl.selectors.categorical().cast(pl.String)
    frames = [_frame(table) for table in rows if table.events]
    frames += [table.frame().with_columns(words) for table in tables]
    frame = pl.concat(frames, how="diagonal_relaxed")
    if 0 < (numeric := frame["precision"].eq("numeric").sum()) < frame.height:
        reason = f"{numeric} events have a numeric time, the others dates; import them separately"
        raise EventImportError("event table", reason)
    return EventTable.from_frame(_identified(frame))


def _frame(table: EventRecords) -> pl.DataFrame:
    import polars as pl

    schema = {"date": pl.Date, "last": pl.Date, "count": pl.Int32, "time": pl.Float64}
    text = {"responds_to": pl.String, "basis": pl.String, "evidence": pl.String}
    return pl.DataFrame(list(table.events), schema_overrides={**schema, **text})


def _identified(frame: pl.DataFrame) -> pl.DataFrame:
    """Give ids to the rows without one; the place of a row in its day, if known, is part of it."""
    import polars as pl

    has = pl.col("id").is_not_null() & (pl.col("id") != "")
    when = pl.coalesce(pl.col("date").cast(pl.String), pl.col("time").cast(pl.String))
    place = [pl.col("place").cast(pl.String)] if "place" in frame.columns else []
    sides = ("source", "target", "type")
    made = pl.concat_str(when, *place, *sides, separator="/", ignore_nulls=True)
    frame = frame.with_columns(id=pl.when(has).then("id").otherwise(made), made=~has)
    nth = pl.int_range(pl.len()).over("id")
    numbered = pl.concat_str(pl.col("id"), pl.lit("/"), nth + 1)
    again = pl.col("made") & (nth > 0)
    return frame.with_columns(id=pl.when(again).then(numbered).otherwise("id")).drop(
        "made", "place", "said_as", strict=False
    )
