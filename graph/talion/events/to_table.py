"""Consolidated events, which are numbers, as an event table: words, dates, provenance, ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talion.events.consolidation.consolidate import ConsolidatedEvents
from talion.events.consolidation.consolidation_rules import Fate
from talion.events.event_types import severity_of
from talion.events.table import EventTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Evidence = Callable[[npt.NDArray[np.int32], npt.NDArray[np.int32]], pa.ChunkedArray | None]

_CHUNK = 1 << 20  # rows whose texts are written at a time


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where each report was read: `file` int32 into `files`, `line` int32."""

    files: tuple[str, ...]
    file: npt.NDArray[np.int32]
    line: npt.NDArray[np.int32]


def to_table(
    events: ConsolidatedEvents,
    provenance: Provenance,
    states: Sequence[str],
    types: Sequence[str],
    evidence: Evidence | None = None,
) -> EventTable:
    """Return the events that were kept as a table, by date, parties and type.

    An id is date, source, target and type, and a number where that is not the first of its kind.
    `evidence` returns the rows at some lines (see `talion.events.row_evidence`).

    >>> import numpy as np
    >>> from talion.events.consolidation.consolidate import each_report
    >>> from talion.events.reports import Reports
    >>> day, none = np.array([17_616, 17_616], np.int32), np.zeros(2, np.int32)
    >>> states, types = ("Norway", "Russia"), ("expulsion",)
    >>> reports = Reports(day, none, none + 1, none, none + 1, states, types, none[:1], none[:1])
    >>> read_at = Provenance(("a.tab",), none, np.array([2, 3], np.int32))
    >>> table = to_table(each_report(reports), read_at, states, types)
    >>> table.frame()["id"].to_list()
    ['2018-03-26/Norway/Russia/expulsion', '2018-03-26/Norway/Russia/expulsion/2']
    >>> table.frame()["row"].to_list()
    ['a.tab:2', 'a.tab:3']
    """
    import numpy as np
    import pyarrow as pa

    order, nth = _in_order(events, len(states), len(types))
    severity = np.array([severity_of(kind) for kind in types], np.float32)
    texts = [
        _texts(events, provenance, (states, types), order[at : at + _CHUNK], nth[at : at + _CHUNK])
        for at in range(0, len(order), _CHUNK)
    ]
    ids, rows = (pa.chunked_array([pair[n] for pair in texts], pa.string()) for n in (0, 1))
    date, at = events.date[order], events.row[order]
    quoted = evidence(provenance.file[at], provenance.line[at]) if evidence else None
    return EventTable.from_numbers(
        {
            "id": ids,
            "time": date.astype(np.float64),
            "date": date,
            "last": events.last[order],
            "reports": events.reports[order].astype(np.int32),
            "severity": severity[events.type[order]],
            "row": rows,
            **({} if quoted is None else {"evidence": quoted}),
        },
        {
            "source": (events.source[order], states),
            "target": (events.target[order], states),
            "type": (events.type[order], types),
            "precision": (np.zeros(len(order), np.int32), ("day",)),
        },
    )


def _in_order(
    events: ConsolidatedEvents, states: int, types: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """Return the kept events by date, parties and type, and which of its kind each is, from 1."""
    import numpy as np

    chosen = np.flatnonzero(events.fate == Fate.KEPT)
    key = events.date[chosen].astype(np.int64)
    key -= key.min(initial=0)
    for column, size in ((events.source, states), (events.target, states), (events.type, types)):
        key *= size
        key += column[chosen]
    order = np.argsort(key, kind="stable")
    key = key[order]
    place = np.arange(len(key), dtype=np.int32)
    new = np.diff(key, prepend=-1) != 0
    nth = place - np.maximum.accumulate(np.where(new, place, 0)) + 1
    return chosen[order], nth


def _texts(
    events: ConsolidatedEvents,
    provenance: Provenance,
    words: tuple[Sequence[str], Sequence[str]],
    order: npt.NDArray[np.int64],
    nth: npt.NDArray[np.int32],
) -> tuple[pa.Array, pa.Array]:
    """Return the ids and the provenance of some events as Arrow strings."""
    import polars as pl
    import pyarrow as pa

    states, types = (pl.Series(listed, dtype=pl.String) for listed in words)
    at = events.row[order]
    frame = pl.DataFrame(
        {
            "date": pl.Series(events.date[order]).cast(pl.Date),
            "source": states.gather(events.source[order]),
            "target": states.gather(events.target[order]),
            "type": types.gather(events.type[order]),
            "nth": nth,
            "file": pl.Series(provenance.files, dtype=pl.String).gather(provenance.file[at]),
            "line": provenance.line[at],
        }
    )
    name = pl.concat_str("date", "source", "target", "type", separator="/")
    numbered = pl.when(pl.col("nth") > 1).then(pl.concat_str(name, pl.lit("/"), "nth"))
    made = frame.select(
        id=numbered.otherwise(name), row=pl.concat_str("file", "line", separator=":")
    )
    return made["id"].to_arrow().cast(pa.string()), made["row"].to_arrow().cast(pa.string())
