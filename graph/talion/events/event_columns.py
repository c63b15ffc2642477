"""An event table as NumPy arrays, for numeric kernels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talion.events.stated_antecedents import antecedents

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class EventColumns:
    """An event table as plain NumPy arrays for numeric kernels, in the table's own row order.

    All arrays have one entry an event and are read-only: `time` float64, ascending;
    `source`, `target` int32, indices into `states`; `type` int16, index into `types`;
    `severity` float32 in 0..1; `count` int32, -1 where unknown; `reports` int32;
    `responds_to` int32, the row of the event that a source says this one responds to, -1 where none
    is named or the dates rule it out (a contradiction), -2 where it is not in the table.
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


def event_columns(table: pa.Table) -> EventColumns:
    """Read the arrays off a table; sources and targets share one list of names.

    >>> from talion.events.table import EventTable
    >>> ends = {"source": "Norway", "target": "France", "type": "sanction"}
    >>> events = EventTable.from_rows(
    ...     [
    ...         {"id": "a", "time": 1.0, **ends},
    ...         {"id": "b", "time": 2.0, "responds_to": "a", "basis": "stated", **ends},
    ...     ]
    ... )
    >>> columns = event_columns(events.table)
    >>> columns.states, columns.source.tolist(), columns.responds_to.tolist()
    (('France', 'Norway'), [1, 1], [-1, 0])
    """
    import numpy as np

    source, source_names = _coded(table["source"])
    target, target_names = _coded(table["target"])
    kind, types = _coded(table["type"])
    states = tuple(sorted({*source_names, *target_names}))
    place = {name: at for at, name in enumerate(states)}
    count = table["count"]
    unknown = count.null_count == len(count)
    arrays = {
        "time": table["time"].to_numpy().astype(np.float64, copy=False),
        "source": _renumbered(source, [place[name] for name in source_names]),
        "target": _renumbered(target, [place[name] for name in target_names]),
        "type": kind.astype(np.int16),
        "severity": table["severity"].to_numpy().astype(np.float32, copy=False),
        "count": (
            np.broadcast_to(np.int32(-1), len(count))
            if unknown
            else count.fill_null(-1).to_numpy().astype(np.int32, copy=False)
        ),
        "reports": table["reports"].to_numpy().astype(np.int32, copy=False),
        "responds_to": antecedents(table),
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
