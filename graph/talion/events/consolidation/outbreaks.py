"""Where events begin among the daily counts of reports, and on which day they happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.events.consolidation.daily_counts import run_greatest, run_least

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from talion.events.consolidation.consolidation_rules import Consolidation
    from talion.events.consolidation.daily_counts import DailyCounts


def event_starts(
    days: DailyCounts, linger: npt.NDArray[np.int32], rules: Consolidation
) -> npt.NDArray[np.int64]:
    """Return the entries at which events begin (rules 1 to 3 of `consolidate`).

    >>> import numpy as np
    >>> from talion.events.consolidation.consolidation_rules import Consolidation
    >>> from talion.events.consolidation.daily_counts import DailyCounts
    >>> from talion.events.reports import Reports
    >>> when, none = np.array([0, 1, 9], np.int32), np.zeros(3, np.int32)
    >>> words = ("Norway", "Russia"), ("threat",)
    >>> reports = Reports(when, none, none + 1, none, none + 1, *words, none[:1], none[:1])
    >>> days = DailyCounts.of(reports)
    >>> event_starts(days, none + 5, Consolidation()).tolist()  # a pause of eight days
    [0, 2]
    """
    import numpy as np

    begins = np.ones(len(days), np.bool_)
    begins[1:] = days.day[1:] - days.day[:-1] > linger[1:]
    for column in (days.source, days.target, days.family):
        begins[1:] |= column[1:] != column[:-1]
    outbreaks = _outbreaks(days, linger, rules)
    episode = np.cumsum(begins)
    begins[outbreaks] = True
    starts = np.flatnonzero(begins)
    peak = run_greatest(days.weight, starts)
    forerunner = np.zeros(len(starts), np.bool_)
    forerunner[:-1] = episode[starts[1:]] == episode[starts[:-1]]
    forerunner[:-1] &= peak[:-1] <= rules.forerunner * peak[1:]
    own = np.ones(len(starts), np.bool_)
    own[1:] = ~forerunner[:-1]
    kept: npt.NDArray[np.int64] = starts[own]
    return kept


def _outbreaks(
    days: DailyCounts, linger: npt.NDArray[np.int32], rules: Consolidation
) -> npt.NDArray[np.int64]:
    """Return the entries on which the reports break out anew (rule 2)."""
    import numpy as np

    rows = np.flatnonzero((days.weight >= rules.surge_reports) & (linger > 0))
    when, many, span = days.day[rows], days.weight[rows], linger[rows]
    mean = days.total(rows, when - span, when - 1) / span
    anew = many > mean + rules.surge * np.sqrt(mean) + 1
    anew &= days.total(rows, when - 2, when - 1) <= rules.growth * many
    anew &= many >= days.total(rows, when, when, opposite=True)
    found: npt.NDArray[np.int64] = rows[anew]
    return found


def event_dates(
    days: DailyCounts, starts: npt.NDArray[np.int64], rules: Consolidation
) -> npt.NDArray[np.int32]:
    """Return the day of each event (rule 4).

    >>> import numpy as np
    >>> from talion.events.consolidation.consolidation_rules import Consolidation
    >>> from talion.events.consolidation.daily_counts import DailyCounts
    >>> from talion.events.reports import Reports
    >>> when, none = np.array([0, 1, 2], np.int32), np.zeros(3, np.int32)
    >>> many, words = np.array([1, 10, 4], np.int32), (("Norway", "Russia"), ("threat",))
    >>> days = DailyCounts.of(
    ...     Reports(when, none, none + 1, none, many, *words, none[:1], none[:1])
    ... )
    >>> event_dates(days, np.array([0]), Consolidation()).tolist()  # day 0 has a tenth of the peak
    [1]
    """
    import numpy as np

    lengths = np.diff(np.append(starts, len(days)))
    peak = np.repeat(run_greatest(days.weight, starts), lengths)
    never = np.iinfo(np.int32).max
    return run_least(np.where(days.weight >= rules.onset * peak, days.day, never), starts)
