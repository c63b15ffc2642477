"""Some events of a table as history: acts by their parties, with what they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from talion.events.event_types import type_labels
from talion.events.table import is_numeric
from talion.model.actor import Actor, ActorKind
from talion.model.claim import Basis
from talion.model.date import Date
from talion.model.incident import Status
from talion.reciprocity.event import Event
from talion.reciprocity.history import History
from talion.reciprocity.response import Response
from talion.store.reference import gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import numpy.typing as npt

    from talion.events.table import EventTable
    from talion.reciprocity.antecedents import Antecedents

_FEW = 1e-3  # an inferred answer less probable than this is not told of


def event_history(
    events: EventTable,
    causes: Antecedents,
    rows: Sequence[int] | npt.NDArray[np.integer],
) -> History:
    """Return the events in some rows as history, with the answers among them.

    Each event has one answer at most, to the act it most probably answers. States known to the
    reference data get their ids, others keep their names, as all do in a table without dates.
    """
    chosen = np.unique(np.asarray(rows, np.int64))
    listed: list[dict[str, Any]] = events.table.take(chosen).to_pylist()
    ids = {int(row): str(told["id"]) for row, told in zip(chosen, listed, strict=True)}
    names = _names(events)
    states = {name: name for name in names} if is_numeric(events) else _states(names)
    strange = (
        Actor(name, name, ActorKind.COUNTRY) for name, ident in states.items() if ident == name
    )
    actors = {a.id: a for a in (*strange, *gazetteer())}
    acts = (_act(told, states) for told in listed)
    return History(
        events={act.id: act for act in acts},
        responses=tuple(_answers(causes, ids)),
        actors=actors,
        labels=type_labels(),
    )


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


def _act(told: Mapping[str, Any], states: Mapping[str, str]) -> Event:
    by, against = (states[told["source"]],), (states[told["target"]],)
    return Event(
        id=told["id"],
        type=told["type"],
        status=Status.REPORTED,
        agents=by,
        targets=against,
        by=by,
        against=against,
        count=told["count"],
        date=_date(told),
        severity=round(float(told["severity"]), 6),
        reports=told["reports"],
        row=told["row"],
        time=told["time"],
    )


def _date(told: Mapping[str, Any]) -> Date | None:
    """Return a date as precise as its row."""
    first, last = told["date"], told["last"]
    if first is None:
        return None
    length = {"year": 4, "month": 7, "day": 10}.get(told["precision"])
    if length is None and last is not None and last > first:
        return Date(f"{first.isoformat()}/{last.isoformat()}")
    return Date(first.isoformat()[:length])


def _answers(causes: Antecedents, ids: Mapping[int, str]) -> Iterator[Response]:
    for row, ident in ids.items():
        cause, certainty = int(causes.row[row]), float(causes.certainty[row])
        if causes.stated[row] and cause in ids:
            yield Response(ident, ids[cause], Basis.STATED)
        elif cause in ids and certainty >= _FEW:
            reply = round(float(causes.reply[row]), 6)
            yield Response(ident, ids[cause], Basis.INFERRED, round(certainty, 6), reply=reply)
