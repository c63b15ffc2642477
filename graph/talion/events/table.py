"""The event table: dated directed acts between states, one incident a row, in Arrow columns."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Self

from talion.errors import EventSchemaError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    import numpy.typing as npt
    import polars as pl
    import pyarrow as pa

SCHEMA_VERSION = "1"
"""Version of the columns below; a Parquet file of another version is refused."""

_VERSION_KEY = b"talion.events.version"

PRECISIONS = ("day", "month", "year", "interval", "numeric")
"""How exactly `date` is known; `numeric` has a `time` of the file's own unit and no date."""


def require_extra() -> None:
    """Raise `MissingExtraError` where the libraries for event tables are not installed."""
    if not all(find_spec(name) for name in ("numpy", "polars", "pyarrow")):
        raise MissingExtraError("events", "making and reading event tables")


def event_schema() -> pa.Schema:
    """Return the Arrow schema of an event table.

    ========== ========== ================================================================
    id         string     stable name of the incident, unique in the table
    time       float64    days since 1970-01-01, or the numeric time of a numeric file
    date       date32     first possible day of the act; null for numeric time
    last       date32     last day of its reports, or last possible day of an imprecise date
    precision  dictionary one of `PRECISIONS`
    source     dictionary the state that acts, by its usual English name
    target     dictionary the state acted upon
    type       dictionary incident type of the ontology (`expulsion`), or `cameo:NN`, the root
                          of a CAMEO code that is no incident type, or `act` where none is told
    count      int32      persons or missions; null where unknown
    severity   float32    0 (harmless) to 1 (gravest), see `talion.events.act_codes`
    reports    int32      number of reports (machine-coded rows or articles) folded into it
    row        string     where it was read, `file:line` of its first report, or an IRI
    responds_to string    id of the act that a source says it answers; null where none says so
    basis      dictionary `stated`, `mutual` (both acts at once), or the source's own words for
                          a cause that is not in the table; null where nothing is stated
    ========== ========== ================================================================
    """
    import pyarrow as pa

    word = pa.dictionary(pa.int32(), pa.string())
    return pa.schema(
        [
            pa.field("id", pa.string(), nullable=False),
            pa.field("time", pa.float64(), nullable=False),
            pa.field("date", pa.date32()),
            pa.field("last", pa.date32()),
            pa.field("precision", word, nullable=False),
            pa.field("source", word, nullable=False),
            pa.field("target", word, nullable=False),
            pa.field("type", word, nullable=False),
            pa.field("count", pa.int32()),
            pa.field("severity", pa.float32(), nullable=False),
            pa.field("reports", pa.int32(), nullable=False),
            pa.field("row", pa.string()),
            pa.field("responds_to", pa.string()),
            pa.field("basis", word),
        ],
        metadata={_VERSION_KEY: SCHEMA_VERSION.encode()},
    )


@dataclass(frozen=True, slots=True)
class EventColumns:
    """An event table as plain NumPy arrays for numeric kernels, in the table's own row order.

    All arrays have one entry an event and are read-only: `time` float64, ascending;
    `source`, `target` int32, indices into `states`; `type` int16, index into `types`;
    `severity` float32 in 0..1; `count` int32, -1 where unknown; `reports` int32;
    `responds_to` int32, the row of the act that a source says this one answers, -1 where none,
    -2 where it is not in the table.
    Row *i* of every array is row *i* of the table.
    """

    time: npt.NDArray[np.float64]
    source: npt.NDArray[np.int32]
    target: npt.NDArray[np.int32]
    type: npt.NDArray[np.int16]
    severity: npt.NDArray[np.float32]
    count: npt.NDArray[np.int32]
    reports: npt.NDArray[np.int32]
    responds_to: npt.NDArray[np.int32]
    states: tuple[str, ...]
    types: tuple[str, ...]

    def __len__(self) -> int:
        """Return the number of events."""
        return len(self.time)


@dataclass(frozen=True, slots=True)
class EventTable:
    """Incidents in time order; a thin value around an Arrow table of `event_schema`."""

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
        return cls(_arrow(_completed(frame)))

    @classmethod
    def from_numbers(
        cls,
        plain: Mapping[str, npt.ArrayLike | pa.ChunkedArray],
        coded: Mapping[str, tuple[npt.NDArray[np.int32], Sequence[str]]],
    ) -> Self:
        """Take columns as they are, and words as numbers with the words they index.

        Rows must be in order of time and ids unique; columns left out are null.
        """
        return cls(_arrow_of_numbers(plain, coded))

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
        return _columns(self.table)

    def write(self, path: str | Path) -> None:
        """Write the table as Parquet, its schema version in the file's metadata."""
        import pyarrow.parquet as pq

        pq.write_table(self.table, Path(path), compression="zstd")

    @classmethod
    def read(cls, path: str | Path) -> Self:
        """Read a table that `write` wrote.

        Raises `EventSchemaError` for a Parquet file that is no event table or one of another
        version, and `FileNotFoundError` when there is none.
        """
        require_extra()
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            table = pq.read_table(Path(path))
        except pa.ArrowInvalid as error:
            raise EventSchemaError(str(path), f"no Parquet file ({error})") from error
        version = (table.schema.metadata or {}).get(_VERSION_KEY)
        if version is None:
            raise EventSchemaError(str(path), "a Parquet file, but no event table")
        if version != SCHEMA_VERSION.encode():
            found = version.decode(errors="replace")
            reason = f"event table version {found}, this Talion reads version {SCHEMA_VERSION}"
            raise EventSchemaError(str(path), reason)
        return cls(table.select(event_schema().names).cast(event_schema()))


def _completed(frame: pl.DataFrame) -> pl.DataFrame:
    """Fill what a frame leaves out and put its rows in time order."""
    import polars as pl

    missing = [name for name in ("id", "time", "source", "target") if name not in frame.columns]
    if missing:
        raise EventSchemaError("event table", f"no column {', '.join(missing)}")
    filled = {
        "date": pl.lit(None, pl.Date),
        "precision": pl.lit("day") if "date" in frame.columns else pl.lit("numeric"),
        "type": pl.lit("act"),
        "count": pl.lit(None, pl.Int32),
        "severity": pl.lit(0.5, pl.Float32),
        "reports": pl.lit(1, pl.Int32),
        "row": pl.lit(None, pl.String),
        "responds_to": pl.lit(None, pl.String),
        "basis": pl.lit(None, pl.String),
    }
    frame = frame.with_columns(
        **{name: value for name, value in filled.items() if name not in frame.columns}
    )
    if "last" not in frame.columns:
        frame = frame.with_columns(last=pl.col("date"))
    if frame["id"].n_unique() != frame.height:
        twice = frame.filter(pl.col("id").is_duplicated())["id"][0]
        raise EventSchemaError("event table", f"the id {twice} stands twice")
    return frame if frame["time"].is_sorted() else frame.sort("time", maintain_order=True)


def _arrow(frame: pl.DataFrame) -> pa.Table:
    """Return a completed frame as an Arrow table of the schema, words dictionary-encoded."""
    import pyarrow as pa

    schema = event_schema()
    table = frame.select(schema.names).to_arrow()
    columns = [
        _word(column) if pa.types.is_dictionary(field.type) else column.cast(field.type)
        for field, column in zip(schema, table.columns, strict=True)
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def _arrow_of_numbers(
    plain: Mapping[str, npt.ArrayLike | pa.ChunkedArray],
    coded: Mapping[str, tuple[npt.NDArray[np.int32], Sequence[str]]],
) -> pa.Table:
    """Return an Arrow table of the schema from plain columns and coded words."""
    import pyarrow as pa

    schema = event_schema()
    length = len(next(iter(coded.values()))[0])
    columns = []
    for name, kind in zip(schema.names, schema.types, strict=True):
        if name in coded:
            numbers, words = coded[name]
            whole = pa.DictionaryArray.from_arrays(pa.array(numbers), pa.array(words, pa.string()))
            columns.append(_word(pa.chunked_array([whole])))
        elif name in plain:
            columns.append(_plain(plain[name], kind))
        else:
            columns.append(pa.nulls(length, kind))
    return pa.Table.from_arrays(columns, schema=schema)


def _plain(column: npt.ArrayLike | pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray:
    """Return an Arrow column of a kind from numbers, or from a column that is one."""
    import pyarrow as pa

    array = column if isinstance(column, pa.ChunkedArray) else pa.array(column)
    return array if array.type == kind else array.cast(kind)


def _word(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column of strings (or of categories) with one sorted dictionary."""
    import pyarrow as pa
    import pyarrow.compute as pc

    chunked = column.unify_dictionaries() if pa.types.is_dictionary(column.type) else column
    joined = chunked.combine_chunks()
    array = joined.chunk(0) if isinstance(joined, pa.ChunkedArray) else joined
    coded = array if pa.types.is_dictionary(array.type) else pc.dictionary_encode(array)
    words = coded.dictionary.cast(pa.string())
    used = pc.unique(coded.indices).drop_null()
    order = pc.take(used, pc.sort_indices(pc.take(words, used)))
    place = pc.index_in(coded.indices, value_set=order)
    indices = pc.if_else(pc.is_null(coded.indices), pa.scalar(None, pa.int32()), place)
    sorted_words = pc.take(words, order)
    return pa.chunked_array(
        [pa.DictionaryArray.from_arrays(indices.cast(pa.int32()), sorted_words)]
    )


def is_numeric(events: EventTable) -> bool:
    """Whether the table has exact times in a unit of its own, and no dates."""
    return bool(len(events)) and events.table["date"].null_count == len(events)


def _columns(table: pa.Table) -> EventColumns:
    """Read the arrays off a table; sources and targets share one list of names."""
    import numpy as np

    source, source_names = _coded(table["source"])
    target, target_names = _coded(table["target"])
    kind, types = _coded(table["type"])
    states = tuple(sorted({*source_names, *target_names}))
    place = {name: at for at, name in enumerate(states)}
    count = table["count"]
    untold = count.null_count == len(count)
    arrays = {
        "time": table["time"].to_numpy().astype(np.float64, copy=False),
        "source": _renumbered(source, [place[name] for name in source_names]),
        "target": _renumbered(target, [place[name] for name in target_names]),
        "type": kind.astype(np.int16),
        "severity": table["severity"].to_numpy().astype(np.float32, copy=False),
        "count": (
            np.broadcast_to(np.int32(-1), len(count))
            if untold
            else count.fill_null(-1).to_numpy().astype(np.int32, copy=False)
        ),
        "reports": table["reports"].to_numpy().astype(np.int32, copy=False),
        "responds_to": _causes(table),
    }
    for array in arrays.values():
        array.flags.writeable = False
    return EventColumns(**arrays, states=states, types=tuple(types))


def _coded(column: pa.ChunkedArray) -> tuple[npt.NDArray[np.int32], list[str]]:
    """Return the indices and the words of a dictionary column."""
    import numpy as np
    import pyarrow as pa

    column = column.unify_dictionaries()
    if column.num_chunks == 0:
        return np.empty(0, np.int32), []
    joined = column.combine_chunks()
    array = joined.chunk(0) if isinstance(joined, pa.ChunkedArray) else joined
    return array.indices.to_numpy(zero_copy_only=False), array.dictionary.to_pylist()


def _renumbered(numbers: npt.NDArray[np.int32], places: list[int]) -> npt.NDArray[np.int32]:
    """Return numbers by their places in another list of names; the same where nothing moves."""
    import numpy as np

    if places == list(range(len(places))):
        return numbers.astype(np.int32, copy=False)
    return np.array(places, np.int32)[numbers]


def _causes(table: pa.Table) -> npt.NDArray[np.int32]:
    """Return for each row the row that `responds_to` names, -1 where it names none.

    −2 stands for an answer, as a source says, to an act that the table does not have.
    """
    import numpy as np
    import pyarrow.compute as pc

    named, basis = table["responds_to"], table["basis"]
    if basis.null_count == len(basis) and named.null_count == len(named):
        return np.broadcast_to(np.int32(-1), len(named))
    found = pc.index_in(named, value_set=table["id"].combine_chunks(), skip_nulls=True)
    elsewhere = pc.if_else(pc.is_valid(basis), -2, -1)
    causes: npt.NDArray[np.int32] = pc.coalesce(found, elsewhere).to_numpy().astype(np.int32)
    return causes


def no_events() -> pl.DataFrame:
    """Return the frame of an empty event table."""
    import polars as pl

    text = ("id", "source", "target", "type")
    return pl.DataFrame(schema={**dict.fromkeys(text, pl.String), "time": pl.Float64})
