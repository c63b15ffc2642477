"""The publication metadata of an article, from each place that can hold them."""

import csv
import re
from dataclasses import dataclass, fields, replace
from pathlib import Path

from talion.errors import ArticleError, InputError
from talion.ingest.encoding import decode
from talion.model.date import Date
from talion.store.bounded_read import read_bytes

#: The table of publication facts that a folder of articles may have.
TABLE = "articles.csv"
#: The largest such table, in bytes.
MAX_TABLE = 100_000_000

_KEYS = ("url", "publisher", "published", "title", "language")
_NAME_DATE = re.compile(r"(\d{4}-\d{2}(?:-\d{2})?)(?!\d)")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Publisher, title, date of publication (EDTF), address and language of an article."""

    publisher: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None

    def over(self, other: "Metadata") -> "Metadata":
        """Return these metadata, with those of `other` where these have none.

        >>> Metadata(title="One").over(Metadata(title="Two", publisher="Gazette"))
        Metadata(publisher='Gazette', title='One', published=None, url=None, language=None)
        """
        known = {f.name: getattr(self, f.name) for f in fields(self)}
        return replace(other, **{name: value for name, value in known.items() if value})


#: No facts at all.
NOTHING = Metadata()


def table_facts(path: Path) -> Metadata:
    """Return the metadata of an article in the folder's `articles.csv`; none without that table.

    Its columns are `id` (the article's file name without the extension) and any of the metadata.
    Raises ArticleError on a table without ids.

    >>> table_facts(Path("nowhere/one.txt")) == NOTHING
    True
    """
    table = path.parent / TABLE
    if not table.is_file():
        return NOTHING
    try:
        text, _ = decode(read_bytes(table, MAX_TABLE))
    except InputError as error:
        raise ArticleError(table, error.reason) from None
    reader = csv.DictReader(text.splitlines())
    if "id" not in (reader.fieldnames or ()):
        raise ArticleError(table, "has no column 'id'", "line 1")
    for row in reader:
        if row["id"] == path.stem:
            return Metadata(**{key: row.get(key) or None for key in _KEYS})
    return NOTHING


def name_facts(stem: str) -> Metadata:
    """Return the date at the start of a file's name (`2020-12-10-…`, `2020-12-…`), if it is one.

    >>> name_facts("2020-12-10-gazette").published, name_facts("2020-13-gazette").published
    ('2020-12-10', None)
    """
    found = _NAME_DATE.match(stem)
    if not found:
        return NOTHING
    try:
        return Metadata(published=str(Date(found[1])))
    except ValueError:
        return NOTHING


def checked(facts: Metadata, file: str | Path) -> Metadata:
    """Return the metadata if their date can be read; ArticleError otherwise.

    >>> checked(Metadata(published="last week"), "a.txt")
    Traceback (most recent call last):
    talion.errors.ArticleError: a.txt, published: 'last week' is no date; write it as ...
    """
    if facts.published:
        try:
            Date(facts.published)
        except ValueError:
            reason = f"'{facts.published}' is no date; write it as 2018-03-26, 2018-03 or 2018"
            raise ArticleError(file, reason, "published") from None
    return facts
