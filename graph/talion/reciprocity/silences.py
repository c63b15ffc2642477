"""Silences: acts without an answer, and how surely one would have come by now."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talion.model.date import Date
from talion.reciprocity.events.stored import events_from_annals
from talion.reciprocity.excerpt import excerpt
from talion.reciprocity.hawkes.bank import ANSWERING, Bank
from talion.reciprocity.hawkes.compiled import compiled
from talion.reciprocity.hawkes.dyads import CLASSES, SIDES, SILENCES, dyads
from talion.reciprocity.hawkes.events import Acts, answers, is_numeric
from talion.reciprocity.hawkes.model import BASE, COUNT, ROLES, SIDE, SILENCE, TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from talion.reciprocity.acts import Act
    from talion.reciprocity.annals import Annals
    from talion.reciprocity.causes import Causes
    from talion.reciprocity.events.schema import EventTable
    from talion.reciprocity.hawkes.model import Model

EPOCH = 719_163
"""The ordinal of 1970-01-01, day 0 of a table of events."""


@dataclass(frozen=True, slots=True)
class Silence:
    """An act that got no answer.

    `expected` is the probability that one would have come by now, `coming` that one still comes,
    `unanswered` that none of the other side's later acts was one.
    """

    act: Act
    expected: float
    coming: float
    unanswered: float


ANSWER = 0.5
"""An act that answers with that probability closes an exchange; no answer to it is missed."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """By row of a table: the answers expected by now and ever (mean numbers), and P(no answer)."""

    now: npt.NDArray[np.float64]
    ever: npt.NDArray[np.float64]
    unanswered: npt.NDArray[np.float64]


def outlook(events: EventTable, causes: Causes, model: Model, as_of: float) -> Outlook:
    """Return what the model expects of each event by a time (in the table's unit).

    An act calls forth a Poisson number of answers, whose mean grows with the delay as its weights
    and kernels say (see `Model`); what the latest act of a side adds ends when it acts again.
    Events after that time are as if they had not happened.
    """
    acts = Acts.of(events)
    columns = acts.columns
    if is_numeric(events) and model.bank.resolution > 0:
        model = model.on(Bank.for_span(float(np.ptp(acts.time))))
    kinds = model.kinds(columns.types)[acts.type] if model.typed else None
    grouped = dyads(acts.time, acts.source, acts.target, kinds, len(columns.states), model.bank)
    now, ever = _expected(
        grouped.order,
        grouped.start,
        grouped.time,
        grouped.side,
        grouped.kind,
        grouped.standing,
        _weights(model, "reply"),
        _weights(model, "reply_latest"),
        model.weights[ROLES.index("reply_alike"), TYPE:],
        model.bank.rates,
        model.bank.same,
        as_of,
    )
    seen = acts.time <= as_of
    if acts.row is not None:
        place = np.argsort(acts.row)
        now, ever, seen = now[place], ever[place], seen[place]
    return Outlook(now, ever, np.where(seen, _unanswered(causes, seen), 0.0))


def _weights(model: Model, role: str) -> npt.NDArray[np.float64]:
    """Return the mean number of answers to each kind of act, by scale: its marks' weights added.

    An act's kind is its type times `CLASSES` plus its standing.
    """
    weights, standing = model.weights[ROLES.index(role)], np.arange(CLASSES)
    by_standing = (
        weights[BASE]
        + weights[SILENCE + standing % SILENCES]
        + weights[SIDE + standing // SILENCES % SIDES]
        + weights[COUNT + standing // (SILENCES * SIDES)]
    )
    whole = weights[TYPE:, None] + by_standing
    return np.ascontiguousarray(whole.reshape(-1, model.bank.size))


def _unanswered(causes: Causes, seen: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """Return the probability that none of the events seen answers each event."""
    number = len(causes)
    if not number:
        return np.zeros(0)
    free = seen & ~causes.stated
    rows, shares = causes.others[free], causes.shares[free]
    told = rows >= 0
    logs = np.log1p(-np.minimum(shares[told].astype(np.float64), 1 - 1e-9))
    silent = np.exp(np.bincount(rows[told], logs, number))
    silent[causes.row[causes.stated & seen]] = 0.0
    return np.asarray(silent)


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
    """Return the silences of a table, those in which an answer is missed most first.

    `as_of` is the last day of the table by default; `held` are the events asked about. Events
    that are answers themselves are left out unless `closing`.
    """
    if not len(events):
        return excerpt(events, causes, ()), []
    found = outlook(events, causes, model, _last(events) if as_of is None else _day(as_of))
    missed = (1 - np.exp(-found.now)) * found.unanswered
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
    from talion.reciprocity.causes import Causes

    events = events_from_annals(annals)
    if not len(events):
        return []
    causes = Causes.of(events.columns(), answers(model, events))
    day = _day(as_of) if as_of else last_day(annals)
    found = outlook(events, causes, model, day)
    rows: dict[str, list[int]] = defaultdict(list)
    for row, ident in enumerate(events.table["id"].to_pylist()):
        rows[str(ident).partition("/")[0]].append(row)
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
    return sorted(quiet, key=lambda s: (-s.expected * s.unanswered, -s.act.severity, s.act.id))


def last_day(annals: Annals) -> float:
    """Return the last day, as a number, that an act or an article is of."""
    days = [act.time for act in annals.acts.values() if act.time is not None and not act.planned]
    published = {e.published for act in annals.acts.values() for e in act.evidence if e.published}
    return max([*days, *(_day(Date(p)) for p in published)])


def _done_by(act: Act | None, day: float) -> bool:
    return act is not None and not act.planned and (act.time is None or act.time <= day)


def _silence(act: Act, now: float, ever: float, unanswered: float) -> Silence:
    return Silence(
        act,
        expected=float(-np.expm1(-now)),
        coming=float(-np.expm1(-max(ever - now, 0.0))),
        unanswered=float(unanswered),
    )


def _last(events: EventTable) -> float:
    import pyarrow.compute as pc

    last = pc.max(events.table["last"].cast("int32")).as_py()
    return float(events.columns().time[-1]) if last is None else float(last)


def _day(date: Date) -> float:
    return float(date.latest.toordinal() - EPOCH)


@compiled
def _spent(elapsed: float, rate: float, same: float) -> float:
    """Return the mass of a kernel spent after a time, see `Bank.mass`."""
    if elapsed < 0:
        return 0.0
    spent: float = same - (1.0 - same) * np.expm1(-rate * elapsed)
    return spent


@compiled
def _expected(
    order: npt.NDArray[np.int64],
    start: npt.NDArray[np.int64],
    time: npt.NDArray[np.float64],
    side: npt.NDArray[np.uint8],
    kind: npt.NDArray[np.int32],
    standing: npt.NDArray[np.int32],
    every: npt.NDArray[np.float64],
    latest: npt.NDArray[np.float64],
    alike: npt.NDArray[np.float64],
    rates: npt.NDArray[np.float64],
    same: npt.NDArray[np.float64],
    as_of: float,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the mean number of answers to each act by `as_of`, and in all, by row."""
    now = np.zeros(len(order))
    ever = np.zeros(len(order))
    for g in range(len(start) - 1):
        following = np.full(2, np.inf)
        for i in range(start[g + 1] - 1, start[g] - 1, -1):
            if time[i] > as_of:
                continue
            row = order[i]
            act = kind[i] * CLASSES + standing[i]
            ends = following[side[i]]
            for k in range(ANSWERING):
                always = every[act, k] + alike[kind[i], k]
                spent = _spent(as_of - time[i], rates[k], same[k])
                short = _spent(min(as_of, ends) - time[i], rates[k], same[k])
                last = _spent(ends - time[i], rates[k], same[k]) if ends < np.inf else 1.0
                now[row] += always * spent + latest[act, k] * short
                ever[row] += always + latest[act, k] * last
            following[side[i]] = time[i]
    return now, ever
