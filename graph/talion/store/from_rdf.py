"""Facts to values: the way back from RDF to `talion.model`."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from talion.model.actor import Actor, Membership, Office
from talion.model.article import Article
from talion.model.claim import PART, PRECEDENT, RESPONSE, Claim
from talion.model.date import Date
from talion.model.decision import MERGE, SPLIT, Decision
from talion.model.incident import Incident, Report, Span
from talion.model.relation import Relation
from talion.store import iris
from talion.store.facts import Facts
from talion.vocabulary import ID, NS

_KINDS = {
    NS + k.capitalize(): k for k in ("country", "organization", "agency", "person", "mission")
}
_CLAIMS = {NS + "Response": RESPONSE, NS + "Precedent": PRECEDENT, NS + "Part": PART}
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_DCTERMS = "http://purl.org/dc/terms/"

About = Mapping[str, list[str]]


def iri_of(kind: str, ident: str) -> str:
    """Return the IRI of a thing as text."""
    return (iris.report(ident) if kind == "report" else iris.iri(kind, ident)).value


def _one(about: About, prop: str) -> str | None:
    values = about.get(prop) or about.get(NS + prop)
    return values[0] if values else None


def _need(about: About, prop: str) -> str:
    value = _one(about, prop)
    assert value is not None, prop  # the shapes saw to it
    return value


def _date(about: About, prop: str = "date") -> Date | None:
    value = _one(about, prop)
    return Date(value) if value else None


def _ids(about: About, prop: str, kind: str) -> tuple[str, ...]:
    return tuple(sorted(iris.ident(v, kind) for v in about.get(NS + prop, ())))


def _whole(about: About, prop: str) -> int | None:
    value = _one(about, prop)
    return None if value is None else int(value)


def _span(about: About) -> Span | None:
    quote = _one(about, "quote")
    if quote is None:
        return None
    return Span(quote, int(_one(about, "start") or 0), int(_one(about, "end") or 0))


def actors(facts: Facts) -> Iterator[Actor]:
    """Yield the actors among facts about them, with their memberships."""
    memberships: dict[str, list[Membership]] = defaultdict(list)
    for about in facts.values():
        if NS + "Membership" in about.get(_TYPE, ()):
            member = iris.ident(_need(about, "member"), "actor")
            organization = iris.ident(_need(about, "organization"), "actor")
            since, until = _date(about, "since"), _date(about, "until")
            memberships[member].append(Membership(member, organization, since, until))
    for iri, about in facts.items():
        kinds = [_KINDS[t] for t in about.get(_TYPE, ()) if t in _KINDS]
        if kinds:
            yield _actor(iri, kinds[0], about, tuple(memberships[iris.ident(iri, "actor")]))


def _actor(iri: str, kind: str, about: About, memberships: tuple[Membership, ...]) -> Actor:
    def texts(*properties: str) -> tuple[str, ...]:
        return tuple(v for p in properties for v in about.get(p, ()))

    def other(prop: str) -> str | None:
        value = _one(about, prop)
        return iris.ident(value, "actor") if value else None

    return Actor(
        id=iris.ident(iri, "actor"),
        name=_one(about, _LABEL) or iris.ident(iri, "actor"),
        kind=kind,
        names=texts(_SKOS + "altLabel"),
        demonyms=texts(NS + "demonym"),
        capitals=texts(NS + "capital"),
        metonyms=texts(NS + "metonym"),
        codes=texts(NS + "iso2", NS + "iso3", NS + "code"),
        state=other("belongsTo"),
        since=_date(about, "since"),
        until=_date(about, "until"),
        successor=other("succeededBy"),
        memberships=memberships,
    )


def articles(facts: Facts) -> Iterator[Article]:
    """Yield articles."""
    for iri, about in facts.items():
        yield Article(
            id=iris.ident(iri, "article"),
            text=_one(about, "text") or "",
            publisher=_one(about, _DCTERMS + "publisher"),
            title=_one(about, _DCTERMS + "title"),
            published=_one(about, _DCTERMS + "issued"),
            url=_one(about, "https://schema.org/url"),
            language=_one(about, _DCTERMS + "language"),
        )


def reports(facts: Facts) -> Iterator[Report]:
    """Yield reports."""
    for iri, about in facts.items():
        quote = _span(about)
        assert quote is not None
        yield Report(
            id=iris.ident(iri, "report"),
            article=iris.ident(_need(about, "inArticle"), "article"),
            type=iris.local(_need(about, "incidentType")),
            status=iris.local(_need(about, "status")),
            agents=_ids(about, "agent", "actor"),
            targets=_ids(about, "target", "actor"),
            count=_whole(about, "count"),
            date=_date(about),
            quote=quote,
        )


def incidents(facts: Facts) -> Iterator[Incident]:
    """Yield incidents."""
    for iri, about in facts.items():
        yield Incident(
            id=iris.ident(iri, "incident"),
            type=iris.local(_need(about, "incidentType")),
            status=iris.local(_need(about, "status")),
            agents=_ids(about, "agent", "actor"),
            targets=_ids(about, "target", "actor"),
            count=_whole(about, "count"),
            date=_date(about),
            reports=_ids(about, "reportedBy", "report"),
            disputed=tuple(sorted(iris.local(v) for v in about.get(NS + "disputes", ()))),
        )


def claims(facts: Facts, incident_of: Mapping[str, str]) -> Iterator[Claim]:
    """Yield claims between incidents; `incident_of` lifts a stated one from report to incident."""

    def end(iri: str) -> str:
        if iri.startswith(ID + "report/"):
            return incident_of[iris.ident(iri, "report")]
        return iris.ident(iri, "incident")

    for iri, about in facts.items():
        kinds = [_CLAIMS[t] for t in about.get(_TYPE, ()) if t in _CLAIMS]
        article, run, probability = (_one(about, p) for p in ("inArticle", "run", "probability"))
        yield Claim(
            id=iris.ident(iri, "claim"),
            type=kinds[0],
            source=end(_need(about, "source")),
            target=end(_need(about, "claimTarget")),
            basis=iris.local(_need(about, "basis")),
            article=iris.ident(article, "article") if article else None,
            quote=_span(about),
            probability=float(probability) if probability else None,
            run=iris.ident(run, "run") if run else None,
        )


def relations(facts: Facts) -> Iterator[Relation]:
    """Yield the relations between actors."""
    for about in facts.values():
        yield Relation(
            iris.ident(_need(about, "subject"), "actor"),
            iris.local(_need(about, "relation")),
            iris.ident(_need(about, "object"), "actor"),
            _ids(about, "explainedBy", "incident"),
        )


def offices(facts: Facts) -> Iterator[Office]:
    """Yield offices."""
    for about in facts.values():
        state = _one(about, "state")
        yield Office(
            person=iris.ident(_need(about, "holder"), "actor"),
            role=_need(about, "role"),
            state=iris.ident(state, "actor") if state else None,
            article=iris.ident(_need(about, "inArticle"), "article"),
            quote=_one(about, "quote"),
        )


def decisions(facts: Facts) -> Iterator[Decision]:
    """Yield decisions."""
    for about in facts.values():
        score = _one(about, "score")
        yield Decision(
            kind=MERGE if NS + "Merge" in about[_TYPE] else SPLIT,
            first=iris.ident(_need(about, "source"), "report"),
            second=iris.ident(_need(about, "claimTarget"), "report"),
            by=_need(about, "decidedBy"),
            reason=_need(about, "reason"),
            score=float(score) if score else None,
        )
