"""Frames and arrays as Arrow tables of the schema, words as sorted dictionaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.errors import EventSchemaError
from talion.events.event_schema import event_schema

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    import numpy.typing as npt
    import polars as pl
    import pyarrow as pa


def completed(frame: pl.DataFrame) -> pl.DataFrame:
    """Fill what a frame leaves out and put its rows in time order.

    >>> import polars as pl
    >>> ends = {"source": ["Norway", "Russia"], "target": ["Russia", "Norway"]}
    >>> frame = completed(pl.DataFrame({"id": ["b", "a"], "time": [2.0, 1.0], **ends}))
    >>> frame["id"].to_list(), frame["type"].to_list(), frame["precision"].to_list()
    (['a', 'b'], ['act', 'act'], ['numeric', 'numeric'])
    >>> completed(pl.DataFrame({"id": ["a"], "time": [1.0]}))
    Traceback (most recent call last):
        ...
    talion.errors.EventSchemaError: event table: no column source, target
    """
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
        "evidence": pl.lit(None, pl.String),
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


def arrow_of_frame(frame: pl.DataFrame) -> pa.Table:
    """Return a completed frame as an Arrow table of the schema, words dictionary-encoded.

    >>> import polars as pl
    >>> ends = {"source": ["Norway", "Russia"], "target": ["Russia", "Norway"]}
    >>> frame = completed(pl.DataFrame({"id": ["a", "b"], "time": [1.0, 2.0], **ends}))
    >>> column = arrow_of_frame(frame)["source"].chunk(0)
    >>> column.dictionary.to_pylist(), column.indices.to_pylist()
    (['Norway', 'Russia'], [0, 1])
    """
    import pyarrow as pa

    schema = event_schema()
    table = frame.select(schema.names).to_arrow()
    columns = [
        _word(column) if pa.types.is_dictionary(field.type) else column.cast(field.type)
        for field, column in zip(schema, table.columns, strict=True)
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def arrow_of_numbers(
    plain: Mapping[str, npt.ArrayLike | pa.ChunkedArray],
    coded: Mapping[str, tuple[npt.NDArray[np.int32], Sequence[str]]],
) -> pa.Table:
    """Return an Arrow table of the schema from plain columns and coded words.

    >>> import numpy as np
    >>> zero = np.zeros(2, np.int32)
    >>> table = arrow_of_numbers(
    ...     {"id": ["a", "b"], "time": [1.0, 2.0], "severity": [0.5, 0.5], "reports": [1, 3]},
    ...     {
    ...         "source": (np.array([1, 0], np.int32), ["Russia", "Norway"]),
    ...         "target": (zero, ["France"]),
    ...         "type": (zero, ["expulsion"]),
    ...         "precision": (zero, ["numeric"]),
    ...     },
    ... )
    >>> table["source"].to_pylist(), table["reports"].to_pylist(), table["date"].null_count
    (['Norway', 'Russia'], [1, 3], 2)
    """
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
