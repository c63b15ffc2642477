"""How probable a response to an event was by a day, and still is: one number for every command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from talion.model.days import day_number
from talion.reciprocity.antecedents import Antecedents
from talion.reciprocity.expected_replies import expected_replies
from talion.reciprocity.stored_events import events_from_history, incidents_of_rows

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.events.table import EventTable
    from talion.hawkes.reply_model import Model
    from talion.model.date import Date
    from talion.reciprocity.event import Event
    from talion.reciprocity.history import History

MONTH = 28
"""An event that can have happened on that many days is known to a month or less exactly."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """The probability that a response would have come by a day, and that one still comes.

    Both are None for an event known to a month or less exactly, as they depend on how long ago it
    was. `as_of` is the day asked about; None in a table without dates.
    """

    by_now: float | None
    coming: float | None
    as_of: Date | None = None

    @classmethod
    def of(cls, event: Event, now: float, ever: float, as_of: Date | None = None) -> Self:
        """Take the mean numbers of responses expected by now and ever.

        >>> from talion.model.date import Date
        >>> from talion.model.incident import Status
        >>> from talion.reciprocity.event import Event
        >>> event = Event("a", "threat", Status.REPORTED, (), (), (), (), None, Date("2018"), 0.4)
        >>> Expectation.of(event, now=1.0, ever=1.5).by_now is None
        True
        """
        if event.date is not None and event.date.days() >= MONTH:
            return cls(None, None, as_of)
        by_now, coming = -np.expm1(-now), -np.expm1(-max(ever - now, 0.0))
        return cls(float(by_now), float(coming), as_of)


def expectation_in_store(history: History, ident: str, model: Model, as_of: Date) -> Expectation:
    """Return how probable a response to an incident was by a day.

    An incident between several parties may get one from each.

    >>> from talion.hawkes.reply_model import Model
    >>> from talion.reciprocity.unanswered import last_of_history
    >>> today = last_of_history(history)
    >>> ident = "2020-12-10-expulsion-netherlands-russia"
    >>> found = expectation_in_store(history, ident, Model.default(), today)
    >>> 0 < found.coming < found.by_now < 1
    True
    """
    events = events_from_history(history)
    own = np.array([i == ident for i in incidents_of_rows(events, history.events)], np.bool_)
    if not own.any():
        return Expectation(None, None, as_of)
    day = float(day_number(as_of.latest))
    now, ever = _expected(events, own, model, day)
    return Expectation.of(history.events[ident], now, ever, as_of)


def expectation_in_table(
    events: EventTable, event: Event, model: Model, as_of: Date | None
) -> Expectation:
    """Return how probable a response to an event of a table was by a day.

    >>> from datetime import date
    >>> from talion.events.table import EventTable
    >>> from talion.hawkes.reply_model import Model
    >>> from talion.model.date import Date
    >>> from talion.model.incident import Status
    >>> from talion.reciprocity.event import Event
    >>> row = {"id": "a", "time": 17_604.0, "date": date(2018, 3, 14), "type": "expulsion"}
    >>> events = EventTable.from_rows([{"source": "United Kingdom", "target": "Russia", **row}])
    >>> event = Event("a", "expulsion", Status.REPORTED, (), (), (), (), None, None, 0.4)
    >>> found = expectation_in_table(events, event, Model.default(), Date("2018-06"))
    >>> 0 < found.by_now < 1
    True
    """
    day = float(events.columns().time[-1] if as_of is None else day_number(as_of.latest))
    own = np.array([i == event.id for i in events.table["id"].to_pylist()], np.bool_)
    return Expectation.of(event, *_expected(events, own, model, day), as_of)


def _expected(
    events: EventTable, own: npt.NDArray[np.bool_], model: Model, day: float
) -> tuple[float, float]:
    """Return the mean numbers of responses to some rows together, by a day and ever."""
    found = expected_replies(events, Antecedents.stated_only(events.columns()), model, day)
    return float(found.now[own].sum()), float(found.ever[own].sum())
