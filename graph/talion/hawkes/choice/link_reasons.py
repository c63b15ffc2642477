"""What raised and what lowered the probability of an inferred response."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.choice.choice_terms import NoneTerm, PairTerm
from talion.hawkes.choice.features import options
from talion.hawkes.choice.labelled import labelled
from talion.hawkes.choice.link_evidence import LinkEvidence

if TYPE_CHECKING:
    from collections.abc import Collection

    from talion.events.table import EventTable
    from talion.hawkes.choice.choice_model import ChoiceModel
    from talion.hawkes.choice.choice_terms import TableKind
    from talion.hawkes.choice.features import Options


class LinkReason(StrEnum):
    """A group of terms of the choice (see `PairTerm` and `NoneTerm`)."""

    DELAY = "delay"
    IN_KIND = "in_kind"
    SEVERITY = "severity"
    OWN_SINCE = "own_since"
    LATEST = "latest"
    REPORTS = "reports"
    RIVALS = "rivals"
    CAMPAIGN = "campaign"
    ACTIVITY = "activity"
    BASE_RATE = "base_rate"


_PAIR = {
    PairTerm.IN_KIND: LinkReason.IN_KIND,
    PairTerm.HARSHER: LinkReason.SEVERITY,
    PairTerm.MILDER: LinkReason.SEVERITY,
    PairTerm.OWN_SINCE: LinkReason.OWN_SINCE,
    PairTerm.LATEST: LinkReason.LATEST,
    PairTerm.LATEST_OF_TYPE: LinkReason.LATEST,
    PairTerm.SEVERITY: LinkReason.SEVERITY,
    PairTerm.REPORTS: LinkReason.REPORTS,
    PairTerm.IN_KIND_BUSY: LinkReason.IN_KIND,
    PairTerm.IN_KIND_COMMON: LinkReason.IN_KIND,
    PairTerm.OTHER_COMMON: LinkReason.IN_KIND,
}
_NONE = {
    NoneTerm.CONSTANT: LinkReason.BASE_RATE,
    NoneTerm.OWN_MONTH: LinkReason.CAMPAIGN,
    NoneTerm.OWN_YEAR: LinkReason.CAMPAIGN,
    NoneTerm.OTHER_MONTH: LinkReason.ACTIVITY,
    NoneTerm.OTHER_YEAR: LinkReason.ACTIVITY,
    NoneTerm.SEVERITY: LinkReason.SEVERITY,
    NoneTerm.REPORTS: LinkReason.REPORTS,
    NoneTerm.OWN_KIND: LinkReason.CAMPAIGN,
    NoneTerm.OWN_RECENT: LinkReason.CAMPAIGN,
    NoneTerm.OWN_LASTING: LinkReason.CAMPAIGN,
    NoneTerm.KIND_RECENT: LinkReason.CAMPAIGN,
    NoneTerm.KIND_LASTING: LinkReason.CAMPAIGN,
}


@dataclass(frozen=True, slots=True)
class LinkExplanation:
    """Why two events are linked: the reasons, strongest first, and the facts behind them."""

    reasons: tuple[Contribution, ...]
    evidence: LinkEvidence


@dataclass(frozen=True, slots=True)
class Contribution:
    """A reason, and by how much it raised (above 0) or lowered the log-odds of the link."""

    reason: LinkReason
    log_odds: float


def explained(
    choice: ChoiceModel,
    events: EventTable,
    links: Collection[tuple[int, int]],
    made: TableKind,
    *,
    either: bool,
) -> dict[int, LinkExplanation]:
    """Return by row why the choice links it with another: pairs of rows, response and antecedent.

    The reasons of a link add up to the log-odds of that antecedent against all else, where the
    order within the day does not matter; the strongest come first. Links between events that the
    choice does not weigh are left out.

    >>> from datetime import date
    >>> from talion.events.table import EventTable
    >>> from talion.hawkes.choice.choice_model import ChoiceModel
    >>> from talion.hawkes.choice.choice_terms import TableKind
    >>> first = {"id": "a", "time": 17_600.0, "date": date(2018, 3, 10), "type": "expulsion"}
    >>> second = {"id": "b", "time": 17_602.0, "date": date(2018, 3, 12), "type": "expulsion"}
    >>> rows = [
    ...     {"source": "Norway", "target": "Russia", **first},
    ...     {"source": "Russia", "target": "Norway", **second},
    ... ]
    >>> table, by_hand = EventTable.from_rows(rows), TableKind.LISTED
    >>> found = explained(ChoiceModel.default(), table, [(1, 0)], by_hand, either=False)
    >>> found[1].reasons[0].reason.value, found[1].reasons[0].log_odds > 0
    ('delay', True)
    >>> found[1].evidence.in_kind, found[1].evidence.own_since
    (True, 0)
    """
    wanted = dict(links)
    found = {}
    for dyad in labelled(events, {}, listed=not either):
        place = {row: at for at, row in enumerate(dyad.rows.tolist())}
        for row, at in place.items():
            other = place.get(wanted.get(row, -1))
            if other is None:
                continue
            offered = options(dyad.measures, at)
            nth = np.flatnonzero(offered.candidates == other)
            if len(nth):
                reasons = _reasons(choice, offered, int(nth[0]), made)
                delay = float(dyad.measures.time[at] - dyad.measures.time[other])
                times = round(choice.sooner(delay), 3), choice.half_within
                seen = LinkEvidence.of(dyad.measures, at, offered, int(nth[0]), times)
                found[row] = LinkExplanation(reasons, seen)
    return found


def _reasons(
    choice: ChoiceModel, offered: Options, nth: int, made: TableKind
) -> tuple[Contribution, ...]:
    """Return why one candidate was chosen, the strongest reasons first."""
    weights = choice.of(made)
    delays = offered.delays @ weights.delay
    pairs, nones = offered.pairs * weights.pair, offered.none * weights.none
    parts = dict.fromkeys(LinkReason, 0.0)
    parts[LinkReason.DELAY] = float(delays[nth])
    for pair_term, reason in _PAIR.items():
        parts[reason] += float(pairs[nth, pair_term])
    for none_term, reason in _NONE.items():
        parts[reason] -= float(nones[none_term])
    sums = np.exp(delays + pairs.sum(axis=1))
    none = float(np.exp(nones.sum()))
    parts[LinkReason.RIVALS] = -float(np.log1p((sums.sum() - sums[nth]) / none))
    causes = [Contribution(reason, round(value, 3)) for reason, value in parts.items() if value]
    return tuple(sorted(causes, key=lambda cause: -abs(cause.log_odds)))
