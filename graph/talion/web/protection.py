"""Which requests the app answers, and what its pages may load.

A page elsewhere can point a name of its own at this machine (DNS rebinding) or send requests from
a visitor's browser. So requests must name a host that the app answers to and must not come from
another origin, and pages may load nothing from anywhere else (Content Security Policy 3, Fetch
Metadata).
"""

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from talion.web.cross_origin import AllowedOrigins

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")

_UNFRAMED = "frame-ancestors 'none'"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        _UNFRAMED,
    )
)
#: What a page that draws itself only from values may be held to besides.
TRUSTED = f"{POLICY}; require-trusted-types-for 'script'; trusted-types 'none'"

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


class Protection:
    """ASGI middleware: refuses foreign requests, and sets the security headers on every answer.

    `hosts` are the names the app answers to, without port; None for any. Pages of `origins` may
    ask for data.
    """

    def __init__(
        self,
        app: ASGIApp,
        hosts: Iterable[str] | None = LOOPBACK,
        origins: AllowedOrigins | None = None,
    ) -> None:
        self._app = app
        self._hosts = None if hosts is None else frozenset(h.casefold() for h in hosts)
        self._origins = origins or AllowedOrigins()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        asked = Headers(scope=scope)
        origin = asked.get("origin", "")
        allowed = bool(origin) and self._origins.allows(origin, scope["path"])

        framed_by = self._origins.ancestors(scope["path"])

        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if framed_by is not None:
                    policy = headers.get("Content-Security-Policy", POLICY)
                    headers["Content-Security-Policy"] = policy.replace(
                        _UNFRAMED, f"frame-ancestors {framed_by}"
                    )
                for name, value in _HEADERS.items():
                    if framed_by is None or name != "X-Frame-Options":
                        headers.setdefault(name, value)
                if allowed:
                    self._origins.open_to(origin, headers)
            await send(message)

        answer = self._app
        reason = self._reason(asked, scope.get("scheme", "http"), foreign=allowed)
        if reason is not None:
            answer = PlainTextResponse(reason, 403)
        elif allowed and scope["method"] == "OPTIONS":
            preflight = self._origins.preflight(asked)
            answer = answer if preflight is None else Response(status_code=204, headers=preflight)
        await answer(scope, receive, protected)

    def _reason(self, headers: Headers, scheme: str, *, foreign: bool) -> str | None:
        """Return why a request is refused, or None; `foreign` ones come from where they may."""
        host = headers.get("host", "")
        if self._hosts is not None and _name(host) not in self._hosts:
            return f"this app does not answer to the name '{host[:80]}' (talion serve --allow-host)"
        if foreign:
            return None
        origin = headers.get("origin")
        if origin is not None and origin.casefold() != f"{scheme}://{host}".casefold():
            return "requests from other origins are refused (talion serve --allow-origin)"
        site = headers.get("sec-fetch-site", "none")
        if site in ("cross-site", "same-site") and headers.get("sec-fetch-mode") != "navigate":
            return "requests from other sites are refused"
        return None


def _name(host: str) -> str | None:
    """Return the name in a Host header, without its port."""
    try:
        split = urlsplit(f"//{host}")
        _ = split.port
    except ValueError:
        return None
    if split.username is not None or split.path or split.query or split.fragment:
        return None
    name = split.hostname or ""
    return f"[{name}]" if ":" in name else name
