"""What the page of a thing says before its statements: a sentence, then facts; for machines too.

Machines get schema.org as JSON-LD, in the terms that `ontology/alignments/` uses, and the tags of
the Open Graph protocol.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from talion.model.actor import Actor, ActorKind
from talion.model.article import Article
from talion.model.claim import Basis, Claim, ClaimType
from talion.model.incident import Incident, Status
from talion.store import View, iris
from talion.store.from_rdf import iri_of
from talion.store.index import Index, Slice
from talion.store.subgraph import Subgraph, subgraph
from talion.vocabulary import BASE, ID, SCHEMA_CONTEXT, is_web_address

#: How many incidents of an actor, or of an article, a page lists.
LISTED = 12
#: Classes of schema.org for kinds of actors, as `ontology/alignments.ttl` has them.
_CLASSES = {
    ActorKind.COUNTRY: "Country",
    ActorKind.ORGANIZATION: "Organization",
    ActorKind.AGENCY: "GovernmentOrganization",
    ActorKind.MISSION: "GovernmentOrganization",
    ActorKind.PERSON: "Person",
}


@dataclass(frozen=True, slots=True)
class FactValue:
    """A value of a fact: words, the address that they lead to, and a quote below them."""

    text: str
    href: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class ThingFacts:
    """A sentence, facts by name, and the same as JSON-LD."""

    sentence: str
    facts: tuple[tuple[str, tuple[FactValue, ...]], ...] = ()
    json_ld: dict[str, Any] = field(default_factory=dict)


def facts_of(view: View, index: Index, iri: str) -> ThingFacts | None:
    """Return what is told of an actor, an incident, an article or a claim; None for other things.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     index = Index.of(view, Path(folder) / "index", lambda _: None)
    ...     told = facts_of(view, index, "https://w3id.org/talion/id/actor/romania")
    ...     index.close()
    >>> told.sentence
    'Romania is a country; 1 incident.'
    """
    for kind, tell in _KINDS.items():
        beginning = f"{ID}{kind}/"
        if iri.startswith(beginning):
            return tell(view, index, iri, iris.ident(iri, kind))
    return None


def _actor(view: View, index: Index, iri: str, ident: str) -> ThingFacts | None:
    actor = next(iter(view.actors([ident])), None)
    if actor is None:
        return None
    found = index.incidents(Slice(actors=(ident,)), LISTED)
    number = f"{found.total:,}{'+' if found.capped else ''}"
    noun = "incident" if found.total == 1 else "incidents"
    state = next(iter(view.actors([actor.state])), None) if actor.state else None
    of_state = f" of {state.name}" if state else ""
    article = "an" if actor.kind[0] in "aeiou" else "a"
    groups = {g.id: g for g in view.actors([m.organization for m in actor.memberships] or [""])}
    facts = (
        ("also called", _words(actor.names)),
        ("belongs to", _actors([state] if state else [])),
        ("member of", _actors(groups[i] for i in sorted(groups))),
        ("latest incidents", _incidents(view, found.ids)),
    )
    json_ld: dict[str, Any] = {
        "@type": _CLASSES[actor.kind],
        "name": actor.name,
        "alternateName": list(actor.names),
        "memberOf": [{"@id": iri_of("actor", i)} for i in sorted(groups)],
    }
    sentence = f"{actor.name} is {article} {actor.kind}{of_state}; {number} {noun}."
    return _told(iri, sentence, facts, json_ld)


def _incident(view: View, _: Index, iri: str, ident: str) -> ThingFacts | None:
    part = subgraph(view, [ident])
    incident = next((i for i in part.incidents if i.id == ident), None)
    if incident is None:
        return None
    label = view.labels([ident])[ident]
    actors = {a.id: a for a in part.actors}
    facts = (
        ("source", _actors(actors[a] for a in incident.agents)),
        ("target", _actors(actors[a] for a in incident.targets)),
        ("date", _words([incident.date.edtf] if incident.date else [])),
        ("status", _words([incident.status])),
        ("the reports disagree on", _words(incident.disputed)),
        ("answers", tuple(_linked(view, part, incident, answers=True))),
        ("answered by", tuple(_linked(view, part, incident, answers=False))),
        ("reports", tuple(_reports(part, incident))),
    )
    json_ld: dict[str, Any] = {"@type": "Claim", "about": label}
    if incident.status == Status.REPORTED:  # only what is reported as done is an event
        json_ld = {
            "@type": ["Event", "Action"],
            "name": label,
            "agent": [{"@id": iri_of("actor", a)} for a in incident.agents],
            "object": [{"@id": iri_of("actor", a)} for a in incident.targets],
            "startDate": incident.date and incident.date.earliest.isoformat(),
            "endDate": incident.date and incident.date.latest.isoformat(),
        }
    note = f", {incident.status.note}" if incident.status.note else ""
    return _told(iri, f"{label}{note}.", facts, json_ld)


def _article(view: View, _: Index, iri: str, ident: str) -> ThingFacts | None:
    article = next(iter(view.articles([ident])), None)
    if article is None:
        return None
    rows = view.select(
        f"SELECT DISTINCT ?i WHERE {{ ?r tal:inArticle <{iri}> . ?i tal:reportedBy ?r }}"
        f" ORDER BY ?i LIMIT {LISTED}"
    ).rows
    ids = [iris.ident(str(row[0]), "incident") for row in rows]
    facts = (
        ("publisher", _words([article.publisher] if article.publisher else [])),
        ("published", _words([article.published] if article.published else [])),
        ("address", _web(article)),
        ("reports", _incidents(view, ids)),
    )
    json_ld = {
        "@type": "Article",
        "headline": article.title or article.id,
        "publisher": article.publisher and {"@type": "Organization", "name": article.publisher},
        "datePublished": article.published,
        "url": article.url,
    }
    sentence = ", ".join(filter(None, (article.title, article.publisher, article.published)))
    return _told(iri, f"{sentence or article.id}.", facts, json_ld)


def _claim(view: View, _: Index, iri: str, __: str) -> ThingFacts | None:
    rows = view.select(
        f"SELECT ?s ?t WHERE {{ <{iri}> tal:source ?a ; tal:claimTarget ?b ."
        " OPTIONAL { ?x tal:reportedBy ?a } OPTIONAL { ?y tal:reportedBy ?b }"
        " BIND (COALESCE(?x, ?a) AS ?s) BIND (COALESCE(?y, ?b) AS ?t) }"
    ).rows
    ends = [iris.ident(str(end), "incident") for row in rows[:1] for end in row]
    part = subgraph(view, ends) if ends else None
    known = part.claims if part else ()
    claim = next((c for c in known if iri in (iris.claim(c.id).value, iri_of("claim", c.id))), None)
    if part is None or claim is None:
        return None
    labels = view.labels(ends)
    verb = _VERBS[claim.type]
    facts = (
        ("basis", (_evidence(part, claim),)),
        (verb, _incidents(view, ends)),
    )
    sentence = f"{labels[claim.source]} {verb} {labels[claim.target]}."
    json_ld = {
        "@type": "Claim",
        "text": sentence,
        "about": [{"@id": iri_of("incident", i)} for i in ends],
    }
    return _told(iri, sentence, facts, json_ld)


#: The words from the source of a claim to its target.
_VERBS = {
    ClaimType.RESPONSE: "answers",
    ClaimType.PRECEDENT: "is a precedent of",
    ClaimType.PART: "is part of",
}
_KINDS: dict[str, Callable[[View, Index, str, str], ThingFacts | None]] = {
    "actor": _actor,
    "incident": _incident,
    "article": _article,
    "claim": _claim,
}


def _told(
    iri: str,
    sentence: str,
    facts: Iterable[tuple[str, tuple[FactValue, ...]]],
    json_ld: dict[str, Any],
) -> ThingFacts:
    kept = {name: value for name, value in json_ld.items() if value not in (None, [], "")}
    marked = {"@context": SCHEMA_CONTEXT, "@id": iri} | kept
    return ThingFacts(sentence, tuple((name, values) for name, values in facts if values), marked)


def _words(texts: Iterable[str]) -> tuple[FactValue, ...]:
    return tuple(FactValue(str(text)) for text in texts)


def _path(kind: str, ident: str) -> str:
    return iri_of(kind, ident).removeprefix(BASE)


def _actors(actors: Iterable[Actor]) -> tuple[FactValue, ...]:
    return tuple(FactValue(actor.name, _path("actor", actor.id)) for actor in actors)


def _incidents(view: View, ids: Iterable[str]) -> tuple[FactValue, ...]:
    wanted = list(ids)
    labels = view.labels(wanted) if wanted else {}
    return tuple(FactValue(labels.get(i, i), _path("incident", i)) for i in wanted)


def _web(article: Article) -> tuple[FactValue, ...]:
    url = article.url
    return (FactValue(url, url if is_web_address(url) else None),) if url else ()


def _source(part: Subgraph, article: str | None) -> tuple[str, str | None]:
    """Return publisher and date of an article, and where its page is."""
    found = next((a for a in part.articles if a.id == article), None)
    if found is None:
        return article or "", None
    words = ", ".join(filter(None, (found.publisher or found.id, found.published)))
    return words, _path("article", found.id)


def _linked(
    view: View, part: Subgraph, incident: Incident, *, answers: bool
) -> Iterable[FactValue]:
    labels = view.labels([i.id for i in part.incidents])
    for claim in part.claims:
        own, other = (claim.source, claim.target) if answers else (claim.target, claim.source)
        if claim.type == ClaimType.RESPONSE and own == incident.id:
            evidence = _evidence(part, claim)
            words = f"{labels.get(other, other)} ({evidence.text})"
            yield FactValue(words, _path("incident", other), evidence.quote)


def _evidence(part: Subgraph, claim: Claim) -> FactValue:
    """Return what a claim rests on, with the words that say so."""
    if claim.basis == Basis.INFERRED:
        return FactValue(f"inferred by the model, {claim.probability or 0:.0%}")
    source, href = _source(part, claim.article)
    return FactValue(f"stated by {source}", href, claim.quote.text if claim.quote else None)


def _reports(part: Subgraph, incident: Incident) -> Iterable[FactValue]:
    for report in part.reports:
        if report.id in incident.reports:
            source, href = _source(part, report.article)
            yield FactValue(source, href, report.quote.text)
