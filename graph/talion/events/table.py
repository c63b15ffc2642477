"""The event table: dated directed events between states, one a row, in Arrow columns."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

from talion.errors import EventSchemaError, MissingExtraError
from talion.events.arrow_columns import arrow_of_frame, arrow_of_numbers, completed
from talion.events.arrow_validity import as_schema, first_line
from talion.events.event_columns import EventColumns, event_columns
from talion.events.event_schema import SCHEMA_VERSION, VERSION_KEY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    import numpy.typing as npt
    import polars as pl
    import pyarrow as pa


def require_extra() -> None:
    """Raise `MissingExtraError` where the libraries for event tables are not installed.

    >>> require_extra()  # silent: the extra `events` is installed
    """
    try:
        import numpy  # noqa: F401 (these three are only looked for)
        import polars  # noqa: F401
        import pyarrow  # noqa: F401
    except ModuleNotFoundError as error:
        raise MissingExtraError("events", "making and reading event tables") from error


@dataclass(frozen=True, slots=True)
class EventTable:
    """Events in time order; a thin value around an Arrow table of `event_schema`.

    >>> table = EventTable.from_rows(
    ...     [{"id": "x2", "time": 4.0, "source": "Russia", "target": "Norway"},
    ...      {"id": "x1", "time": 1.5, "source": "Norway", "target": "Russia"}]
    ... )
    >>> len(table), table.columns().time.tolist(), is_numeric(table)
    (2, [1.5, 4.0], True)
    """

    table: pa.Table

    @classmethod
    def from_frame(cls, frame: pl.DataFrame) -> Self:
        """Take a polars frame with (at least) the required columns; sort it and fill the rest.

        Rows are put in order of time; those of one time keep the order they have.

        `id`, `time`, `source` and `target` are required. Missing are filled: `precision`
        (`day` where there is a date, else `numeric`), `type` (`act`), `severity` (0.5),
        `reports` (1), and null for everything else. Raises `EventSchemaError` when a required
        column is missing or an id stands twice.
        """
        return cls(arrow_of_frame(completed(frame)))

    @classmethod
    def from_numbers(
        cls,
        plain: Mapping[str, npt.ArrayLike | pa.ChunkedArray],
        coded: Mapping[str, tuple[npt.NDArray[np.int32], Sequence[str]]],
    ) -> Self:
        """Take columns as they are, and words as numbers with the words they index.

        Rows must be in order of time and ids unique; columns left out are null.
        """
        return cls(arrow_of_numbers(plain, coded))

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, object]]) -> Self:
        """Take dictionaries, one an event, with the keys that `from_frame` takes as columns."""
        import polars as pl

        listed = [dict(row) for row in rows]
        return cls.from_frame(pl.DataFrame(listed, infer_schema_length=None))

    def __len__(self) -> int:
        """Return the number of events."""
        return int(self.table.num_rows)

    def frame(self) -> pl.DataFrame:
        """Return the table as a polars frame; words are categoricals."""
        import polars as pl

        frame = pl.from_arrow(self.table)
        if not isinstance(frame, pl.DataFrame):  # a table never gives a series
            raise TypeError(type(frame).__name__)
        return frame

    def columns(self) -> EventColumns:
        """Return the NumPy arrays that the numeric kernels take."""
        return event_columns(self.table)

    def write(self, path: str | Path) -> None:
        """Write the table as Parquet, its schema version in the file's metadata."""
        import pyarrow.parquet as pq

        pq.write_table(self.table, Path(path), compression="zstd")

    @classmethod
    def read(cls, path: str | Path) -> Self:
        """Read a table from a Parquet file that `write` wrote.

        Raises `EventSchemaError` for a Parquet file that is no event table or one of another
        version, and `FileNotFoundError` when there is none.
        """
        require_extra()
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            table = pq.read_table(Path(path))
        except FileNotFoundError:
            raise
        except (pa.ArrowException, OSError, ValueError, KeyError) as error:
            raise EventSchemaError(path, f"no Parquet file ({first_line(error)})") from error
        version = (table.schema.metadata or {}).get(VERSION_KEY)
        if version is None:
            raise EventSchemaError(path, "a Parquet file, but no event table")
        if version != SCHEMA_VERSION.encode():
            found = version.decode(errors="replace")
            reason = f"event table version {found}, this Talion reads version {SCHEMA_VERSION}"
            raise EventSchemaError(path, reason)
        return cls(as_schema(table, path))


def is_numeric(events: EventTable) -> bool:
    """Whether the table has exact times in a unit of its own, and no dates.

    >>> ends = {"id": "a", "source": "Norway", "target": "Russia"}
    >>> is_numeric(EventTable.from_rows([{"time": 1.5, **ends}]))
    True
    >>> is_numeric(EventTable.from_frame(no_events()))
    False
    """
    return bool(len(events)) and events.table["date"].null_count == len(events)


def no_events() -> pl.DataFrame:
    """Return the frame of an empty event table.

    >>> len(EventTable.from_frame(no_events()))
    0
    """
    import polars as pl

    text = ("id", "source", "target", "type")
    return pl.DataFrame(schema={**dict.fromkeys(text, pl.String), "time": pl.Float64})
