"""The JSON API of the page: search, neighbourhoods, slices of time. All of it only reads."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from talion.errors import TalionError, UnknownError, UsageError
from talion.model.claim import Basis
from talion.store.index import Reply
from talion.web import answers
from talion.web.live_store import LiveStore, StoreState
from talion.web.parameters import Kind, RequestParameter, fields, read

_SLICE = (
    RequestParameter("type", "Only incidents of this type.", many=True, least=1, most=80),
    RequestParameter("status", "Only incidents of this status.", many=True, least=1, most=20),
    RequestParameter("from", "Only incidents that may be of this day or a later one.", Kind.DAY),
    RequestParameter("to", "Only incidents that may be of this day or an earlier one.", Kind.DAY),
)
_PARTIES = (
    RequestParameter("actor", "Only incidents of this actor.", many=True, least=1),
    RequestParameter("partner", "Only incidents of this one with an actor.", many=True, least=1),
)


def _flag(name: str, meaning: str) -> RequestParameter:
    return RequestParameter(name, meaning, Kind.WHOLE, 0, 0, 1)


def _percent(name: str, meaning: str) -> RequestParameter:
    return RequestParameter(name, meaning, Kind.WHOLE, 0, 0, 100)


#: What the page filters by; see `Filter` of the index.
_FILTER = (
    RequestParameter("not_type", "Without incidents of this type.", many=True, most=80),
    RequestParameter("not_status", "Without incidents of this status.", many=True, most=20),
    RequestParameter("not_publisher", "Without what only this one reports.", many=True, most=300),
    RequestParameter(
        "not_basis", "Without responses on this basis.", many=True, choices=tuple(Basis)
    ),
    _flag("sure", "1: only incidents that certainly lie between the days."),
    RequestParameter("party", "Only incidents in which one of these takes part.", many=True),
    RequestParameter("by", "Only what this one, or its members, did.", many=True),
    RequestParameter("against", "Only what was done to this one, or its members.", many=True),
    RequestParameter("words", "Only incidents with words that begin so.", default="", most=200),
    _flag("linked", "1: only incidents that respond or are responded to."),
    RequestParameter(
        "reply", "some: only what the target responded to; none: the rest.", choices=tuple(Reply)
    ),
    _percent("confidence", "The least confidence of reading, in percent."),
    _percent("chance", "The least probability of inferred responses."),
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
_TALLIES = {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Tally"}}
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
        (
            ("actors", _FOUND),
            ("incidents", _FOUND),
            ("quotes", _FOUND),
            ("total", _WHOLE),
            *_PART,
        ),
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
            *_FILTER,
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
        (*_SLICE, *_PARTIES, *_FILTER),
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
        "/api/facets",
        "facets",
        "What the filters leave and hide of all incidents, by the values of each.",
        answers.facets,
        (*_SLICE[2:], *_FILTER),
        (
            ("total", _WHOLE),
            ("incidents", _WHOLE),
            *((key, _TALLIES) for key in ("types", "statuses", "publishers", "responses")),
            ("publisherCount", _WHOLE),
            ("actors", _WHOLE),
            ("hides", _COUNTS),
            ("unsure", {"type": "boolean"}),
        ),
    ),
    Operation(
        "/api/timeline",
        "timeline",
        "How many incidents of a slice each month has, by type.",
        answers.timeline,
        (*_SLICE, *_PARTIES, *_FILTER),
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
