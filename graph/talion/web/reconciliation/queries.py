"""Queries of the reconciliation protocol: read strictly, and answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from talion.errors import UsageError
from talion.json_reading import parsed_json
from talion.model.date import Date
from talion.web.reconciliation.named_actors import AHEAD, SURE, NamedActorCandidate, candidates
from talion.web.reconciliation.properties import (
    ActorProperty,
    property_of,
    texts,
    type_id,
    types,
    values,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from talion.model.actor import Actor
    from talion.model.gazetteer import Gazetteer
    from talion.store import View

#: How many queries a batch may have, and how many candidates a query gets unless it says.
BATCH, CANDIDATES = 100, 10
#: The property by which a query says as of when a name is meant.
DATE = "date"
#: What a candidate loses for a property that differs, and for another type than asked for.
_DIFFERS = 30.0
#: The type that every actor has.
_ANY = types()[0]["id"]


@dataclass(frozen=True, slots=True)
class ReconciliationQuery:
    """One query: a name, the types wanted, and values that properties should have."""

    name: str
    types: frozenset[str] = frozenset()
    limit: int = CANDIDATES
    at: Date | None = None
    wanted: tuple[tuple[ActorProperty, frozenset[str]], ...] = ()
    lenient: bool = False


def read_batch(text: str) -> dict[str, ReconciliationQuery]:
    """Return the queries of a batch in JSON; UsageError where it is none.

    >>> read_batch('{"q0": {"query": "Russia", "limit": 2}}')["q0"].name
    'Russia'
    """
    found = read_object(text, "queries")
    return {key: _query(key, value) for key, value in found.items()}


def read_object(text: str, name: str) -> dict[str, Any]:
    """Return an object in JSON; UsageError for anything else.

    >>> read_object('{"ids": []}', "extend")
    {'ids': []}
    """
    try:
        found = parsed_json(text)
    except ValueError as error:
        raise UsageError(f"'{name}' is not JSON: {error}") from error
    if not isinstance(found, dict):
        raise UsageError(f"'{name}' is not an object in JSON")
    return found


def _query(key: str, value: object) -> ReconciliationQuery:
    place = f"query '{key[:60]}'"
    if not isinstance(value, dict):
        raise UsageError(f"{place} is not an object")
    name, limit = value.get("query", ""), value.get("limit", CANDIDATES)
    kinds = value.get("type") or []
    given = value.get("properties") or []
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if not isinstance(name, str) or not (name.strip() or given):
        raise UsageError(f"{place} has neither a name ('query') nor 'properties'")
    if isinstance(limit, bool) or not isinstance(limit, int | float) or limit < 1:
        raise UsageError(f"{place}: 'limit' is not a whole number of at least 1")
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        raise UsageError(f"{place}: 'type' is neither an id nor a list of ids")
    if value.get("type_strict") not in (None, "any", "should", "all"):
        raise UsageError(f"{place}: 'type_strict' is not any, should or all")
    pairs = [_pair(place, each) for each in given] if isinstance(given, list) else None
    if pairs is None:
        raise UsageError(f"{place}: 'properties' is not a list")
    return ReconciliationQuery(
        name,
        frozenset(kinds) - {_ANY},
        min(int(limit), 100),
        _date(place, pairs),
        tuple((known, v) for pid, v in pairs if v and (known := property_of(pid))),
        value.get("type_strict") == "should",
    )


def _pair(place: str, given: object) -> tuple[str, frozenset[str]]:
    """Return the id of a property and the values it should have, folded."""
    if not isinstance(given, dict) or not isinstance(given.get("pid"), str) or "v" not in given:
        raise UsageError(f"{place}: a property needs 'pid' and 'v'")
    pid, wanted = given["pid"], given["v"]
    if property_of(pid) is None and pid != DATE:
        raise UsageError(f"{place}: there is no property '{pid[:60]}'")
    found = set()
    for each in wanted if isinstance(wanted, list) else [wanted]:
        parts = (each.get("id"), each.get("name")) if isinstance(each, dict) else (each,)
        found |= {str(part).strip().casefold() for part in parts if part not in (None, "")}
    return pid, frozenset(found)


def _date(place: str, pairs: Sequence[tuple[str, frozenset[str]]]) -> Date | None:
    text = next((min(v) for pid, v in pairs if pid == DATE and v), None)
    try:
        return None if text is None else Date(text[:10])
    except ValueError as error:
        raise UsageError(f"{place}: '{text}' is no date such as 1985 or 1985-03-11") from error


def answer(view: View, known: Gazetteer, query: ReconciliationQuery) -> list[dict[str, Any]]:
    """Return the candidates of a query as the protocol writes them, the best first.

    >>> from talion.store.reference import gazetteer
    >>> [c["id"] for c in answer(view, gazetteer(), ReconciliationQuery("Moscow"))][:1]
    ['russia']
    """
    if query.name.strip():
        found = candidates(known, query.name, query.at)
    else:
        found = [NamedActorCandidate(a, SURE, named=False, alike=0.0) for a in known]
    found = [c for c in found if _fits(c, query) or query.lenient]
    if query.name.strip():
        found = found[: max(query.limit * 2, 20)]
    held = {asked.id: values(view, [c.actor.id for c in found], asked) for asked, _ in query.wanted}
    rated = [_rated(candidate, query, held, known) for candidate in found]
    if not query.name.strip():
        rated = [each for each in rated if each["score"] >= SURE]
    rated.sort(key=lambda c: (-c["score"], c["id"]))
    if rated and _is_match(rated, found):
        rated[0]["match"] = True
    return rated[: query.limit]


def _fits(candidate: NamedActorCandidate, query: ReconciliationQuery) -> bool:
    return not query.types or type_id(candidate.actor.kind) in query.types


def _rated(
    candidate: NamedActorCandidate,
    query: ReconciliationQuery,
    held: Mapping[str, Mapping[str, list[dict[str, Any]]]],
    known: Gazetteer,
) -> dict[str, Any]:
    """Return a candidate with its score less what differs, and the features it is made of."""
    actor = candidate.actor
    same = {
        asked.id: bool(wanted & texts(held[asked.id][actor.id])) for asked, wanted in query.wanted
    }
    lost = [_DIFFERS for fits in (*same.values(), _fits(candidate, query)) if not fits]
    features = [
        {"id": "is-name", "value": candidate.named},
        {"id": "name-likeness", "value": round(candidate.alike, 1)},
        *({"id": f"same-{ident}", "value": fits} for ident, fits in same.items()),
    ]
    return {
        "id": actor.id,
        "name": actor.name,
        "description": description(actor, known),
        "type": [{"id": type_id(actor.kind), "name": str(actor.kind)}],
        "score": round(max(0.0, candidate.score - sum(lost)), 1),
        "features": features,
        "match": False,
    }


def _is_match(rated: Sequence[dict[str, Any]], found: Sequence[NamedActorCandidate]) -> bool:
    """Whether the first is surely meant: named so, and well ahead of the second."""
    named = {c.actor.id for c in found if c.named}
    second = rated[1]["score"] if len(rated) > 1 else 0.0
    best = rated[0]
    return best["id"] in named and best["score"] >= SURE and best["score"] - second >= AHEAD


def description(actor: Actor, known: Gazetteer) -> str:
    """Return what distinguishes an actor from its namesakes, in a few words.

    >>> from talion.store.reference import gazetteer
    >>> known = gazetteer()
    >>> [description(known.by_id(ident), known) for ident in ("soviet-union", "svr")]
    ['country, 1922-12-30 to 1991-12-26', 'agency of Russia, since 1991-12-18']
    """
    state = known.by_id(actor.state) if actor.state else None
    words = [f"{actor.kind} of {state.name}" if state else str(actor.kind)]
    if actor.since and actor.until:
        words.append(f"{actor.since.edtf} to {actor.until.edtf}")
    elif actor.until:
        words.append(f"until {actor.until.edtf}")
    elif actor.since:
        words.append(f"since {actor.since.edtf}")
    return ", ".join(words)
