"""The precedents of an event, as a table that a notebook shows and that turns into data frames."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from html import escape
from typing import TYPE_CHECKING, Any, Self

from talion.python_api.rows import SHOWN, Tabular, html_table
from talion.reciprocity.precedents import Precedents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talion.reciprocity.history import History
    from talion.reciprocity.precedents import Precedent


@dataclass(frozen=True, slots=True, repr=False)
class ListedPrecedents(Tabular, Precedents):
    """Precedents, with the history that names their actors; a sequence of `found`.

    >>> from talion.python_api.graph_questions import precedents
    >>> precedents(view, "2020-12-10-expulsion-netherlands-russia")
    <3 precedents of 2020-12-10-expulsion-netherlands-russia>
    """

    history: History = field(compare=False, kw_only=True)

    @classmethod
    def of(cls, found: Precedents, history: History) -> Self:
        """Return precedents with their history."""
        parts = {each.name: getattr(found, each.name) for each in fields(found)}
        return cls(**parts, history=history)

    def __len__(self) -> int:
        return len(self.found)

    def __iter__(self) -> Iterator[Precedent]:
        return iter(self.found)

    def __repr__(self) -> str:
        number = len(self.found)
        return f"<{number} precedent{'s'[: number != 1]} of {self.event.id}>"

    def _repr_html_(self) -> str:
        rows = self.rows_of()[:SHOWN]
        cells = [list(row.values()) for row in rows]
        table = html_table(list(rows[0]) if rows else [], cells, len(self.found))
        return f"<p>{escape(repr(self).strip('<>'))}</p>{table}"

    def rows_of(self) -> list[dict[str, Any]]:
        """Return a row for each precedent, the most similar first."""
        return [
            {
                "date": one.event.date and one.event.date.edtf,
                "agents": [self.history.name(actor) for actor in one.event.agents],
                "targets": [self.history.name(actor) for actor in one.event.targets],
                "type": one.event.type,
                "count": one.event.count,
                "likeness": round(one.score, 3),
                "because": [reason.words for reason in one.reasons],
                "responses": [reaction.event.id for reaction in one.reactions],
                "id": one.event.id,
            }
            for one in self.found
        ]
