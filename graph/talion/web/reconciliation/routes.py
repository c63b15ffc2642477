"""The reconciliation service over HTTP, as OpenRefine and other clients ask it.

Reconciliation Service API 0.2 (https://www.w3.org/community/reports/reconciliation/
CG-FINAL-specs-0.2-20230410/): manifest, batches of queries, suggestions, previews, extension.
Pages of other origins read it where `--allow-origin` lets them; JSONP, which lets any page read
it, is not offered.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from talion.errors import BodyError, MediaTypeError, TalionError, UnknownError, UsageError
from talion.vocabulary import NS, PREFIXES
from talion.web import pages
from talion.web.parameters import fields
from talion.web.reconciliation import queries
from talion.web.reconciliation.named_actors import begun
from talion.web.reconciliation.properties import (
    properties,
    properties_of_type,
    property_of,
    type_id,
    types,
    values,
)
from talion.web.sparql import body_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from talion.web.live_store import LiveStore, StoreState

PATH = "/reconcile"
PREVIEW = f"{PATH}/preview"
_FORM = "application/x-www-form-urlencoded"
_SIZE = {"width": 420, "height": 260}
_SUGGESTIONS = 20
_BATCH_SIZE = f"a batch has at most {queries.BATCH} queries"

Fields = dict[str, list[str]]


def routes(served: LiveStore) -> list[Route]:
    """Return the routes of the service.

    >>> from talion.web.live_store import LiveStore
    >>> [route.path for route in routes(LiveStore(store))][0]
    '/reconcile'
    """
    service = ReconciliationService(served)
    return [
        Route(PATH, service.answer, methods=["GET", "POST"]),
        Route(f"{PATH}/suggest/entity", service.asked(_entities)),
        Route(f"{PATH}/suggest/type", service.asked(_types)),
        Route(f"{PATH}/suggest/property", service.asked(_properties)),
        Route(f"{PATH}/properties", service.asked(_proposed)),
        Route(PREVIEW, service.preview),
    ]


class ReconciliationService:
    """Answers the requests of the protocol on a store."""

    def __init__(self, served: LiveStore) -> None:
        self._served = served

    async def answer(self, request: Request) -> Response:
        """Answer with the manifest, to a batch of queries, or with values of properties."""
        try:
            given = await _given(request)
            return await run_in_threadpool(self._answer, str(request.base_url), given)
        except TalionError as error:
            return _error(error)

    def _answer(self, base: str, given: Fields) -> Response:
        if "queries" in given:
            batch = queries.read_batch(given["queries"][0])
            if len(batch) > queries.BATCH:
                return JSONResponse({"error": _BATCH_SIZE}, 413)
            with self._served.use() as state:
                found = {
                    key: {"result": queries.answer(state.view, state.gazetteer, query)}
                    for key, query in batch.items()
                }
            return JSONResponse(found)
        if "extend" in given:
            with self._served.use() as state:
                return JSONResponse(_extended(state, given["extend"][0]))
        return JSONResponse(manifest(base))

    def asked(
        self, answer: Callable[[StoreState, Fields], dict[str, Any]]
    ) -> Callable[[Request], Response]:
        """Return what answers GET with the result of a function."""

        def answered(request: Request) -> Response:
            try:
                given = _query_fields(request)
                with self._served.use() as state:
                    return JSONResponse(answer(state, given))
            except TalionError as error:
                return _error(error)

        return answered

    def preview(self, request: Request) -> Response:
        """Answer with a small page about an actor, to be shown in a frame."""
        try:
            ident = _one(_query_fields(request), "id") or ""
            with self._served.use() as state:
                actor = state.gazetteer.by_id(ident)
                if actor is None:
                    raise UnknownError("actor", ident)
                shown = [
                    (each.name, [str(v.get("name") or v.get("str") or v.get("int")) for v in found])
                    for each in properties()
                    if (found := values(state.view, [ident], each)[ident])
                ]
                words = queries.description(actor, state.gazetteer)
        except TalionError as error:
            return _error(error)
        return HTMLResponse(pages.preview(actor, words, shown))


def manifest(base: str) -> dict[str, Any]:
    """Return the manifest of the service of an app at an address.

    >>> manifest("http://localhost:8000/")["view"]
    {'url': 'http://localhost:8000/id/actor/{{id}}'}
    """
    root = base.rstrip("/")
    service = root + PATH
    return {
        "versions": ["0.2"],
        "name": "Talion actors",
        "identifierSpace": PREFIXES["actor"],
        "schemaSpace": NS,
        "documentation": f"{root}/ns",
        "serviceVersion": version("talion"),
        "defaultTypes": types(),
        "view": {"url": f"{root}/id/actor/{{{{id}}}}"},
        "preview": {"url": f"{root}{PREVIEW}?id={{{{id}}}}", **_SIZE},
        "suggest": {
            kind: {"service_url": service, "service_path": f"/suggest/{kind}"}
            for kind in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/properties"},
            "property_settings": [],
        },
        "batchSize": queries.BATCH,
    }


def _extended(state: StoreState, text: str) -> dict[str, Any]:
    """Return the values of properties of actors; what an actor has not is an empty list."""
    asked = queries.read_object(text, "extend")
    ids, wanted = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not all(isinstance(ident, str) for ident in ids):
        raise UsageError("'extend' needs 'ids', a list of ids")
    if not isinstance(wanted, list) or not all(isinstance(each, dict) for each in wanted):
        raise UsageError("'extend' needs 'properties', a list of objects with an 'id'")
    found = []
    for each in wanted:
        name = str(each.get("id", ""))
        known = property_of(name)
        if known is None:
            raise UsageError(f"there is no property '{name[:60]}'")
        found.append(known)
    columns = {known.id: values(state.view, ids, known) for known in found}
    return {
        "meta": [{"id": known.id, "name": known.name} for known in found],
        "rows": {ident: {key: column[ident] for key, column in columns.items()} for ident in ids},
    }


def _entities(state: StoreState, given: Fields) -> dict[str, Any]:
    found = begun(state.gazetteer, _one(given, "prefix") or "")
    if kind := _one(given, "type"):
        found = [actor for actor in found if kind in (types()[0]["id"], type_id(actor.kind))]
    rows = [
        {
            "id": actor.id,
            "name": actor.name,
            "description": queries.description(actor, state.gazetteer),
            "notable": [{"id": type_id(actor.kind), "name": str(actor.kind)}],
        }
        for actor in _from_cursor(found, given)
    ]
    return {"result": rows}


def _types(_: StoreState, given: Fields) -> dict[str, Any]:
    return {"result": _from_cursor(_begun(types(), given), given)}


def _properties(_: StoreState, given: Fields) -> dict[str, Any]:
    rows = [{"id": each.id, "name": each.name} for each in properties()]
    rows.append({"id": queries.DATE, "name": "date at which it is named so"})
    return {"result": _from_cursor(_begun(rows, given), given)}


def _proposed(_: StoreState, given: Fields) -> dict[str, Any]:
    kind = _one(given, "type") or types()[0]["id"]
    limit = _number(given, "limit", len(properties()))
    found = properties_of_type(kind)[:limit]
    rows = [{"id": each.id, "name": each.name} for each in found]
    return {"type": kind, "limit": limit, "properties": rows}


def _begun(rows: list[dict[str, str]], given: Fields) -> list[dict[str, str]]:
    """Return the rows of which a word begins with the prefix."""
    prefix = (_one(given, "prefix") or "").casefold()
    return [
        row
        for row in rows
        if any(f" {text}".casefold().find(f" {prefix}") >= 0 for text in row.values())
    ]


def _from_cursor(rows: list[Any], given: Fields) -> list[Any]:
    start = _number(given, "cursor", 0)
    return rows[start : start + _SUGGESTIONS]


def _number(given: Fields, name: str, default: int) -> int:
    text = _one(given, name) or str(default)
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise UsageError(f"'{name}' is not a whole number")
    return int(text)


def _one(given: Fields, name: str) -> str | None:
    return given[name][0] if given.get(name) else None


def _query_fields(request: Request) -> Fields:
    return fields(request.url.query.encode("utf-8", "surrogateescape"))


async def _given(request: Request) -> Fields:
    """Return the fields of a request: those of the address, and of a form."""
    given = _query_fields(request)
    if request.method == "POST":
        kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
        if kind != _FORM:
            raise MediaTypeError(kind, (_FORM,))
        for name, found in fields(await body_of(request)).items():
            given.setdefault(name, []).extend(found)
        if not {"queries", "extend"} & given.keys():
            raise UsageError("the form has neither 'queries' nor 'extend'")
    return given


def _error(error: TalionError) -> Response:
    kinds = ((BodyError, 413), (MediaTypeError, 415), (UnknownError, 404), (UsageError, 400))
    status = next((code for kind, code in kinds if isinstance(error, kind)), 503)
    return JSONResponse({"error": str(error)}, status)
