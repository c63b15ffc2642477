"""From reports to incidents: one act, however many days and sub-actors it was told of.

Machine-coded sets count reports. The rules, each a parameter of `Consolidation`:

1. *Chains*. Reports of one directed pair and family of types follow each other as one chain as
   long as they do not pause longer than the type's reports linger (`ontology/tables`).
2. *Outbreaks*. Within a chain a day is a new act when its reports stand out from those of the
   days before (mean of the lingering time plus `surge` Poisson standard deviations plus one), are
   at least `surge_reports`, no mere growth of the two days before, and no fewer than the other
   direction's on that day: on the day of an answer, the provocation is retold.
3. *Forerunners*. An outbreak at most `forerunner` of the next one in its chain is its
   forerunner (the announcement, the rumour), no act of its own.
4. *Day*. The act happened on the first day with at least `onset` of the peak day's reports: what
   is told before is the announcement or the rumour, often as the other side's act.
5. *Echoes*. An act is taken for miscoded direction, left out and counted, when the other direction
   has `echo` times its reports on the same days (one more on each side) and breaks out there; where
   the other direction only trails off there (more reports in the `shadow` days before), an answer
   is likely, and it takes `late_echo` times.
6. *Retellings*. An act at most 1/`retold` as large as one of the same pair and family in the
   `memory` days before it is the old act told again, left out, counted.
7. *Type*. Where a family holds several types because coders mix their codes, one of the
   `sharpest` if at least `sharp` of the reports bear it, else the commonest. Those are the types
   that are read where the target is diplomats (expulsion).

Rules 5 and 6 concern decisions, whose reports linger `shadow_linger` days at least: of shots fired
few may be told on one side and many on the other, and another shot is another shot.

Everything is sorting, searching and summing over reports grouped by day: O(n log n), no loops.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talion.events.act_codes import types_of_diplomats
from talion.events.daily_counts import Days, run_greatest, run_least, run_sums

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from talion.events.reports import Reports


INCIDENT, ECHO, RETOLD = 0, 1, 2
"""What becomes of an act found among reports."""


@dataclass(frozen=True, slots=True)
class Consolidation:
    """The parameters of consolidation; shares are of 1, times are days. See the module."""

    surge: float = 3.0
    surge_reports: int = 5
    growth: float = 0.25
    forerunner: float = 0.25
    onset: float = 0.5
    echo: float = 3.0
    late_echo: float = 10.0
    shadow: int = 7
    retold: float = 4.0
    memory: int = 365
    shadow_linger: int = 3
    sharp: float = 0.1
    sharpest: frozenset[str] = field(default_factory=types_of_diplomats)


@dataclass(frozen=True, slots=True)
class Acts:
    """The acts found among reports: one entry an act, by pair, family and first day.

    `source`, `target`, `type` as in the reports; `date` the day of the act, `last` the last day
    of its reports; `reports` their sum; `row` the index of the earliest; `fate` is `INCIDENT`, or
    `ECHO` or `RETOLD` for what is taken for no act of its own (rules 5 and 6).
    """

    source: npt.NDArray[np.int32]
    target: npt.NDArray[np.int32]
    type: npt.NDArray[np.int32]
    date: npt.NDArray[np.int32]
    last: npt.NDArray[np.int32]
    reports: npt.NDArray[np.int64]
    row: npt.NDArray[np.int32]
    fate: npt.NDArray[np.int8]

    def count(self, fate: int) -> tuple[int, int]:
        """Return how many acts had a fate, and how many reports they had."""
        of_that = self.fate == fate
        return int(of_that.sum()), int(self.reports[of_that].sum())


def consolidate(reports: Reports, rules: Consolidation | None = None) -> Acts:
    """Return the acts among reports; O(n log n), one sort and a few searches."""
    import numpy as np

    rules = rules or Consolidation()
    days = Days.of(reports)
    linger = _family_linger(reports)[days.family]
    starts = _act_starts(days, linger, rules)
    ends = np.append(starts[1:], len(days))[: len(starts)] - 1
    total = run_sums(days.weight, starts)
    return Acts(
        source=days.source[starts],
        target=days.target[starts],
        type=_types(days, starts, reports, rules),
        date=_dates(days, starts, rules),
        last=days.day[ends],
        reports=total,
        row=run_least(days.row, starts),
        fate=_fates(days, starts, ends, total, linger[starts], rules),
    )


def each_report(reports: Reports) -> Acts:
    """Return every report as an act of its own."""
    import numpy as np

    return Acts(
        source=reports.source,
        target=reports.target,
        type=reports.type,
        date=reports.day,
        last=reports.day,
        reports=reports.weight.astype(np.int64),
        row=np.arange(len(reports.day), dtype=np.int32),
        fate=np.full(len(reports.day), INCIDENT, np.int8),
    )


def _family_linger(reports: Reports) -> npt.NDArray[np.int32]:
    """Return the lingering time of each family: the longest of its types."""
    import numpy as np

    longest = np.zeros(int(reports.family.max(initial=0)) + 1, np.int32)
    np.maximum.at(longest, reports.family, reports.linger)
    return longest


def _act_starts(
    days: Days, linger: npt.NDArray[np.int32], rules: Consolidation
) -> npt.NDArray[np.int64]:
    """Return the entries at which acts begin (rules 1 to 3)."""
    import numpy as np

    begins = np.ones(len(days), np.bool_)
    begins[1:] = days.day[1:] - days.day[:-1] > linger[1:]
    for column in (days.source, days.target, days.family):
        begins[1:] |= column[1:] != column[:-1]
    outbreaks = _outbreaks(days, linger, rules)
    chain = np.cumsum(begins)
    begins[outbreaks] = True
    starts = np.flatnonzero(begins)
    peak = run_greatest(days.weight, starts)
    forerunner = np.zeros(len(starts), np.bool_)
    forerunner[:-1] = chain[starts[1:]] == chain[starts[:-1]]
    forerunner[:-1] &= peak[:-1] <= rules.forerunner * peak[1:]
    own = np.ones(len(starts), np.bool_)
    own[1:] = ~forerunner[:-1]
    kept: npt.NDArray[np.int64] = starts[own]
    return kept


def _outbreaks(
    days: Days, linger: npt.NDArray[np.int32], rules: Consolidation
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


def _dates(
    days: Days, starts: npt.NDArray[np.int64], rules: Consolidation
) -> npt.NDArray[np.int32]:
    """Return the day of each act (rule 4)."""
    import numpy as np

    lengths = np.diff(np.append(starts, len(days)))
    peak = np.repeat(run_greatest(days.weight, starts), lengths)
    never = np.iinfo(np.int32).max
    return run_least(np.where(days.weight >= rules.onset * peak, days.day, never), starts)


def _fates(
    days: Days,
    starts: npt.NDArray[np.int64],
    ends: npt.NDArray[np.int64],
    total: npt.NDArray[np.int64],
    linger: npt.NDArray[np.int32],
    rules: Consolidation,
) -> npt.NDArray[np.int8]:
    """Return what becomes of each act (rules 5 and 6)."""
    import numpy as np

    fate = np.full(len(starts), INCIDENT, np.int8)
    acts = np.flatnonzero(linger >= rules.shadow_linger)
    rows, many = starts[acts], total[acts]
    before = _largest_before(days, rows, many, rules.memory)
    fate[acts[many * rules.retold <= before]] = RETOLD
    fate[acts[_in_shadow(days, rows, ends[acts], many, rules)]] = ECHO
    return fate


def _in_shadow(
    days: Days,
    rows: npt.NDArray[np.int64],
    ends: npt.NDArray[np.int64],
    many: npt.NDArray[np.int64],
    rules: Consolidation,
) -> npt.NDArray[np.bool_]:
    """Return which acts, of `many` reports from row to end, the other direction outshines."""
    import numpy as np

    first, last = days.day[rows], days.day[ends]
    around = days.total(rows, first - 1, last + 1, opposite=True)
    before = days.total(rows, first - 1 - rules.shadow, first - 2, opposite=True)
    needed = np.where(around > before, rules.echo, rules.late_echo)
    outshone: npt.NDArray[np.bool_] = many * needed <= around
    return outshone


def _largest_before(
    days: Days, rows: npt.NDArray[np.int64], many: npt.NDArray[np.int64], memory: int
) -> npt.NDArray[np.int64]:
    """Return the size of the largest act of the same pair and family in the days before each.

    `rows` are the entries at which acts begin, `many` their sizes.
    """
    import polars as pl

    acts = pl.DataFrame(
        {
            "group": days.keys[rows] // days.scale.width,
            "day": days.day[rows],
            "many": many,
        }
    )
    largest = acts.rolling(
        index_column="day", period=f"{memory}i", closed="left", group_by="group"
    ).agg(pl.col("many").max().fill_null(0))
    return largest["many"].to_numpy()


def _types(
    days: Days, starts: npt.NDArray[np.int64], reports: Reports, rules: Consolidation
) -> npt.NDArray[np.int32]:
    """Return the type of each act: its family's only one, or by rule 7."""
    import numpy as np

    sizes = np.bincount(reports.family, minlength=1)
    only = np.zeros(len(sizes), np.int32)
    only[reports.family] = np.arange(len(reports.family))
    family = days.family[starts]
    chosen = only[family]
    mixed = np.flatnonzero(sizes[days.family[days.typed_day]] > 1)
    if not len(mixed):
        return chosen
    act = np.searchsorted(starts, days.typed_day[mixed], side="right") - 1
    key = act * len(reports.types) + days.typed[mixed]
    found, place = np.unique(key, return_inverse=True)
    weight = np.bincount(place, weights=days.typed_weight[mixed])
    act, kind = np.divmod(found, len(reports.types))
    is_sharp = np.array([name in rules.sharpest for name in reports.types])[kind]
    share = weight / run_sums(days.weight, starts)[act]
    rank = np.where(is_sharp & (share >= rules.sharp), 1.0 + share, share)
    order = np.lexsort((-kind, rank, act))  # the best of each act comes last
    chosen[act[order]] = kind[order]
    return chosen
