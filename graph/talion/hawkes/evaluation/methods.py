"""Ways to find what responds to what that the benchmark compares: rules and reply models."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.choice.choice_terms import TableKind
from talion.hawkes.choice.labelled import labelled
from talion.hawkes.evaluation.response_scores import Judged, judged_rows
from talion.hawkes.from_table import infer_replies

if TYPE_CHECKING:
    from collections.abc import Mapping

    from talion.events.table import EventTable
    from talion.hawkes.reply_model import Model

    Truth = Mapping[str, str | None]


def by_model(
    model: Model, events: EventTable, truth: Truth, *, either: bool, made: TableKind | None = None
) -> Judged:
    """Return what a reply model says of events whose antecedents are known.

    >>> from datetime import date
    >>> from talion.events.table import EventTable
    >>> from talion.hawkes.reply_model import Model
    >>> when = {"time": 17_600.0, "date": date(2018, 3, 10), "type": "expulsion"}
    >>> rows = [
    ...     {"id": "a", "source": "Norway", "target": "Russia", **when},
    ...     {"id": "b", "source": "Russia", "target": "Norway", **when},
    ... ]
    >>> found = by_model(Model.default(), EventTable.from_rows(rows), {"b": "a"}, either=False)
    >>> found.true.tolist(), found.said.tolist()
    ([0], [0])
    """
    found = infer_replies(model, events, either=either, made=made)
    return _judged(events, truth, found.rows[:, 0], found.reply)


def by_nearness(events: EventTable, truth: Truth, within: float, *, either: bool) -> Judged:
    """Return what the rule "the other side's latest hostile event within so many days" says.

    Of events of one day in no known order (`either`), each may respond to the others.

    >>> from talion.events.table import EventTable
    >>> ends = {"type": "expulsion"}
    >>> rows = [
    ...     {"id": "a", "time": 1.0, "source": "Norway", "target": "Russia", **ends},
    ...     {"id": "b", "time": 9.0, "source": "Russia", "target": "Norway", **ends},
    ... ]
    >>> by_nearness(EventTable.from_rows(rows), {"b": "a"}, 7, either=False).said.tolist()
    [-1]
    """
    said = np.full(len(events), -1, np.int64)
    for dyad in labelled(events, truth, listed=not either):
        m = dyad.measures
        for at in range(len(m)):
            before = (m.time <= m.time[at]) if either else (np.arange(len(m)) < at)
            near = np.flatnonzero(before & (m.side != m.side[at]) & (m.time >= m.time[at] - within))
            if len(near):
                said[dyad.rows[at]] = dyad.rows[near[-1]]
    return _judged(events, truth, said, (said >= 0).astype(np.float64))


def rates_only(model: Model) -> Model:
    """Return a model without the choice: the Hawkes process alone.

    >>> from talion.hawkes.reply_model import Model
    >>> rates_only(Model.default()).choice is None
    True
    """
    return replace(model, choice=None)


def _judged(
    events: EventTable,
    truth: Truth,
    said: np.ndarray[tuple[int], np.dtype[np.integer]],
    probability: np.ndarray[tuple[int], np.dtype[np.floating]],
) -> Judged:
    columns = events.columns()
    low, high = (pick(columns.source, columns.target) for pick in (np.minimum, np.maximum))
    pairs = low.astype(np.int64) * len(columns.states) + high
    return judged_rows(events.table["id"].to_pylist(), truth, pairs, said, probability)
