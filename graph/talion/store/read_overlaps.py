"""Which incidents of a graph may be one: by their reports, parties, and people's decisions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from talion.model.actor import Actor, ActorKind, Office
from talion.model.decision import Decider, Decision, DecisionKind
from talion.model.incident import Incident, Report
from talion.model.overlaps import NamedSide, Occurrence, Overlaps
from talion.store.view import View

_LOOSE = (ActorKind.PERSON, ActorKind.MISSION)


def read_overlaps(view: View) -> Overlaps:
    """Return which incidents of a graph may be one, and what their numbers add up to.

    >>> overlaps = read_overlaps(view)
    >>> expulsions = [i.id for i in view.incidents() if i.type == "expulsion" and i.count]
    >>> found = overlaps.total(expulsions)
    >>> found.least <= found.most
    True
    """
    return overlaps_of(
        list(view.incidents()),
        view.reports(),
        actors=view.actors(),
        offices=view.offices(),
        decisions=view.splits(),
        parts=view.parts(),
        tables=view.tables(),
    )


def overlaps_of(
    incidents: Iterable[Incident],
    reports: Iterable[Report],
    *,
    actors: Iterable[Actor],
    offices: Iterable[Office] = (),
    decisions: Iterable[Decision] = (),
    parts: Iterable[tuple[str, str]] = (),
    tables: Mapping[str, str] | None = None,
) -> Overlaps:
    """Return which of some incidents may be one.

    `parts` are pairs of an incident and the wider action that it is part of. `tables` gives for an
    article that is part of a table of events the name of the table: its rows are told apart by it.

    >>> found = overlaps_of(view.incidents(), view.reports(), actors=view.actors())
    >>> found.total(["2022-03-29-expulsion-belgium-russia"]).least
    21
    """
    listed = list(incidents)
    told = {report.id: report for report in reports}
    parties = _Parties(actors, offices)
    home = {report: incident.id for incident in listed for report in incident.reports}
    return Overlaps(
        (_occurrence(each, told, parties, tables or {}) for each in listed),
        _apart(decisions, home),
        parts,
    )


def _occurrence(
    incident: Incident, told: Mapping[str, Report], parties: "_Parties", tables: Mapping[str, str]
) -> Occurrence:
    reports = [told[ident] for ident in incident.reports if ident in told]
    dates = {date for date in (incident.date, *(r.date for r in reports)) if date is not None}
    return Occurrence(
        incident.id,
        incident.type,
        parties.of(incident.agents),
        parties.of(incident.targets),
        incident.count,
        tuple(sorted((date.earliest, date.latest) for date in dates)),
        frozenset(tables.get(r.article, r.article) for r in reports),
        len(incident.reports),
        counts_of(reports),
    )


def counts_of(reports: Iterable[Report]) -> tuple[int, ...]:
    """Return the different counts that some reports give, the least first.

    >>> counts_of(view.reports())[0]
    1
    """
    return tuple(sorted({report.count for report in reports if report.count is not None}))


def _apart(decisions: Iterable[Decision], home: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of incidents that a person has split."""
    for decision in decisions:
        one, other = home.get(decision.first), home.get(decision.second)
        split = decision.by == Decider.PERSON and decision.kind == DecisionKind.SPLIT
        if split and one and other and one != other:
            yield one, other


class _Parties:
    """Sides of incidents: actors folded to states, with the blocs of these."""

    def __init__(self, actors: Iterable[Actor], offices: Iterable[Office]) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self._served: dict[str, set[str]] = defaultdict(set)
        for office in offices:
            if office.state:
                self._served[office.person].add(office.state)
        self._known: dict[tuple[str, ...], NamedSide] = {}

    def of(self, ids: tuple[str, ...]) -> NamedSide:
        """Return the side that some actors make up."""
        if ids not in self._known:
            self._known[ids] = self._made(ids)
        return self._known[ids]

    def _made(self, ids: tuple[str, ...]) -> NamedSide:
        states = {state for ident in ids for state in self._states(ident)}
        every = states | set(ids)
        blocs = {
            m.organization for i in every if i in self._actors for m in self._actors[i].memberships
        }
        return NamedSide(frozenset(every), frozenset(blocs), bool(ids) and not states)

    def _states(self, ident: str) -> Iterator[str]:
        """Yield the states and organizations that an actor is, belongs to or serves."""
        actor = self._actors.get(ident)
        yield from self._served.get(ident, ())
        if actor is None:
            yield ident
            return
        if actor.state:
            yield actor.state
        if actor.kind not in _LOOSE:
            yield ident
        if actor.successor:
            yield actor.successor
