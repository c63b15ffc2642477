"""Entity tags: an answer that a client has already is not sent again (RFC 9110, 8.8.3 and 13)."""

import hashlib
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class EntityTags:
    """ASGI middleware: gives answers to GET a tag of their content, and 304 to who names it.

    Tags are weak, since the same answer may go out compressed or not. Answers in several pieces,
    and those that say how long they may be kept, are passed on as they are.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        held: list[Message] = []
        known = _tags(Headers(scope=scope).getlist("if-none-match"))

        async def tagged(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                held.append(message)
                return
            if held:
                await _send(held.pop(), message, known, send)
            else:
                await send(message)

        await self._app(scope, receive, tagged)


async def _send(start: Message, body: Message, known: frozenset[str], send: Send) -> None:
    """Send the head and the first piece of an answer, or that nothing has changed."""
    headers = MutableHeaders(scope=start)
    if body.get("more_body"):
        await send(start)
        await send(body)
        return
    content = body.get("body", b"")
    headers.setdefault("ETag", f'W/"{hashlib.sha256(content).hexdigest()[:32]}"')
    headers.setdefault("Cache-Control", "no-cache")
    if known & {_opaque(headers["etag"]), "*"}:
        for name in ("content-length", "content-type"):
            del headers[name]
        start["status"] = 304
        await send(start)
        await send({"type": "http.response.body", "body": b""})
        return
    await send(start)
    await send(body)


def _tags(fields: Iterable[str]) -> frozenset[str]:
    """Return the tags of If-None-Match, compared weakly."""
    return frozenset(_opaque(tag) for field in fields for tag in field.split(",") if tag.strip())


def _opaque(tag: str) -> str:
    return tag.strip().removeprefix("W/")
