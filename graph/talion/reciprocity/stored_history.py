"""The history that a store holds: its incidents, and the claims among them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial

from talion.events.event_types import UNKNOWN_SEVERITY
from talion.model.actor import Actor, ActorKind
from talion.model.article import Article
from talion.model.claim import Basis, Claim, ClaimType
from talion.model.days import day_number
from talion.model.incident import Incident, Report, Span
from talion.reciprocity.event import Event, Evidence
from talion.reciprocity.history import History
from talion.reciprocity.response import Response
from talion.store.read_overlaps import overlaps_of
from talion.store.reference import incident_types
from talion.store.view import View

_POWERS = (ActorKind.COUNTRY, ActorKind.ORGANIZATION)


def read_history(view: View, confidence: float = 0.0) -> History:
    """Read a store's incidents as events, its claims as responses, parts and precedents.

    Incidents and stated claims that a reader program holds less probable than `confidence` are left
    out; what a person or a table vouches for never is.

    >>> history = read_history(view)
    >>> event = history.events["2020-12-10-expulsion-netherlands-russia"]
    >>> history.describe(event), event.by, event.against, str(event.date)
    ('expulsion of 2', ('netherlands',), ('russia',), '2020-12-10')
    """
    sources = _Sources(view)
    bare = read_events(view, confidence, sources)
    events = bare.events
    incidents = [i for i in view.incidents() if i.id in events]
    sure = [c for c in view.claims() if c.source in events and is_sure(c, confidence)]
    claims = [c for c in sure if c.target in events]
    told_apart = partial(
        overlaps_of,
        incidents,
        sources.reports.values(),
        actors=bare.actors.values(),
        offices=list(view.offices()),
        decisions=list(view.splits()),
        parts=_pairs(claims, ClaimType.PART),
        tables=view.tables(),
    )
    return replace(
        bare,
        responses=tuple(_responses((c for c in claims if c.type == ClaimType.RESPONSE), sources)),
        parts=_pairs(claims, ClaimType.PART),
        precedents=_pairs(claims, ClaimType.PRECEDENT),
        overlaps=cache(told_apart),
        elsewhere=dict(_elsewhere(view, incidents, sure)),
    )


def read_events(view: View, confidence: float = 0.0, sources: "_Sources | None" = None) -> History:
    """Read a store's incidents alone as events; without `sources`, their reports are not read.

    >>> bare = read_events(view)
    >>> len(bare.events), bare.responses, any(e.evidence for e in bare.events.values())
    (53, (), False)
    """
    actors = {a.id: a for a in view.actors()}
    states = _states(actors.values(), view)
    incidents = [i for i in view.incidents() if is_sure(i, confidence)]
    described = (t for t in view.types(i.type for i in incidents) if t.definition)
    types = {t.id: t for t in (*incident_types(), *described)}
    events: dict[str, Event] = {}
    for incident in incidents:
        kind = types.get(incident.type)
        severity = kind.severity if kind else UNKNOWN_SEVERITY
        events[incident.id] = _event(incident, severity, actors, states, sources)
    return History(events, actors=actors, labels={t.id: t.label for t in types.values()})


def _elsewhere(
    view: View, incidents: Iterable[Incident], claims: Iterable[Claim]
) -> Iterator[tuple[str, str]]:
    """Yield the incidents that are stated to respond to something left out, and to what."""
    known = {i.id for i in incidents}
    out = [c for c in claims if c.target not in known and c.type is ClaimType.RESPONSE]
    labels = view.labels() if out else {}
    yield from ((c.source, labels.get(c.target, "")) for c in out if c.basis is Basis.STATED)
    if words := view.outside():
        yield from (
            (i.id, words[r])
            for i in view.incidents()
            if i.id in known
            for r in i.reports
            if r in words
        )


def is_sure(it: Incident | Claim, least: float) -> bool:
    """Whether something is certain, or at least so probable as it was read.

    >>> all(is_sure(it, 1.0) for it in view.incidents())  # reviewed by a person
    True
    """
    return it.confidence is None or it.confidence >= least


class _Sources:
    """Reports and articles, to quote from."""

    def __init__(self, view: View) -> None:
        self.reports: dict[str, Report] = {r.id: r for r in view.reports()}
        self.articles: dict[str, Article] = {a.id: a for a in view.publications()}

    def report(self, ident: str) -> Evidence:
        """Return the passage of a report."""
        told = self.reports[ident]
        return self._passage(told.article, told.quote, told)

    def claim(self, claim: Claim) -> Evidence | None:
        """Return the passage of a claim; None where it has none."""
        if claim.article is None or claim.quote is None:
            return None
        return self._passage(claim.article, claim.quote)

    def _passage(self, ident: str, quote: Span, report: Report | None = None) -> Evidence:
        article = self.articles.get(ident)
        return Evidence(
            article=ident,
            quote=quote.text,
            start=quote.start,
            end=quote.end,
            publisher=article.publisher if article else None,
            published=article.published if article else None,
            report=report.id if report else None,
            count=report.count if report else None,
            date=report.date.edtf if report and report.date else None,
            confidence=report.confidence if report else None,
        )


def _states(actors: Iterable[Actor], view: View) -> dict[str, str]:
    """Return for each agency and person the state it belongs to or serves, where that is known."""
    served = {o.person: o.state for o in view.offices() if o.state}
    return {a.id: state for a in actors if (state := a.state or served.get(a.id))}


def _event(
    incident: Incident,
    severity: float,
    actors: Mapping[str, Actor],
    states: Mapping[str, str],
    sources: _Sources | None,
) -> Event:
    date = incident.date
    return Event(
        id=incident.id,
        type=incident.type,
        status=incident.status,
        agents=incident.agents,
        targets=incident.targets,
        by=_folded(incident.agents, actors, states),
        against=_folded(incident.targets, actors, states),
        count=incident.count,
        date=date,
        severity=severity,
        reports=len(incident.reports),
        evidence=tuple(map(sources.report, incident.reports)) if sources else (),
        disputed=incident.disputed,
        time=float(day_number(date.earliest)) if date else None,
        confidence=incident.confidence,
    )


def _folded(
    ids: Iterable[str], actors: Mapping[str, Actor], states: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the states and organizations among actors; others only where they stand alone."""
    listed = list(ids)
    powers = [states.get(i, i) for i in listed]
    firm = [p for p in powers if p not in actors or actors[p].kind in _POWERS]
    return tuple(dict.fromkeys(firm or powers))


def _pairs(claims: Iterable[Claim], kind: ClaimType) -> tuple[tuple[str, str], ...]:
    found = ((c.source, c.target) for c in claims if c.type is kind and c.source != c.target)
    return tuple(dict.fromkeys(found))


def _responses(claims: Iterable[Claim], sources: _Sources) -> Iterator[Response]:
    """Yield one response a pair of events; stated ones alone where an antecedent is stated."""
    pairs: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.source != claim.target:
            pairs[claim.source, claim.target].append(claim)
    explained = {
        s for (s, _), found in pairs.items() if any(c.basis == Basis.STATED for c in found)
    }
    for (source, target), found in sorted(pairs.items()):
        stated = [c for c in found if c.basis == Basis.STATED]
        if stated:
            words = tuple(e for c in stated if (e := sources.claim(c)))
            sure = [c.confidence for c in stated]
            least = None if None in sure else max(s for s in sure if s is not None)
            yield Response(source, target, Basis.STATED, evidence=words, confidence=least)
        elif source not in explained:
            best = max(found, key=lambda c: (c.probability or 0.0, c.id))
            yield Response(source, target, best.basis, best.probability, run=best.run)
