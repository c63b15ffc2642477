"""An event without a response, as a row of a table that names its actors."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Self

from talion.reciprocity.unanswered import Unanswered

if TYPE_CHECKING:
    from talion.reciprocity.history import History


@dataclass(frozen=True, slots=True)
class ListedUnanswered(Unanswered):
    """An event that got no response, with the history that names its actors.

    >>> from talion.python_api.graph_questions import unanswered
    >>> unanswered(view, between=("NATO", "Russia")).to_rows()[0]["targets"]
    ['Russia']
    """

    history: History = field(repr=False, compare=False, kw_only=True)

    @classmethod
    def with_names(cls, found: Unanswered, history: History) -> Self:
        """Return an event without a response with its history."""
        parts = {each.name: getattr(found, each.name) for each in fields(found)}
        return cls(**parts, history=history)

    def rows_of(self) -> list[dict[str, Any]]:
        """Return it as the one row of a table."""
        event = self.event
        return [
            {
                "date": event.date and event.date.edtf,
                "agents": [self.history.name(actor) for actor in event.agents],
                "targets": [self.history.name(actor) for actor in event.targets],
                "type": event.type,
                "status": event.status.value,
                "count": event.count,
                "expected": self.expected,
                "coming": self.coming,
                "unanswered": self.unanswered,
                "as_of": self.as_of and self.as_of.edtf,
                "id": event.id,
            }
        ]
