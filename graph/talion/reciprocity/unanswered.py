"""Silences: acts without an answer, and how surely one would have come by now."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.consistency import agreeing
from talion.hawkes.from_table import answers, spans
from talion.model.date import Date
from talion.model.days import day_number
from talion.reciprocity.event_history import excerpt
from talion.reciprocity.expected_replies import outlook
from talion.reciprocity.history import stated_among
from talion.reciprocity.inference import acts_of_rows
from talion.reciprocity.stored_events import events_from_annals

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from talion.events.table import EventTable
    from talion.hawkes.reply_model import Model
    from talion.reciprocity.acts import Act
    from talion.reciprocity.antecedents import Causes
    from talion.reciprocity.history import Annals


@dataclass(frozen=True, slots=True)
class Silence:
    """An act that got no answer.

    `expected` is the probability that one would have come by now, `coming` that one still comes;
    both are None of an act known to a month or vaguer, as they hang on how long ago it was.
    `unanswered` is the probability that none of the other side's later acts was one.
    """

    act: Act
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


def event_silences(
    events: EventTable,
    causes: Causes,
    model: Model,
    *,
    as_of: Date | None = None,
    held: npt.NDArray[np.bool_] | None = None,
    closing: bool = False,
    limit: int | None = 20,
) -> tuple[Annals, list[Silence]]:
    """Return the silences of a table, those in which an answer is missed most first, vague last.

    `as_of` is the last day of the table by default; `held` are the events asked about. Events
    that are answers themselves are left out unless `closing`.
    """
    if not len(events):
        return excerpt(events, causes, ()), []
    found = outlook(events, causes, model, _last(events) if as_of is None else _day(as_of))
    vague = spans(events) + 1 >= MONTH
    missed = np.where(vague, -1, (1 - np.exp(-found.now)) * found.unanswered)
    asked = found.unanswered >= 0.5
    if held is not None:
        asked &= held
    if not closing:
        asked &= causes.reply < ANSWER
    rows = np.flatnonzero(asked)
    rows = rows[np.lexsort((rows, -events.columns().severity[rows], -missed[rows]))][:limit]
    annals = excerpt(events, causes, rows)
    ids = [str(i) for i in events.table["id"].take(rows).to_pylist()]
    return annals, [
        _silence(annals.acts[i], found.now[r], found.ever[r], found.unanswered[r])
        for i, r in zip(ids, rows, strict=True)
    ]


def silences(
    annals: Annals,
    model: Model,
    *,
    as_of: Date | None = None,
    ids: Iterable[str] | None = None,
    closing: bool = False,
) -> list[Silence]:
    """Return the silences among a store's dated incidents of status reported.

    An incident between several parties is answered when one of them answers. `as_of` is by
    default the last day that an act or an article is of; `ids` are the incidents asked about.
    Those that are answers themselves are left out unless `closing`.
    """
    from talion.reciprocity.antecedents import Causes

    events = events_from_annals(annals)
    if not len(events):
        return []
    acts = acts_of_rows(events, annals.acts)
    replies = agreeing(answers(model, events), acts, stated_among(annals))
    causes = Causes.of(events.columns(), replies)
    day = _day(as_of) if as_of else last_day(annals)
    found = outlook(events, causes, model, day)
    rows: dict[str, list[int]] = defaultdict(list)
    for row, ident in enumerate(acts):
        rows[ident].append(row)
    answered = {
        a.target for a in annals.answers if a.stated and _done_by(annals.acts.get(a.source), day)
    }
    wanted = set(rows if ids is None else ids) - answered
    if not closing:
        wanted -= {i for i, own in rows.items() if causes.reply[own].max() >= ANSWER}
        wanted -= {a.source for a in annals.answers if a.stated and annals.retaliates(a)}
    told = [
        _silence(
            annals.acts[i],
            float(found.now[own].sum()),
            float(found.ever[own].sum()),
            float(found.unanswered[own].min()),
        )
        for i, own in rows.items()
        if i in wanted
    ]
    quiet = [s for s in told if s.unanswered >= 0.5]
    return sorted(quiet, key=lambda s: (-s.missed, -s.act.severity, s.act.id))


def last_day(annals: Annals) -> float:
    """Return the last day, as a number, that an act or an article is of."""
    days = [act.time for act in annals.acts.values() if act.time is not None and not act.planned]
    published = {e.published for act in annals.acts.values() for e in act.evidence if e.published}
    return max([*days, *(_day(Date(p)) for p in published)])


def _done_by(act: Act | None, day: float) -> bool:
    return act is not None and not act.planned and (act.time is None or act.time <= day)


def _silence(act: Act, now: float, ever: float, unanswered: float) -> Silence:
    if act.date is not None and act.date.days() >= MONTH:
        return Silence(act, None, None, float(unanswered))
    expected, coming = -np.expm1(-now), -np.expm1(-max(ever - now, 0.0))
    return Silence(act, float(expected), float(coming), float(unanswered))


def _last(events: EventTable) -> float:
    import pyarrow.compute as pc

    last = pc.max(events.table["last"].cast("int32")).as_py()
    return float(events.columns().time[-1]) if last is None else float(last)


def _day(date: Date) -> float:
    return float(day_number(date.latest))
