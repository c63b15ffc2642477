"""Some events of a table as a history: by their parties, with what they respond to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from talion.errors import UnknownError
from talion.events.event_types import type_labels
from talion.events.row_dates import row_edtf
from talion.events.stated_antecedents import ELSEWHERE
from talion.events.table import is_numeric
from talion.model.actor import Actor, ActorKind
from talion.model.claim import Basis
from talion.model.date import Date
from talion.model.incident import Status
from talion.reciprocity.event import Event
from talion.reciprocity.history import History
from talion.reciprocity.response import Response
from talion.store.id_lookup import named_id
from talion.store.reference import gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import numpy.typing as npt

    from talion.events.table import EventTable
    from talion.reciprocity.antecedents import Antecedents

_FEW = 1e-3  # an inferred response less probable than this is left out


def event_history(
    events: EventTable,
    antecedents: Antecedents,
    rows: Sequence[int] | npt.NDArray[np.integer],
) -> History:
    """Return the events in some rows as a history, with the responses among them.

    Each event has one antecedent at most, the one that it most probably responds to. States that
    the reference data know get their ids, others keep their names, as all do in a table without
    dates.

    >>> from talion.events.table import EventTable
    >>> from talion.reciprocity.antecedents import Antecedents
    >>> first = {"id": "a", "time": 1.0, "source": "Norway", "target": "Russia"}
    >>> second = {"id": "b", "time": 2.0, "source": "Russia", "target": "Norway"}
    >>> events = EventTable.from_rows([first, {**second, "responds_to": "a"}])
    >>> history = event_history(events, Antecedents.stated_only(events.columns()), [0, 1])
    >>> list(history.events), [(r.event, r.antecedent) for r in history.responses]
    (['a', 'b'], [('b', 'a')])
    """
    chosen = np.unique(np.asarray(rows, np.int64))
    listed: list[dict[str, Any]] = events.table.take(chosen).to_pylist()
    ids = {int(at): str(row["id"]) for at, row in zip(chosen, listed, strict=True)}
    names = _names(events)
    states = {name: name for name in names} if is_numeric(events) else _states(names)
    unknown = (
        Actor(name, name, ActorKind.COUNTRY) for name, ident in states.items() if ident == name
    )
    found = (_event(row, states) for row in listed)
    return History(
        events={event.id: event for event in found},
        responses=tuple(_responses(antecedents, ids)),
        actors={a.id: a for a in (*unknown, *gazetteer())},
        labels=type_labels(),
        elsewhere=dict(_elsewhere(events, ids)),
    )


def _elsewhere(events: EventTable, ids: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    """Yield the events that are stated to respond to one in no row that was chosen, and to what."""
    if not ids:
        return
    named = events.columns().responds_to
    for row, ident in ids.items():
        at = int(named[row])
        if at == ELSEWHERE or (at >= 0 and at not in ids):
            given = (events.table[column][row].as_py() for column in ("responds_to", "basis"))
            yield ident, next(filter(None, given), "")


def event_named(events: EventTable, reference: str) -> str:
    """Return the id of an event, given by id or by a beginning that it alone has.

    Raises AmbiguousError where several begin so, UnknownError with the nearest where none does.

    >>> from talion.events.table import EventTable
    >>> ends = {"time": 1.0, "source": "Norway", "target": "Russia"}
    >>> event_named(EventTable.from_rows([{"id": "mid-104", **ends}]), "mid-1")
    'mid-104'
    """
    import pyarrow.compute as pc

    if pc.index(events.table["id"], reference).as_py() >= 0:
        return reference
    return named_id("event", reference, events.table["id"].to_pylist())


def related_history(
    events: EventTable, antecedents: Antecedents, ident: str, probability: float
) -> History:
    """Return an event, the earlier ones of its type or parties, and what they respond to.

    Responses to them are included, whenever they came. Raises `UnknownError` where no event has
    that id.

    >>> from talion.events.table import EventTable
    >>> from talion.reciprocity.antecedents import Antecedents
    >>> events = EventTable.from_rows(
    ...     {"id": name, "time": time, "source": source, "target": "Russia", "type": kind}
    ...     for name, time, source, kind in (
    ...         ("a", 1.0, "Norway", "expulsion"),
    ...         ("b", 2.0, "Norway", "summons"),
    ...         ("c", 3.0, "Norway", "summons"),
    ...     )
    ... )
    >>> antecedents = Antecedents.stated_only(events.columns())
    >>> list(related_history(events, antecedents, "b", probability=0.5).events)
    ['a', 'b']
    >>> related_history(events, antecedents, "z", probability=0.5)
    Traceback (most recent call last):
        ...
    talion.errors.UnknownError: 'z' is not an event of this graph
    """
    import pyarrow.compute as pc

    at = pc.index(events.table["id"], ident).as_py()
    if at < 0:
        raise UnknownError("event", ident)
    columns = events.columns()
    alike = columns.type == columns.type[at]
    for party in (columns.source, columns.target):
        alike |= (party == columns.source[at]) | (party == columns.target[at])
    rows = np.flatnonzero(alike & (columns.time <= columns.time[at]))
    linked = antecedents.row >= 0
    linked &= antecedents.stated | (antecedents.reply >= probability)
    responses = np.flatnonzero(linked & np.isin(antecedents.row, rows))
    motives = antecedents.row[rows][linked[rows]]
    return event_history(events, antecedents, np.concatenate([rows, responses, motives, [at]]))


def _names(events: EventTable) -> set[str]:
    """Return the names of all states of a table."""
    import pyarrow.compute as pc

    columns = (events.table[side] for side in ("source", "target"))
    return {str(name) for column in columns for name in pc.unique(column).to_pylist()}


def _states(names: Iterable[str]) -> dict[str, str]:
    """Return the ids of states by name; a name that is unknown is its own id."""
    known = gazetteer()
    found = {name: known.actor(name) for name in sorted(names)}
    return {name: actor.id if actor else name for name, actor in found.items()}


def _event(row: Mapping[str, Any], states: Mapping[str, str]) -> Event:
    by, against = (states[row["source"]],), (states[row["target"]],)
    first = row["date"]
    return Event(
        id=row["id"],
        type=row["type"],
        status=Status.REPORTED,
        agents=by,
        targets=against,
        by=by,
        against=against,
        count=row["count"],
        date=None if first is None else Date(row_edtf(first, row["last"], row["precision"])),
        severity=round(float(row["severity"]), 6),
        reports=row["reports"],
        row=row["row"],
        time=row["time"],
    )


def _responses(antecedents: Antecedents, ids: Mapping[int, str]) -> Iterator[Response]:
    for row, ident in ids.items():
        at, certainty = int(antecedents.row[row]), float(antecedents.certainty[row])
        if antecedents.stated[row] and at in ids:
            yield Response(ident, ids[at], Basis.STATED)
        elif at in ids and certainty >= _FEW:
            reply = round(float(antecedents.reply[row]), 6)
            yield Response(ident, ids[at], Basis.INFERRED, round(certainty, 6), reply=reply)
