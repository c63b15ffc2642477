"""From reports to incidents: one act, however many days and sub-actors it was told of.

Machine-coded sets count reports. The rules, each a parameter of `Consolidation`:

1. *Chains*. Reports of one directed pair and family of types follow each other as one chain as
   long as they do not pause longer than the type's reports linger (`ontology/tables`).
2. *Outbreaks*. Within a chain a day is a new act when its reports stand out from those of the
   days before (mean of the lingering time plus `surge` Poisson standard deviations plus one), are
   at least `surge_reports`, no mere growth of the two days before, and no fewer than the other
   direction's on that day: on the day of an answer, the provocation is retold.
3. *Forerunners*. An outbreak that is at most `onset` of the next one in its chain is its
   forerunner (the announcement, the rumour), no act of its own.
4. *First day*. The act happened on the first day with at least `onset` of the peak day's
   reports; a day on which the other direction has `dominance` times as many needs half of the peak,
   since coders also take the announced answer, or the act itself, for one of the other side.
5. *Echoes*. A small act whose reports all fall into an outbreak of the other direction at
   least `echo` times as large is taken for miscoded direction and left out, counted.
6. *Retellings*. An act at most 1/`retold` as large as one of the same pair and family in the
   `memory` days before it is the old act told again, left out, counted.
7. *Type*. Where a family holds several types because coders mix their codes, the
   sharpest one (`expulsion`) if at least `sharp` of the reports bear it, else the commonest.

Rules 5 and 6 concern decisions, whose reports linger `shadow_linger` days at least: of shots fired
few may be told on one side and many on the other, and another shot is another shot.

Everything is sorting, searching and summing over reports grouped by day: O(n log n), no loops.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from talion.reciprocity.events.spans import PairSpans

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import polars as pl

    from talion.reciprocity.events.reports import Reports


ECHO, RETOLD = 1, 2


@dataclass(frozen=True, slots=True)
class Consolidation:
    """The parameters of consolidation; shares are of 1, times are days. See the module."""

    surge: float = 3.0
    surge_reports: int = 5
    growth: float = 0.25
    onset: float = 0.25
    dominance: float = 2.0
    echo: float = 5.0
    retold: float = 4.0
    memory: int = 365
    shadow_linger: int = 3
    sharp: float = 0.1
    sharpest: str = "expulsion"


def consolidate(reports: Reports, rules: Consolidation | None = None) -> pl.DataFrame:
    """Return the acts among reports, one a row, ordered by pair, family and first day.

    Columns: `source`, `target`, `type` as in `reports`; `date` the day of the act and `last` the
    last day of its reports (int32 days); `reports` their sum; `row` the index of the earliest;
    `fate`: 0 for an incident, `ECHO` or `RETOLD` for what is taken for none (rules 5 and 6).
    """
    import polars as pl

    rules = rules or Consolidation()
    typed = _typed(reports)
    days = (
        typed.group_by("source", "target", "family", "day")
        .agg(pl.col("weight").sum(), pl.col("row").min())
        .sort("source", "target", "family", "day")
    )
    spans = PairSpans(days)
    linger = _family_linger(reports)
    act = _chained_acts(days, linger[days["family"].to_numpy()], spans, rules)
    acts = _dated(days, act, spans.about(days), rules)
    acts = acts.with_columns(_fates(acts, linger, spans, rules))
    return _with_types(acts, days.with_columns(act=pl.Series(act)), typed, reports, rules)


def _typed(reports: Reports) -> pl.DataFrame:
    """Return reports summed by pair, type and day."""
    import numpy as np
    import polars as pl

    frame = pl.DataFrame(
        {
            "source": reports.source,
            "target": reports.target,
            "type": reports.type,
            "day": reports.day,
            "weight": reports.weight.astype(np.int64),
            "row": np.arange(len(reports.day), dtype=np.uint32),
        }
    )
    summed = frame.group_by("source", "target", "type", "day").agg(
        pl.col("weight").sum(), pl.col("row").min()
    )
    return summed.with_columns(family=pl.Series(reports.family[summed["type"].to_numpy()]))


def _family_linger(reports: Reports) -> npt.NDArray[np.int32]:
    """Return the lingering time of each family: the longest of its types."""
    import numpy as np

    longest = np.zeros(int(reports.family.max(initial=-1)) + 1, np.int32)
    np.maximum.at(longest, reports.family, reports.linger)
    return longest


def _chained_acts(
    days: pl.DataFrame,
    linger: npt.NDArray[np.int32],
    spans: PairSpans,
    rules: Consolidation,
) -> npt.NDArray[np.int64]:
    """Return the number of the act that each row of reports belongs to (rules 1 to 3)."""
    import numpy as np

    day = days["day"].to_numpy().astype(np.int64)
    if not len(day):
        return day
    weight = days["weight"].to_numpy()
    group = days.select("source", "target", "family")
    begins = np.ones(len(day), np.bool_)
    begins[1:] = (day[1:] - day[:-1]) > linger[1:]
    for name in group.columns:
        column = group[name].to_numpy()
        begins[1:] |= column[1:] != column[:-1]
    chain = np.cumsum(begins, dtype=np.int64)
    breaks: npt.NDArray[np.bool_] = ~begins & _outbreaks(days, day, weight, linger, spans, rules)
    piece = np.cumsum(begins | breaks, dtype=np.int64) - 1
    return _without_forerunners(piece, chain, weight, rules)


def _outbreaks(
    days: pl.DataFrame,
    day: npt.NDArray[np.int64],
    weight: npt.NDArray[np.int64],
    linger: npt.NDArray[np.int32],
    spans: PairSpans,
    rules: Consolidation,
) -> npt.NDArray[np.bool_]:
    """Return on which rows the reports break out anew (rule 2)."""
    import numpy as np

    found = np.zeros(len(day), np.bool_)
    rows = np.flatnonzero((weight >= rules.surge_reports) & (linger > 0))
    if not len(rows):
        return found
    some, when, many = days[rows], day[rows], weight[rows]
    span = linger[rows].astype(np.int64)
    mean = spans.total(some, when - span, when - 1, flip=False) / span
    recent = spans.total(some, when - 2, when - 1, flip=False)
    against = spans.total(some, when, when, flip=True)
    found[rows] = (
        (many > mean + rules.surge * np.sqrt(mean) + 1)
        & (recent <= rules.growth * many)
        & (many >= against)
    )
    return found


def _without_forerunners(
    piece: npt.NDArray[np.int64],
    chain: npt.NDArray[np.int64],
    weight: npt.NDArray[np.int64],
    rules: Consolidation,
) -> npt.NDArray[np.int64]:
    """Join each outbreak that is small beside the next one of its chain to that one (rule 3)."""
    import numpy as np

    starts = np.flatnonzero(np.diff(piece, prepend=-1))
    peak = np.maximum.reduceat(weight, starts)
    same = chain[starts][1:] == chain[starts][:-1]
    forerunner = np.zeros(len(starts), np.bool_)
    forerunner[:-1] = same & (peak[:-1] <= rules.onset * peak[1:])
    opens = np.ones(len(starts), np.bool_)
    opens[1:] = ~forerunner[:-1]
    kept: npt.NDArray[np.int64] = (np.cumsum(opens) - 1)[piece]
    return kept


def _dated(
    days: pl.DataFrame,
    act: npt.NDArray[np.int64],
    against: npt.NDArray[np.int64],
    rules: Consolidation,
) -> pl.DataFrame:
    """Return one row an act: its parties, its day (rule 4), its first and last, its reports."""
    import numpy as np
    import polars as pl

    starts = np.flatnonzero(np.diff(act, prepend=-1))
    day = days["day"].to_numpy()
    weight = days["weight"].to_numpy()
    peak = np.maximum.reduceat(weight, starts)[act] if len(act) else weight
    clear = against < rules.dominance * weight
    needed = np.where(clear, rules.onset, max(0.5, rules.onset)) * peak
    broken = np.where(weight >= needed, day, np.iinfo(np.int32).max)
    ends = np.append(starts[1:], len(act)) - 1
    return days.select("source", "target", "family")[starts].with_columns(
        date=pl.Series(_reduced(np.minimum, broken, starts), dtype=pl.Int32),
        first=pl.Series(day[starts], dtype=pl.Int32),
        last=pl.Series(day[ends], dtype=pl.Int32),
        reports=pl.Series(_reduced(np.add, weight, starts), dtype=pl.Int64),
        row=pl.Series(_reduced(np.minimum, days["row"].to_numpy(), starts), dtype=pl.UInt32),
    )


def _reduced(
    how: np.ufunc, values: npt.NDArray[Any], starts: npt.NDArray[np.int64]
) -> npt.NDArray[Any]:
    """Reduce runs of values that begin at `starts`; nothing gives nothing."""
    reduced: npt.NDArray[Any] = how.reduceat(values, starts) if len(starts) else values[:0]
    return reduced


def _fates(
    acts: pl.DataFrame, linger: npt.NDArray[np.int32], spans: PairSpans, rules: Consolidation
) -> pl.Series:
    """Return what becomes of each act: kept (0), an echo (1, rule 5) or retold (2, rule 6)."""
    import numpy as np
    import polars as pl

    fate = np.zeros(acts.height, np.int8)
    rows = np.flatnonzero(linger[acts["family"].to_numpy()] >= rules.shadow_linger)
    some = acts[rows]
    reports = some["reports"].to_numpy()
    first, last = (some[name].to_numpy().astype(np.int64) for name in ("first", "last"))
    fate[rows[reports * rules.retold <= _largest_before(some, rules.memory)]] = RETOLD
    against = spans.total(some, first - 1, last + 1, flip=True)
    fate[rows[reports * rules.echo <= against]] = ECHO
    return pl.Series("fate", fate)


def _largest_before(acts: pl.DataFrame, memory: int) -> npt.NDArray[np.int64]:
    """Return the reports of the largest act of the same pair and family in the days before."""
    import polars as pl

    largest = acts.rolling(
        index_column="first",
        period=f"{memory}i",
        closed="left",
        group_by=["source", "target", "family"],
    ).agg(pl.col("reports").max().fill_null(0))
    return largest["reports"].to_numpy()


def _with_types(
    acts: pl.DataFrame,
    days: pl.DataFrame,
    typed: pl.DataFrame,
    reports: Reports,
    rules: Consolidation,
) -> pl.DataFrame:
    """Give each act its type: its family's only one, or by rule 6."""
    import numpy as np
    import polars as pl

    sizes = np.bincount(reports.family, minlength=1)
    only = np.zeros(len(sizes), np.int32)
    only[reports.family] = np.arange(len(reports.family))
    mixed = pl.Series(np.flatnonzero(sizes > 1), dtype=pl.Int32)
    by = ["source", "target", "family", "day"]
    sharpest = reports.types.index(rules.sharpest) if rules.sharpest in reports.types else -1
    sharp = pl.col("type") == sharpest
    share = pl.col("weight") / pl.col("weight").sum().over("act")
    best = (
        typed.filter(pl.col("family").is_in(mixed.implode()))
        .join(days.select(*by, "act"), on=by)
        .group_by("act", "type")
        .agg(pl.col("weight").sum())
        .with_columns(rank=pl.when(sharp & (share >= rules.sharp)).then(2.0).otherwise(share))
        .sort("act", "rank", "type", descending=[False, True, False])
        .unique("act", keep="first", maintain_order=True)
        .select("act", pl.col("type").alias("chosen"))
    )
    return (
        acts.with_columns(
            act=pl.int_range(acts.height, dtype=pl.Int64, eager=True),
            type=pl.Series(only[acts["family"].to_numpy()], dtype=pl.Int32),
        )
        .join(best, on="act", how="left", maintain_order="left")
        .with_columns(pl.coalesce("chosen", "type").cast(pl.Int32).alias("type"))
        .drop("chosen", "act", "family", "first")
    )
