"""Tables in documents, as CSV: web pages, Word files, Markdown, columns set by blanks."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from talion.json_reading import parsed_json

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD_PART = "word/document.xml"
"""The part of a Word file that holds its text."""

MOST = 64 << 20
"""Bytes that a document may have at most; a longer one is taken as it is."""

_JSON = re.compile(r"\s*(?:\[\s*)?\{\s*\"")
_PAGE = re.compile(r"\s*<(?:!doctype html|html|head|body|table|meta|\?xml[^>]*>\s*<html)", re.I)
_RULE = re.compile(r"\|?\s*+:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)+\|?")
_LOOKED_AT = 60
_GAP = re.compile(r" {2,}")

Cells = list[list[str]]


def is_page(head: bytes) -> bool:
    """Whether a file that begins so is a web page, whatever its name.

    >>> is_page(b"<!DOCTYPE html><html>"), is_page(b"date,source")
    (True, False)
    """
    return bool(_PAGE.match(_beginning(head)))


def may_draw(head: bytes) -> bool:
    """Whether text that begins so may draw a table: with a line of dashes, or names set apart.

    >>> may_draw(b"|a|b|\\n|--|--|"), may_draw(b"day  who  whom"), may_draw(b"day,  who,  whom")
    (True, True, False)
    """
    lines = [line for line in head.splitlines() if line.strip()][:_LOOKED_AT]
    if not lines:
        return False
    apart = len(_GAP.findall(lines[0].decode("utf-8", "replace").strip())) > 1
    return (apart and not any(mark in lines[0] for mark in (b",", b";", b"\t", b"|"))) or any(
        _is_rule(line.decode("utf-8", "replace")) for line in lines
    )


def table_of_page(data: bytes) -> bytes | None:
    """Return the longest table of a web page as CSV, None for a page without one.

    A cell that spans rows or columns stands in each of them.

    >>> page = b"<table><tr><th>who<th>whom<tr><td rowspan=2>UK<td>Russia<tr><td>Iran</table>"
    >>> table_of_page(page).decode().split()
    ['who,whom', 'UK,Russia', 'UK,Iran']
    """
    reader = _PageTables()
    reader.feed(data.decode("utf-8", "replace"))
    reader.close()
    longest = max(reader.tables, key=len, default=[])
    return _as_csv(_spanned(longest)) if longest else None


def is_json(head: bytes) -> bool:
    """Whether a file that begins so is JSON, or a line of JSON each event.

    >>> is_json(b'[{"date": "2018"}]'), is_json(b"[1] date")
    (True, False)
    """
    return bool(_JSON.match(_beginning(head)))


def _beginning(head: bytes) -> str:
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")


def table_of_json(data: bytes) -> bytes | None:
    """Return the longest list of flat objects in JSON as CSV, None where there is none.

    >>> table_of_json(b'{"events": [{"who": "UK", "n": 23}, {"who": "Iran"}]}').decode()
    'who,n\\nUK,23\\nIran,\\n'
    """
    try:
        found = _records(parsed_json(data))
    except ValueError:
        try:
            found = [parsed_json(line) for line in data.splitlines() if line.strip()]
        except ValueError:
            return None
    objects = [item for item in found if isinstance(item, dict)]
    if not objects:
        return None
    names = list(dict.fromkeys(name for item in objects for name in item))
    return _as_csv([names, *([_plain(item.get(name)) for name in names] for item in objects)])


def _records(value: Any) -> list[Any]:
    """Return a list, or the longest list within an object."""
    if isinstance(value, list):
        return value
    lists = [v for v in value.values() if isinstance(v, list)] if isinstance(value, dict) else []
    return max(lists, key=len, default=[])


def _plain(value: Any) -> str:
    if isinstance(value, list) and not any(isinstance(item, (dict, list)) for item in value):
        return "; ".join(map(_plain, value))
    return "" if value is None else value if isinstance(value, str) else json.dumps(value)


def table_of_word_file(data: bytes) -> bytes | None:
    """Return the longest table of a Word file (.docx) as CSV, None for one without a table."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        root = ElementTree.fromstring(packed.read(WORD_PART))
    tables = [
        [[_text_of(cell) for cell in row.findall(".//{*}tc")] for row in table.findall(".//{*}tr")]
        for table in root.findall(".//{*}tbl")
    ]
    longest = max(tables, key=len, default=[])
    return _as_csv(longest) if longest else None


def table_of_text(text: str) -> bytes | None:
    r"""Return a table that text draws, in Markdown or with columns set by blanks; None for none.

    >>> table_of_text("Notes\n\n| who | whom |\n|---|---|\n| UK | Russia |\n").decode().split()
    ['who,whom', 'UK,Russia']
    >>> drawn = "DAY   WHO     WHOM\n2018  Norway  Russia\n2019  UK      Iran\n"
    >>> table_of_text(drawn).decode().split()
    ['DAY,WHO,WHOM', '2018,Norway,Russia', '2019,UK,Iran']
    """
    lines = text.splitlines()
    found = _markdown(lines) or _set_by_blanks(lines)
    return _as_csv(found) if found else None


def _text_of(cell: ElementTree.Element) -> str:
    paragraphs = (
        "".join(t.text or "" for t in p.findall(".//{*}t")) for p in cell.findall(".//{*}p")
    )
    return "\n".join(paragraphs).strip()


def _markdown(lines: Sequence[str]) -> Cells:
    """Return the rows of the first table with a line of dashes below its names."""
    at = next((n for n, line in enumerate(lines) if n and _is_rule(line)), 0)
    if not at or "|" not in lines[at - 1]:
        return []
    rows = [lines[at - 1]]
    for line in lines[at + 1 :]:
        if "|" not in line:
            break
        rows.append(line)
    return [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in rows]


def _is_rule(line: str) -> bool:
    return "--" in line and _RULE.fullmatch(line.strip()) is not None


def _set_by_blanks(lines: Sequence[str]) -> Cells:
    """Return the rows of a text whose columns begin at the same places in every line."""
    rows = [line.rstrip() for line in lines if line.strip()]
    if len(rows) < 3 or any(mark in "".join(rows) for mark in "\t;|") or "," in rows[0]:
        return []
    starts = [0, *(m.end() for m in _GAP.finditer(rows[0]))]
    if len(starts) < 3 or not all(_fits(row, starts) for row in rows[1:]):
        return []
    ends = [*starts[1:], None]
    return [[row[a:b].strip() for a, b in zip(starts, ends, strict=True)] for row in rows]


def _fits(row: str, starts: Sequence[int]) -> bool:
    """Whether no word of a row stands across the place where a column begins."""
    return all(at >= len(row) or row[at - 1] == " " for at in starts[1:])


def _as_csv(rows: Cells) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(
        [" ".join(cell.split()) if "\n" not in cell else cell.replace("\n", "\v") for cell in row]
        for row in rows
    )
    return out.getvalue().encode()


class _PageTables(HTMLParser):
    """The tables of a page: rows of cells, each its text, and the rows and columns it spans."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[tuple[str, int, int]]]] = []
        self._span = (1, 1)
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell."""
        if tag == "table":
            self._end_cell()
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self._end_cell()
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self._end_cell()
            said = dict(attrs)
            self._span = _number(said.get("rowspan")), _number(said.get("colspan"))
            self._text = []
        elif tag == "br" and self._text is not None:
            self._text.append("; ")

    def handle_endtag(self, tag: str) -> None:
        """End a cell."""
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Add text to the cell that is open."""
        if self._text is not None:
            self._text.append(data)

    def _end_cell(self) -> None:
        if self._text is not None:
            self.tables[-1][-1].append((" ".join("".join(self._text).split()), *self._span))
            self._text = None


def _number(text: str | None) -> int:
    return min(int(text), 1000) if text and text.isdecimal() and int(text) else 1


def _spanned(rows: list[list[tuple[str, int, int]]]) -> Cells:
    """Return the cells of a table, each in every row and column that it spans."""
    filled: dict[tuple[int, int], str] = {}
    for at, row in enumerate(rows):
        column = 0
        for text, down, across in row:
            while (at, column) in filled:
                column += 1
            for y in range(at, min(at + down, len(rows))):
                for x in range(column, column + across):
                    filled[y, x] = text
            column += across
    width = max((x for _, x in filled), default=-1) + 1
    return [[filled.get((y, x), "") for x in range(width)] for y in range(len(rows))]
