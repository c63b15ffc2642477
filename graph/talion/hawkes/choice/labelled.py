"""Measures whose antecedents are known: what the choice is fitted to and scored on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talion.events.event_types import severity_of
from talion.hawkes.choice.choice_model import HARMLESS
from talion.hawkes.choice.choice_terms import TableKind
from talion.hawkes.choice.features import Measures
from talion.hawkes.from_table import datable, how_made, spans
from talion.hawkes.reply_model import OTHER, UNSTATED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from talion.events.table import EventTable

NONE, UNKNOWN = -1, -2
"""The antecedent of an event that responds to none, and of one of which it is not known."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """The measures of a dyad, and the index of what each responds to, `NONE` or `UNKNOWN`.

    `rows` are their rows in the table.
    """

    measures: Measures
    antecedent: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]


def truth_in(events: EventTable) -> dict[str, str | None]:
    """Return what the table states: by event id the id of its antecedent, None where it has none.

    In a table that states responses, an event without one is taken for no response; an event that
    responds to something outside the table is left out.

    >>> from talion.events.table import EventTable
    >>> ends = {"source": "Norway", "target": "Russia", "type": "expulsion"}
    >>> rows = [{"id": "a", "time": 1.0, **ends}, {"id": "b", "time": 2.0, **ends}]
    >>> rows[1] |= {"responds_to": "a", "basis": "stated"}
    >>> truth_in(EventTable.from_rows(rows))
    {'a': None, 'b': 'a'}
    """
    ids, basis = events.table["id"].to_pylist(), events.table["basis"].to_pylist()
    antecedents = events.columns().responds_to.tolist()
    return {
        name: ids[other] if other >= 0 else None
        for name, other, why in zip(ids, antecedents, basis, strict=True)
        if other >= 0 or why is None
    }


def labelled(
    events: EventTable, truth: Mapping[str, str | None], *, listed: bool | None = None
) -> list[Labelled]:
    """Return the measures of each dyad of a table with what they are known to respond to.

    `listed` (by default, as the ids show) says that the order within a day is that of the table.

    >>> from datetime import date
    >>> from talion.events.table import EventTable
    >>> day = {"time": 17_600.0, "date": date(2018, 3, 10), "type": "expulsion"}
    >>> rows = [
    ...     {"id": "a", "source": "Norway", "target": "Russia", **day},
    ...     {"id": "b", "source": "Russia", "target": "Norway", **day},
    ... ]
    >>> found = labelled(EventTable.from_rows(rows), {"a": None, "b": "a"})
    >>> found[0].antecedent.tolist()
    [-1, 0]
    """
    columns = events.columns()
    in_order = how_made(events) == TableKind.LISTED if listed is None else listed
    grave = np.array([severity_of(name) for name in columns.types])
    specific = np.array([name not in (OTHER, UNSTATED) for name in columns.types])
    time = columns.time + np.floor(spans(events) / 2.0)
    kept = np.flatnonzero(datable(events) & (grave[columns.type] > HARMLESS))
    low, high = (
        pick(columns.source[kept], columns.target[kept]) for pick in (np.minimum, np.maximum)
    )
    order = kept[np.lexsort((time[kept], high, low))]
    pair = np.minimum(columns.source[order], columns.target[order]).astype(np.int64)
    pair = pair * len(columns.states) + np.maximum(columns.source[order], columns.target[order])
    ids = events.table["id"].to_pylist()
    found = []
    for rows in np.split(order, np.flatnonzero(np.diff(pair)) + 1):
        if not len(rows):
            continue
        side = (columns.source[rows] > columns.target[rows]).astype(np.int64)
        kind = columns.type[rows].astype(np.int64)
        reports = columns.reports[rows].astype(np.float64)
        measures = Measures(time[rows], side, kind, specific[kind], grave[kind], reports, in_order)
        place = {ids[row]: at for at, row in enumerate(rows.tolist())}
        found.append(Labelled(measures, _antecedents(place, truth), rows))
    return found


def delays(dyads: Sequence[Labelled]) -> npt.NDArray[np.float64]:
    """Return by how many days the known responses follow their antecedents.

    >>> from talion.hawkes.choice.features import Measures
    >>> two = np.array([0.0, 5.0]), np.array([0, 1]), np.zeros(2, int), np.ones(2, bool)
    >>> pair = Measures(*two, np.full(2, 0.5), np.ones(2), listed=True)
    >>> delays([Labelled(pair, np.array([NONE, 0]), np.arange(2))]).tolist()
    [5.0]
    """
    found = [np.zeros(0)]
    for dyad in dyads:
        known = dyad.antecedent >= 0
        time = dyad.measures.time
        found.append(time[known] - time[dyad.antecedent[known]])
    return np.concatenate(found)


def _antecedents(
    place: Mapping[str, int], truth: Mapping[str, str | None]
) -> npt.NDArray[np.int64]:
    """Return the antecedent of each event of a dyad; what is known to lie elsewhere is unknown."""
    return np.array(
        [
            UNKNOWN
            if name not in truth
            else NONE
            if truth[name] is None
            else place.get(truth[name] or "", UNKNOWN)
            for name in place
        ],
        np.int64,
    )
