"""Which row of an event table each row responds to, as sources say and as dates allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.events.row_dates import EXACT
from talion.model.joint_dates import JointDates, earlier

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

NOTHING, ELSEWHERE = -1, -2
"""What `antecedents` holds where it names no row of the table."""


def antecedents(table: pa.Table) -> npt.NDArray[np.int32]:
    """Return for each row the row that `responds_to` names, -1 where it names none.

    −2 stands for a response, as a source says, to an event that the table does not have. A response
    that the dates rule out responds to none.

    >>> from talion.events.table import EventTable
    >>> ends = {"source": "Norway", "target": "France", "type": "sanction"}
    >>> events = EventTable.from_rows(
    ...     [
    ...         {"id": "a", "time": 1.0, **ends},
    ...         {"id": "b", "time": 2.0, "responds_to": "a", "basis": "stated", **ends},
    ...     ]
    ... )
    >>> antecedents(events.table).tolist()
    [-1, 0]
    """
    import numpy as np

    named, basis = table["responds_to"], table["basis"]
    if basis.null_count == len(basis) and named.null_count == len(named):
        return np.broadcast_to(np.int32(NOTHING), len(named))
    rows = _named(table)
    rows[_ruled_out(table, rows)] = NOTHING
    return rows


def contradictions(table: pa.Table) -> npt.NDArray[np.intp]:
    """Return the rows whose stated responses the dates rule out, alone or with earlier ones.

    >>> from talion.events.table import EventTable
    >>> ends = {"source": "Norway", "target": "France", "type": "sanction"}
    >>> events = EventTable.from_rows(
    ...     [
    ...         {"id": "a", "time": 1.0, "responds_to": "b", "basis": "stated", **ends},
    ...         {"id": "b", "time": 2.0, **ends},
    ...     ]
    ... )
    >>> contradictions(events.table).tolist()
    [0]
    """
    import numpy as np

    return np.flatnonzero(_ruled_out(table, _named(table)))


def _named(table: pa.Table) -> npt.NDArray[np.int32]:
    """Return the row that each row names, -2 where that is not in the table, -1 for none."""
    import numpy as np
    import pyarrow.compute as pc

    ids = table["id"].combine_chunks()
    found = pc.index_in(table["responds_to"], value_set=ids, skip_nulls=True)
    elsewhere = pc.if_else(pc.is_valid(table["basis"]), ELSEWHERE, NOTHING)
    return np.array(pc.coalesce(found, elsewhere).to_numpy(), np.int32)


def _ruled_out(table: pa.Table, antecedents: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Return which rows cannot have happened after the row that they respond to.

    Of responses that are impossible only together, those of earlier days stand, as among the claims
    of a graph (`talion.model.contradiction`).
    """
    import numpy as np

    first, last = _days(table)
    named = np.maximum(antecedents, 0)  # of those that name no row, the test is never asked
    found: npt.NDArray[np.bool_] = (antecedents >= 0) & (last < first[named])
    rows = np.flatnonzero((antecedents >= 0) & ~found)
    if _fit(first, last, rows, named[rows]):
        return found
    ends = np.union1d(rows, named[rows])
    bounds = dict(
        zip(ends.tolist(), zip(first[ends].tolist(), last[ends].tolist(), strict=True), strict=True)
    )
    pairs = zip(rows.tolist(), named[rows].tolist(), strict=True)
    dates = JointDates.of(bounds)
    for row, other in sorted(pairs, key=lambda pair: (earlier(pair[0], pair[1], bounds), pair)):
        found[row] = not dates.accept(row, other)
    return found


def _fit(
    first: npt.NDArray[np.float64],
    last: npt.NDArray[np.float64],
    rows: npt.NDArray[np.intp],
    named: npt.NDArray[np.int32],
) -> bool:
    """Whether all rows can have happened after those they name: by bounds, step by step."""
    import numpy as np

    first = first.copy()
    while True:
        least = np.maximum(first[rows], first[named])
        if (least > last[rows]).any():
            return False
        if (least == first[rows]).all():
            return True
        first[rows] = least


def _days(table: pa.Table) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the first and the last possible day (or time) of each row."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    if table["date"].null_count:
        time = table["time"].to_numpy()
        return time, time
    first = table["date"].cast("int32").to_numpy()
    exact = pc.is_in(table["precision"].cast("string"), pa.array(EXACT))
    days = pc.coalesce(table["last"], table["date"])
    last = pc.if_else(exact, table["date"], days).cast("int32").to_numpy()
    return first.astype(np.float64), last.astype(np.float64)
