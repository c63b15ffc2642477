"""A ledger that a notebook shows as a ladder: a lane a side, time running down, arrows back."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from html import escape
from typing import TYPE_CHECKING, Any, Self

from talion.python_api.notebook_svg import ONE, OPEN, OTHER, Drawing, radius, shortened
from talion.python_api.rows import Tabular
from talion.reciprocity.ledger import Ledger

if TYPE_CHECKING:
    from talion.reciprocity.history import History
    from talion.reciprocity.ledger_entry import Entry

_WIDTH, _ROW, _TOP = 760, 26, 34  # pixels
_LANES = (300, 470)
_LETTERS = 40
_MOST = 40  # events of a picture


@dataclass(frozen=True, slots=True, repr=False)
class DrawnLedger(Tabular, Ledger):
    """A ledger, with the history that names its actors; a notebook shows it as a picture.

    >>> from talion.python_api.event_questions import ledger
    >>> ledger(view, "Netherlands", "Russia")
    <ledger of Netherlands and Russia: 10 events, 4 responses; Russia owes a response>
    """

    history: History = field(compare=False, kw_only=True)

    @classmethod
    def of(cls, found: Ledger, history: History) -> Self:
        """Return a ledger with its history."""
        parts = {each.name: getattr(found, each.name) for each in fields(found)}
        return cls(**parts, history=history)

    def __repr__(self) -> str:
        one, other = (total.side.name for total in self.totals)
        owing = f"; {self.owes.name} owes a response" if self.owes else ""
        events, responses = len(self.entries), len(self.exchanges)
        return (
            f"<ledger of {one} and {other}: {events} event{'s'[: events != 1]},"
            f" {responses} response{'s'[: responses != 1]}{owing}>"
        )

    def _repr_html_(self) -> str:
        hidden = len(self.entries) - _MOST
        more = f"<p>the last {_MOST} of {len(self.entries)} events</p>" if hidden > 0 else ""
        key = "arrows lead from a response to what it responds to; a ring: unanswered"
        return f"<p>{escape(repr(self).strip('<>'))} ({key})</p>{self.svg()}{more}"

    def rows_of(self) -> list[dict[str, Any]]:
        """Return a row for each event: when, who, what, and what it responds to."""
        return [
            {
                "date": entry.event.date and entry.event.date.edtf,
                "side": self.totals[entry.side].side.name,
                "agents": [self.history.name(actor) for actor in entry.event.agents],
                "targets": [self.history.name(actor) for actor in entry.event.targets],
                "type": entry.event.type,
                "status": entry.event.status.value,
                "count": entry.event.count,
                "responds_to": [r.antecedent for r in (*entry.antecedents, *entry.outside)],
                "answered": entry.answered,
                "id": entry.event.id,
            }
            for entry in self.entries
        ]

    def svg(self) -> str:
        """Return the picture; a ring marks what opened an exchange and got no response.

        The size of a mark is the reported number of persons; hollow marks are plans. Arrows lead
        from a response to what it responds to, dashed where that is inferred.

        >>> from talion.python_api.event_questions import ledger
        >>> ledger(view, "Netherlands", "Russia").svg().count("<circle")
        10
        """
        entries = self.entries[-_MOST:]
        drawing = Drawing(_WIDTH, _TOP + _ROW * len(entries) + 6)
        for x, total, colour in zip(_LANES, self.totals, (ONE, OTHER), strict=True):
            drawing.words(x, 18, total.side.name, anchor="middle", strong=True, colour=colour)
            drawing.line((x, _TOP - 8), (x, drawing.height - 4), faint=True)
        rows = {entry.event.id: _TOP + _ROW * (n + 0.5) for n, entry in enumerate(entries)}
        for entry in entries:
            self._links(drawing, entry, rows)
        for entry in entries:
            self._event(drawing, entry, rows[entry.event.id])
        return drawing.svg(repr(self).strip("<>"))

    def _links(self, drawing: Drawing, entry: Entry, rows: dict[str, float]) -> None:
        for response in entry.antecedents:
            if response.antecedent in rows:
                near = 10 if entry.side else -10  # the ends stay clear of the marks
                start = _LANES[entry.side] - near, rows[response.event]
                end = _LANES[1 - entry.side] + near, rows[response.antecedent]
                drawing.arrow(start, end, dashed=not response.stated)

    def _event(self, drawing: Drawing, entry: Entry, y: float) -> None:
        event, left = entry.event, entry.side == 0
        x, colour = _LANES[entry.side], (ONE, OTHER)[entry.side]
        words, size = self._words(entry), radius(event.count)
        drawing.mark(
            x, y, size, colour, ring=OPEN if entry.open else None, hollow=event.planned,
            title=words,
        )  # fmt: skip
        away = -size - 6 if left else size + 6
        text = shortened(words, _LETTERS)
        drawing.words(x + away, y + 4, text, anchor="end" if left else "start")
        when = event.date.edtf if event.date else ("" if event.time is None else f"{event.time:g}")
        drawing.words(2, y + 4, when or "undated", size=10, faint=True)

    def _words(self, entry: Entry) -> str:
        """Return what was done, and by whom where one member of a bloc acts."""
        event, side = entry.event, self.totals[entry.side].side
        names = [self.history.name(i) for i in event.by if i != side.actor]
        who = f"{', '.join(names[:2])}{' …' if len(names) > 2 else ''}: " if names else ""
        status = f" ({event.status.note})" if event.status.note else ""
        return f"{who}{self.history.describe(event)}{status}"
