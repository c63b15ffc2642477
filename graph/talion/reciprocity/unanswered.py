"""Unanswered events: those without a response, and how probable one was by now.

An event counts as unanswered on a day if it is reported as done by then, on a known date, by one
state or organization to another; if no source states a response done by then, and none of the
other side's later events is one with a probability of at least one half; and if it is no response
itself, which would close an exchange. That holds for stores and tables alike.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from talion.events.stated_antecedents import ELSEWHERE
from talion.hawkes.consistency import made_consistent
from talion.hawkes.from_table import infer_replies, spans
from talion.model.date import Date
from talion.model.days import day_number, day_of
from talion.reciprocity.antecedents import Antecedents
from talion.reciprocity.event import Event
from talion.reciprocity.event_history import event_history
from talion.reciprocity.expectation import MONTH, Expectation
from talion.reciprocity.expected_replies import expected_replies
from talion.reciprocity.history import stated_antecedents
from talion.reciprocity.stored_events import events_from_history, incidents_of_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from talion.events.table import EventTable
    from talion.hawkes.reply_model import Model
    from talion.reciprocity.history import History


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An event that got no response.

    `expected` is the probability that one would have come by now, `coming` that one still comes;
    both are None for an event known to a month or less exactly, as they depend on how long ago it
    was. `unanswered` is the probability that none of the other side's later events is a response.
    `as_of` is the day asked about; None in a table without dates.
    """

    event: Event
    expected: float | None
    coming: float | None
    unanswered: float
    as_of: Date | None = None

    @property
    def missed(self) -> float:
        """The probability that a response would have come and none did; -1 where unknown."""
        return -1.0 if self.expected is None else self.expected * self.unanswered

    @classmethod
    def of(
        cls, event: Event, now: float, ever: float, unanswered: float, as_of: Date | None = None
    ) -> Self:
        """Take the mean numbers of responses expected by now and ever.

        >>> from talion.model.incident import Status
        >>> event = Event("a", "threat", Status.REPORTED, (), (), (), (), None, Date("2018"), 0.4)
        >>> Unanswered.of(event, now=1.0, ever=1.5, unanswered=0.9).expected is None
        True
        """
        known = Expectation.of(event, now, ever, as_of)
        return cls(event, known.by_now, known.coming, float(unanswered), as_of)


CLOSING = 0.5
"""An event that responds with that probability closes an exchange; no response to it is missed."""


def unanswered_events(
    events: EventTable,
    antecedents: Antecedents,
    model: Model,
    *,
    as_of: Date | None = None,
    held: npt.NDArray[np.bool_] | None = None,
    closing: bool = False,
    limit: int | None = 20,
) -> tuple[History, list[Unanswered], int]:
    """Return the unanswered events of a table, the most missed response first, vague dates last.

    They come with the history that they are part of, and with how many there are in all.
    `as_of` is the last day of the table by default; `held` are the events asked about. Events
    that are responses themselves are left out unless `closing`.

    >>> from datetime import date
    >>> from talion.events.table import EventTable
    >>> from talion.hawkes.reply_model import Model
    >>> row = {"id": "a", "time": 17_604.0, "date": date(2018, 3, 14), "type": "expulsion"}
    >>> events = EventTable.from_rows([{"source": "United Kingdom", "target": "Russia", **row}])
    >>> antecedents = Antecedents.stated_only(events.columns())
    >>> model, day = Model.default(), Date("2018-06")
    >>> _, found, total = unanswered_events(events, antecedents, model, as_of=day)
    >>> found[0].event.id, 0 < found[0].coming < found[0].expected < 1, total
    ('a', True, 1)
    """
    if not len(events):
        return event_history(events, antecedents, ()), [], 0
    asked_on = last_of_table(events) if as_of is None else as_of
    day = float(events.columns().time[-1]) if asked_on is None else _day(asked_on)
    found = expected_replies(events, antecedents, model, day)
    vague = spans(events) + 1 >= MONTH
    missed = np.where(vague, -1, (1 - np.exp(-found.now)) * found.unanswered)
    asked = found.unanswered >= 0.5
    if held is not None:
        asked &= held
    if not closing:
        asked &= antecedents.reply < CLOSING
    rows = np.flatnonzero(asked)
    total = len(rows)
    rows = rows[np.lexsort((rows, -events.columns().severity[rows], -missed[rows]))][:limit]
    history = event_history(events, antecedents, rows)
    ids = [str(i) for i in events.table["id"].take(rows).to_pylist()]
    numbers = zip(found.now[rows], found.ever[rows], found.unanswered[rows], strict=True)
    listed = [
        Unanswered.of(history.events[i], *three, asked_on)
        for i, three in zip(ids, numbers, strict=True)
    ]
    return history, listed, total


def unanswered_incidents(
    history: History,
    model: Model,
    *,
    as_of: Date | None = None,
    ids: Iterable[str] | None = None,
    closing: bool = False,
) -> list[Unanswered]:
    """Return the unanswered ones among a store's dated incidents of status reported.

    An incident between several parties is answered when one of them responds. `as_of` is by
    default the last day of an incident or an article; `ids` are the incidents asked about. Those
    that are responses themselves are left out unless `closing`.

    >>> from talion.hawkes.reply_model import Model
    >>> found = unanswered_incidents(history, Model.default())
    >>> ids = {unanswered.event.id for unanswered in found}
    >>> "2022-03-29-expulsion-belgium-russia" in ids  # a threat responds to it
    False
    """
    events = events_from_history(history)
    if not len(events):
        return []
    incidents = incidents_of_rows(events, history.events)
    replies = made_consistent(infer_replies(model, events), incidents, stated_antecedents(history))
    antecedents = Antecedents.of(events.columns(), replies)
    asked_on = as_of or last_of_history(history)
    day = _day(asked_on)
    expected = expected_replies(events, antecedents, model, day)
    rows: dict[str, list[int]] = defaultdict(list)
    for row, ident in enumerate(incidents):
        rows[ident].append(row)
    wanted = set(rows if ids is None else ids) - _answered(history, day)
    if not closing:
        # what responds to an undated or alleged incident, which is no row, opens the exchange
        here = np.where(events.columns().responds_to == ELSEWHERE, 0.0, antecedents.reply)
        wanted -= {i for i, own in rows.items() if here[own].max() >= CLOSING}
        wanted -= {r.event for r in history.responses if r.stated and history.retaliates(r)}
        wanted -= history.elsewhere.keys()
    found = [
        Unanswered.of(
            history.events[i],
            float(expected.now[own].sum()),
            float(expected.ever[own].sum()),
            float(expected.unanswered[own].min()),
            asked_on,
        )
        for i, own in rows.items()
        if i in wanted
    ]
    quiet = [it for it in found if it.unanswered >= 0.5]
    return sorted(quiet, key=lambda it: (-it.missed, -it.event.severity, it.event.id))


def _answered(history: History, day: float) -> set[str]:
    """Return the incidents to which a source states a response, done by a day."""
    return {
        r.antecedent
        for r in history.responses
        if r.stated and _is_done(history.events.get(r.event), day)
    }


def _is_done(event: Event | None, day: float) -> bool:
    return event is not None and not event.planned and (event.time is None or event.time <= day)


def last_of_history(history: History) -> Date:
    """Return the last day of an event or an article: what is known is known as of it.

    >>> latest = max(e.published for it in history.events.values() for e in it.evidence)
    >>> latest, last_of_history(history).edtf  # of the latest article
    ('2024-03-05', '2024-03-05')
    """
    events = history.events.values()
    days = [event.time for event in events if event.time is not None and not event.planned]
    published = {e.published for event in events for e in event.evidence if e.published}
    return _date(max([*days, *(_day(Date(p)) for p in published)]))


def last_of_table(events: EventTable) -> Date | None:
    """Return the last day of an event of a table; None where it has no dates.

    >>> from talion.events.table import EventTable
    >>> event = {"id": "a", "time": 1.0, "source": "Peru", "target": "Chile"}
    >>> last_of_table(EventTable.from_rows([event])) is None
    True
    """
    import pyarrow.compute as pc

    last = pc.max(events.table["last"].cast("int32")).as_py()
    return None if last is None else _date(last)


def _date(day: float) -> Date:
    return Date(day_of(day).isoformat())


def _day(until: Date) -> float:
    return float(day_number(until.latest))
