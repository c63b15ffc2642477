"""What a store holds, read once and found by id, for formats that write it thing by thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from talion.model.actor import Actor
    from talion.model.article import Article
    from talion.model.claim import Claim
    from talion.model.incident import Incident, IncidentType, Report
    from talion.store.view import View


@dataclass(frozen=True, slots=True)
class Contents:
    """Actors that take part in incidents and those they belong to, incidents, reports, articles.

    Incidents are in the order of their dates, the rest by id.
    """

    actors: Mapping[str, Actor]
    incidents: Mapping[str, Incident]
    titles: Mapping[str, str]
    types: Mapping[str, IncidentType]
    reports: Mapping[str, Report]
    articles: Mapping[str, Article]
    claims: Sequence[Claim]

    @classmethod
    def of(cls, view: View) -> Contents:
        """Read a graph.

        >>> found = Contents.of(view)
        >>> len(found.incidents), found.actors["svr"].state in found.actors
        (53, True)
        """
        incidents = {i.id: i for i in view.incidents()}
        known = {a.id: a for a in view.actors()}
        acting = {a for i in incidents.values() for a in (*i.agents, *i.targets)}
        states = {state for a in acting & known.keys() if (state := known[a].state)}
        kinds = view.types({i.type for i in incidents.values()})
        return cls(
            actors={ident: known[ident] for ident in sorted((acting | states) & known.keys())},
            incidents=incidents,
            titles=view.labels(),
            types={kind.id: kind for kind in kinds},
            reports={r.id: r for r in view.reports()},
            articles={a.id: a for a in sorted(view.publications(), key=lambda a: a.id)},
            claims=sorted(view.claims(), key=lambda c: c.id),
        )

    def sources(self, incident: Incident) -> list[Article]:
        """Return the articles that report an incident, each once; an event table is none."""
        ids = dict.fromkeys(self.reports[r].article for r in incident.reports if r in self.reports)
        return [self.articles[ident] for ident in ids if ident in self.articles]
