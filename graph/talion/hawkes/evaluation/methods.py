"""Ways to find what responds to what that the benchmark compares: rules and reply models."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.choice.labelled import labelled
from talion.hawkes.from_table import infer_replies

if TYPE_CHECKING:
    from talion.hawkes.evaluation.benchmark_tasks import BenchmarkTask
    from talion.hawkes.evaluation.response_scores import Judged
    from talion.hawkes.reply_model import Model


def by_model(model: Model, task: BenchmarkTask) -> Judged:
    """Return what a reply model says of the events of a task.

    >>> from datetime import date
    >>> from talion.events.table import EventTable
    >>> from talion.hawkes.choice.choice_terms import TableKind
    >>> from talion.hawkes.evaluation.benchmark_tasks import BenchmarkTask
    >>> from talion.hawkes.reply_model import Model
    >>> when = {"time": 17_600.0, "date": date(2018, 3, 10), "type": "expulsion"}
    >>> rows = [
    ...     {"id": "a", "source": "Norway", "target": "Russia", **when},
    ...     {"id": "b", "source": "Russia", "target": "Norway", **when},
    ... ]
    >>> events, by_hand = EventTable.from_rows(rows), TableKind.LISTED
    >>> found = by_model(Model.default(), BenchmarkTask("one", events, {"b": "a"}, False, by_hand))
    >>> found.true.tolist(), found.said.tolist()
    ([0], [0])
    """
    found = infer_replies(model, task.events, either=task.either, made=task.made)
    return task.judged(found.rows[:, 0], found.reply)


def by_nearness(task: BenchmarkTask, within: float) -> Judged:
    """Return what the rule "the other side's latest hostile event within so many days" says.

    Of events of one day in no known order, each may respond to the others.

    >>> from talion.events.table import EventTable
    >>> from talion.hawkes.choice.choice_terms import TableKind
    >>> from talion.hawkes.evaluation.benchmark_tasks import BenchmarkTask
    >>> ends = {"type": "expulsion"}
    >>> rows = [
    ...     {"id": "a", "time": 1.0, "source": "Norway", "target": "Russia", **ends},
    ...     {"id": "b", "time": 9.0, "source": "Russia", "target": "Norway", **ends},
    ... ]
    >>> events, by_hand = EventTable.from_rows(rows), TableKind.LISTED
    >>> by_nearness(BenchmarkTask("one", events, {"b": "a"}, False, by_hand), 7).said.tolist()
    [-1]
    """
    said = np.full(len(task.events), -1, np.int64)
    for dyad in labelled(task.events, task.truth, listed=not task.either):
        m = dyad.measures
        for at in range(len(m)):
            before = (m.time <= m.time[at]) if task.either else (np.arange(len(m)) < at)
            near = np.flatnonzero(before & (m.side != m.side[at]) & (m.time >= m.time[at] - within))
            if len(near):
                said[dyad.rows[at]] = dyad.rows[near[-1]]
    return task.judged(said, (said >= 0).astype(np.float64))


def rates_only(model: Model) -> Model:
    """Return a model without the choice: the Hawkes process alone.

    >>> from talion.hawkes.reply_model import Model
    >>> rates_only(Model.default()).choice is None
    True
    """
    return replace(model, choice=None)
