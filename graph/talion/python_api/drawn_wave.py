"""A wave that a notebook shows as rows along time: one an event, with the response that it got."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from html import escape
from typing import TYPE_CHECKING, Any, Self

from talion.model.days import day_of
from talion.python_api.notebook_svg import ONE, OTHER, Drawing, radius, shortened
from talion.python_api.rows import Tabular
from talion.reciprocity.waves import Wave

if TYPE_CHECKING:
    from talion.reciprocity.event import Event
    from talion.reciprocity.history import History

_NAMES, _WIDTH, _EDGE, _ROW, _TOP = 250, 720, 40, 24, 8  # pixels
_MOST = 40  # events of a picture
_APART = 18  # pixels between an event and a response of the same day


@dataclass(frozen=True, slots=True, repr=False)
class DrawnWave(Tabular, Wave):
    """A wave, with the history that names its actors; a notebook shows it as a picture.

    >>> from talion.python_api.graph_questions import waves
    >>> waves(view)[0]
    <wave of 4 states against Russia: 4 events, 4 of them answered>
    """

    history: History = field(compare=False, kw_only=True)

    @classmethod
    def of(cls, found: Wave, history: History) -> Self:
        """Return a wave with its history."""
        parts = {each.name: getattr(found, each.name) for each in fields(found)}
        return cls(**parts, history=history)

    def __repr__(self) -> str:
        return (
            f"<wave of {len(self.states)} states against {self.history.name(self.target)}:"
            f" {len(self.events)} events, {self.answered} of them answered>"
        )

    def _repr_html_(self) -> str:
        more = f"<p>the first {_MOST} events</p>" if len(self.events) > _MOST else ""
        return f"<p>{escape(repr(self).strip('<>'))}</p>{self.svg()}{more}"

    def rows_of(self) -> list[dict[str, Any]]:
        """Return it as the one row of a table."""
        dates = sorted(event.date for event in self.events if event.date)
        return [
            {
                "target": self.history.name(self.target),
                "states": [self.history.name(state) for state in self.states],
                "first": dates[0].edtf if dates else None,
                "last": dates[-1].edtf if dates else None,
                "events": [event.id for event in self.events],
                "responds_to": self.antecedent and self.antecedent.id,
                "answered": self.answered,
                "at_least": self.total.least,
                "up_to": self.total.most,
                "expected": self.expected,
                "chance": self.chance,
            }
        ]

    def svg(self) -> str:
        """Return the picture: time from left to right, events blue, responses to them orange.

        The size of a mark is the reported number of persons; a line to a response is dashed where
        that is inferred, and the vertical line is what the wave responds to.

        >>> from talion.python_api.graph_questions import waves
        >>> waves(view)[0].svg().count("<circle")  # four events, and the responses to them
        8
        """
        events = [event for event in self.events if event.time is not None][:_MOST]
        drawing = Drawing(_WIDTH, _TOP + _ROW * len(events) + 22)
        replies = [self.history.events[r.event] for r in self.responses]
        cause = [] if self.antecedent is None else [self.antecedent]
        axis = _Axis.over([*events, *replies, *cause])
        bottom = _TOP + _ROW * len(events)
        for event in cause:
            if event.time is not None:
                drawing.line((axis.x(event), _TOP), (axis.x(event), bottom), dashed=True)
        for row, event in enumerate(events):
            self._row(drawing, axis, event, _TOP + _ROW * (row + 0.5))
        for day in dict.fromkeys((axis.first, axis.last)):
            words = _day(day, events)
            drawing.words(axis.at(day), bottom + 16, words, anchor="middle", size=10)
        return drawing.svg(repr(self).strip("<>"))

    def _row(self, drawing: Drawing, axis: _Axis, event: Event, y: float) -> None:
        who = ", ".join(map(self.history.name, event.by))
        told = f"{who}: {self.history.describe(event)}"
        drawing.words(_NAMES - 12, y + 4, shortened(told, 38), anchor="end")
        drawing.line((_NAMES, y), (_WIDTH, y), faint=True)
        x = axis.x(event)
        for response in self.responses:
            reply = self.history.events[response.event]
            if response.antecedent != event.id or reply.time is None:
                continue
            end = axis.x(reply)
            if abs(end - x) < _APART:  # beside it, where both are of one day
                end = x + _APART
            drawing.line((x, y), (end, y), dashed=not response.stated)
            answer = self.history.describe(reply)
            drawing.mark(end, y, radius(reply.count), OTHER, title=answer)
        drawing.mark(x, y, radius(event.count), ONE, title=told)


@dataclass(frozen=True, slots=True)
class _Axis:
    """The time between two days, as places in pixels."""

    first: float
    last: float

    @classmethod
    def over(cls, events: list[Event]) -> Self:
        times = [_middle(event) for event in events if event.time is not None]
        return cls(min(times, default=0.0), max(times, default=0.0))

    def at(self, time: float) -> float:
        room = _WIDTH - _NAMES - 2 * _EDGE
        share = (time - self.first) / (self.last - self.first) if self.last > self.first else 0.5
        return _NAMES + _EDGE + share * room

    def x(self, event: Event) -> float:
        return self.at(_middle(event))


def _middle(event: Event) -> float:
    """Return the middle of an event's date, as a number of days."""
    return (event.time or 0.0) + ((event.date.days() - 1) / 2 if event.date else 0.0)


def _day(time: float, events: list[Event]) -> str:
    return day_of(time).isoformat() if any(event.date for event in events) else f"{time:g}"
