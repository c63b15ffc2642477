"""The facts behind the reasons: what is to be seen of two events that a response links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.choice.choice_terms import MONTH, YEAR

if TYPE_CHECKING:
    from talion.hawkes.choice.features import Measures, Options


@dataclass(frozen=True, slots=True)
class LinkEvidence:
    """What the choice sees of a response and its antecedent.

    `sooner` is the share of the responses in the data the model was fitted to that came as soon or
    sooner, `half_within` the days within which half of them came. `severity` and
    `antecedent_severity` run from 0 to 1; `candidates` is how many hostile events of the other side
    were weighed, `later_candidates` how many of these are later than the antecedent. The rest
    counts hostile events before the response: the own side's since the antecedent, and both sides'
    within a month and a year.
    """

    sooner: float
    half_within: float
    in_kind: bool
    severity: float
    antecedent_severity: float
    reports: int
    antecedent_reports: int
    candidates: int
    later_candidates: int
    own_since: int
    own_month: int
    own_year: int
    other_month: int
    other_year: int

    @classmethod
    def of(
        cls, measures: Measures, at: int, offered: Options, nth: int, delays: tuple[float, float]
    ) -> LinkEvidence:
        """Collect the evidence for the nth of the candidates of an event.

        `delays` are `sooner` and `half_within`.

        >>> from talion.hawkes.choice.features import Measures, options
        >>> two = np.array([0.0, 2.0]), np.array([0, 1]), np.zeros(2, int), np.ones(2, bool)
        >>> pair = Measures(*two, np.full(2, 0.5), np.ones(2), listed=True)
        >>> found = LinkEvidence.of(pair, 1, options(pair, 1), 0, (0.4, 3.0))
        >>> found.in_kind, found.candidates, found.own_since, found.other_month
        (True, 1, 0, 1)
        """
        m, time, j = measures, measures.time[at], int(offered.candidates[nth])
        earlier = np.arange(len(m)) < at if m.listed else m.time < time
        own, other = earlier & (m.side == m.side[at]), earlier & (m.side != m.side[at])
        since = np.arange(len(m)) > j if m.listed else m.time >= m.time[j]
        month, year = m.time >= time - MONTH, m.time >= time - YEAR
        return cls(
            sooner=delays[0],
            half_within=delays[1],
            in_kind=bool(m.kind[at] == m.kind[j] and m.specific[at]),
            severity=round(float(m.severity[at]), 3),
            antecedent_severity=round(float(m.severity[j]), 3),
            reports=int(m.reports[at]),
            antecedent_reports=int(m.reports[j]),
            candidates=len(offered.candidates),
            later_candidates=nth,
            own_since=int((own & since).sum()),
            own_month=int((own & month).sum()),
            own_year=int((own & year).sum()),
            other_month=int((other & month).sum()),
            other_year=int((other & year).sum()),
        )
