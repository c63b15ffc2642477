"""FollowTheMoney entities, for Aleph and OpenSanctions tools: a JSON object a line.

Articles are `Article`, actors `PublicBody`, `Organization` or `Person`, incidents `Event` with
agents as `organizer`, targets as `involved` and each article as `proof`; a response is an
`UnknownLink` between two events. Ids are the last parts of IRIs, with the kind before them. Checked
against the schemata of the package `followthemoney`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talion.exchange.contents import Contents
from talion.exchange.export_format import ExportFormat
from talion.exchange.json_lines import json_lines
from talion.model.actor import ActorKind
from talion.model.claim import ClaimType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talion.exchange.export_format import Request
    from talion.model.actor import Actor
    from talion.model.article import Article
    from talion.model.claim import Claim
    from talion.model.date import Date
    from talion.model.incident import Incident
    from talion.store import Store

#: What the id of an actor begins with.
ACTOR_PREFIX = "actor-"
_SCHEMATA = {
    ActorKind.COUNTRY: "PublicBody",
    ActorKind.ORGANIZATION: "Organization",
    ActorKind.AGENCY: "PublicBody",
    ActorKind.MISSION: "PublicBody",
    ActorKind.PERSON: "Person",
}
_ROLES = {
    ClaimType.RESPONSE: "in response to",
    ClaimType.PRECEDENT: "has as precedent",
    ClaimType.PART: "part of",
}


def entities(contents: Contents) -> Iterator[dict[str, Any]]:
    """Yield entities: articles, actors, incidents, the links between incidents.

    >>> found = list(entities(Contents.of(view)))
    >>> sorted({each["schema"] for each in found})
    ['Article', 'Event', 'Organization', 'Person', 'PublicBody', 'UnknownLink']
    """
    for article in contents.articles.values():
        yield _article(article)
    for actor in contents.actors.values():
        yield _actor(actor, contents)
    for incident in contents.incidents.values():
        yield _event(incident, contents)
    for claim in contents.claims:
        yield _link(claim)


def _entity(schema: str, ident: str, **properties: Any) -> dict[str, Any]:
    """Return an entity; each property is a list of texts, absent where there is none."""
    lists = {
        name: [str(value) for value in (values if isinstance(values, list | tuple) else [values])]
        for name, values in properties.items()
        if values not in (None, "", [], ())
    }
    return {"id": ident, "schema": schema, "properties": lists}


def _article(article: Article) -> dict[str, Any]:
    return _entity(
        "Article",
        f"article-{article.id}",
        fileName=article.id,
        title=article.title or article.id,
        publisher=article.publisher,
        publishedAt=article.published,
        sourceUrl=article.url,
    )


def _actor(actor: Actor, contents: Contents) -> dict[str, Any]:
    state = contents.actors.get(actor.state or "")
    country = actor if actor.kind is ActorKind.COUNTRY else state
    codes = [code.lower() for code in (country.codes if country else ()) if len(code) == 2]
    parent = f"{ACTOR_PREFIX}{state.id}" if state and actor.kind is not ActorKind.PERSON else None
    return _entity(
        _SCHEMATA[actor.kind],
        f"{ACTOR_PREFIX}{actor.id}",
        name=actor.name,
        alias=actor.names,
        country=codes[:1],
        parent=parent,
    )


def _event(incident: Incident, contents: Contents) -> dict[str, Any]:
    sources = contents.sources(incident)
    quotes = [contents.reports[r].quote.text for r in incident.reports if r in contents.reports]
    kind = contents.types[incident.type]
    return _entity(
        "Event",
        f"incident-{incident.id}",
        name=contents.titles[incident.id],
        keywords=[kind.label, incident.status.value],
        organizer=[f"{ACTOR_PREFIX}{a}" for a in incident.agents],
        involved=[f"{ACTOR_PREFIX}{a}" for a in incident.targets],
        **_dates(incident.date),
        summary=list(dict.fromkeys(quotes)),
        proof=[f"article-{source.id}" for source in sources],
    )


def _dates(date: Date | None) -> dict[str, str]:
    """Return a date as exact as it is: a day, month or year, or the bounds of an interval."""
    if date is None:
        return {}
    if date.is_plain:
        return {"date": date.edtf}
    return {"startDate": date.earliest.isoformat(), "endDate": date.latest.isoformat()}


def _link(claim: Claim) -> dict[str, Any]:
    return _entity(
        "UnknownLink",
        f"claim-{claim.type.name.lower()}-{claim.id}",
        subject=f"incident-{claim.source}",
        object=f"incident-{claim.target}",
        role=_ROLES[claim.type],
        status=claim.basis.value,
        summary=claim.quote.text if claim.quote else None,
        proof=f"article-{claim.article}" if claim.article else None,
    )


def _write(store: Store, request: Request) -> bytes:
    with store.view() as view:
        found = Contents.of(view)
    return json_lines(entities(found))


#: FollowTheMoney.
FORMAT = ExportFormat(
    "ftm", "FollowTheMoney entities, one a line", (".ftm", ".ftm.json", ".ijson"), _write
)
