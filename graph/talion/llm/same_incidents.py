"""Incidents that an article tells twice, joined into one."""

from collections.abc import Iterable
from dataclasses import replace

from talion.gate.proposal import Proposal, ProposedIncident, ProposedSide


def joined(proposal: Proposal, groups: Iterable[Iterable[str]]) -> Proposal:
    """Return a proposal in which each group of ids is one incident, under the first of its ids.

    Incidents are joined where they have one type and status, and no count or date that excludes
    the other; the first keeps its quote and takes what it lacks from the others.

    >>> peru, cuba = ProposedSide("Peru"), ProposedSide("Cuba")
    >>> one = ProposedIncident("e1", "x", "reported", (peru,), (), "expelled two", 2)
    >>> again = ProposedIncident("e2", "x", "reported", (), (cuba,), "the expulsion")
    >>> made = joined(Proposal((one, again)), [("e1", "e2")]).incidents
    >>> [(each.id, each.targets[0].name) for each in made]
    [('e1', 'Cuba')]
    """
    by_id = {made.id: made for made in proposal.incidents}
    stands_for: dict[str, str] = {}
    for group in groups:
        members = [by_id[i] for i in group if i in by_id and i not in stands_for]
        for other in members[1:]:
            first = by_id[members[0].id]
            if _can_be_one(first, other):
                by_id[first.id] = _completed(first, other)
                stands_for[other.id] = first.id
    return replace(
        proposal,
        incidents=tuple(by_id[m.id] for m in proposal.incidents if m.id not in stands_for),
        links=tuple(
            replace(
                k,
                source=stands_for.get(k.source, k.source),
                target=stands_for.get(k.target, k.target),
            )
            for k in proposal.links
        ),
    )


def _can_be_one(first: ProposedIncident, other: ProposedIncident) -> bool:
    """Whether nothing in two incidents excludes that they are one."""
    if (first.type, first.status) != (other.type, other.status):
        return False
    if first.count is not None and other.count is not None and first.count != other.count:
        return False
    dates = [d for d in (first.date, other.date) if d is not None]
    if len(dates) == 2 and not (dates[0].startswith(dates[1]) or dates[1].startswith(dates[0])):
        return False
    return _overlap(first.agents, other.agents) and _overlap(first.targets, other.targets)


def _overlap(one: tuple[ProposedSide, ...], two: tuple[ProposedSide, ...]) -> bool:
    names = {side.name for side in one} & {side.name for side in two}
    return bool(names) or not one or not two


def _completed(first: ProposedIncident, other: ProposedIncident) -> ProposedIncident:
    """Return an incident with what it lacks taken from another account of it."""
    finer = other.date and len(other.date) > len(first.date or "")
    counted = first.count is None and other.count is not None
    return replace(
        first,
        agents=first.agents or other.agents,
        targets=first.targets or other.targets,
        count=other.count if counted else first.count,
        count_quote=other.count_quote if counted else first.count_quote,
        date=other.date if finer else first.date,
        date_quote=other.date_quote if finer else first.date_quote,
    )
