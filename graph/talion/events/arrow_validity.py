"""Whether an Arrow table from elsewhere holds what an event table holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.errors import EventSchemaError
from talion.events.event_schema import PRECISIONS, event_schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa


_LATER = "evidence"
"""The column that tables written before it was kept lack."""


def as_schema(table: pa.Table, name: str | Path) -> pa.Table:
    """Return the columns of an event table, each of its type.

    Raises `EventSchemaError`, which names the file, where a column is missing, stands twice or
    cannot have its type, or a value is none that an event can have.

    >>> import pyarrow as pa
    >>> as_schema(pa.table({"id": ["a"]}), "events.parquet")
    Traceback (most recent call last):
    talion.errors.EventSchemaError: events.parquet: an event table without the column time
    """
    import pyarrow as pa

    if _LATER not in table.schema.names:
        table = table.append_column(_LATER, pa.nulls(len(table), pa.string()))
    schema, there = event_schema(), table.schema.names
    for column in schema.names:
        if there.count(column) != 1:
            how = "with two columns" if column in there else "without the column"
            raise EventSchemaError(name, f"an event table {how} {column}")
    columns = []
    for field in schema:
        try:
            column = table[field.name].cast(field.type)
            _require_text(column, name, field.name)
        except (pa.ArrowException, ValueError) as error:
            reason = f"the column {field.name} is not as it should be ({first_line(error)})"
            raise EventSchemaError(name, reason) from error
        if column.null_count and not field.nullable:
            raise EventSchemaError(name, f"the column {field.name} has gaps")
        columns.append(column)
    made = pa.Table.from_arrays(columns, schema=schema)
    for reason in _impossible(made):
        raise EventSchemaError(name, reason)
    return made


def _require_text(column: pa.ChunkedArray, name: str | Path, heading: str) -> None:
    """Raise `EventSchemaError` for bytes that are no text: neither reading nor casting looks."""
    import pyarrow as pa

    try:
        column.validate(full=True)
    except pa.ArrowInvalid as error:
        raise EventSchemaError(name, f"the column {heading} holds what is not UTF-8") from error


def first_line(error: BaseException) -> str:
    """Return the first line of what an error says.

    >>> first_line(ValueError("one thing\\nand another"))
    'one thing'
    """
    return next(iter(str(error).splitlines()), type(error).__name__)


def _impossible(table: pa.Table) -> Iterator[str]:
    """Yield why the values of a table cannot be those of events."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pc.count_distinct(table["id"]).as_py() != table.num_rows:
        yield "an id stands twice"
    if not pc.all(pc.is_finite(table["time"]), min_count=0).as_py():
        yield "the column time holds what is no point in time"
    severity = table["severity"]
    within = pc.and_(pc.greater_equal(severity, 0), pc.less_equal(severity, 1))
    if not pc.all(within, min_count=0).as_py():
        yield "the column severity holds a value that is not between 0 and 1"
    for column, least in (("count", 0), ("reports", 1)):
        if not pc.all(pc.greater_equal(table[column], least), min_count=0).as_py():
            yield f"the column {column} holds a number below {least}"
    precision = table["precision"].cast(pa.string())
    if not pc.all(pc.is_in(precision, value_set=pa.array(PRECISIONS)), min_count=0).as_py():
        yield f"the column precision holds what is none of {', '.join(PRECISIONS)}"
    yield from _impossible_dates(table, precision)


def _impossible_dates(table: pa.Table, precision: pa.ChunkedArray) -> Iterator[str]:
    import pyarrow as pa
    import pyarrow.compute as pc

    def within(days: pa.ChunkedArray) -> pa.ChunkedArray:
        return pc.and_(pc.greater_equal(days, _FIRST), pc.less_equal(days, _LAST))

    numeric = pc.equal(precision, "numeric")
    for column in ("date", "last"):
        if not pc.all(pc.equal(numeric, pc.is_null(table[column])), min_count=0).as_py():
            yield f"the column {column} has gaps, or dates beside numeric times"
        days = table[column].cast(pa.int32())
        if not pc.all(within(days), min_count=0).as_py():
            yield f"the column {column} holds days outside the years 1 to 9999"
    if not pc.all(pc.greater_equal(table["last"], table["date"]), min_count=0).as_py():
        yield "an event ends before it begins"


_FIRST, _LAST = -719162, 2932896
"""The first day of the year 1 and the last of 9999, in days since 1970-01-01."""
