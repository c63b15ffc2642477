"""RDF to values: grouped statements become values of `talion.model`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TypeVar

from talion.errors import InvalidGraphError
from talion.model.actor import Actor, ActorKind, Membership, Office
from talion.model.article import Article
from talion.model.claim import Claim
from talion.model.date import Date
from talion.model.decision import Decider, Decision, DecisionKind, Subject
from talion.model.incident import Incident, Report, Span
from talion.model.relation import Relation
from talion.store import iris
from talion.store.closed_terms import (
    ACTOR_CLASSES,
    BASES,
    CLAIM_CLASSES,
    DECISION_CLASSES,
    SLOTS,
    STATUSES,
    by_term,
)
from talion.store.facts import Facts
from talion.vocabulary import DCTERMS, ID, RDF, RDFS, SCHEMA, SKOS, TAL, Term

_KINDS = by_term(ACTOR_CLASSES)
_CLAIMS = by_term(CLAIM_CLASSES)
_DECISIONS = by_term(DECISION_CLASSES)
_STATUSES = by_term(STATUSES)
_BASES = by_term(BASES)
_SLOTS = by_term(SLOTS)

_Member = TypeVar("_Member")

About = Mapping[str, list[str]]

#: What the id of a report begins with where that of an incident might stand; no id has it.
_REPORT = "\0report:"


def iri_of(kind: str, ident: str) -> str:
    """Return the IRI of a thing as text.

    >>> iri_of("report", "gazette#e1")
    'https://w3id.org/talion/id/report/gazette/e1'
    """
    return (iris.report(ident) if kind == "report" else iris.iri(kind, ident)).value


def claim_iri(ident: str) -> str:
    """Return the IRI of a claim of an article or of a run as text.

    >>> claim_iri("run#model#7")
    'https://w3id.org/talion/id/claim/run/model/7'
    """
    return iris.iri("claim", *ident.split("#")).value


def _one(about: About, prop: Term) -> str | None:
    values = about.get(prop)
    return values[0] if values else None


def _need(about: About, prop: Term) -> str:
    value = _one(about, prop)
    if value is None:  # the shapes see to it in what is validated
        raise InvalidGraphError([f"{iris.local(prop)} is missing where it must stand"])
    return value


def _closed(terms: Mapping[str, _Member], about: About, prop: Term) -> _Member:
    """Return what the term stands for that is the value of a property."""
    value = _need(about, prop)
    if value not in terms:
        raise InvalidGraphError([f"{iris.local(prop)}: '{value}' is none of its values"])
    return terms[value]


def _date(about: About, prop: Term = TAL.date) -> Date | None:
    value = _one(about, prop)
    return Date(value) if value else None


def _ids(about: About, prop: Term, kind: str) -> tuple[str, ...]:
    return tuple(sorted(iris.ident(v, kind) for v in about.get(prop, ())))


def _share(about: About, prop: Term) -> float | None:
    value = _one(about, prop)
    return float(value) if value else None


def _whole(about: About, prop: Term) -> int | None:
    value = _one(about, prop)
    return None if value is None else int(value)


def _span(about: About) -> Span | None:
    quote = _one(about, TAL.quote)
    if quote is None:
        return None
    return Span(quote, int(_one(about, TAL.start) or 0), int(_one(about, TAL.end) or 0))


def actors(facts: Facts) -> Iterator[Actor]:
    """Yield the actors among some facts, with their memberships.

    >>> found = view.about([iri_of("actor", "russia")], [TAL.Country])
    >>> [actor.name for actor in actors(found)]
    ['Russia']
    """
    memberships: dict[str, list[Membership]] = defaultdict(list)
    for about in facts.values():
        if TAL.Membership in about.get(RDF.type, ()):
            member = iris.ident(_need(about, TAL.member), "actor")
            organization = iris.ident(_need(about, TAL.organization), "actor")
            since, until = _date(about, TAL.since), _date(about, TAL.until)
            memberships[member].append(Membership(member, organization, since, until))
    for iri, about in facts.items():
        kinds = [_KINDS[t] for t in about.get(RDF.type, ()) if t in _KINDS]
        if kinds:
            yield _actor(iri, kinds[0], about, tuple(memberships[iris.ident(iri, "actor")]))


def _actor(iri: str, kind: ActorKind, about: About, memberships: tuple[Membership, ...]) -> Actor:
    def texts(*properties: Term) -> tuple[str, ...]:
        return tuple(v for p in properties for v in about.get(p, ()))

    def other(prop: Term) -> str | None:
        value = _one(about, prop)
        return iris.ident(value, "actor") if value else None

    name = _one(about, RDFS.label) or iris.ident(iri, "actor")
    return Actor(
        id=iris.ident(iri, "actor"),
        name=name,
        kind=kind,
        names=tuple(other for other in texts(SKOS.altLabel) if other != name),
        demonyms=texts(TAL.demonym),
        capitals=texts(TAL.capital),
        metonyms=texts(TAL.metonym),
        codes=texts(TAL.iso2, TAL.iso3, TAL.code),
        state=other(TAL.belongsTo),
        since=_date(about, TAL.since),
        until=_date(about, TAL.until),
        successor=other(TAL.succeededBy),
        memberships=memberships,
    )


def articles(facts: Facts) -> Iterator[Article]:
    """Yield articles.

    >>> found = view.about([iri_of("article", "2020-12-dutchreview")], [TAL.Article])
    >>> [article.publisher for article in articles(found)]
    ['DutchReview']
    """
    for iri, about in facts.items():
        yield Article(
            id=iris.ident(iri, "article"),
            text=_one(about, TAL.text) or "",
            publisher=_one(about, DCTERMS.publisher),
            title=_one(about, DCTERMS.title),
            published=_one(about, DCTERMS.issued),
            url=_one(about, SCHEMA.url),
            language=_one(about, DCTERMS.language),
        )


def reports(facts: Facts) -> Iterator[Report]:
    """Yield reports.

    >>> found = view.about([iri_of("report", "2020-12-dutchreview#e1")], [TAL.Report])
    >>> [report.type for report in reports(found)]
    ['expulsion']
    """
    for iri, about in facts.items():
        quote = _span(about)
        if quote is None:
            raise InvalidGraphError([f"report {iris.ident(iri, 'report')}: its quote is missing"])
        yield Report(
            id=iris.ident(iri, "report"),
            article=iris.ident(_need(about, TAL.inArticle), "article"),
            type=iris.local(_need(about, TAL.incidentType)),
            status=_closed(_STATUSES, about, TAL.status),
            agents=_ids(about, TAL.agent, "actor"),
            targets=_ids(about, TAL.target, "actor"),
            count=_whole(about, TAL.count),
            date=_date(about),
            quote=quote,
            confidence=_share(about, TAL.confidence),
        )


def incidents(facts: Facts) -> Iterator[Incident]:
    """Yield incidents.

    >>> ident = "2020-12-10-expulsion-netherlands-russia"
    >>> found = view.about([iri_of("incident", ident)], [TAL.Incident])
    >>> [incident.count for incident in incidents(found)]
    [2]
    """
    for iri, about in facts.items():
        yield Incident(
            id=iris.ident(iri, "incident"),
            type=iris.local(_need(about, TAL.incidentType)),
            status=_closed(_STATUSES, about, TAL.status),
            agents=_ids(about, TAL.agent, "actor"),
            targets=_ids(about, TAL.target, "actor"),
            count=_whole(about, TAL.count),
            date=_date(about),
            reports=_ids(about, TAL.reportedBy, "report"),
            disputed=tuple(sorted(_SLOTS[v] for v in about.get(TAL.disputes, ()) if v in _SLOTS)),
            confidence=_share(about, TAL.confidence),
        )


def claims(facts: Facts, incident_of: Mapping[str, str]) -> Iterator[Claim]:
    """Yield claims between incidents; `incident_of` maps reports to their incidents.

    A stated claim relates two reports and is raised to the incidents of these.
    """
    return (raised(claim, incident_of) for claim in claims_as_stored(facts))


def raised(claim: Claim, incident_of: Mapping[str, str]) -> Claim:
    """Return a claim as it was told between the incidents that its reports are of.

    >>> from talion.model.claim import Basis, ClaimType
    >>> told = Claim("a#l1", ClaimType.RESPONSE, _REPORT + "a#e2", "b", Basis.STATED)
    >>> raised(told, {"a#e2": "c"}).source
    'c'
    """

    def end(told: str) -> str:
        report = told.removeprefix(_REPORT)
        if report == told:
            return told
        if report not in incident_of:
            reason = f"claim {claim.id}: relates the report '{report}', which no incident has"
            raise InvalidGraphError([reason])
        return incident_of[report]

    source, target = end(claim.source), end(claim.target)
    if (source, target) == (claim.source, claim.target):
        return claim
    # Written out, as `replace` takes three times as long.
    return Claim(
        claim.id,
        claim.type,
        source,
        target,
        claim.basis,
        claim.article,
        claim.quote,
        claim.probability,
        claim.run,
        claim.confidence,
    )


def claims_as_stored(facts: Facts) -> Iterator[Claim]:
    """Yield claims between what they are told of: incidents, or reports, which are marked."""

    def end(iri: str) -> str:
        if iri.startswith(ID + "report/"):
            return _REPORT + iris.ident(iri, "report")
        return iris.ident(iri, "incident")

    for iri, about in facts.items():
        kinds = [_CLAIMS[t] for t in about.get(RDF.type, ()) if t in _CLAIMS]
        article, run = (_one(about, p) for p in (TAL.inArticle, TAL.run))
        yield Claim(
            id=iris.ident(iri, "claim"),
            type=kinds[0],
            source=end(_need(about, TAL.source)),
            target=end(_need(about, TAL.claimTarget)),
            basis=_closed(_BASES, about, TAL.basis),
            article=iris.ident(article, "article") if article else None,
            quote=_span(about),
            probability=_share(about, TAL.probability),
            run=iris.ident(run, "run") if run else None,
            confidence=_share(about, TAL.confidence),
        )


def relations(facts: Facts) -> Iterator[Relation]:
    """Yield the relations between actors."""
    for about in facts.values():
        yield Relation(
            iris.ident(_need(about, TAL.subject), "actor"),
            iris.local(_need(about, TAL.relation)),
            iris.ident(_need(about, TAL.object), "actor"),
            _ids(about, TAL.explainedBy, "incident"),
        )


def offices(facts: Facts) -> Iterator[tuple[str, Office]]:
    """Yield offices with their IRIs."""
    for iri, about in facts.items():
        state = _one(about, TAL.state)
        yield (
            iri,
            Office(
                person=iris.ident(_need(about, TAL.holder), "actor"),
                role=_need(about, TAL.role),
                state=iris.ident(state, "actor") if state else None,
                article=iris.ident(_need(about, TAL.inArticle), "article"),
                quote=_one(about, TAL.quote),
            ),
        )


def decisions(facts: Facts) -> Iterator[tuple[str, Decision]]:
    """Yield decisions with their IRIs."""
    for iri, about in facts.items():
        kind = next(_DECISIONS[t] for t in about[RDF.type] if t in _DECISIONS)
        subject = _subject(_need(about, TAL.source))
        reports = subject is Subject.REPORT
        first, second = _decided_reports(about) if reports else _decided(kind, subject, about)
        made = Decision(
            kind=kind,
            first=first,
            second=second,
            by=Decider(_need(about, TAL.decidedBy)),
            reason=_need(about, TAL.reason),
            score=_share(about, TAL.score),
            about=subject,
            retired=_ids(about, TAL.retired, "incident"),
        )
        yield iri, made


def _decided_reports(about: About) -> tuple[str, str]:
    first, second = (_need(about, end) for end in (TAL.source, TAL.claimTarget))
    return iris.ident(first, "report"), iris.ident(second, "report")


def _subject(source: str) -> Subject:
    """Return what a decision that starts from an IRI is about."""
    return next((s for s in Subject if source.startswith(f"{ID}{s}/")), Subject.REPORT)


def _decided(kind: DecisionKind, subject: Subject, about: About) -> tuple[str, str]:
    """Return the thing that a decision is about, and what was decided about it."""
    match kind:
        case DecisionKind.MERGE:
            what = iris.ident(_need(about, TAL.claimTarget), "actor")
        case DecisionKind.SPLIT:
            what = iris.ident(_need(about, TAL.claimTarget), "article")
        case DecisionKind.RENAME:
            what = _need(about, TAL.decidedName)
        case DecisionKind.RETYPE:
            what = _closed(_KINDS, about, TAL.decidedClass).value
        case DecisionKind.NOTE:
            what = _need(about, TAL.noteText)
        case DecisionKind.STAR:
            what = ""
    return iris.ident(_need(about, TAL.source), subject.value), what
