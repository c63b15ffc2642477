"""What a person decides about reports, and what it does to what was decided before."""

from collections.abc import Collection, Iterable, Iterator
from itertools import product

from talion.model.decision import MERGE, Decision
from talion.model.incident import Incident
from talion.resolve.cross_document import PERSON


def decided(
    kind: str,
    first: Collection[str],
    second: Collection[str],
    standing: Iterable[Decision],
    reason: str,
) -> list[Decision]:
    """Return a person's decisions after one more: that two sets of reports are one, or are two.

    A merge joins the least report of each and does away with splits between the two sets; a split
    parts every report of the one from every one of the other and does away with such merges.
    """
    between = {frozenset(pair) for pair in product(first, second)}
    kept = [
        d
        for d in standing
        if d.by == PERSON and (d.kind == kind or frozenset((d.first, d.second)) not in between)
    ]
    pairs = [(min(first), min(second))] if kind == MERGE else sorted(product(first, second))
    new = [Decision(kind, min(pair), max(pair), PERSON, reason) for pair in pairs]
    return list({d.id: d for d in [*kept, *new]}.values())


def forgotten(
    first: Collection[str], second: Collection[str], standing: Iterable[Decision]
) -> list[Decision]:
    """Return a person's decisions without those between two sets of reports."""
    between = {frozenset(pair) for pair in product(first, second)}
    return [d for d in standing if d.by == PERSON and frozenset((d.first, d.second)) not in between]


def unheld(decisions: Iterable[Decision], incidents: Iterable[Incident]) -> Iterator[Decision]:
    """Yield the decisions that some incidents do not follow, as far as they tell of the reports.

    Splits always hold; a merge cannot where a chain of merges would join what is split.
    """
    home = {report: incident.id for incident in incidents for report in incident.reports}
    for decision in decisions:
        first, second = home.get(decision.first), home.get(decision.second)
        if first and second and (first == second) != (decision.kind == MERGE):
            yield decision
