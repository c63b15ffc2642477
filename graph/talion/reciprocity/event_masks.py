"""Which rows of an event table a scope holds, as arrays of booleans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talion.errors import UsageError
from talion.model.days import day_number
from talion.store.reference import gazetteer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import numpy.typing as npt

    from talion.events.event_columns import EventColumns
    from talion.events.table import EventTable
    from talion.model.date import Date
    from talion.reciprocity.party import ExchangeSide
    from talion.reciprocity.scope import Scope


def in_scope(
    events: EventTable, columns: EventColumns, scope: Scope
) -> npt.NDArray[np.bool_] | None:
    """Return by row whether the scope holds the event; None where it holds all.

    Raises `UsageError` where it has dates and the table has none.

    >>> from talion.events.table import EventTable
    >>> from talion.reciprocity.scope import Scope
    >>> events = EventTable.from_rows(
    ...     {"id": kind, "time": 1.0, "source": "Norway", "target": "Russia", "type": kind}
    ...     for kind in ("summons", "expulsion")
    ... )
    >>> in_scope(events, events.columns(), Scope(only=frozenset({"expulsion"}))).tolist()
    [False, True]
    >>> in_scope(events, events.columns(), Scope()) is None
    True
    """
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
        yield of_types(columns, scope.only)
    if scope.between is not None:
        one, other = scope.between
        yield (
            is_party(columns, one, columns.source) & is_party(columns, other, columns.target)
        ) | (is_party(columns, other, columns.source) & is_party(columns, one, columns.target))


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


def of_types(columns: EventColumns, types: Collection[str]) -> npt.NDArray[np.bool_]:
    """Return by row whether an event is of one of some types.

    >>> from talion.events.table import EventTable
    >>> events = EventTable.from_rows(
    ...     {"id": kind, "time": 1.0, "source": "Norway", "target": "Russia", "type": kind}
    ...     for kind in ("summons", "expulsion")
    ... )
    >>> of_types(events.columns(), {"summons"}).tolist()
    [True, False]
    """
    known = np.array([name in types for name in columns.types], np.bool_)
    return known[columns.type] if len(known) else np.zeros(len(columns), np.bool_)


def is_party(
    columns: EventColumns, side: ExchangeSide, state: npt.NDArray[np.int32]
) -> npt.NDArray[np.bool_]:
    """Return by row whether a state is the side, or a member of it at that time.

    >>> from datetime import date
    >>> from talion.events.table import EventTable
    >>> from talion.reciprocity.history import History
    >>> from talion.reciprocity.party import ExchangeSide
    >>> events = EventTable.from_rows(
    ...     {"id": str(day), "time": time, "date": day, "source": "Finland", "target": "Russia"}
    ...     for time, day in ((19_083.0, date(2022, 4, 1)), (20_000.0, date(2024, 10, 4)))
    ... )
    >>> columns, nato = events.columns(), ExchangeSide(History({}), "nato")
    >>> is_party(columns, nato, columns.source).tolist()  # Finland joined in April 2023
    [False, True]
    """
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
