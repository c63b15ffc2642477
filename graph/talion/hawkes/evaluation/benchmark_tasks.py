"""The tasks of the benchmark Who-Answered-Whom, made from tables that the user has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from talion.events.table import EventTable
from talion.hawkes.choice.choice_terms import TableKind
from talion.hawkes.choice.features import options
from talion.hawkes.choice.labelled import labelled, truth_in
from talion.hawkes.evaluation.opening_events import opening_halves
from talion.hawkes.evaluation.response_scores import Judged
from talion.hawkes.evaluation.transplants import TransplantRules, transplants

if TYPE_CHECKING:
    import numpy.typing as npt

Truth = Mapping[str, str | None]
"""By event id the id of its antecedent, None where it responds to nothing."""

FEWEST = 40
"""A table with fewer stated responses is only tested on: a half of it would teach nothing."""

TRANSPLANTS = 500
DENSITIES = {"busy": TransplantRules(0.5, 4), "dense": TransplantRules(1.0, 10)}
"""How dyads are drawn for transplants: busier ones more often, or in proportion to their events."""

RARE = replace(DENSITIES["busy"], lone=6 / 7)
"""Transplants of which one event in eight responds, as the shipped weights assume."""


@dataclass(frozen=True)
class BenchmarkTask:
    """Events, what some of them respond to, and how the table is to be read.

    `either` says that the order within a day is not known.
    """

    name: str
    events: EventTable
    truth: Truth
    either: bool
    made: TableKind

    def judged(
        self, said: npt.NDArray[np.integer], probability: npt.NDArray[np.floating]
    ) -> Judged:
        """Return the events with known antecedents, and what a method says of each row."""
        known = self._known
        rows = known.row
        return replace(
            known,
            said=np.asarray(said, np.int64)[rows],
            probability=np.asarray(probability)[rows],
        )

    @cached_property
    def _known(self) -> Judged:
        """The events with known antecedents, of which nothing is said yet."""
        ids = self.events.table["id"].to_pylist()
        place = {name: at for at, name in enumerate(ids)}
        rows = np.array([at for at, name in enumerate(ids) if name in self.truth], np.int64)
        antecedents = [place.get(self.truth[ids[row]] or "", -1) for row in rows.tolist()]
        columns = self.events.columns()
        low, high = (pick(columns.source, columns.target) for pick in (np.minimum, np.maximum))
        dyad = low.astype(np.int64) * len(columns.states) + high
        number, reached = np.zeros(len(ids), np.int64), np.zeros(len(ids), np.bool_)
        to = dict(zip(rows.tolist(), antecedents, strict=True))
        for group in labelled(self.events, self.truth, listed=not self.either):
            for at in np.flatnonzero(np.isin(group.rows, rows)).tolist():
                row, found = int(group.rows[at]), options(group.measures, at).candidates
                number[row], reached[row] = len(found), to[row] in group.rows[found]
        nothing = np.zeros(len(rows))
        true = np.array(antecedents, np.int64)
        none = np.full(len(rows), -1)
        return Judged(dyad[rows], true, none, nothing, rows, number[rows], reached[rows])


def split(crises: EventTable) -> tuple[Truth, Truth]:
    """Return the known antecedents of the earlier and the later half, cut at the median response.

    A table with fewer than `FEWEST` stated responses has no earlier half.

    >>> ends = {"source": "Norway", "target": "Russia", "type": "expulsion"}
    >>> back = {"source": "Russia", "target": "Norway", "type": "expulsion", "basis": "stated"}
    >>> rows = [
    ...     {"id": f"{name}{at}", "time": float(at), **side}
    ...     for at in range(1, 400, 4)
    ...     for name, side in (("a", ends), ("b", {**back, "responds_to": f"a{at}"}))
    ... ]
    >>> [len(half) for half in split(EventTable.from_rows(rows))]
    [100, 100]
    >>> [len(half) for half in split(EventTable.from_rows(rows[:6]))]
    [0, 6]
    """
    truth, ids = truth_in(crises), crises.table["id"].to_pylist()
    time = dict(zip(ids, crises.columns().time.tolist(), strict=True))
    responses = [time[name] for name, other in truth.items() if other is not None]
    cut = float(np.median(responses)) if len(responses) >= FEWEST else -np.inf
    early = {name: other for name, other in truth.items() if time[name] < cut}
    return early, {name: other for name, other in truth.items() if name not in early}


def halves(hosts: EventTable) -> tuple[EventTable, EventTable]:
    """Return the events of every other dyad, by name, and of the rest.

    >>> rows = [{"id": s, "time": 1.0, "source": s, "target": "Russia"} for s in ("Chad", "Mali")]
    >>> [len(half) for half in halves(EventTable.from_rows(rows))]
    [1, 1]
    """
    ends = (hosts.table["source"].to_pylist(), hosts.table["target"].to_pylist())
    pairs = [tuple(sorted(pair)) for pair in zip(*ends, strict=True)]
    number = {pair: at for at, pair in enumerate(sorted(set(pairs)))}
    odd = np.array([number[pair] % 2 == 1 for pair in pairs], np.bool_)
    return EventTable(hosts.table.filter(~odd)), EventTable(hosts.table.filter(odd))


def is_busy(hosts: EventTable) -> bool:
    """Whether both halves of a table have a dyad that pairs can be laid into at any density.

    >>> ends = {"source": "Norway", "target": "Russia", "type": "expulsion"}
    >>> rows = [{"id": f"{at}", "time": float(at), **ends} for at in range(40)]
    >>> is_busy(EventTable.from_rows(rows))  # one dyad is only in one half
    False
    """
    fewest = max(rules.fewest for rules in DENSITIES.values())
    return all(
        any(len(dyad.measures) >= fewest for dyad in labelled(half, {}, listed=False))
        for half in halves(hosts)
    )


def pooled(tables: Mapping[str, tuple[EventTable, Truth]]) -> tuple[EventTable, Truth]:
    """Return several tables as one, and what is known of them, ids led by the table's name.

    >>> row = {"time": 1.0, "source": "Norway", "target": "Russia", "type": "expulsion"}
    >>> one = EventTable.from_rows([{"id": "a", **row}])
    >>> table, truth = pooled({"first": (one, {"a": None}), "second": (one, {})})
    >>> table.table["id"].to_pylist(), truth
    (['first/a', 'second/a'], {'first/a': None})
    """
    names = ("time", "date", "last", "precision", "source", "target", "type", "reports")
    rows: list[dict[str, Any]] = []
    truth: dict[str, str | None] = {}
    for name, (table, known) in tables.items():
        own = table.table.select(["id", *names]).to_pylist()
        rows += ({**row, "id": f"{name}/{row['id']}"} for row in own)
        for event, to in known.items():
            truth[f"{name}/{event}"] = None if to is None else f"{name}/{to}"
    return EventTable.from_rows(rows), truth


def benchmark_tasks(
    tables: Mapping[str, EventTable],
    hosts: EventTable | None,
    read: Truth | None = None,
    disputes: EventTable | None = None,
) -> tuple[BenchmarkTask, ...]:
    """Return the tasks: the later half of each table, transplants, hosts' events as read, openers.

    `tables` state responses; `hosts` are events of busy dyads into whose odd half the later pairs
    are transplanted; `read` is what readers judged of the hosts' own events; the later half of the
    events that open `disputes` responds to nothing.
    """
    late = {name: (table, split(table)[1]) for name, table in tables.items()}
    made = []
    for name, (table, truth) in late.items():
        for words, either in (("order known", False), ("order hidden", True)):
            task = BenchmarkTask(f"{name}, {words}", table, truth, either, TableKind.LISTED)
            made.append(task)
    if hosts is not None:
        whole, truth = pooled(late)
        for name, rules in (*DENSITIES.items(), ("one in eight", RARE)):
            table, known = transplants(whole, truth, halves(hosts)[1], TRANSPLANTS, 2, rules)
            made.append(BenchmarkTask(f"transplants, {name}", table, known, True, TableKind.CODED))
        if read:
            made.append(BenchmarkTask("read", hosts, read, True, TableKind.CODED))
    if disputes is not None:
        late_ones = opening_halves(disputes)[1]
        for words, either in (("order known", False), ("order hidden", True)):
            name = f"openers, {words}"
            made.append(BenchmarkTask(name, disputes, late_ones, either, TableKind.LISTED))
    return tuple(made)
