"""Results as lists that show themselves as small tables and turn into data frames."""

from __future__ import annotations

from dataclasses import fields
from html import escape
from typing import TYPE_CHECKING, Any, SupportsIndex, TypeVar, overload

from talion.python_api.frames import to_arrow, to_pandas, to_polars, to_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas
    import polars
    import pyarrow

_Row = TypeVar("_Row")

#: Of a longer result a notebook shows so many rows, and of a cell so many characters.
SHOWN, WIDEST = 20, 160
#: So many of its first rows are drawn, where they can be.
DRAWN = 3


class Tabular:
    """A result that makes tables of plain cells, as `to_rows` gives them."""

    __slots__ = ()

    def _result(self) -> Any:
        """Return this as a result of a question, which all that inherit from this are."""
        return self

    def to_rows(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries of plain cells."""
        return to_rows(self._result())

    def to_pandas(self) -> pandas.DataFrame:
        """Return the rows as a pandas DataFrame; MissingExtraError where pandas is missing."""
        return to_pandas(self._result())

    def to_polars(self) -> polars.DataFrame:
        """Return the rows as a polars DataFrame; MissingExtraError without the extra `events`."""
        return to_polars(self._result())

    def to_arrow(self) -> pyarrow.Table:
        """Return the rows as an Arrow table; MissingExtraError without the extra `events`."""
        return to_arrow(self._result())


class Rows(Tabular, list[_Row]):
    """A result, a row each; a list in every respect.

    In a notebook it shows its first rows as a table. `to_pandas()`, `to_polars()`, `to_arrow()` and
    `to_rows()` make tables of plain cells.

    >>> from talion.python_api.graph_questions import actors
    >>> actors(view).to_rows()[0]["name"]
    'Russia'
    """

    def __init__(self, rows: Iterable[_Row] = (), columns: Iterable[str] = ()) -> None:
        """Take the rows, and the columns that a table has even where there is no row."""
        super().__init__(rows)
        self.columns = tuple(columns)

    @overload
    def __getitem__(self, at: SupportsIndex) -> _Row: ...
    @overload
    def __getitem__(self, at: slice) -> Rows[_Row]: ...
    def __getitem__(self, at: SupportsIndex | slice) -> _Row | Rows[_Row]:
        """Return a row, or the rows of a slice as a result like this."""
        if isinstance(at, slice):
            return Rows(super().__getitem__(at), self.columns)
        return super().__getitem__(at)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Have IPython, where it shows text alone, say what this is instead of writing it out."""
        kind = type(self[0]).__name__ if self else "row"
        printer.text(f"<{len(self):,} × {kind}>")

    def _repr_html_(self) -> str:
        drawn = (picture for row in self[:DRAWN] if (picture := picture_of(row)))
        return "".join(f"<div>{picture}</div>" for picture in drawn) + self._table()

    def _table(self) -> str:
        rows = to_rows(self[:SHOWN])
        return html_table(
            list(rows[0]) if rows else [], [list(r.values()) for r in rows], len(self)
        )


def columns_of(kind: type) -> tuple[str, ...]:
    """Return the columns of a table of values whose fields are plain cells.

    >>> from talion.reciprocity.listing import ActorName
    >>> columns_of(ActorName)
    ('id', 'name')
    """
    return tuple(each.name for each in fields(kind))


def picture_of(row: object) -> str | None:
    """Return the picture of a value that has one.

    >>> picture_of("Peru") is None
    True
    """
    draw = getattr(row, "svg", None)
    return draw() if callable(draw) else None


def html_table(columns: Sequence[str], rows: Sequence[Sequence[object]], total: int) -> str:
    """Return the first rows of a result as a small HTML table, with how many there are in all.

    >>> html_table(["who"], [["<Peru>"]], 1)
    '<table><thead><tr><th>who</th></tr></thead><tbody><tr><td>&lt;Peru&gt;</td></tr></tbody></table>'
    """
    head = "".join(f"<th>{escape(name.replace('_', ' '))}</th>" for name in columns)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(_short(cell))}</td>' for cell in row)}</tr>" for row in rows
    )
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    more = f"<p>{len(rows)} of {total:,} rows</p>" if total > len(rows) else ""
    return f"{table}{more}" if rows else "<p>no rows</p>"


def _short(cell: object) -> str:
    if isinstance(cell, list):
        cell = ", ".join(map(str, cell))
    text = "" if cell is None else str(cell)
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"
