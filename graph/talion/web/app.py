"""The app: routes to pages, API, SPARQL and the files of the page."""

import contextlib
import functools
from collections.abc import AsyncIterator, Callable, Iterable
from functools import cache
from importlib.resources import files

from pyoxigraph import NamedNode
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from talion.errors import TalionError, UsageError
from talion.exchange.json_ld import context
from talion.render import bundle, fonts, vis_network
from talion.resources import ontology_file
from talion.store import Store
from talion.vocabulary import BASE
from talion.web import api, pages
from talion.web.cross_origin import AllowedOrigins
from talion.web.entity_tags import EntityTags
from talion.web.live_store import LiveStore
from talion.web.media_types import GRAPHS, HTML, accepted, preferred
from talion.web.note_route import NoteRoute
from talion.web.openapi import description
from talion.web.pool import Limits, QueryRequest
from talion.web.protection import LOOPBACK, TRUSTED, Protection
from talion.web.reconciliation import routes as reconciliation
from talion.web.sparql import SparqlRoute, graph_response
from talion.web.thing_facts import facts_of

#: Statements that the RDF of one thing holds at most.
_ABOUT = 5000
_TYPES = {"js": "text/javascript", "css": "text/css"}


def create_app(
    store: Store,
    *,
    limits: Limits | None = None,
    hosts: Iterable[str] | None = LOOPBACK,
    origins: Iterable[str] = (),
    frames: Iterable[str] = (),
    tick: Callable[[int], None] = lambda _: None,
    refresh: float = 60.0,
    notes: bool = True,
) -> Starlette:
    """Return the ASGI app over a store.

    `limits` bound a SPARQL query's resources, `hosts` are the host names that the app answers to,
    `origins` those whose pages may ask for data (`*` for any), `frames` those whose pages may show
    the graph's page in a frame, `tick` is called with the number of
    incidents read while an index is made. A store behind an endpoint is asked every `refresh`
    seconds whether it has changed; with 0 never. The store is opened when the app starts, or
    before, by `app.state.open()`.

    >>> from starlette.testclient import TestClient
    >>> with TestClient(create_app(store), base_url="http://localhost") as client:
    ...     client.get("/api/counts?type=summons").json()["incidents"]
    1
    """
    served = LiveStore(store, limits, tick, refresh)

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await run_in_threadpool(_warm, served)
        yield
        served.close()

    app = Starlette(
        routes=[
            Route("/", _explorer(served, notes=notes)),
            Route("/query", lambda _: _html(pages.editor())),
            Route("/assets/{name:path}", _asset),
            Route("/api/openapi.json", lambda _: JSONResponse(description())),
            *api.routes(served),
            NoteRoute(store, writable=notes).route(),
            *reconciliation.routes(served),
            Route("/sparql", SparqlRoute(served).answer, methods=["GET", "POST"]),
            Route("/ns", _vocabulary),
            Route("/ns/context.jsonld", _context),
            Route("/ns/{version}", _vocabulary),
            Route("/type", _thing(served)),
            Route("/type/{rest:path}", _thing(served)),
            Route("/id/{rest:path}", _thing(served)),
        ],
        middleware=[
            Middleware(Protection, hosts=hosts, origins=AllowedOrigins(origins, frames)),
            Middleware(GZipMiddleware, minimum_size=1400),  # less fits in one packet anyway
            Middleware(EntityTags),
        ],
        exception_handlers={
            UsageError: _wrong,
            TalionError: _said,
            404: _refused,
            405: _refused,
            ClientDisconnect: _gone,
        },
        lifespan=lifespan,
    )
    app.state.open = functools.partial(_warm, served, opening=True)
    return app


def _warm(served: LiveStore, *, opening: bool = False) -> None:
    """Open the store before the first request, so that errors come at the start.

    With `opening`, what the page opens with is made ready too.
    """
    with served.use() as state:
        state.pool.warm()
        if opening:
            _ = state.opening


def _said(_: Request, error: Exception) -> Response:
    """Answer with the message of an error of the store: it is gone, damaged, or unreachable."""
    return PlainTextResponse(f"{error}\n", 503)


def _wrong(_: Request, error: Exception) -> Response:
    """Answer a request that asks for what there is not."""
    return PlainTextResponse(f"{error}\n", 400)


def _refused(request: Request, error: Exception) -> Response:
    """Answer a request to an address that does not exist, or with a method that it has not."""
    assert isinstance(error, HTTPException)
    allowed = (error.headers or {}).get("Allow")
    told = "there is nothing at this address"
    if allowed is not None:
        methods = " and ".join(sorted(allowed.split(", ")))
        told = f"this address answers {methods}, not {request.method}"
    return PlainTextResponse(f"{told}\n", error.status_code, error.headers)


def _gone(_: Request, error: Exception) -> Response:
    """Answer a client that left before its request was whole; nobody reads it."""
    return Response(status_code=400)


def _html(text: str, **headers: str) -> Response:
    return Response(text, media_type=HTML, headers={"Vary": "Accept", **headers})


def _explorer(served: LiveStore, *, notes: bool) -> Callable[[Request], Response]:
    def page(_: Request) -> Response:
        with served.use() as state:
            return _html(pages.explorer(state, notes=notes), **{"Content-Security-Policy": TRUSTED})

    return page


@cache
def _files() -> dict[str, bytes]:
    """Return the files that pages load, by name."""
    found = {name: bundle.asset(name).encode() for name in bundle.modules()}
    found["page.css"] = fonts.style().encode()
    found["vis-network.js"] = vis_network.vis_script().encode()
    own = files("talion.web") / "assets"
    for folder in (own, own / "yasqe"):
        prefix = "" if folder is own else "yasqe/"
        for file in folder.iterdir():
            if file.name.endswith((".js", ".css")):
                found[prefix + file.name] = file.read_bytes()
    return found


def _asset(request: Request) -> Response:
    name = request.path_params["name"]
    data = _files().get(name)
    if data is None:
        return PlainTextResponse("there is no such file\n", 404)
    return Response(data, media_type=_TYPES[name.rpartition(".")[2]])


def _vocabulary(request: Request) -> Response:
    """Answer with the vocabulary, as a page or as RDF; of the version here alone."""
    wanted, here = request.path_params.get("version"), pages.version_of_vocabulary()
    if wanted not in (None, here):
        return PlainTextResponse(f"the version of the vocabulary here is {here}\n", 404)
    media = _media_of(request)
    if media == HTML:
        return _html(pages.vocabulary())
    if media is None:
        return _not_so()
    return graph_response(ontology_file("talion.ttl").read_bytes(), media, f"{BASE}/ns")


def _context(_: Request) -> Response:
    """Answer with the context of the JSON-LD that exports are written in."""
    return JSONResponse({"@context": context()}, media_type="application/ld+json")


def _media_of(request: Request) -> str | None:
    """Return the media type that a request wants: by its parameter `format`, else by Accept."""
    wanted = accepted(request.query_params.get("format"), request.headers.get("accept"))
    return preferred(wanted, (*GRAPHS, HTML))


def _not_so() -> Response:
    return PlainTextResponse(f"it can be had as: {', '.join((HTML, *GRAPHS))}\n", 406)


def _thing(served: LiveStore) -> Callable[[Request], Response]:
    """Return what answers for an IRI of the graph: a page, or its statements as RDF."""

    def answer(request: Request) -> Response:
        raw = request.scope.get("raw_path") or request.url.path.encode()
        try:
            iri = NamedNode(BASE + raw.decode("ascii"))
        except ValueError:
            return PlainTextResponse("that is no IRI\n", 404)
        media = _media_of(request)
        if media is None:
            return _not_so()
        with served.use() as state:
            if media == HTML:
                told = facts_of(state.view, state.index, iri.value)
                page = pages.thing(state.view, iri, told)
                return _unknown() if page is None else _html(page)
            text = (
                f"CONSTRUCT {{ {iri} ?p ?o . ?s ?q {iri} }} WHERE"
                f" {{ {{ {iri} ?p ?o }} UNION {{ ?s ?q {iri} }} }} LIMIT {_ABOUT}"
            )
            written = state.pool.ask(QueryRequest(text, None, media), trusted=True)
            known = state.pool.ask(_known(iri), trusted=True)
        if b"true" not in known.body:
            return _unknown()
        return Response(written.body, media_type=media, headers={"Vary": "Accept"})

    return answer


def _known(iri: NamedNode) -> QueryRequest:
    text = f"ASK {{ {{ {iri} ?p ?o }} UNION {{ ?s ?q {iri} }} }}"
    return QueryRequest(text, "application/sparql-results+json", None)


def _unknown() -> Response:
    return PlainTextResponse("the graph says nothing of that\n", 404)
