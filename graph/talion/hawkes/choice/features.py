"""The terms of the choice for one event at a time: for fitting, for explanations, and as an oracle.

The compiled pass (`choose`) computes the same sums without the table of terms.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.choice.choice_terms import (
    CANDIDATES,
    KNOTS,
    LASTING,
    MONTH,
    RECENT,
    YEAR,
    PairTerm,
)

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]

_LOG_KNOTS = np.log1p(np.array(KNOTS, np.float64))


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of one dyad in order of time; see `talion.hawkes.choice.choice_model.HARMLESS`.

    By event: `time` in days, `side` 0 or 1, the number of its `kind`, which says something where
    `specific`, its `severity` and its `reports`. `listed` says that events of one day are in the
    order in which they happened.
    """

    time: Array
    side: npt.NDArray[np.int64]
    kind: npt.NDArray[np.int64]
    specific: npt.NDArray[np.bool_]
    severity: Array
    reports: Array
    listed: bool

    def __len__(self) -> int:
        """Return the number of events."""
        return len(self.time)


@dataclass(frozen=True, slots=True)
class Options:
    """What an event may respond to: `candidates` (indices, latest first), and the terms of each.

    `delays` has shape (candidates, knots), `pairs` (candidates, `PairTerm`), `none` (`NoneTerm`,).
    """

    candidates: npt.NDArray[np.int64]
    delays: Array
    pairs: Array
    none: Array


def options(measures: Measures, at: int) -> Options:
    """Return what one of the measures may respond to, and the terms.

    >>> two = np.array([0.0, 2.0]), np.array([0, 1]), np.zeros(2, int), np.ones(2, bool)
    >>> found = options(Measures(*two, np.full(2, 0.5), np.ones(2), listed=True), 1)
    >>> found.candidates.tolist(), found.pairs[0, PairTerm.IN_KIND] == 1
    ([0], np.True_)
    """
    m, time = measures, float(measures.time[at])
    index = np.arange(len(m))
    theirs, own = m.side != m.side[at], m.side == m.side[at]
    earlier = index < at if m.listed else m.time < time
    eligible = theirs & (earlier if m.listed else m.time <= time) & (m.time >= time - YEAR)
    candidates = np.flatnonzero(eligible)[::-1][:CANDIDATES]
    own_before, theirs_before = np.flatnonzero(own & earlier), np.flatnonzero(theirs & earlier)
    year_theirs = theirs_before[m.time[theirs_before] >= time - YEAR]
    pairs = np.array(
        [_pair(m, at, nth, candidates, own_before, year_theirs) for nth in range(len(candidates))]
    ).reshape(-1, len(PairTerm))
    return Options(
        candidates,
        delay_terms(time - m.time[candidates]),
        pairs,
        _none(m, at, own_before, year_theirs),
    )


def delay_terms(delays: Array) -> Array:
    """Return how much each knot counts for each delay: a linear spline in log(1 + delay).

    >>> delay_terms(np.array([0.0, 1.0, 365.0])).argmax(axis=1).tolist()
    [0, 1, 9]
    """
    place = np.log1p(np.floor(delays))
    at = np.clip(np.searchsorted(_LOG_KNOTS, place, side="right") - 1, 0, len(KNOTS) - 2)
    share = (place - _LOG_KNOTS[at]) / (_LOG_KNOTS[at + 1] - _LOG_KNOTS[at])
    terms = np.zeros((len(place), len(KNOTS)))
    rows = np.arange(len(place))
    terms[rows, at], terms[rows, at + 1] = 1 - share, share
    return terms


def strengths(ages: Array) -> list[float]:
    """Return how strong a campaign is whose measures have these ages: `RECENT`, then `LASTING`.

    >>> [round(strength, 3) for strength in strengths(np.array([0.0, 30.0]))]
    [0.578, 0.658]
    """
    sums = (float(np.exp(-ages / scale).sum()) for scale in (RECENT, LASTING))
    return [total / (1.0 + total) for total in sums]


def _pair(
    m: Measures,
    at: int,
    nth: int,
    candidates: npt.NDArray[np.int64],
    own_before: npt.NDArray[np.int64],
    year_theirs: npt.NDArray[np.int64],
) -> list[float]:
    """Return the terms of a candidate in the order of `PairTerm`."""
    j = int(candidates[nth])
    apart = float(m.severity[at] - m.severity[j])
    since = own_before > j if m.listed else m.time[own_before] >= m.time[j]
    kind = m.kind[j]
    alike = bool(m.kind[at] == kind and m.specific[at])
    common = float(np.log1p((m.kind[year_theirs] == kind).sum()))
    return [
        float(alike),
        max(apart, 0.0),
        max(-apart, 0.0),
        float(since.any()),
        float(nth == 0),
        float(not (m.kind[candidates[:nth]] == kind).any()),
        float(m.severity[j]),
        float(np.log(max(m.reports[j], 1))),
        alike * float(np.log1p(len(year_theirs))),
        alike * common,
        (not alike) * common,
    ]


def _none(
    m: Measures, at: int, own_before: npt.NDArray[np.int64], year_theirs: npt.NDArray[np.int64]
) -> Array:
    """Return the terms of "none" in the order of `NoneTerm`."""
    year_own = own_before[m.time[own_before] >= m.time[at] - YEAR]
    month = m.time[at] - MONTH
    counts = (
        (m.time[year_own] >= month).sum(),
        len(year_own),
        (m.time[year_theirs] >= month).sum(),
        len(year_theirs),
    )
    own_kind = (m.kind[year_own] == m.kind[at]).sum()
    return np.array(
        [
            1.0,
            *np.log1p(counts),
            float(m.severity[at]),
            float(np.log(max(m.reports[at], 1))),
            float(np.log1p(own_kind)),
            *strengths(m.time[at] - m.time[own_before]),
            *strengths(m.time[at] - m.time[own_before[m.kind[own_before] == m.kind[at]]]),
        ]
    )
