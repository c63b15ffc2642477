"""Chains in an event table: the best lines among the events that count, told as chains."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from talion.errors import UnknownError, UsageError
from talion.model.days import day_number
from talion.reciprocity.chains import Chain, RankedChains, Scope, Step
from talion.reciprocity.event_history import event_history
from talion.reciprocity.longest_chains import lines
from talion.store.reference import gazetteer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import numpy.typing as npt

    from talion.events.event_columns import EventColumns
    from talion.events.table import EventTable
    from talion.model.date import Date
    from talion.reciprocity.antecedents import Antecedents
    from talion.reciprocity.history import History
    from talion.reciprocity.party import ExchangeSide


@dataclass(frozen=True, slots=True)
class EventChains:
    """Chains of an event table, the events in them as history, how many there are by length.

    `lengths[n]` is the number of chains of n acts.
    """

    history: History
    found: RankedChains
    lengths: npt.NDArray[np.int64]


def event_chains(
    events: EventTable, causes: Antecedents, scope: Scope | None = None, limit: int | None = 20
) -> EventChains:
    """Return the best chains of a table: its lines (see `talion.reciprocity.longest_chains`).

    Raises UsageError where dates are asked for and the table has none.
    """
    scope = scope or Scope()
    columns = events.columns()
    best = lines(
        causes,
        columns.severity,
        probability=scope.probability,
        length=scope.length,
        limit=limit,
        held=held(events, columns, scope),
        wanted=chosen(columns, scope.types) if scope.types else None,
    )
    rows = sorted({row for line in best.rows for row in line})
    history = event_history(events, causes, rows)
    place = dict(zip(rows, history.events, strict=True))
    told = tuple(_chain(history, [place[row] for row in line]) for line in best.rows)
    return EventChains(history, RankedChains(told, best.at_least(scope.length)), best.lengths)


def _chain(history: History, ids: list[str]) -> Chain:
    links = {(a.event, a.antecedent): a for a in history.responses}
    steps = [Step((history.events[ids[0]],))]
    for before, here in pairwise(ids):
        steps.append(Step((history.events[here],), (links[here, before],)))
    return Chain(tuple(steps))


def held(events: EventTable, columns: EventColumns, scope: Scope) -> npt.NDArray[np.bool_] | None:
    """Return which events the scope holds, None for all."""
    masks = list(_masks(events, columns, scope))
    return np.logical_and.reduce(masks) if masks else None


def _masks(
    events: EventTable, columns: EventColumns, scope: Scope
) -> Iterator[npt.NDArray[np.bool_]]:
    if scope.since is not None or scope.until is not None:
        yield from _dated(events, columns, scope.since, scope.until)
    if scope.severity > 0:
        yield columns.severity >= np.float32(scope.severity)
    if scope.only:
        yield chosen(columns, scope.only)
    if scope.between is not None:
        one, other = scope.between
        yield (acting(columns, one, columns.source) & acting(columns, other, columns.target)) | (
            acting(columns, other, columns.source) & acting(columns, one, columns.target)
        )


def _dated(
    events: EventTable, columns: EventColumns, since: Date | None, until: Date | None
) -> Iterator[npt.NDArray[np.bool_]]:
    if events.table["date"].null_count:
        raise UsageError("the table has times without dates; leave out --since and --until")
    if since is not None:
        last = events.table["last"].cast("int32").to_numpy()
        yield last >= day_number(since.earliest)
    if until is not None:
        yield columns.time <= day_number(until.latest)


def related_history(
    events: EventTable, causes: Antecedents, ident: str, probability: float
) -> History:
    """Return as history an event, those not after it of its type or parties, and what they answer.

    Answers to them are there too, whenever they came. Raises UnknownError where there is none.
    """
    import pyarrow.compute as pc

    at = pc.index(events.table["id"], ident).as_py()
    if at < 0:
        raise UnknownError("event", ident)
    columns = events.columns()
    alike = columns.type == columns.type[at]
    for side in (columns.source, columns.target):
        alike |= (side == columns.source[at]) | (side == columns.target[at])
    earlier = alike & (columns.time <= columns.time[at])
    linked = (causes.row >= 0) & (causes.stated | (causes.reply >= probability))
    rows = np.flatnonzero(earlier)
    replies = np.flatnonzero(linked & np.isin(causes.row, rows))
    motives = causes.row[rows][linked[rows]]
    return event_history(events, causes, np.concatenate([rows, replies, motives, [at]]))


def chosen(columns: EventColumns, types: Collection[str]) -> npt.NDArray[np.bool_]:
    """Return by row whether an event is of one of some types."""
    known = np.array([name in types for name in columns.types], np.bool_)
    return known[columns.type] if len(known) else np.zeros(len(columns), np.bool_)


def acting(
    columns: EventColumns, side: ExchangeSide, state: npt.NDArray[np.int32]
) -> npt.NDArray[np.bool_]:
    """Return by row whether a state is the side or, at that time, a member of it."""
    found = np.zeros(len(columns), np.bool_)
    spans = [_spans(name, side) for name in columns.states]
    for nth in range(max(map(len, spans), default=0)):
        low = np.array([s[nth][0] if nth < len(s) else np.inf for s in spans])
        high = np.array([s[nth][1] if nth < len(s) else -np.inf for s in spans])
        found |= (columns.time >= low[state]) & (columns.time <= high[state])
    return found


def _spans(name: str, side: ExchangeSide) -> list[tuple[float, float]]:
    """Return the spans, in days, in which the state of that name is of the side."""
    actor = gazetteer().actor(name)
    if side.actor in (name, actor.id if actor else name):
        return [(-np.inf, np.inf)]
    held = actor.memberships if actor else ()
    return [
        (
            day_number(m.since.earliest) if m.since else -np.inf,
            day_number(m.until.latest) if m.until else np.inf,
        )
        for m in held
        if m.organization == side.actor
    ]
