"""The text layer and the information dictionary of a PDF."""

from io import BytesIO
from pathlib import Path

from talion.errors import ArticleError, MissingExtraError
from talion.ingest.metadata import Metadata

#: The most pages that are read: what is longer is a book.
MAX_PAGES = 200


def read_pdf(file: Path | str, data: bytes) -> tuple[Metadata, str]:
    """Return the metadata of a PDF and the text of its pages, separated by an empty line.

    Raises ArticleError for a PDF that is damaged, locked, too long or has no text layer (a scan),
    MissingExtraError without pypdf.
    """
    try:
        from pypdf import PdfReader
    except ImportError:
        raise MissingExtraError("extract", "reading PDF") from None
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ArticleError(file, "is a PDF locked with a password")
        if len(reader.pages) > MAX_PAGES:
            raise ArticleError(file, f"has {len(reader.pages)} pages; at most {MAX_PAGES} are read")
        pages = [page.extract_text() for page in reader.pages]
        info = reader.metadata
        title = info.title if info else None
    except ArticleError:
        raise
    except Exception as error:  # pypdf meets damage with errors of many kinds
        raise ArticleError(file, f"is a damaged PDF: {error}") from None
    text = "\n\n".join(page.strip() for page in pages if page.strip())
    if not text:
        raise ArticleError(file, "is a PDF without text (a scan?)")
    return Metadata(title=title or None), text
