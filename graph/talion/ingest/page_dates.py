"""The day on which a page says that it was first published, by its markup."""

from collections.abc import Iterator
from html.parser import HTMLParser

from talion.ingest.written_dates import written_date
from talion.json_reading import parsed_json

_JSON_LD = "application/ld+json"
#: Where a page may say so in a `meta` element: attribute and its value in lower case, best first.
_META = (
    ("property", "article:published_time"),
    ("itemprop", "datepublished"),
    ("name", "datepublished"),
    ("name", "article:published_time"),
    ("name", "parsely-pub-date"),
    ("name", "dc.date.issued"),
    ("name", "pubdate"),
    ("name", "publishdate"),
    ("name", "publish-date"),
)


class _Markup(HTMLParser):
    """Gathers the `meta` elements and the JSON-LD of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.metas: list[dict[str, str]] = []
        self.scripts: list[str] = []
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a `meta` element, and open a script of JSON-LD."""
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.metas.append(given)
        self._in_script = tag == "script" and given.get("type", "").casefold() == _JSON_LD
        if self._in_script:
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        """Close a script."""
        self._in_script = False

    def handle_data(self, data: str) -> None:
        """Add to an open script."""
        if self._in_script:
            self.scripts[-1] += data


def published_date(html: str) -> str | None:
    """Return the day of first publication in a page's JSON-LD or, failing that, its `meta` tags.

    That is the day where it was published: of a time with an offset, the day as it is written. A
    time of modification is never taken for it; None where the page says nothing of the kind.
    JSON-LD is that of https://schema.org/datePublished.

    >>> published_date('<meta property="article:published_time" content="2019-05-07T01:00+09:00">')
    '2019-05-07'
    """
    markup = _Markup()
    markup.feed(html)
    given = [text for script in markup.scripts for text in _dates_in(script)]
    given += [
        meta.get("content", "")
        for attribute, value in _META
        for meta in markup.metas
        if meta.get(attribute, "").casefold() == value
    ]
    return next((found for text in given if (found := written_date(text))), None)


def _dates_in(script: str) -> Iterator[str]:
    """Yield the values of `datePublished` in JSON-LD, those of articles first."""
    try:
        data = parsed_json(script)
    except ValueError:
        return
    found: list[tuple[bool, str]] = []
    todo = [data]
    while todo:
        item = todo.pop()
        if isinstance(item, list):
            todo.extend(item)
        elif isinstance(item, dict):
            todo.extend(item.values())
            date = item.get("datePublished")
            if isinstance(date, str):
                found.append(("Article" not in str(item.get("@type")), date))
    yield from (date for _, date in sorted(found, key=lambda pair: pair[0]))
