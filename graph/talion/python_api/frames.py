"""Results as tables: Arrow, pandas, polars; one row for each value, its parts as plain cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from talion.errors import ArgumentError, MissingExtraError
from talion.model.date import Date
from talion.reciprocity.chain import Chain
from talion.reciprocity.event import Event
from talion.reciprocity.listing import ActorName
from talion.store.query import Table

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


def to_rows(result: Table | HasRows | Iterable[Any]) -> list[dict[str, Any]]:
    """Return a result as one dict a row.

    Actors become their names, dates EDTF, lists stay lists; a part of a value becomes columns
    `part_name`. Raises ArgumentError for what is no result.

    >>> from talion.python_api.graph_questions import incidents
    >>> to_rows(incidents(view, types=("summons",)))[0]["agents"]
    ['Netherlands']
    """
    if isinstance(result, Table):
        return result.records()
    if isinstance(result, HasRows):
        return result.rows_of()
    if isinstance(result, str) or not isinstance(result, Iterable):
        raise ArgumentError("result", result, "what a question of talion returned")
    return [_flat(row) for row in result]


@runtime_checkable
class HasRows(Protocol):
    """A result of several parts that says itself which rows it has."""

    def rows_of(self) -> list[dict[str, Any]]:
        """Return its rows as plain cells."""
        ...


#: What of an event is no plain cell, or is there for the analysis alone.
_INNER = frozenset({"by", "against", "evidence", "disputed", "row", "time"})


def _flat(row: Any, prefix: str = "") -> dict[str, Any]:
    if isinstance(row, Chain):
        return _chain(row)
    if isinstance(row, HasRows):
        return row.rows_of()[0]
    if not is_dataclass(row) or isinstance(row, type):
        raise ArgumentError("result", row, "what a question of talion returned")
    found: dict[str, Any] = {}
    for each in fields(row):
        if isinstance(row, Event) and each.name in _INNER:
            continue
        value = getattr(row, each.name)
        if is_dataclass(value) and not isinstance(value, (Date, ActorName, type)):
            found |= _flat(value, f"{prefix}{each.name}_")
        else:
            found[prefix + each.name] = _cell(value)
    return found


def _chain(row: Chain) -> dict[str, Any]:
    """Return a chain as a row: what it is worth, and the events of its steps by id."""
    steps = [" and ".join(event.id for event in step.events) for step in row.steps]
    return {
        "length": len(row.steps),
        "tit_for_tat": row.tit_for_tat,
        "basis": row.basis.value,
        "probability": row.probability,
        "severity": row.severity,
        "sides": [", ".join(sorted(side)) for side in row.sides],
        "steps": steps,
    }


def _cell(value: Any) -> Any:
    """Return a value that a cell of a table can hold."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Date):
        return value.edtf
    if isinstance(value, ActorName):
        return value.name
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_cell(part) for part in value]
    return str(value) if is_dataclass(value) else value


def _columns(result: object) -> list[str]:
    """Return the columns of a result without rows, as far as they are known."""
    if isinstance(result, Table):
        return list(result.variables)
    return list(getattr(result, "columns", ()))


def to_arrow(result: Table | HasRows | Iterable[Any]) -> pyarrow.Table:
    """Return a result as an Arrow table; MissingExtraError without the extra `events`.

    >>> from talion.python_api.graph_questions import ask
    >>> to_arrow(ask(view, "who-expelled-whom")).num_rows > 5
    True
    """
    try:
        import pyarrow as pa
    except ModuleNotFoundError as error:
        raise MissingExtraError("events", "tables of results") from error
    rows = to_rows(result)
    if not rows:
        return pa.table({name: pa.array([], pa.null()) for name in _columns(result)})
    return pa.Table.from_pylist(rows)


def to_pandas(result: Table | HasRows | Iterable[Any]) -> pandas.DataFrame:
    """Return a result as a pandas DataFrame; MissingExtraError where pandas is missing.

    >>> from talion.python_api.graph_questions import incidents
    >>> to_pandas(incidents(view)).shape[0]
    53
    """
    try:
        import pandas as pd
    except ModuleNotFoundError as error:
        raise MissingExtraError("spark", "DataFrames of pandas") from error
    rows = to_rows(result)
    return pd.DataFrame(rows) if rows else pd.DataFrame(columns=_columns(result))


def to_polars(result: Table | HasRows | Iterable[Any]) -> polars.DataFrame:
    """Return a result as a polars DataFrame; MissingExtraError without the extra `events`.

    >>> from talion.python_api.graph_questions import incidents
    >>> to_polars(incidents(view)).height
    53
    """
    try:
        import polars as pl
    except ModuleNotFoundError as error:
        raise MissingExtraError("events", "DataFrames of polars") from error
    rows = to_rows(result)
    if not rows:
        return pl.DataFrame(schema=_columns(result))
    return pl.DataFrame(rows, infer_schema_length=None)
