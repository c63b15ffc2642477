"""Media types of answers, and content negotiation (RFC 9110, 12.5.1)."""

from collections.abc import Iterable, Mapping
from typing import IO

from pyoxigraph import QueryResultsFormat, RdfFormat, Triple, serialize

from talion.errors import UsageError
from talion.vocabulary import PREFIXES

#: Media types of SPARQL results, the preferred first.
RESULTS: Mapping[str, QueryResultsFormat] = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
    "application/json": QueryResultsFormat.JSON,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
}

#: Media types of graphs, the preferred first.
GRAPHS: Mapping[str, RdfFormat] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/json": RdfFormat.JSON_LD,
    "text/plain": RdfFormat.N_TRIPLES,
}

HTML = "text/html"

#: What the parameter `format` may be, and the media types that it asks for, of rows and of graphs.
_FORMATS: Mapping[str, str] = {
    "json": "application/sparql-results+json, application/ld+json",
    "xml": "application/sparql-results+xml, application/rdf+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "ntriples": "application/n-triples",
    "nt": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "html": HTML,
}


def accepted(form: str | None, accept: str | None) -> str | None:
    """Return the media ranges that a request accepts: those of its `format`, else its Accept.

    Raises UsageError for a format that there is not.

    >>> accepted("ttl", "text/html"), accepted(None, "text/html")
    ('text/turtle', 'text/html')
    """
    if form is None:
        return accept
    if form.casefold() not in _FORMATS:
        raise UsageError(f"format is none of: {', '.join(_FORMATS)}")
    return _FORMATS[form.casefold()]


def write_graph(triples: Iterable[Triple], out: IO[bytes], media: str) -> None:
    r"""Write triples in a media type, with the usual prefixes where it has any.

    >>> import sys, io
    >>> from pyoxigraph import NamedNode
    >>> out = io.BytesIO()
    >>> write_graph([Triple(*(NamedNode(f"x:{n}") for n in "spo"))], out, "application/n-triples")
    >>> out.getvalue()
    b'<x:s> <x:p> <x:o> .\n'
    """
    form = GRAPHS[media]
    prefixes = PREFIXES if form == RdfFormat.TURTLE else None
    serialize(triples, out, format=form, prefixes=prefixes)


def preferred(accept: str | None, offered: Mapping[str, object] | tuple[str, ...]) -> str | None:
    """Return the offered media type that a client prefers, or None.

    `accept` is the header as it came; without one, the first offered. Of equals the earlier
    offered wins.

    >>> preferred("text/html;q=0.5, text/turtle", ("text/html", "text/turtle"))
    'text/turtle'
    >>> preferred("image/png", ("text/html",)) is None
    True
    """
    ranges = list(_ranges(accept)) if accept and accept.strip() else [("*/*", 1.0)]
    best: tuple[float, str] | None = None
    for media in offered:
        quality = _quality_of(media, ranges)
        if quality > 0 and (best is None or quality > best[0]):
            best = quality, media
    return best[1] if best else None


def _ranges(accept: str) -> list[tuple[str, float]]:
    found = []
    for part in accept.split(","):
        media, *parameters = (piece.strip().casefold() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                quality = _quality(value.strip())
        if "/" in media:
            found.append((media, quality))
    return found


def _quality(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0 <= value <= 1 else 0.0


def _quality_of(media: str, ranges: list[tuple[str, float]]) -> float:
    """Return the quality of the most specific range that covers a media type."""
    kind = media.split("/")[0]
    for wanted in (media, f"{kind}/*", "*/*"):
        qualities = [quality for name, quality in ranges if name == wanted]
        if qualities:
            return max(qualities)
    return 0.0
