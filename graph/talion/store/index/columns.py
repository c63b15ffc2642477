"""The incidents of an index as columns of numbers, for filters that look at all of them."""

import sqlite3
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talion.store.index.connection import IndexConnection

#: Stands for a day that is not known.
NO_DAY = -(1 << 31)

#: By table: the query that gives its rows, and the name and type of each column. Rows of `incident`
#: are those numbered 1, 2, …; actors, incidents and publishers are given by number, 0 for none.
_TABLES: Mapping[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "incident": (
        f"SELECT type, status, coalesce(first, {NO_DAY}), coalesce(last, {NO_DAY}), confidence"
        " FROM incident ORDER BY n",
        (("type", "u4"), ("status", "u4"), ("first", "i4"), ("last", "i4"), ("confidence", "f4")),
    ),
    "act": (
        "SELECT coalesce(agent, 0), coalesce(target, 0), incident FROM act",
        (("agent", "u4"), ("target", "u4"), ("incident", "u4")),
    ),
    "published": (
        "SELECT publisher, incident FROM temp.published_by",
        (("publisher", "u4"), ("incident", "u4")),
    ),
    "response": (
        "SELECT answer, cause, inferred, chance, theirs FROM temp.response",
        (("answer", "u4"), ("cause", "u4"), ("inferred", "?"), ("chance", "f4"), ("theirs", "?")),
    ),
}
_BATCH = 50_000

Column = NDArray[Any]


def write_columns(connection: sqlite3.Connection) -> None:
    """Write the columns of an index whose tables are filled."""
    connection.execute("CREATE TABLE packed (name TEXT PRIMARY KEY, data BLOB)")
    for table, (query, columns) in _TABLES.items():
        rows, parts = connection.execute(query), [np.empty(0, list(columns))]
        while batch := rows.fetchmany(_BATCH):
            parts.append(np.array(batch, list(columns)))
        whole = np.concatenate(parts)
        for name, _ in columns:
            packed = (f"{table}.{name}", np.ascontiguousarray(whole[name]).tobytes())
            connection.execute("INSERT INTO packed VALUES (?, ?)", packed)


def read_columns(rows: IndexConnection) -> dict[str, Column]:
    """Return the columns of an index by `table.column`."""
    packed = dict(rows("SELECT name, data FROM packed"))
    return {
        f"{table}.{name}": np.frombuffer(packed[f"{table}.{name}"], kind)
        for table, (_, columns) in _TABLES.items()
        for name, kind in columns
    }
