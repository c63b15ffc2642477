"""The graph as a directed multigraph of actors, or of incidents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talion.errors import UsageError
from talion.model.type_traits import CountedAs
from talion.store.read_overlaps import read_overlaps
from talion.store.reference import incident_types, traits_of

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from talion.model.actor import Actor
    from talion.model.date import Date
    from talion.model.incident import Incident
    from talion.model.overlaps import Total
    from talion.store.store import Store
    from talion.store.view import View

#: What a projection can be of.
KINDS = ("actors", "incidents")


def to_networkx(view: View | Store, kind: str = "actors") -> MultiDiGraph[str]:
    """Return the graph as a networkx MultiDiGraph.

    `actors`: a node an actor that takes part in an incident (attributes label, kind, state), an
    edge a plain relation (key and attribute `relation`, `weight` = number of incidents behind it,
    `different` = at least this many of them surely differ, `reports` = number of their reports,
    `persons_at_least` and `persons_up_to` = what their counts of persons add up to over those that
    surely differ, and over all, if all of these are of one type; `first` and `last` day, `spells` =
    when each dated one was, as intervals of days with spaces between them, `incidents` = their
    ids). Relations come from incidents of status reported only.

    `incidents`: a node an incident (label, type, status, date, earliest, latest, spells, count,
    severity, agents, targets, confidence), an edge a claim from the later to the earlier (key
    `type`, attributes type, basis, probability, confidence, article, quote).

    Attributes are plain texts and numbers, absent where unknown, so every export can hold them.

    >>> network = to_networkx(view)
    >>> network.nodes["russia"]["label"], network.has_edge("netherlands", "russia", "expelled")
    ('Russia', True)
    """
    from talion.store.store import Store as Kept

    if isinstance(view, Kept):
        with view.view() as state:
            return to_networkx(state, kind)
    if kind == "actors":
        return _actors(view)
    if kind == "incidents":
        return _incidents(view)
    raise UsageError(f"'{kind}' is not a kind of network; there are: {', '.join(KINDS)}")


def _known(**attributes: Any) -> dict[str, Any]:
    return {name: value for name, value in attributes.items() if value is not None}


def _actors(view: View) -> MultiDiGraph[str]:
    import networkx as nx

    network: MultiDiGraph[str] = nx.MultiDiGraph(name="actors")
    incidents = {i.id: i for i in view.incidents()}
    overlaps = read_overlaps(view)
    for actor in view.acting():
        network.add_node(actor.id, **_actor(actor))
    for relation in view.relations():
        behind = [incidents[i] for i in relation.incidents]
        people = overlaps.total(i.id for i in behind if _counts_persons(i))
        facts = _relation(relation.name, behind, overlaps.total(relation.incidents), people)
        network.add_edge(relation.subject, relation.object, key=relation.name, **facts)
    return network


def _actor(actor: Actor) -> dict[str, Any]:
    return _known(label=actor.name, kind=actor.kind.value, state=actor.state)


def _counts_persons(incident: Incident) -> bool:
    """Whether the count of an incident is one of persons, not of posts or missions."""
    return traits_of(incident.type).counts is CountedAs.PERSONS


def _relation(name: str, behind: list[Incident], total: Total, people: Total) -> dict[str, Any]:
    dates = [i.date for i in behind if i.date]
    return _known(
        relation=name,
        weight=len(behind),
        different=total.different,
        reports=total.reports,
        persons_at_least=people.least if people.counted and people.adds else None,
        persons_up_to=people.most if people.counted and people.adds else None,
        first=min(d.earliest for d in dates).isoformat() if dates else None,
        last=max(d.latest for d in dates).isoformat() if dates else None,
        spells=" ".join(sorted({_spell(d) for d in dates})) or None,
        incidents=" ".join(i.id for i in behind),
    )


def _spell(date: Date) -> str:
    return f"{date.earliest.isoformat()}/{date.latest.isoformat()}"


def _incidents(view: View) -> MultiDiGraph[str]:
    import networkx as nx

    network: MultiDiGraph[str] = nx.MultiDiGraph(name="incidents")
    severity = {t.id: t.severity for t in incident_types()}
    labels = view.labels()
    for it in view.incidents():
        network.add_node(
            it.id,
            **_known(
                label=labels.get(it.id, it.id),
                type=it.type,
                status=it.status.value,
                date=it.date.edtf if it.date else None,
                earliest=it.date.earliest.isoformat() if it.date else None,
                latest=it.date.latest.isoformat() if it.date else None,
                spells=_spell(it.date) if it.date else None,
                count=it.count,
                severity=severity.get(it.type),
                agents=" ".join(it.agents),
                targets=" ".join(it.targets),
                confidence=it.confidence,
            ),
        )
    for claim in view.claims():
        network.add_edge(
            claim.source,
            claim.target,
            key=f"{claim.type} {claim.id}",
            **_known(
                type=claim.type.value,
                basis=claim.basis.value,
                probability=claim.probability,
                confidence=claim.confidence,
                article=claim.article,
                quote=claim.quote.text if claim.quote else None,
            ),
        )
    return network
