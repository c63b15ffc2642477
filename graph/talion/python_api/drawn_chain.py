"""A chain that a notebook shows as a strip: a box a step, an arrow from each to the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from textwrap import fill
from typing import TYPE_CHECKING, Any

from talion.python_api.notebook_svg import ONE, OTHER, Drawing
from talion.python_api.rows import Tabular
from talion.reciprocity.chain import Chain, Step
from talion.reciprocity.response import Lag

if TYPE_CHECKING:
    from talion.reciprocity.event import Event
    from talion.reciprocity.history import History

_BOX, _GAP, _LINE, _EDGE = 196, 74, 15, 8  # pixels
_LETTERS, _MOST = 28, 7  # of a line, and lines of a box


@dataclass(frozen=True, slots=True, repr=False)
class DrawnChain(Tabular, Chain):
    """A chain, with the history that names its actors; a notebook shows it as a picture.

    >>> from talion.python_api.event_questions import chains
    >>> chains(view)[0]
    <chain of 3 steps, tit-for-tat, stated: cyber operation → expulsion → expulsion>
    """

    history: History = field(compare=False, kw_only=True)

    def __repr__(self) -> str:
        steps = " → ".join(self.history.label(step.events[0].type) for step in self.steps)
        turns = "tit-for-tat, " if self.tit_for_tat else ""
        sure = "" if self.probability == 1 else f", p = {self.probability:.2f}"
        return f"<chain of {len(self.steps)} steps, {turns}{self.basis}{sure}: {steps}>"

    def _repr_html_(self) -> str:
        return self.svg()

    def rows_of(self) -> list[dict[str, Any]]:
        """Return a row for each event, with the number of its step."""
        return [
            {
                "step": number,
                "date": event.date and event.date.edtf,
                "agents": [self.history.name(actor) for actor in event.agents],
                "targets": [self.history.name(actor) for actor in event.targets],
                "type": event.type,
                "status": event.status.value,
                "count": event.count,
                "responds_to": [r.antecedent for r in step.responses if r.event == event.id],
                "id": event.id,
            }
            for number, step in enumerate(self.steps, 1)
            for event in step.events
        ]

    def svg(self) -> str:
        """Return the picture; over an arrow stands how long the response took, below how probable.

        >>> from talion.python_api.event_questions import chains
        >>> chains(view)[0].svg().count("<rect")
        3
        """
        boxes = [self._lines(step) for step in self.steps]
        height = max(len(lines) for lines in boxes) * _LINE + 2 * _EDGE
        width = len(boxes) * (_BOX + _GAP) - _GAP
        drawing = Drawing(width + 4, height + 4)
        for at, (step, lines) in enumerate(zip(self.steps, boxes, strict=True)):
            x = 2 + at * (_BOX + _GAP)
            if at:
                self._arrow(drawing, step, x, 2 + height / 2)
            drawing.box(x, 2, _BOX, height, (ONE, OTHER)[at % 2])
            for number, line in enumerate(lines):
                y = 2 + _EDGE + (number + 0.75) * _LINE
                drawing.words(x + _EDGE, y, line, strong=number == 0)
        return drawing.svg(repr(self).strip("<>"))

    def _lines(self, step: Step) -> list[str]:
        """Return what a box says: when, who did what to whom."""
        dates = dict.fromkeys(event.date.edtf for event in step.events if event.date)
        lines = [fill(", ".join(dates) or "undated", _LETTERS).split("\n")[0]]
        for event in step.events:
            lines += fill(self._sentence(event), _LETTERS).split("\n")
        if len(lines) > _MOST:
            lines = [*lines[: _MOST - 1], f"… {len(step.events)} events in all"]
        return lines

    def _sentence(self, event: Event) -> str:
        by, to = (
            ", ".join(map(self.history.name, side)) or "?" for side in (event.by, event.against)
        )
        status = f" ({event.status.note})" if event.status.note else ""
        return f"{by} → {to}: {self.history.describe(event)}{status}"

    def _arrow(self, drawing: Drawing, step: Step, x: float, y: float) -> None:
        stated = any(response.stated for response in step.responses)
        drawing.arrow((x - _GAP + 4, y), (x - 4, y), dashed=not stated)
        below = "stated" if stated else f"p = {step.certainty:.2f}"
        for text, height in ((self._delay(step), -6), (below, 15)):
            middle = x - _GAP / 2
            drawing.words(middle, y + height, text, anchor="middle", size=10, faint=True)

    def _delay(self, step: Step) -> str:
        """Return how long a step took, where all its links agree on a number of days."""
        events = self.history.events
        lags = [Lag.between(events[r.antecedent], events[r.event]) for r in step.responses]
        exact = {lag.least for lag in lags if lag is not None and lag.days and lag.exact}
        if len(exact) != 1:
            return ""
        days = exact.pop()
        return "same day" if days == 0 else f"{days:g} day{'' if days == 1 else 's'}"
