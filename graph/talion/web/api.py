"""The JSON API of the page: search, neighbourhoods, slices of time. All of it only reads."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from talion.errors import TalionError, UnknownError, UsageError
from talion.store.index import Found, Slice
from talion.store.questions import questions
from talion.web import documents
from talion.web.parameters import Parameter, fields, read
from talion.web.served import Served, State

_SLICE = (
    Parameter("type", "Only incidents of this type.", many=True, least=1, most=80),
    Parameter("status", "Only incidents of this status.", many=True, least=1, most=20),
    Parameter("from", "Only incidents whose earliest day is this or later.", "day"),
    Parameter("to", "Only incidents whose earliest day is this or earlier.", "day"),
)
_PARTIES = (
    Parameter("actor", "Only incidents of this actor.", many=True, least=1),
    Parameter("partner", "Only incidents of this one with an actor.", many=True, least=1),
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked: where, what it tells, with which parameters."""

    path: str
    name: str
    summary: str
    answer: Callable[[State, dict[str, Any]], dict[str, Any]]
    parameters: tuple[Parameter, ...] = ()
    #: Names and OpenAPI schemas of the keys of the answer.
    schema: tuple[tuple[str, dict[str, Any]], ...] = ()


def routes(served: Served) -> list[Route]:
    """Return the routes of all operations."""
    return [Route(o.path, _endpoint(served, o), methods=["GET"]) for o in OPERATIONS]


def _endpoint(served: Served, operation: Operation) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        try:
            query = request.url.query.encode("utf-8", "surrogateescape")
            values = read(operation.parameters, fields(query))
            with served.use() as state:
                return JSONResponse(operation.answer(state, values))
        except UnknownError as error:
            return JSONResponse({"error": str(error)}, 404)
        except UsageError as error:
            return JSONResponse({"error": str(error)}, 400)
        except TalionError as error:
            return JSONResponse({"error": str(error)}, 503)

    return answer


def _slice(values: dict[str, Any]) -> Slice:
    actors, partners = (values.get(k, ()) for k in ("actor", "partner"))
    if not actors:
        actors, partners = partners, ()
    return Slice(values["type"], values["status"], values["from"], values["to"], actors, partners)


def _found(found: Found) -> dict[str, Any]:
    return {"ids": list(found.ids), "total": found.total, "capped": found.capped}


def _summary(state: State, _: dict[str, Any]) -> dict[str, Any]:
    return state.summary


def _search(state: State, values: dict[str, Any]) -> dict[str, Any]:
    found = state.index.search(values["q"], values["limit"])
    incidents = list(dict.fromkeys((*found["incidents"].ids, *found["quotes"].ids)))
    return {
        **{kind: _found(hits) for kind, hits in found.items()},
        **documents.part(state.view, incidents, found["actors"].ids),
    }


def _neighbourhood(state: State, values: dict[str, Any]) -> dict[str, Any]:
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
        raise UnknownError("actor", actor)
    return found


def _incidents(state: State, values: dict[str, Any]) -> dict[str, Any]:
    found = state.index.incidents(_slice(values), values["limit"], values["offset"])
    return {**_found(found), **documents.part(state.view, found.ids)}


def _incident(state: State, values: dict[str, Any]) -> dict[str, Any]:
    found = documents.part(state.view, [values["id"]])
    if all(row["id"] != values["id"] for row in found["document"]["incidents"]):
        raise UnknownError("incident", values["id"])
    return found


def _counts(state: State, values: dict[str, Any]) -> dict[str, Any]:
    found = state.index.counts(_slice(values))
    rows = [{"type": t, "status": s, "incidents": n} for (t, s), n in sorted(found.items())]
    return {"incidents": sum(found.values()), "counts": rows}


def _timeline(state: State, values: dict[str, Any]) -> dict[str, Any]:
    months = state.index.months(_slice(values))
    return {"months": [{"month": m, "types": types} for m, types in months.items()]}


def _questions(_: State, __: dict[str, Any]) -> dict[str, Any]:
    rows = [
        {"id": q.name, "title": q.title, "description": q.description, "sparql": q.text}
        for q in questions()
    ]
    return {"questions": rows}


_TEXT, _WHOLE = {"type": "string"}, {"type": "integer", "minimum": 0}
_DAY = {"type": ["string", "null"], "format": "date"}
_COUNTS = {"type": "object", "additionalProperties": _WHOLE}
_DOCUMENT = {"$ref": "#/components/schemas/Document"}
_PART = (("document", _DOCUMENT), ("network", {"$ref": "#/components/schemas/Network"}))
_FOUND = {"$ref": "#/components/schemas/Found"}
_PARTS = tuple(
    (k, v)
    for k, v in (
        ("ids", {"type": "array", "items": _TEXT}),
        ("total", _WHOLE),
        ("capped", {"type": "boolean"}),
    )
)

OPERATIONS = (
    Operation(
        "/api/summary",
        "summary",
        "How much there is.",
        _summary,
        schema=(
            ("incidents", _WHOLE),
            ("actors", _WHOLE),
            ("first", _DAY),
            ("last", _DAY),
            ("types", _COUNTS),
        ),
    ),
    Operation(
        "/api/search",
        "search",
        "Actors, incidents and quotes with all of some words, the last of which may be begun only.",
        _search,
        (
            Parameter("q", "The words.", least=1, most=200, needed=True),
            Parameter("limit", "How many of each kind at most.", "whole", 10, 1, 100),
        ),
        (("actors", _FOUND), ("incidents", _FOUND), ("quotes", _FOUND), *_PART),
    ),
    Operation(
        "/api/neighbourhood",
        "neighbourhood",
        "Those an actor has most to do with, its latest incidents, and how much is left out.",
        _neighbourhood,
        (
            Parameter("actor", "The actor's id.", least=1, needed=True),
            *_SLICE,
            Parameter("partners", "How many partners at most.", "whole", 40, 1, 200),
            Parameter("incidents", "How many incidents at most.", "whole", 60, 0, 500),
        ),
        (
            ("actor", _TEXT),
            *_PART,
            ("ties", {"type": "array", "items": {"$ref": "#/components/schemas/Tie"}}),
            ("capped", {"$ref": "#/components/schemas/Capped"}),
        ),
    ),
    Operation(
        "/api/incidents",
        "incidents",
        "Incidents of a slice of time, of some actors or of all, latest first.",
        _incidents,
        (
            *_SLICE,
            *_PARTIES,
            Parameter("limit", "How many at most.", "whole", 100, 1, 500),
            Parameter("offset", "How many of the latest to pass over.", "whole", 0, 0, 100_000),
        ),
        (*_PARTS, *_PART),
    ),
    Operation(
        "/api/incident",
        "incident",
        "One incident with its reports, and the incidents that answers join to it.",
        _incident,
        (Parameter("id", "The incident's id.", least=1, most=500, needed=True),),
        _PART,
    ),
    Operation(
        "/api/counts",
        "counts",
        "How many incidents of each type and status a slice of time has, of some actors or of all.",
        _counts,
        (*_SLICE, *_PARTIES),
        (
            ("incidents", _WHOLE),
            (
                "counts",
                {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["type", "status", "incidents"],
                        "properties": {"type": _TEXT, "status": _TEXT, "incidents": _WHOLE},
                    },
                },
            ),
        ),
    ),
    Operation(
        "/api/timeline",
        "timeline",
        "How many incidents of a slice each month has, by type.",
        _timeline,
        (*_SLICE, *_PARTIES),
        (
            (
                "months",
                {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["month", "types"],
                        "properties": {"month": _TEXT, "types": _COUNTS},
                    },
                },
            ),
        ),
    ),
    Operation(
        "/api/questions",
        "questions",
        "The ready-made questions in SPARQL.",
        _questions,
        schema=(
            (
                "questions",
                {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["id", "title", "description", "sparql"],
                        "additionalProperties": _TEXT,
                    },
                },
            ),
        ),
    ),
)
