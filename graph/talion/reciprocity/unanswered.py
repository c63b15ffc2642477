"""Unanswered: acts without an answer, and how surely one would have come by now."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.consistency import made_consistent
from talion.hawkes.from_table import answers, spans
from talion.model.date import Date
from talion.model.days import day_number
from talion.reciprocity.event_history import event_history
from talion.reciprocity.expected_replies import expected_replies
from talion.reciprocity.history import stated_antecedents
from talion.reciprocity.inference import incidents_of_rows
from talion.reciprocity.stored_events import events_from_history

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from talion.events.table import EventTable
    from talion.hawkes.reply_model import Model
    from talion.reciprocity.antecedents import Antecedents
    from talion.reciprocity.event import Event
    from talion.reciprocity.history import History


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An act that got no answer.

    `expected` is the probability that one would have come by now, `coming` that one still comes;
    both are None of an act known to a month or vaguer, as they hang on how long ago it was.
    `unanswered` is the probability that none of the other side's later acts was one.
    """

    event: Event
    expected: float | None
    coming: float | None
    unanswered: float

    @property
    def missed(self) -> float:
        """The probability that an answer would have come and none did; -1 where it is unknown."""
        return -1.0 if self.expected is None else self.expected * self.unanswered


MONTH = 28
"""An act that can have happened on so many days is known to a month or vaguer."""

ANSWER = 0.5
"""An act that answers with that probability closes an exchange; no answer to it is missed."""


def unanswered_events(
    events: EventTable,
    causes: Antecedents,
    model: Model,
    *,
    as_of: Date | None = None,
    held: npt.NDArray[np.bool_] | None = None,
    closing: bool = False,
    limit: int | None = 20,
) -> tuple[History, list[Unanswered]]:
    """Return the unanswered acts of a table, the most missed answer first, vague dates last.

    `as_of` is the last day of the table by default; `held` are the events asked about. Events
    that are answers themselves are left out unless `closing`.
    """
    if not len(events):
        return event_history(events, causes, ()), []
    found = expected_replies(events, causes, model, _last(events) if as_of is None else _day(as_of))
    vague = spans(events) + 1 >= MONTH
    missed = np.where(vague, -1, (1 - np.exp(-found.now)) * found.unanswered)
    asked = found.unanswered >= 0.5
    if held is not None:
        asked &= held
    if not closing:
        asked &= causes.reply < ANSWER
    rows = np.flatnonzero(asked)
    rows = rows[np.lexsort((rows, -events.columns().severity[rows], -missed[rows]))][:limit]
    history = event_history(events, causes, rows)
    ids = [str(i) for i in events.table["id"].take(rows).to_pylist()]
    return history, [
        _unanswered(history.events[i], found.now[r], found.ever[r], found.unanswered[r])
        for i, r in zip(ids, rows, strict=True)
    ]


def unanswered_incidents(
    history: History,
    model: Model,
    *,
    as_of: Date | None = None,
    ids: Iterable[str] | None = None,
    closing: bool = False,
) -> list[Unanswered]:
    """Return the unanswered acts among a store's dated incidents of status reported.

    An incident between several parties is answered when one of them answers. `as_of` is by
    default the last day that an act or an article is of; `ids` are the incidents asked about.
    Those that are answers themselves are left out unless `closing`.
    """
    from talion.reciprocity.antecedents import Antecedents

    events = events_from_history(history)
    if not len(events):
        return []
    acts = incidents_of_rows(events, history.events)
    replies = made_consistent(answers(model, events), acts, stated_antecedents(history))
    causes = Antecedents.of(events.columns(), replies)
    day = _day(as_of) if as_of else last_day(history)
    found = expected_replies(events, causes, model, day)
    rows: dict[str, list[int]] = defaultdict(list)
    for row, ident in enumerate(acts):
        rows[ident].append(row)
    answered = {
        a.antecedent
        for a in history.responses
        if a.stated and _done_by(history.events.get(a.event), day)
    }
    wanted = set(rows if ids is None else ids) - answered
    if not closing:
        wanted -= {i for i, own in rows.items() if causes.reply[own].max() >= ANSWER}
        wanted -= {a.event for a in history.responses if a.stated and history.retaliates(a)}
    told = [
        _unanswered(
            history.events[i],
            float(found.now[own].sum()),
            float(found.ever[own].sum()),
            float(found.unanswered[own].min()),
        )
        for i, own in rows.items()
        if i in wanted
    ]
    quiet = [s for s in told if s.unanswered >= 0.5]
    return sorted(quiet, key=lambda s: (-s.missed, -s.event.severity, s.event.id))


def last_day(history: History) -> float:
    """Return the last day, as a number, that an act or an article is of."""
    days = [act.time for act in history.events.values() if act.time is not None and not act.planned]
    published = {
        e.published for act in history.events.values() for e in act.evidence if e.published
    }
    return max([*days, *(_day(Date(p)) for p in published)])


def _done_by(act: Event | None, day: float) -> bool:
    return act is not None and not act.planned and (act.time is None or act.time <= day)


def _unanswered(act: Event, now: float, ever: float, unanswered: float) -> Unanswered:
    if act.date is not None and act.date.days() >= MONTH:
        return Unanswered(act, None, None, float(unanswered))
    expected, coming = -np.expm1(-now), -np.expm1(-max(ever - now, 0.0))
    return Unanswered(act, float(expected), float(coming), float(unanswered))


def _last(events: EventTable) -> float:
    import pyarrow.compute as pc

    last = pc.max(events.table["last"].cast("int32")).as_py()
    return float(events.columns().time[-1]) if last is None else float(last)


def _day(date: Date) -> float:
    return float(day_number(date.latest))
