"""What is known of an article's publication, and from where."""

import csv
import re
from dataclasses import dataclass, fields, replace
from pathlib import Path

from talion.errors import ArticleError
from talion.ingest.encoding import decode
from talion.model.date import Date

#: The table of publication facts that a folder of articles may have.
TABLE = "articles.csv"

_KEYS = ("url", "publisher", "published", "title", "language")
_LINE = re.compile(rf"({'|'.join(_KEYS)}):[ \t]*(.*?)[ \t]*\r?\n")
_RULE = re.compile(r"---[ \t]*(\r?\n|\Z)")
_NAME_DATE = re.compile(r"(\d{4}-\d{2}(?:-\d{2})?)(?!\d)")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Who published an article, when, under which title and where; `published` is EDTF."""

    publisher: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None

    def over(self, other: "Metadata") -> "Metadata":
        """Return these facts, completed by those of `other` where they are silent."""
        known = {f.name: getattr(self, f.name) for f in fields(self)}
        return replace(other, **{name: value for name, value in known.items() if value})


#: No facts at all.
NOTHING = Metadata()


def split_header(text: str) -> tuple[Metadata, str]:
    """Return the facts of a header block and the text after it.

    The block is lines of `url:`, `publisher:`, `published:`, `title:`, `language:` and a line
    `---` that ends it. A text that begins otherwise has none and is returned whole.
    """
    found: dict[str, str] = {}
    at = 0
    while line := _LINE.match(text, at):
        found[line[1]] = line[2]
        at = line.end()
    rule = _RULE.match(text, at)
    if not found or not rule:
        return NOTHING, text
    return Metadata(**found), text[rule.end() :]


def table_facts(path: Path) -> Metadata:
    """Return what the folder's `articles.csv` says of an article; nothing where it has none.

    Its columns are `id` (the article's file name without the ending) and any of the facts.
    Raises ArticleError on a table without ids.
    """
    table = path.parent / TABLE
    if not table.is_file():
        return NOTHING
    text, _ = decode(table.read_bytes())
    reader = csv.DictReader(text.splitlines())
    if "id" not in (reader.fieldnames or ()):
        raise ArticleError(table, "has no column 'id'", "line 1")
    for row in reader:
        if row["id"] == path.stem:
            return Metadata(**{key: row.get(key) or None for key in _KEYS})
    return NOTHING


def name_facts(stem: str) -> Metadata:
    """Return the date at the start of a file's name (`2020-12-10-…`, `2020-12-…`), if it is one."""
    found = _NAME_DATE.match(stem)
    if not found:
        return NOTHING
    try:
        return Metadata(published=str(Date(found[1])))
    except ValueError:
        return NOTHING


def checked(facts: Metadata, file: str | Path) -> Metadata:
    """Return the facts if their date can be read; ArticleError otherwise."""
    if facts.published:
        try:
            Date(facts.published)
        except ValueError:
            reason = f"'{facts.published}' is no date; write it as 2018-03-26, 2018-03 or 2018"
            raise ArticleError(file, reason, "published") from None
    return facts
