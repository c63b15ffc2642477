"""Acts in time order, with all that is known of who answered whom."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from talion.model.actor import Actor, ActorKind
from talion.model.article import Article
from talion.model.claim import Basis, Claim, ClaimType
from talion.model.date import Date
from talion.model.days import day_number
from talion.model.incident import Incident, Report, Status
from talion.reciprocity.event import Event, Evidence
from talion.reciprocity.response import Response
from talion.store.reference import deed, incident_types
from talion.store.view import View

_UNKNOWN_SEVERITY = 0.5  # the middle of the scale, for a type the ontology does not have


@dataclass(frozen=True, slots=True)
class History:
    """Acts by id in time order (undated last), answers among them, and the names to tell them by.

    `parts` are pairs (act, the coordinated action or campaign it belongs to), `precedents` pairs
    (earlier act, the act it is told as a parallel of). `actors` are all known by id, `labels` the
    names of incident types.
    """

    events: Mapping[str, Event]
    responses: tuple[Response, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    precedents: tuple[tuple[str, str], ...] = ()
    actors: Mapping[str, Actor] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    def name(self, actor: str) -> str:
        """Return an actor's name; the id itself where it is unknown."""
        known = self.actors.get(actor)
        return known.name if known else actor

    def label(self, kind: str) -> str:
        """Return the name of an incident type."""
        return self.labels.get(kind, kind.replace("_", " "))

    def deed(self, act: Event) -> str:
        """Return what was done, and to how many: `expulsion of 10`."""
        return deed(act.type, act.count, self.labels.get(act.type))

    def retaliates(self, answer: Response) -> bool:
        """Whether an answer turns on a dated, reported act of the other side, and so closes it.

        What answers undated spying opens the exchange of measures: it is itself to be answered.
        """
        source, target = self.events.get(answer.event), self.events.get(answer.antecedent)
        if source is None or target is None:
            return False
        dated = target.date is not None or target.time is not None
        return dated and target.status is Status.REPORTED and source.turns_on(target)

    def members(self, actor: str, at: Date | None) -> frozenset[str]:
        """Return an actor and, of an organization, its members at a date.

        Without a date, members of any time.
        """
        known = self.actors.get(actor)
        if known is None or known.kind is not ActorKind.ORGANIZATION:
            return frozenset({actor})
        return frozenset({actor}) | frozenset(
            a.id
            for a in self.actors.values()
            for m in a.memberships
            if m.organization == actor and (at is None or m.holds(at))
        )

    def blocs(self, actor: str, at: Date | None) -> frozenset[str]:
        """Return the organizations that an actor belongs to at a date."""
        known = self.actors.get(actor)
        held = known.memberships if known else ()
        return frozenset(m.organization for m in held if at is None or m.holds(at))


def stated_antecedents(told: History) -> dict[str, list[str]]:
    """Return by act what sources state that it answers."""
    stated: dict[str, list[str]] = {}
    for answer in told.responses:
        if answer.stated:
            stated.setdefault(answer.event, []).append(answer.antecedent)
    return stated


def read_history(view: View) -> History:
    """Read a store's incidents as acts, its claims as answers, parts and precedents."""
    actors = {a.id: a for a in view.actors()}
    states = _states(actors.values(), view)
    told = _Told(view)
    types = {t.id: t for t in incident_types()}
    acts: dict[str, Event] = {}
    for incident in view.incidents():
        kind = types.get(incident.type)
        severity = kind.severity if kind else _UNKNOWN_SEVERITY
        acts[incident.id] = _act(incident, severity, actors, states, told)
    claims = [c for c in view.claims() if c.source in acts and c.target in acts]
    return History(
        events=acts,
        responses=tuple(_answers((c for c in claims if c.type is ClaimType.RESPONSE), told)),
        parts=_pairs(claims, ClaimType.PART),
        precedents=_pairs(claims, ClaimType.PRECEDENT),
        actors=actors,
        labels={t.id: t.label for t in types.values()},
    )


class _Told:
    """Reports and articles, to quote from."""

    def __init__(self, view: View) -> None:
        self.reports: dict[str, Report] = {r.id: r for r in view.reports()}
        self.articles: dict[str, Article] = {a.id: a for a in view.articles()}

    def report(self, ident: str) -> Evidence:
        """Return the words of a report."""
        report = self.reports[ident]
        article, quote = self.articles.get(report.article), report.quote
        return Evidence(
            article=report.article,
            quote=quote.text,
            start=quote.start,
            end=quote.end,
            publisher=article.publisher if article else None,
            published=article.published if article else None,
            report=ident,
            count=report.count,
            date=report.date.edtf if report.date else None,
        )

    def claim(self, claim: Claim) -> Evidence | None:
        """Return the words of a claim; None where it has none."""
        if claim.article is None or claim.quote is None:
            return None
        article, quote = self.articles.get(claim.article), claim.quote
        return Evidence(
            article=claim.article,
            quote=quote.text,
            start=quote.start,
            end=quote.end,
            publisher=article.publisher if article else None,
            published=article.published if article else None,
        )


def _states(actors: Iterable[Actor], view: View) -> dict[str, str]:
    """Return for each agency and person the state it belongs to or serves, where that is known."""
    served = {o.person: o.state for o in view.offices() if o.state}
    return {a.id: state for a in actors if (state := a.state or served.get(a.id))}


def _act(
    incident: Incident,
    severity: float,
    actors: Mapping[str, Actor],
    states: Mapping[str, str],
    told: _Told,
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
        evidence=tuple(told.report(r) for r in incident.reports),
        disputed=incident.disputed,
        time=float(day_number(date.earliest)) if date else None,
    )


def _folded(
    ids: Iterable[str], actors: Mapping[str, Actor], states: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the states and organizations among actors; whoever has none, only if alone."""
    listed = list(ids)
    powers = [states.get(i, i) for i in listed]
    firm = [p for p in powers if p not in actors or actors[p].kind in ("country", "organization")]
    return tuple(dict.fromkeys(firm or powers))


def _pairs(claims: Iterable[Claim], kind: str) -> tuple[tuple[str, str], ...]:
    found = ((c.source, c.target) for c in claims if c.type == kind and c.source != c.target)
    return tuple(dict.fromkeys(found))


def _answers(claims: Iterable[Claim], told: _Told) -> Iterator[Response]:
    """Yield one answer a pair of acts; of an act whose cause is stated, only stated ones."""
    pairs: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.source != claim.target:
            pairs[claim.source, claim.target].append(claim)
    explained = {
        s for (s, _), found in pairs.items() if any(c.basis is Basis.STATED for c in found)
    }
    for (source, target), found in sorted(pairs.items()):
        stated = [c for c in found if c.basis is Basis.STATED]
        if stated:
            words = tuple(e for c in stated if (e := told.claim(c)))
            yield Response(source, target, Basis.STATED, evidence=words)
        elif source not in explained:
            best = max(found, key=lambda c: (c.probability or 0.0, c.id))
            yield Response(source, target, best.basis, best.probability, run=best.run)
