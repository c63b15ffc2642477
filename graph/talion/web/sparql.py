"""The SPARQL endpoint (SPARQL 1.1 Protocol, query operations; SPARQL 1.1 Service Description)."""

import codecs
import io
from functools import cache
from importlib.resources import files
from urllib.parse import urlencode

from anyio import CapacityLimiter
from pyoxigraph import NamedNode, RdfFormat, parse
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from talion.errors import (
    BodyError,
    BusyError,
    EndpointError,
    LimitError,
    MediaTypeError,
    RefusedError,
    StoreError,
    TalionError,
    UsageError,
)
from talion.web.live_store import LiveStore
from talion.web.media_types import GRAPHS, HTML, RESULTS, accepted, preferred, write_graph
from talion.web.parameters import LONGEST, fields
from talion.web.pool import QueryRequest, QueryResponse

_FORM, _QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
_UPDATE = "application/sparql-update"


async def body_of(request: Request) -> bytes:
    """Return a request's body; BodyError where it is too long."""
    whole = bytearray()
    async for piece in request.stream():
        whole += piece
        if len(whole) > LONGEST:
            raise BodyError(LONGEST)
    return bytes(whole)


class SparqlRoute:
    """Answers the requests of the SPARQL protocol on a store."""

    def __init__(self, served: LiveStore) -> None:
        self._served = served
        self._room = CapacityLimiter(served.limits.workers * 4)

    async def answer(self, request: Request) -> Response:
        """Answer a request of the protocol."""
        try:
            given = await _given(request)
            if "update" in given:
                raise RefusedError("this endpoint is read-only")
            accept = accepted(_one(given, "format"), request.headers.get("accept"))
            if "query" not in given:
                return self._description(request, accept)
            if request.method == "GET" and preferred(accept, (*RESULTS, *GRAPHS, HTML)) == HTML:
                return RedirectResponse(_editor(given["query"][0]), 303)
            question = _question(given, accept, str(request.url.replace(query="")))
            written = await run_in_threadpool(self._ask, question, self._room)
        except TalionError as error:
            return PlainTextResponse(f"{error}\n", _status(error), _later(error))
        if written.media is None:
            offered = ", ".join((*RESULTS, *GRAPHS))
            return PlainTextResponse(f"such an answer can be had as: {offered}\n", 406)
        return Response(written.body, media_type=written.media, headers={"Vary": "Accept"})

    def _ask(self, question: QueryRequest, room: CapacityLimiter) -> QueryResponse:
        if room.statistics().tasks_waiting > 100:
            raise BusyError
        with self._served.use() as state:
            return state.pool.ask(question)

    def _description(self, request: Request, accept: str | None) -> Response:
        """Describe the service to a program; redirect a browser to the editor."""
        if request.method == "POST":
            return PlainTextResponse("a query is missing\n", 400)
        media = preferred(accept, (*GRAPHS, HTML))
        if media == HTML:
            return RedirectResponse("/query", 303)
        if media is None:
            return PlainTextResponse(f"the description can be had as: {', '.join(GRAPHS)}\n", 406)
        return graph_response(_service_description(), media, str(request.url.replace(query="")))


def _one(given: dict[str, list[str]], name: str) -> str | None:
    return given[name][0] if given.get(name) else None


def _editor(query: str) -> str:
    """Return the address of the editor that asks a query and shows its answer to people."""
    return f"/query#{urlencode({'query': query})}"


@cache
def _service_description() -> bytes:
    """Return the description of the service (SPARQL 1.1 Service Description) in Turtle."""
    return (files("talion.web") / "assets" / "service-description.ttl").read_bytes()


def graph_response(turtle: bytes, media: str, base: str) -> Response:
    r"""Return Turtle converted to a media type.

    >>> graph_response(b"<> a <x:A> .", "application/n-triples", "x:b").body
    b'<x:b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <x:A> .\n'
    """
    out = io.BytesIO()
    quads = parse(turtle, format=RdfFormat.TURTLE, base_iri=base)
    write_graph((q.triple for q in quads), out, media)
    return Response(out.getvalue(), media_type=media, headers={"Vary": "Accept"})


async def _given(request: Request) -> dict[str, list[str]]:
    """Return the fields of a request, in any of the protocol's three forms."""
    given = fields(request.url.query.encode("utf-8", "surrogateescape"))
    if request.method == "POST":
        kind, *options = (p.strip() for p in request.headers.get("content-type", "").split(";"))
        if not all(map(_is_utf8, options)):
            raise UsageError("the request must be in UTF-8")
        coding = request.headers.get("content-encoding", "identity")
        if coding.casefold() != "identity":
            raise MediaTypeError(coding, ("text that is not compressed",))
        body = await body_of(request)
        if kind.casefold() == _FORM:
            for name, values in fields(body).items():
                given.setdefault(name, []).extend(values)
        elif kind.casefold() == _QUERY:
            given.setdefault("query", []).append(_text(body))
        elif kind.casefold() == _UPDATE:
            raise RefusedError("this endpoint is read-only")
        else:
            raise MediaTypeError(kind, (_QUERY, _FORM))
    return given


def _is_utf8(option: str) -> bool:
    """Whether a parameter of a media type leaves the text in UTF-8, under any name of it."""
    name, _, value = option.replace('"', "").replace("'", "").partition("=")
    if name.strip().casefold() != "charset":
        return True
    try:
        return codecs.lookup(value.strip()).name in ("utf-8", "ascii")
    except LookupError:
        return False


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise UsageError("the query is not UTF-8 text") from error


def _question(given: dict[str, list[str]], accept: str | None, base: str) -> QueryRequest:
    if len(given["query"]) > 1:
        raise UsageError("more than one query is given")
    default, named = (_graphs(given, f"{k}-graph-uri") for k in ("default", "named"))
    return QueryRequest(
        given["query"][0],
        preferred(accept, RESULTS),
        preferred(accept, GRAPHS),
        default,
        named,
        base,
    )


def _graphs(given: dict[str, list[str]], name: str) -> tuple[str, ...]:
    found = tuple(given.get(name, ()))
    for graph in found:
        try:
            NamedNode(graph)
        except ValueError as error:
            raise UsageError(f"{name} is no IRI: {error}") from error
    return found


def _status(error: TalionError) -> int:
    kinds = ((RefusedError, 403), (BodyError, 413), (MediaTypeError, 415), (UsageError, 400))
    if isinstance(error, LimitError | StoreError) and not isinstance(error, EndpointError):
        return 503
    return next((status for kind, status in kinds if isinstance(error, kind)), 502)


def _later(error: TalionError) -> dict[str, str]:
    return {"Retry-After": "5"} if isinstance(error, BusyError) else {}
