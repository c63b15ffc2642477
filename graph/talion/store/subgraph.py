"""A part of a graph: some incidents and all that is needed to show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from talion.model.actor import Actor
from talion.model.article import Article
from talion.model.claim import Claim
from talion.model.incident import Incident, Report
from talion.store import from_rdf, iris
from talion.store.closed_terms import CLAIM_CLASSES
from talion.store.facts import Facts
from talion.store.query import values as values_clause
from talion.store.view import View
from talion.vocabulary import ID, TAL

_ENDS = (TAL.source, TAL.claimTarget)


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Incidents with their reports, the articles of these, their claims, and all actors named.

    `contradictions` are claims of responses that the dates rule out; `claims` are the others.
    """

    incidents: tuple[Incident, ...]
    reports: tuple[Report, ...]
    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    actors: tuple[Actor, ...]
    contradictions: tuple[Claim, ...] = ()


def subgraph(view: View, ids: Sequence[str], actors: Iterable[str] = ()) -> Subgraph:
    """Return the subgraph of some incidents, with further actors beside those that they name.

    Incidents that a claim relates to one of these are included, so that every response can be
    shown with both ends.

    >>> part = subgraph(view, ["2020-12-10-expulsion-netherlands-russia"])
    >>> len(part.reports) > 1, "russia" in {a.id for a in part.actors}
    (True, True)
    """
    asked = tuple(view.incidents(ids)) if ids else ()
    claims = claims_of(view, asked)
    ends = {end for c in claims for end in (c.source, c.target)} - {i.id for i in asked}
    joined = tuple(view.incidents(sorted(ends))) if ends else ()
    incidents = (*asked, *joined)
    ruled_out = _ruled_out(view, claims) if claims else set()
    ids_of_reports = [r for i in incidents for r in i.reports]
    reports = tuple(view.reports(ids_of_reports)) if ids_of_reports else ()
    read = sorted({r.article for r in reports} | {c.article for c in claims if c.article})
    people = {*actors, *(a for i in incidents for a in (*i.agents, *i.targets))}
    return Subgraph(
        incidents,
        reports,
        tuple(view.articles(read)) if read else (),
        tuple(claim for claim in claims if claim.id not in ruled_out),
        tuple(view.actors(sorted(people))) if people else (),
        tuple(claim for claim in claims if claim.id in ruled_out),
    )


def _ruled_out(view: View, claims: Sequence[Claim]) -> set[str]:
    """Return the ids of those claims that the dates rule out, alone or with others of the graph."""
    responses = sorted({claim.source for claim in claims})
    some = values_clause("response", [from_rdf.iri_of("incident", i) for i in responses])
    rows = view.select(
        f"SELECT ?claim {{ {some} ?contradiction tal:source ?response ; tal:contradicts ?claim }}"
    ).rows
    return {iris.ident(str(claim), "claim") for (claim,) in rows}


def claims_of(view: View, incidents: Sequence[Incident]) -> list[Claim]:
    """Return all claims about some incidents, stated ones raised from reports to incidents.

    Asked in small steps, each of which Oxigraph answers by look-ups; as one query it would scan
    all claims or all incidents.

    >>> named = view.incidents(["2020-12-10-expulsion-netherlands-russia"])
    >>> {claim.type.value for claim in claims_of(view, list(named))} <= {
    ...     "in_response_to", "precedent_of", "part_of"
    ... }
    True
    """
    if not incidents:
        return []
    ends = [from_rdf.iri_of("report", r) for i in incidents for r in i.reports]
    ends += [from_rdf.iri_of("incident", i.id) for i in incidents]
    some = values_clause("end", ends)
    rows = view.select(
        f"SELECT DISTINCT ?c WHERE {{ {some}"
        " { ?c tal:source ?end } UNION { ?c tal:claimTarget ?end } }"
    )
    if not rows.rows:
        return []
    found = view.about([str(c) for (c,) in rows.rows], CLAIM_CLASSES.values())
    incident_of = {r: i.id for i in incidents for r in i.reports}
    incident_of |= _incidents_of(view, _reports_in(found) - incident_of.keys())
    return sorted(from_rdf.claims(found, incident_of), key=lambda c: c.id)


def _reports_in(claims: Facts) -> set[str]:
    """Return the reports that claims relate."""
    ends = (end for about in claims.values() for p in _ENDS for end in about.get(p, ()))
    return {iris.ident(end, "report") for end in ends if end.startswith(ID + "report/")}


def _incidents_of(view: View, reports: set[str]) -> dict[str, str]:
    """Return the incident of each report."""
    if not reports:
        return {}
    some = values_clause("r", [from_rdf.iri_of("report", r) for r in sorted(reports)])
    rows = view.select(f"SELECT ?r ?i WHERE {{ {some} ?i tal:reportedBy ?r }}").rows
    return {iris.ident(str(r), "report"): iris.ident(str(i), "incident") for r, i in rows}
