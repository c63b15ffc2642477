"""The answer to a query, as a table that a notebook shows and that turns into data frames."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from talion.python_api.rows import SHOWN, Tabular, html_table
from talion.store.query import Table

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class AnswerTable(Tabular, Table):
    """The answer to a SELECT: its variables and its rows; an unbound cell is None.

    >>> from talion.python_api.graph_questions import ask
    >>> found = ask(view, "in-kind")
    >>> len(found) == found.to_polars().height
    True
    """

    @classmethod
    def of(cls, table: Table) -> Self:
        """Return a table as one of these."""
        return cls(table.variables, table.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[str | int | float | None, ...]]:
        return iter(self.rows)

    def _repr_html_(self) -> str:
        return html_table(self.variables, self.rows[:SHOWN], len(self.rows))
