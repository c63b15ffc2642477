"""The kinds of files that articles are read from: shipped, of installed packages, registered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from talion.errors import ArticleError
from talion.ingest.encoding import decode, is_binary
from talion.ingest.header import split_header
from talion.ingest.metadata import Metadata
from talion.plugins import Registry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Note: TypeAlias = Callable[[str], None]
    Read: TypeAlias = Callable[[Path | str, bytes, Note], tuple[Metadata, str]]

GROUP = "talion.article_readers"
"""The group of entry points under which other packages offer readers."""


@dataclass(frozen=True, slots=True)
class ArticleReader:
    """A kind of file that holds an article.

    `extensions` are those that a folder is searched for, each with its dot. `recognises` says by
    the bytes of a file whether it is of this kind. `read` takes the file's name, its bytes and a
    function that is called with what had to be done to read it; it returns what the file says of
    its publication, and the text. It raises ArticleError where there is no text to read.
    """

    name: str
    extensions: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    read: Read


def _shipped() -> tuple[ArticleReader, ...]:
    return SHIPPED


REGISTRY: Registry[ArticleReader] = Registry("a reader", GROUP, _shipped)
"""The readers by their names; `REGISTRY.registered(reader)` adds one for a while."""


def article_readers() -> tuple[ArticleReader, ...]:
    """Return every reader; the first that recognises a file reads it.

    >>> [reader.name for reader in article_readers()]
    ['PDF', 'HTML', 'text']
    """
    others = (REGISTRY.added(), REGISTRY.installed(), REGISTRY.shipped())
    return tuple(reader for readers in others for reader in readers.values())


def extensions() -> tuple[str, ...]:
    """Return the extensions that a folder is searched for; a file given by name may have any.

    >>> extensions()
    ('.txt', '.html', '.htm', '.xhtml', '.pdf')
    """
    readers = reversed(article_readers())
    return tuple(dict.fromkeys(e for reader in readers for e in reader.extensions))


def read_bytes(file: Path | str, data: bytes, note: Note) -> tuple[Metadata, str]:
    """Return what a file's bytes say of its publication, and its text; ArticleError for none."""
    for reader in article_readers():
        if reader.recognises(data):
            return reader.read(file, data, note)
    names = [reader.name for reader in reversed(article_readers())]
    raise ArticleError(file, f"is not {', '.join(names[:-1])} or {names[-1]}")


def _is_page(data: bytes) -> bool:
    head = "" if is_binary(data) else decode(data)[0][:2000].lstrip().lower()
    return head.startswith(("<!doctype html", "<html", "<?xml"))


def _decoded(data: bytes, note: Note) -> str:
    text, said = decode(data)
    if said:
        note(said)
    return text


def _pdf(file: Path | str, data: bytes, note: Note) -> tuple[Metadata, str]:
    from talion.ingest.pdf import read_pdf

    return read_pdf(file, data)


def _page(file: Path | str, data: bytes, note: Note) -> tuple[Metadata, str]:
    from talion.ingest.html import read_page

    return read_page(file, _decoded(data, note))


def _text(file: Path | str, data: bytes, note: Note) -> tuple[Metadata, str]:
    return split_header(_decoded(data, note), note)


#: The readers that ship. Text comes last: it recognises whatever is not binary.
SHIPPED = (
    ArticleReader("PDF", (".pdf",), lambda data: data.startswith(b"%PDF-"), _pdf),
    ArticleReader("HTML", (".html", ".htm", ".xhtml"), _is_page, _page),
    ArticleReader("text", (".txt",), lambda data: not is_binary(data), _text),
)
