"""From reports to events: one event, however many days and sub-actors were reported with it.

Machine-coded sets count reports. The rules, each a parameter of `Consolidation`:

1. *Echoes*. Coders take a share of the reports on an event for the opposite event. Day by day it is
   asked whether the reports in one direction are such an echo: whether their share of the dyad's
   reports, on that day and the `echo_after` days after, is explained by the share of miscoded ones,
   as it was in the `echo_before` days before, rather than by an event of its own, with a share of
   any size. Where the Bayes factor is at least `echo`, the day's reports are left out and counted.
   On the day of a response the share changes, however loud the provocation still is.
2. *Episodes*. Reports of one directed dyad and family of types form one episode as
   long as they do not pause longer than the type's reports linger (`ontology/tables`).
3. *Outbreaks*. Within an episode a day is a new event when its reports stand out from those of the
   days before (mean of the lingering time plus `surge` Poisson standard deviations plus one), are
   at least `surge_reports`, no mere growth of the two days before, and no fewer than the other
   direction's on that day: on the day of a response, the provocation is reported again.
4. *Forerunners*. An outbreak at most `forerunner` of the next one in its episode is its
   forerunner (the announcement, the rumour), no event of its own.
5. *Day*. The event happened on the first day with at least `onset` of the peak day's reports: what
   is reported before is the announcement or the rumour, often as the other side's event.
6. *Retellings*. An event at most 1/`retold` as large as one of the same dyad and family in the
   `memory` days before it is the old event reported again, left out, counted.
7. *Type*. Where a family holds several types because coders mix their codes, one of the
   `sharpest` if at least `sharp` of the reports bear it, else the commonest. Those are the types
   that are read where the target is diplomats (expulsion).

Rules 1 and 6 concern decisions, whose reports linger `shadow_linger` days at least: of shots fired
few may be reported on one side and many on the other, and another shot is another shot.

Everything is sorting, searching and summing over reports grouped by day: O(n log n), no loops.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from talion.events.consolidation.consolidation_rules import Consolidation, Fate
from talion.events.consolidation.daily_counts import DailyCounts, run_least, run_sums
from talion.events.consolidation.echoes import echoes
from talion.events.consolidation.mixed_types import event_types
from talion.events.consolidation.outbreaks import event_dates, event_starts
from talion.events.consolidation.repeated_reports import fates

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from talion.events.reports import Reports


@dataclass(frozen=True, slots=True)
class ConsolidatedEvents:
    """The events found among reports: one entry an event, by dyad and date.

    `source`, `target`, `type` as in the reports; `date` the day of the event, `last` the last day
    of its reports; `reports` their sum; `row` the index of the earliest; `fate` a `Fate`.
    """

    source: npt.NDArray[np.int32]
    target: npt.NDArray[np.int32]
    type: npt.NDArray[np.int32]
    date: npt.NDArray[np.int32]
    last: npt.NDArray[np.int32]
    reports: npt.NDArray[np.int64]
    row: npt.NDArray[np.int32]
    fate: npt.NDArray[np.int8]

    def count(self, fate: Fate) -> tuple[int, int]:
        """Return how many events had a fate, and how many reports they had."""
        of_that = self.fate == fate
        return int(of_that.sum()), int(self.reports[of_that].sum())


def consolidate(reports: Reports, rules: Consolidation | None = None) -> ConsolidatedEvents:
    """Return the events among reports; O(n log n), one sort and a few searches.

    >>> import numpy as np
    >>> from talion.events.reports import Reports
    >>> days, none = np.array([0, 1, 2, 300], np.int32), np.zeros(4, np.int32)
    >>> many, linger = np.array([9, 4, 1, 8], np.int32), np.array([30], np.int32)
    >>> states, types = ("Norway", "Russia"), ("expulsion",)
    >>> reports = Reports(days, none, none + 1, none, many, states, types, none[:1], linger)
    >>> events = consolidate(reports)  # three days of reports of one event, and one of another
    >>> events.date.tolist(), events.last.tolist(), events.reports.tolist()
    ([0, 300], [2, 300], [14, 8])
    """
    rules = rules or Consolidation()
    days = DailyCounts.of(reports)
    linger = _family_linger(reports)
    echo = echoes(days, linger[days.family], rules)
    if not echo.any():
        return _events(days, linger, reports, rules)
    kept = _events(days.among(~echo), linger, reports, rules)
    heard = _events(days.among(echo), linger, reports, rules)
    heard.fate[:] = Fate.ECHO
    return _together(kept, heard)


def _events(
    days: DailyCounts, linger: npt.NDArray[np.int32], reports: Reports, rules: Consolidation
) -> ConsolidatedEvents:
    """Return the events among daily counts; `linger` is by family."""
    import numpy as np

    lingers = linger[days.family]
    starts = event_starts(days, lingers, rules)
    ends = np.append(starts[1:], len(days))[: len(starts)] - 1
    total = run_sums(days.weight, starts)
    return ConsolidatedEvents(
        source=days.source[starts],
        target=days.target[starts],
        type=event_types(days, starts, reports, rules),
        date=event_dates(days, starts, rules),
        last=days.day[ends],
        reports=total,
        row=run_least(days.row, starts),
        fate=fates(days, starts, total, lingers[starts], rules),
    )


def _together(one: ConsolidatedEvents, other: ConsolidatedEvents) -> ConsolidatedEvents:
    """Return the events of both by dyad and date."""
    import numpy as np

    columns = {
        column.name: np.concatenate([getattr(one, column.name), getattr(other, column.name)])
        for column in fields(one)
    }
    order = np.lexsort([columns[name] for name in ("date", "type", "target", "source")])
    return ConsolidatedEvents(**{name: column[order] for name, column in columns.items()})


def each_report(reports: Reports) -> ConsolidatedEvents:
    """Return every report as an event of its own.

    >>> import numpy as np
    >>> from talion.events.reports import Reports
    >>> days, none = np.array([0, 1], np.int32), np.zeros(2, np.int32)
    >>> states, types = ("Norway", "Russia"), ("expulsion",)
    >>> reports = Reports(days, none, none + 1, none, none + 1, states, types, none[:1], none[:1])
    >>> events = each_report(reports)
    >>> events.date.tolist(), events.count(Fate.KEPT)
    ([0, 1], (2, 2))
    """
    import numpy as np

    return ConsolidatedEvents(
        source=reports.source,
        target=reports.target,
        type=reports.type,
        date=reports.day,
        last=reports.day,
        reports=reports.weight.astype(np.int64),
        row=np.arange(len(reports.day), dtype=np.int32),
        fate=np.full(len(reports.day), Fate.KEPT, np.int8),
    )


def _family_linger(reports: Reports) -> npt.NDArray[np.int32]:
    """Return the lingering time of each family: the longest of its types."""
    import numpy as np

    longest = np.zeros(int(reports.family.max(initial=0)) + 1, np.int32)
    np.maximum.at(longest, reports.family, reports.linger)
    return longest
