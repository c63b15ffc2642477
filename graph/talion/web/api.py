"""The JSON API of the page: search, neighbourhoods, slices of time. All of it only reads."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from talion.errors import TalionError, UnknownError, UsageError
from talion.web import answers
from talion.web.live_store import LiveStore, StoreState
from talion.web.parameters import Kind, RequestParameter, fields, read

_SLICE = (
    RequestParameter("type", "Only incidents of this type.", many=True, least=1, most=80),
    RequestParameter("status", "Only incidents of this status.", many=True, least=1, most=20),
    RequestParameter("from", "Only incidents whose earliest day is this or later.", Kind.DAY),
    RequestParameter("to", "Only incidents whose earliest day is this or earlier.", Kind.DAY),
)
_PARTIES = (
    RequestParameter("actor", "Only incidents of this actor.", many=True, least=1),
    RequestParameter("partner", "Only incidents of this one with an actor.", many=True, least=1),
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the API: its path, summary, parameters, and the schema of its answer."""

    path: str
    name: str
    summary: str
    answer: Callable[[StoreState, dict[str, Any]], dict[str, Any]]
    parameters: tuple[RequestParameter, ...] = ()
    #: Names and OpenAPI schemas of the keys of the answer.
    schema: tuple[tuple[str, dict[str, Any]], ...] = ()


def routes(served: LiveStore) -> list[Route]:
    """Return the routes of all operations.

    >>> from talion.web.live_store import LiveStore
    >>> [route.path for route in routes(LiveStore(store))][:2]
    ['/api/summary', '/api/search']
    """
    return [Route(o.path, _endpoint(served, o), methods=["GET"]) for o in OPERATIONS]


def _endpoint(served: LiveStore, operation: Operation) -> Callable[[Request], Response]:
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
        answers.summary,
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
        answers.search,
        (
            RequestParameter("q", "The words.", least=1, most=200, needed=True),
            RequestParameter("limit", "How many of each kind at most.", Kind.WHOLE, 10, 1, 100),
        ),
        (("actors", _FOUND), ("incidents", _FOUND), ("quotes", _FOUND), *_PART),
    ),
    Operation(
        "/api/neighbourhood",
        "neighbourhood",
        "Those an actor has most to do with, its latest incidents, and how much is left out.",
        answers.neighbourhood,
        (
            RequestParameter("actor", "The actor's id.", least=1, needed=True),
            *_SLICE,
            RequestParameter("partners", "How many partners at most.", Kind.WHOLE, 40, 1, 200),
            RequestParameter("incidents", "How many incidents at most.", Kind.WHOLE, 60, 0, 500),
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
        answers.incidents,
        (
            *_SLICE,
            *_PARTIES,
            RequestParameter("limit", "How many at most.", Kind.WHOLE, 100, 1, 500),
            RequestParameter(
                "offset", "How many of the latest to pass over.", Kind.WHOLE, 0, 0, 100_000
            ),
        ),
        (*_PARTS, *_PART),
    ),
    Operation(
        "/api/incident",
        "incident",
        "One incident with its reports, and the incidents that answers join to it.",
        answers.incident,
        (RequestParameter("id", "The incident's id.", least=1, most=500, needed=True),),
        _PART,
    ),
    Operation(
        "/api/counts",
        "counts",
        "How many incidents of each type and status a slice of time has, of some actors or of all.",
        answers.counts,
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
        answers.timeline,
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
        answers.questions,
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
