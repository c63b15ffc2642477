"""Finding a quote in an article."""

import re
from bisect import bisect
from itertools import accumulate

from talion.model.incident import Span

_WORD = re.compile(r"\S+")


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
    wanted = " ".join(quote.split())
    return _across_lines(text, wanted, start) if wanted else None


def _across_lines(text: str, wanted: str, start: int) -> Span | None:
    """Return where some words stand in a text, whatever white space is between them there."""
    words = [(word.start(), word[0]) for word in _WORD.finditer(text, start)]
    at = " ".join(word for _, word in words).find(wanted)
    if at < 0:
        return None
    begins = list(accumulate((len(word) + 1 for _, word in words), initial=0))

    def place(position: int) -> int:
        number = bisect(begins, position) - 1
        return words[number][0] + position - begins[number]

    first, end = place(at), place(at + len(wanted) - 1) + 1
    return Span(text[first:end], first, end)
