"""Notes that people write in the app: into the store, as decisions of a person.

It is the one thing that the app writes. A request comes from the app's own page, in JSON, which a
form elsewhere cannot send, and from no other origin, even one that may ask for data.
"""

import threading
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from talion.build import annotate
from talion.errors import (
    BodyError,
    MediaTypeError,
    RefusedError,
    StoreLockedError,
    TalionError,
    UnknownError,
    UsageError,
)
from talion.json_reading import parsed_json
from talion.render.page_data import note_rows
from talion.store import Store
from talion.web.sparql import body_of

PATH = "/api/note"
_READ_ONLY = "the app is read-only; start it with: talion serve --notes"
_JSON = "application/json"
_STATUSES = (
    (RefusedError, 403),
    (UnknownError, 404),
    (BodyError, 413),
    (MediaTypeError, 415),
    (UsageError, 400),
    (StoreLockedError, 409),
)


class NoteRoute:
    """Writes the notes of a store; refuses them where it is not `writable`."""

    def __init__(self, store: Store, *, writable: bool) -> None:
        self._store, self._writable = store, writable
        self._lock = threading.Lock()

    def route(self) -> Route:
        """Return the route.

        >>> NoteRoute(store, writable=False).route().path
        '/api/note'
        """
        return Route(PATH, self.answer, methods=["POST"])

    async def answer(self, request: Request) -> Response:
        """Answer with the note as it stands in the store, or with the reason why it does not."""
        try:
            if not self._writable:
                raise RefusedError(_READ_ONLY)
            if "origin" in request.headers and not _is_own(request):
                raise RefusedError("notes are taken from the pages of this app only")
            asked = _asked(request.headers.get("content-type", ""), await body_of(request))
            return JSONResponse(await run_in_threadpool(self._written, asked))
        except TalionError as error:
            status = next((code for kind, code in _STATUSES if isinstance(error, kind)), 503)
            return JSONResponse({"error": str(error)}, status)

    def _written(self, asked: dict[str, Any]) -> dict[str, Any]:
        with self._lock:
            made = annotate(self._store, asked["about"], asked.get("text"), star=asked.get("star"))
        (row,) = note_rows([made])
        return row


def _is_own(request: Request) -> bool:
    own = f"{request.url.scheme}://{request.headers.get('host', '')}"
    return request.headers["origin"].casefold() == own.casefold()


def _asked(media: str, body: bytes) -> dict[str, Any]:
    """Return what a request asks for; MediaTypeError or UsageError where it is no note."""
    if media.partition(";")[0].strip().casefold() != _JSON:
        raise MediaTypeError(media, (_JSON,), "a note")
    try:
        asked = parsed_json(body)
    except ValueError as error:
        raise UsageError("the note is no JSON") from error
    kinds = {"about": str, "text": str, "star": bool}
    if not isinstance(asked, dict) or "about" not in asked or len(asked) < 2:
        raise UsageError("a note has the key about, and text, star or both")
    for key, value in asked.items():
        if not isinstance(value, kinds.get(key, ())):
            raise UsageError(f"{key!r} is no key of a note, or of another type")
    return asked
