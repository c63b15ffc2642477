"""The header block at the start of a text: lines such as "Published: 26 March 2018"."""

import re
from collections.abc import Callable

from talion.ingest.metadata import NOTHING, Metadata
from talion.ingest.written_dates import written_date

_ALIASES = {
    "url": ("url", "link", "address", "canonical"),
    "publisher": ("publisher", "source", "outlet", "newspaper", "publication", "site"),
    "published": (
        *("published", "date", "published on", "publication date", "date published", "pubdate"),
        *("published at", "dated", "first published"),
    ),
    "title": ("title", "headline"),
    "language": ("language", "lang"),
}
_FIELDS = {alias: field for field, aliases in _ALIASES.items() for alias in aliases}
_LINE = re.compile(r"[*_ \t]{0,3}([A-Za-z][A-Za-z _-]{1,24}):([^\n]*)\n")
_RULE = re.compile(r"---[ \t]*(\r?\n|\Z)")
_BLANK = re.compile(r"[ \t]*\r?\n")


def _ignore(note: str) -> None:
    """Do nothing with a note."""


def split_header(text: str, note: Callable[[str], None] = _ignore) -> tuple[Metadata, str]:
    r"""Return the metadata in a header block, and the text after it.

    The block consists of lines such as `url:`, `publisher:`, `published:` or `date:`, `title:`,
    `language:`, in any case, and a line `---` that ends it; an empty line ends one that gives the
    date of publication. A text that does not begin with one is returned whole. `note` is called
    with what a line says that is of no use here.

    >>> facts, text = split_header("Source: Gazette\nDate: 26 March 2018\n---\nTwo were expelled.")
    >>> facts.publisher, facts.published, text
    ('Gazette', '2018-03-26', 'Two were expelled.')
    """
    opening = _RULE.match(text)
    at = opening.end() if opening is not None else 0
    lines: list[tuple[str, str]] = []
    while line := _LINE.match(text, at):
        lines.append((line[1].strip(), line[2].strip(" \t\r*_")))
        at = line.end()
    found: dict[str, str] = {}
    unknown: list[str] = []
    for name, value in lines:
        field = _FIELDS.get(name.casefold().replace("_", " ").replace("-", " "))
        if field is None:
            unknown.append(name)
        elif value:
            found.setdefault(field, value)
    end = _end(text, at, found, whole=not unknown)
    if end is None or len(unknown) == len(lines):
        return NOTHING, text
    for name in unknown:
        note(f"the header's line '{name}' is not used")
    if "published" in found:
        found["published"] = written_date(found["published"]) or found["published"]
    return Metadata(**found), text[end:]


def _end(text: str, at: int, found: dict[str, str], *, whole: bool) -> int | None:
    """Return where a header ends whose lines end at an offset, None where it is none."""
    if rule := _RULE.match(text, at):
        return rule.end()
    dated = written_date(found.get("published", "")) is not None
    blank = _BLANK.match(text, at)
    return blank.end() if blank and dated and whole else None
