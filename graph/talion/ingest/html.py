"""The article in an HTML page: main text by trafilatura, publication date by htmldate."""

from pathlib import Path

from talion.errors import ArticleError, MissingExtraError
from talion.ingest.metadata import NOTHING, Metadata, checked


def read_page(file: Path | str, html: str) -> tuple[Metadata, str]:
    """Return the metadata and the text of the article in a page.

    The date is one that the page's markup gives (`article:published_time`, JSON-LD, `<time>`, the
    address) or that the page shows in figures; none is guessed from its sentences. Raises
    ArticleError for a page without an article, MissingExtraError without trafilatura.
    """
    try:
        from trafilatura import bare_extraction
        from trafilatura.settings import Document
    except ImportError:
        raise MissingExtraError("extract", "reading HTML") from None
    found = bare_extraction(
        html,
        with_metadata=True,
        include_comments=False,
        favor_precision=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if not isinstance(found, Document) or not (found.text or "").strip():
        raise ArticleError(file, "is an HTML page without an article")
    facts = Metadata(found.sitename, found.title, found.date, found.url, found.language)
    return _sound(facts, file), found.text or ""


def _sound(facts: Metadata, file: Path | str) -> Metadata:
    """Return the metadata, or none at all where the page's date is not one."""
    try:
        return checked(facts, file)
    except ArticleError:
        return NOTHING
