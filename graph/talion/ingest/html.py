"""The article in an HTML page: main text by trafilatura, publication date by htmldate."""

from itertools import pairwise
from pathlib import Path
from typing import Any

from talion.errors import ArticleError, MissingExtraError
from talion.ingest.html_depth import shallow
from talion.ingest.metadata import NOTHING, Metadata, checked
from talion.ingest.page_dates import published_date


def read_page(file: Path | str, html: str) -> tuple[Metadata, str]:
    """Return the metadata and the text of the article in a page.

    The date is that of first publication in the page's markup (JSON-LD, `article:published_time`,
    `<time>`, the address) or that the page shows in figures; none is guessed from its sentences.
    Raises ArticleError for a page without an article, MissingExtraError without trafilatura.
    """
    try:
        from trafilatura import bare_extraction
        from trafilatura.settings import Document
    except ImportError:
        raise MissingExtraError("extract", "reading HTML") from None
    html = shallow(html)
    found = bare_extraction(
        html,
        with_metadata=True,
        include_comments=False,
        favor_precision=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if not isinstance(found, Document) or not (found.text or "").strip():
        raise ArticleError(file, "is an HTML page without an article")
    date = published_date(html) or found.date
    facts = Metadata(found.sitename, found.title, date, found.url, found.language)
    return _sound(facts, file), _with_definitions(found.text or "", found.body)


def _with_definitions(text: str, body: Any) -> str:
    """Return the text of a page with each term of a definition list on the line of what it is.

    Tables are lines with a bar between cells, and items of lists lines with a dash, already.
    """
    items = [] if body is None else list(body.iter("item"))
    for term, meaning in pairwise(items):
        if _rend(term).startswith("dt-") and _rend(meaning).startswith("dd-"):
            one, other = ("".join(item.itertext()).strip() for item in (term, meaning))
            text = text.replace(f"- {one}\n- {other}", f"- {one}: {other}", 1)
    return text


def _rend(item: Any) -> str:
    return item.get("rend") or ""


def _sound(facts: Metadata, file: Path | str) -> Metadata:
    """Return the metadata, or none at all where the page's date is not one."""
    try:
        return checked(facts, file)
    except ArticleError:
        return NOTHING
