"""A quote in its passage."""

from typing import Any

from talion.model.article import Article
from talion.model.incident import Span

#: How much of a long paragraph is shown before and after a quote, in characters.
MARGIN = 480


def passage(article: Article | None, quote: Span) -> dict[str, Any]:
    r"""Return `quote`, the `passage` around it and where in the passage it starts (`at`).

    The passage is the quote's paragraph, cut at a word where it is long. `at` counts UTF-16 code
    units, as JavaScript does; where the text does not hold the quote at its offset, the passage
    is left out.

    >>> article = Article("a1", "Peru objected.\n\nChile expelled two envoys. They left.")
    >>> passage(article, Span("expelled two envoys", 22, 41))
    {'quote': 'expelled two envoys', 'passage': 'Chile expelled two envoys. They left.', 'at': 6}
    """
    row: dict[str, Any] = {"quote": quote.text}
    if article is None or article.text[quote.start : quote.end] != quote.text:
        return row
    text = article.text
    first, last = article.passage(quote.start, quote.end)
    if quote.start - first > MARGIN:
        space = text.find(" ", quote.start - MARGIN, quote.start)
        first = quote.start - MARGIN if space < 0 else space + 1
    if last - quote.end > MARGIN:
        space = text.rfind(" ", quote.end, quote.end + MARGIN)
        last = quote.end + MARGIN if space < 0 else space
    row["passage"] = text[first:last]
    row["at"] = len(text[first : quote.start].encode("utf-16-le", "surrogatepass")) // 2
    return row
