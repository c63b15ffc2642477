"""From an article and its findings to the record that the graph stores."""

from collections.abc import Iterator
from dataclasses import replace

from talion.errors import SidecarError
from talion.ingest.quotes import find_span
from talion.model.actor import ActorKind, Office
from talion.model.article import Article
from talion.model.claim import Basis, Claim
from talion.model.date import Date
from talion.model.findings import Findings
from talion.model.gazetteer import Gazetteer
from talion.model.incident import Report, Span
from talion.model.record import Origin, Record
from talion.model.slot_quotes import SlotQuote
from talion.resolve.actor_linking import LinkedActors, link_actors
from talion.store.reference import gazetteer


def record(
    article: Article, findings: Findings, *, origin: Origin, known: Gazetteer | None = None
) -> Record:
    """Resolve an article's findings: names to actors, quotes to spans of the text.

    What is reviewed counts as certain, so its confidence is left out. A quote that occurs several
    times stands for its first occurrence. An article without a date of publication takes the one in
    its findings. Raises SidecarError for a name that the gazetteer does not have or a quote that is
    not in the text.

    >>> from talion.model.findings import NamedActor
    >>> listed = (NamedActor("Russia", ActorKind.COUNTRY),)
    >>> found = Findings("a", "2018-03", listed, (), ())
    >>> record(Article("a", "…"), found, origin=Origin.REVIEWED).mentions
    ('russia',)
    """
    if article.published is None:
        article = replace(article, published=findings.published)
    at = Date(article.published) if article.published else None
    known = known if known is not None else gazetteer()
    names = link_actors(findings, at, known)
    return Record(
        article=article,
        origin=origin,
        mentions=tuple(sorted(set(names.ids.values()))),
        actors=names.new,
        offices=tuple(_offices(article, findings, names)),
        reports=tuple(_reports(article, findings, names, origin)),
        claims=tuple(_claims(article, findings, origin)),
        provenance=findings.provenance,
        glosses=tuple((f"{article.id}#{i.id}", i.gloss) for i in findings.incidents if i.gloss),
        slot_quotes=tuple(_slot_quotes(article, findings)),
    )


def _slot_quotes(article: Article, findings: Findings) -> Iterator[tuple[str, SlotQuote]]:
    """Yield the words quoted for slots that the article has; a person may have changed them."""
    for finding in findings.incidents:
        for each in finding.slot_quotes:
            if find_span(article.text, each.quote) is not None:
                yield f"{article.id}#{finding.id}", each


def _span(article: Article, quote: str, place: str) -> Span:
    found = find_span(article.text, quote)
    if found is None:
        raise SidecarError(f"{article.id}.json", "the quote is not in the text", place)
    return found


def _reports(
    article: Article, findings: Findings, names: LinkedActors, origin: Origin
) -> Iterator[Report]:
    for finding in findings.incidents:
        yield Report(
            id=f"{article.id}#{finding.id}",
            article=article.id,
            type=finding.type,
            status=finding.status,
            agents=names.all(finding.agents),
            targets=names.all(finding.targets),
            count=finding.count,
            date=Date(finding.date) if finding.date else None,
            quote=_span(article, finding.quote, f"incident {finding.id}"),
            confidence=_confidence(finding.confidence, origin),
        )


def _confidence(given: float | None, origin: Origin) -> float | None:
    """Return a confidence as the graph holds it; none for what a person vouches for."""
    return None if given is None or origin is Origin.REVIEWED else round(given, 6)


def _claims(article: Article, findings: Findings, origin: Origin) -> Iterator[Claim]:
    for number, link in enumerate(findings.links, 1):
        yield Claim(
            id=f"{article.id}#l{number}",
            type=link.type,
            source=f"{article.id}#{link.source}",
            target=f"{article.id}#{link.target}",
            basis=Basis.STATED,
            article=article.id,
            quote=_span(article, link.quote, f"link {number}") if link.quote else None,
            confidence=_confidence(link.confidence, origin),
        )


def _offices(article: Article, findings: Findings, names: LinkedActors) -> Iterator[Office]:
    for actor in findings.actors:
        if actor.type == ActorKind.PERSON and actor.office:
            yield Office(
                person=names.ids[actor.name],
                role=actor.office,
                state=names.ids[actor.state] if actor.state else None,
                article=article.id,
                quote=_span(article, actor.quote, f"actor {actor.name}").text
                if actor.quote
                else None,
            )
