"""Pages of other origins that may ask (CORS, Fetch standard) or frame: none by default."""

from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders

from talion.errors import UsageError

#: What a page of another origin may ask: the data, not the pages that show it.
_OPEN = ("/sparql", "/api/", "/reconcile", "/id/", "/type", "/ns")
#: What such a page may show in a frame, and what those that may frame the page itself.
_PREVIEW, _PAGE = "/reconcile/preview", "/"
ANY = "*"


class AllowedOrigins:
    """The origins whose pages may read answers: `https://example.org`, or `*` for any.

    Pages of `frames` may show the page of the graph in a frame (`/?embed=1`: its figure alone).

    Raises UsageError for what is no origin.

    >>> AllowedOrigins(["https://yasgui.example"]).allows("https://yasgui.example", "/sparql")
    True
    >>> AllowedOrigins().allows("https://yasgui.example", "/sparql")
    False
    """

    def __init__(self, origins: Iterable[str] = (), frames: Iterable[str] = ()) -> None:
        self._origins = frozenset(_checked(origin) for origin in origins)
        self._frames = frozenset(_checked(origin) for origin in frames)

    def allows(self, origin: str, path: str) -> bool:
        """Whether a page of that origin may ask for that path."""
        if not path.startswith(_OPEN):
            return False
        return ANY in self._origins or origin.casefold() in self._origins

    def ancestors(self, path: str) -> str | None:
        """Return which origins may show a path in a frame, as a policy lists them; None for none.

        >>> AllowedOrigins(["http://127.0.0.1:3333"]).ancestors("/reconcile/preview")
        'http://127.0.0.1:3333'
        >>> AllowedOrigins(frames=["https://news.example"]).ancestors("/")
        'https://news.example'
        """
        framing = {_PREVIEW: self._origins, _PAGE: self._frames}.get(path, frozenset())
        return " ".join(sorted(framing)) or None

    def preflight(self, headers: Headers) -> dict[str, str] | None:
        """Return the headers that answer a preflight request; None for another request."""
        if "access-control-request-method" not in headers:
            return None
        return {
            "Access-Control-Allow-Methods": "GET, POST",
            "Access-Control-Allow-Headers": "Accept, Content-Type",
            "Access-Control-Max-Age": "600",
        }

    def open_to(self, origin: str, headers: MutableHeaders) -> None:
        """Let a page of that origin read an answer."""
        headers["Access-Control-Allow-Origin"] = ANY if ANY in self._origins else origin
        headers["Access-Control-Expose-Headers"] = "ETag, Retry-After"
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        headers.add_vary_header("Origin")


def _checked(origin: str) -> str:
    scheme, _, rest = origin.partition("://")
    whole = scheme in ("http", "https") and rest and not set("/?#@ ") & set(rest)
    if origin != ANY and not whole:
        raise UsageError(
            f"'{origin}' is no origin; give a scheme and a host, as a browser shows them"
        )
    return origin.casefold()
