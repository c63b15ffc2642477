"""From acts in numbers to an event table: words, dates, places, names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talion.events.act_codes import severity_of
from talion.events.consolidate import INCIDENT, Acts
from talion.events.table import EventTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

_CHUNK = 1 << 20  # rows whose texts are written at a time


@dataclass(frozen=True, slots=True)
class Places:
    """Where each report was read: `file` int32 into `files`, `line` int32."""

    files: tuple[str, ...]
    file: npt.NDArray[np.int32]
    line: npt.NDArray[np.int32]


def incidents(
    acts: Acts, places: Places, states: Sequence[str], types: Sequence[str]
) -> EventTable:
    """Return the acts that are incidents, by date, parties and type.

    An id is date, source, target and type, and a number where that is not the first of its kind.
    """
    import numpy as np
    import pyarrow as pa

    order, nth = _in_order(acts, len(states), len(types))
    severity = np.array([severity_of(kind) for kind in types], np.float32)
    texts = [
        _texts(acts, places, (states, types), order[at : at + _CHUNK], nth[at : at + _CHUNK])
        for at in range(0, len(order), _CHUNK)
    ]
    ids, rows = (pa.chunked_array([pair[n] for pair in texts], pa.string()) for n in (0, 1))
    date = acts.date[order]
    return EventTable.from_numbers(
        {
            "id": ids,
            "time": date.astype(np.float64),
            "date": date,
            "last": acts.last[order],
            "reports": acts.reports[order].astype(np.int32),
            "severity": severity[acts.type[order]],
            "row": rows,
        },
        {
            "source": (acts.source[order], states),
            "target": (acts.target[order], states),
            "type": (acts.type[order], types),
            "precision": (np.zeros(len(order), np.int32), ("day",)),
        },
    )


def _in_order(
    acts: Acts, states: int, types: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """Return the incidents by date, parties and type, and which of its kind each is, from 1."""
    import numpy as np

    chosen = np.flatnonzero(acts.fate == INCIDENT)
    key = acts.date[chosen].astype(np.int64)
    key -= key.min(initial=0)
    for column, size in ((acts.source, states), (acts.target, states), (acts.type, types)):
        key *= size
        key += column[chosen]
    order = np.argsort(key, kind="stable")
    key = key[order]
    place = np.arange(len(key), dtype=np.int32)
    new = np.diff(key, prepend=-1) != 0
    nth = place - np.maximum.accumulate(np.where(new, place, 0)) + 1
    return chosen[order], nth


def _texts(
    acts: Acts,
    places: Places,
    words: tuple[Sequence[str], Sequence[str]],
    order: npt.NDArray[np.int64],
    nth: npt.NDArray[np.int32],
) -> tuple[pa.Array, pa.Array]:
    """Return the ids and the places of some acts as Arrow strings."""
    import polars as pl
    import pyarrow as pa

    states, types = (pl.Series(listed, dtype=pl.String) for listed in words)
    at = acts.row[order]
    frame = pl.DataFrame(
        {
            "date": pl.Series(acts.date[order]).cast(pl.Date),
            "source": states.gather(acts.source[order]),
            "target": states.gather(acts.target[order]),
            "type": types.gather(acts.type[order]),
            "nth": nth,
            "file": pl.Series(places.files, dtype=pl.String).gather(places.file[at]),
            "line": places.line[at],
        }
    )
    name = pl.concat_str("date", "source", "target", "type", separator="/")
    numbered = pl.when(pl.col("nth") > 1).then(pl.concat_str(name, pl.lit("/"), "nth"))
    made = frame.select(
        id=numbered.otherwise(name), row=pl.concat_str("file", "line", separator=":")
    )
    return made["id"].to_arrow().cast(pa.string()), made["row"].to_arrow().cast(pa.string())
