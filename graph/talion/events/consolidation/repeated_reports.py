"""Which events found among reports are old ones retold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.events.consolidation.consolidation_rules import Fate

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from talion.events.consolidation.consolidation_rules import Consolidation
    from talion.events.consolidation.daily_counts import DailyCounts


def fates(
    days: DailyCounts,
    starts: npt.NDArray[np.int64],
    total: npt.NDArray[np.int64],
    linger: npt.NDArray[np.int32],
    rules: Consolidation,
) -> npt.NDArray[np.int8]:
    """Return what becomes of each event (rule 6 of `consolidate`).

    >>> import numpy as np
    >>> from talion.events.consolidation.consolidation_rules import Consolidation
    >>> from talion.events.consolidation.daily_counts import DailyCounts
    >>> from talion.events.reports import Reports
    >>> when, none = np.array([0, 100], np.int32), np.zeros(2, np.int32)
    >>> many, words = np.array([20, 2], np.int32), (("Norway", "Russia"), ("sanction",))
    >>> days = DailyCounts.of(
    ...     Reports(when, none, none + 1, none, many, *words, none[:1], none[:1])
    ... )
    >>> starts = np.array([0, 1])  # both entries begin and end an event
    >>> found = fates(days, starts, days.weight, none + 7, Consolidation())
    >>> [Fate(fate).name for fate in found]
    ['KEPT', 'RETOLD']
    """
    import numpy as np

    fate = np.full(len(starts), Fate.KEPT, np.int8)
    decisions = np.flatnonzero(linger >= rules.shadow_linger)
    rows, many = starts[decisions], total[decisions]
    before = _largest_before(days, rows, many, rules.memory)
    fate[decisions[many * rules.retold <= before]] = Fate.RETOLD
    return fate


def _largest_before(
    days: DailyCounts, rows: npt.NDArray[np.int64], many: npt.NDArray[np.int64], memory: int
) -> npt.NDArray[np.int64]:
    """Return the size of the largest event of the same dyad and family in the days before each.

    `rows` are the entries at which events begin, `many` their sizes.
    """
    import polars as pl

    events = pl.DataFrame(
        {
            "group": days.keys[rows] // days.scale.width,
            "day": days.day[rows],
            "many": many,
        }
    )
    largest = events.rolling(
        index_column="day", period=f"{memory}i", closed="left", group_by="group"
    ).agg(pl.col("many").max().fill_null(0))
    return largest["many"].to_numpy()
