"""The answers of the JSON API: functions of a state of the store and a request's parameters."""

from dataclasses import asdict
from typing import Any

from talion.errors import UnknownError
from talion.model.claim import Basis
from talion.store.id_lookup import nearest_ids
from talion.store.index import Filter, Matches, Reply, Slice
from talion.store.index.browse_index import ACTORS, INCIDENTS
from talion.store.questions import questions as ready_made
from talion.web import documents
from talion.web.live_store import StoreState


def _slice(values: dict[str, Any]) -> Slice:
    actors, partners = (values.get(k, ()) for k in ("actor", "partner"))
    if not actors:
        actors, partners = partners, ()
    return Slice(values["type"], values["status"], values["from"], values["to"], actors, partners)


def _filter(values: dict[str, Any], *, days: bool = False) -> Filter:
    """Return what a request filters by; its days only where no slice has them."""
    reply = values["reply"]
    return Filter(
        without_types=values["not_type"],
        without_statuses=values["not_status"],
        without_publishers=values["not_publisher"],
        without_bases=tuple(map(Basis, values["not_basis"])),
        first=values["from"] if days or values["sure"] else None,
        last=values["to"] if days or values["sure"] else None,
        sure=bool(values["sure"] and (values["from"] or values["to"])),
        actors=values["party"],
        by=values["by"],
        against=values["against"],
        words=values["words"],
        linked=bool(values["linked"]),
        reply=None if reply is None else Reply(reply),
        confidence=values["confidence"] / 100,
        chance=values["chance"] / 100,
    )


def _found(found: Matches) -> dict[str, Any]:
    return {"ids": list(found.ids), "total": found.total, "capped": found.capped}


def unknown(state: StoreState, kind: str, ident: str) -> UnknownError:
    """Return the error for an id that the graph does not have, with the nearest that it has."""
    return UnknownError(kind, ident, nearest_ids(ident, state.index.like(kind, ident)))


def summary(state: StoreState, _: dict[str, Any]) -> dict[str, Any]:
    """Return the size of the graph."""
    return state.summary


def search(state: StoreState, values: dict[str, Any]) -> dict[str, Any]:
    """Return what matches some words, with the part of the graph that shows it."""
    found = state.index.search(values["q"], values["limit"])
    incidents = list(dict.fromkeys((*found["incidents"].ids, *found["quotes"].ids)))
    total = sum(state.index.counts(by=Filter(words=values["q"])).values())
    return {
        "total": total if found["incidents"].total or found["quotes"].total else 0,
        **{kind: _found(hits) for kind, hits in found.items()},
        **documents.part(state.view, incidents, found["actors"].ids),
    }


def neighbourhood(state: StoreState, values: dict[str, Any]) -> dict[str, Any]:
    """Return an actor's neighbourhood; UnknownError for an actor that the graph does not have."""
    actor = values["actor"]
    found = documents.neighbourhood(
        state.view,
        state.index,
        actor,
        _slice({**values, "actor": ()}),
        partners=values["partners"],
        incidents=values["incidents"],
    )
    if found is None:
        raise unknown(state, ACTORS, actor)
    return found


def incidents(state: StoreState, values: dict[str, Any]) -> dict[str, Any]:
    """Return the incidents of a slice, with the part of the graph that shows them."""
    found = state.index.incidents(
        _slice(values), values["limit"], values["offset"], by=_filter(values)
    )
    return {**_found(found), **documents.part(state.view, found.ids)}


def incident(state: StoreState, values: dict[str, Any]) -> dict[str, Any]:
    """Return the part with one incident; UnknownError where the graph does not have it."""
    found = documents.part(state.view, [values["id"]])
    if all(row["id"] != values["id"] for row in found["document"]["incidents"]):
        raise unknown(state, INCIDENTS, values["id"])
    return found


def counts(state: StoreState, values: dict[str, Any]) -> dict[str, Any]:
    """Return the number of incidents of a slice by type and status."""
    found = state.index.counts(_slice(values), _filter(values))
    rows = [{"type": t, "status": s, "incidents": n} for (t, s), n in sorted(found.items())]
    return {"incidents": sum(found.values()), "counts": rows}


def facets(state: StoreState, values: dict[str, Any]) -> dict[str, Any]:
    """Return what filters leave and hide of all incidents."""
    found = asdict(state.index.tallies(_filter(values, days=True)))
    hides = {**found["hides"], "either": found.pop("either")}
    count = found.pop("publisher_count")
    return {**found, "hides": hides, "publisherCount": count}


def timeline(state: StoreState, values: dict[str, Any]) -> dict[str, Any]:
    """Return the number of incidents of a slice by month and type."""
    months = state.index.months(_slice(values), _filter(values))
    return {"months": [{"month": m, "types": types} for m, types in months.items()]}


def questions(_: StoreState, __: dict[str, Any]) -> dict[str, Any]:
    """Return the ready-made questions."""
    rows = [
        {"id": q.name, "title": q.title, "description": q.description, "sparql": q.text}
        for q in ready_made()
    ]
    return {"questions": rows}
