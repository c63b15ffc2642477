"""Finding a quote in an article."""

import re

from talion.model.incident import Span


def find_span(text: str, quote: str, start: int = 0) -> Span | None:
    r"""Return the first occurrence of a quote in a text, or None.

    A quote that was typed on one line is found where the text breaks the line; the span holds the
    words exactly as the text has them, so that `text[span.start:span.end] == span.text`.

    >>> find_span("They expelled\ntwo envoys.", "expelled two")
    Span(text='expelled\ntwo', start=5, end=17)
    """
    at = text.find(quote, start) if quote else -1
    if at >= 0:
        return Span(quote, at, at + len(quote))
    words = quote.split()
    found = re.compile(r"\s+".join(map(re.escape, words))).search(text, start) if words else None
    return Span(found[0], found.start(), found.end()) if found else None
