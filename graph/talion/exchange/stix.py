"""STIX 2.1 of what is done in secret: cyber operations, spying, interference, and who does it.

Incidents are `incident` objects, actors identities, articles `report` objects with what they name;
agents are joined by `attributed-to`, targets by `targets`, responses by `related-to`. Ids are UUIDs
of version 5 over IRIs, and times those of publication, so the same graph gives the same bytes.
Source: STIX 2.1 (OASIS 2021); checked with the package `stix2`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from talion.exchange.contents import Contents
from talion.exchange.export_format import ExportFormat
from talion.model.actor import ActorKind
from talion.model.claim import ClaimType
from talion.model.date import Date
from talion.store import iris

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from talion.exchange.export_format import Request
    from talion.model.actor import Actor
    from talion.model.article import Article
    from talion.model.incident import Incident
    from talion.store import Store

#: The namespace of the ids of this vocabulary (RFC 4122, name-based).
_SPACE = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
#: What is without any date is as old as can be.
_UNDATED = "1970-01-01"
_CLASSES = {ActorKind.PERSON: "individual"}


def bundle(contents: Contents) -> dict[str, Any]:
    """Return a bundle: incidents done in secret, their actors, articles and relations.

    >>> found = bundle(Contents.of(view))
    >>> sorted({each["type"] for each in found["objects"]})
    ['identity', 'incident', 'relationship', 'report']
    """
    objects = list(_objects(contents))
    name = " ".join(each["id"] for each in objects)
    return {"type": "bundle", "id": f"bundle--{uuid5(_SPACE, name)}", "objects": objects}


def _objects(contents: Contents) -> Iterator[dict[str, Any]]:
    covert = {
        ident: incident
        for ident, incident in contents.incidents.items()
        if contents.types[incident.type].traits.covert
    }
    acting = {a for i in covert.values() for a in (*i.agents, *i.targets)}
    for ident in sorted(acting & contents.actors.keys()):
        yield _identity(contents.actors[ident], _first_day(covert.values(), ident, contents))
    for incident in covert.values():
        yield _incident(incident, contents)
        yield from _sides(incident, contents)
    for claim in contents.claims:
        if claim.type is ClaimType.RESPONSE and {claim.source, claim.target} <= covert.keys():
            made = _published(covert[claim.source], contents)
            ends = (_id("incident", claim.source), _id("incident", claim.target))
            yield _relationship("related-to", ends, made, description="in response to")
    for article in contents.articles.values():
        named = [i for i in covert.values() if article in contents.sources(i)]
        if named:
            yield _report(article, named)


def _id(kind: str, ident: str, stix: str | None = None) -> str:
    return f"{stix or kind}--{uuid5(_SPACE, iris.iri(kind, ident).value)}"


def _instant(day: str | None) -> str:
    """Return the first instant of an EDTF date as a timestamp of STIX."""
    return f"{Date(day or _UNDATED).earliest.isoformat()}T00:00:00.000Z"


def _published(incident: Incident, contents: Contents) -> str:
    """Return when an incident was first published, else when it happened at the earliest."""
    days = [a.published for a in contents.sources(incident) if a.published]
    return min(map(_instant, days), default=_instant(incident.date.edtf if incident.date else None))


def _first_day(incidents: Iterable[Incident], actor: str, contents: Contents) -> str:
    return min(
        _published(i, contents) for i in incidents if actor in i.agents or actor in i.targets
    )


def _common(kind: str, ident: str, made: str) -> dict[str, Any]:
    return {"type": kind, "spec_version": "2.1", "id": ident, "created": made, "modified": made}


def _identity(actor: Actor, made: str) -> dict[str, Any]:
    return {
        **_common("identity", _id("actor", actor.id, "identity"), made),
        "name": actor.name,
        "identity_class": _CLASSES.get(actor.kind, "organization"),
        "external_references": [
            {"source_name": "talion", "url": iris.iri("actor", actor.id).value}
        ],
    }


def _incident(incident: Incident, contents: Contents) -> dict[str, Any]:
    kind = contents.types[incident.type]
    when = f", {incident.date.edtf}" if incident.date else ""
    return {
        **_common("incident", _id("incident", incident.id), _published(incident, contents)),
        "name": contents.titles[incident.id],
        "description": f"{kind.label} ({incident.status.value}){when}",
        "labels": [kind.label, incident.status.value],
        **_confidence(incident),
        "external_references": _references(incident, contents),
    }


def _confidence(incident: Incident) -> dict[str, int]:
    """Return how sure the reading is, from 0 to 100; nothing where it is certain."""
    return {} if incident.confidence is None else {"confidence": round(100 * incident.confidence)}


def _references(incident: Incident, contents: Contents) -> list[dict[str, str]]:
    """Return the sentences that report an incident, each with where it stands."""
    found = [{"source_name": "talion", "url": iris.iri("incident", incident.id).value}]
    for report in (contents.reports[r] for r in incident.reports if r in contents.reports):
        source = contents.articles.get(report.article)
        name = (source and (source.publisher or source.title)) or report.article
        url = {"url": source.url} if source and source.url else {}
        found.append({"source_name": name, "description": report.quote.text, **url})
    return found


def _sides(incident: Incident, contents: Contents) -> Iterator[dict[str, Any]]:
    made, own = _published(incident, contents), _id("incident", incident.id)
    for kind, actors in (("attributed-to", incident.agents), ("targets", incident.targets)):
        for actor in actors:
            if actor in contents.actors:
                yield _relationship(kind, (own, _id("actor", actor, "identity")), made)


def _relationship(kind: str, ends: tuple[str, str], made: str, **more: str) -> dict[str, Any]:
    ident = f"relationship--{uuid5(_SPACE, ' '.join((kind, *ends)))}"
    return {
        **_common("relationship", ident, made),
        "relationship_type": kind,
        "source_ref": ends[0],
        "target_ref": ends[1],
        **more,
    }


def _report(article: Article, incidents: list[Incident]) -> dict[str, Any]:
    made = _instant(article.published)
    where = {"source_name": article.publisher or article.id, "external_id": article.id}
    if article.url:
        where["url"] = article.url
    return {
        **_common("report", _id("article", article.id, "report"), made),
        "name": article.title or article.id,
        "published": made,
        "object_refs": [_id("incident", i.id) for i in incidents],
        "external_references": [where],
    }


def _write(store: Store, request: Request) -> bytes:
    with store.view() as view:
        made = bundle(Contents.of(view))
    return json.dumps(made, ensure_ascii=False, indent=1).encode() + b"\n"


#: STIX 2.1.
FORMAT = ExportFormat("stix", "STIX 2.1, what is done in secret", (".stix", ".stix.json"), _write)
