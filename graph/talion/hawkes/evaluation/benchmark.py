"""Who-Answered-Whom: a benchmark of finding responses, built from files that the user has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from talion.events.table import EventTable
from talion.hawkes.choice.choice_fitting import Design, fit_choice
from talion.hawkes.choice.choice_terms import NoneTerm, PairTerm, TableKind
from talion.hawkes.choice.labelled import labelled, truth_in
from talion.hawkes.evaluation.methods import by_model, by_nearness, rates_only
from talion.hawkes.evaluation.response_scores import Difference, Judged, difference, scores
from talion.hawkes.evaluation.transplants import TransplantRules, transplants
from talion.hawkes.fitting.em import Stopping, fit
from talion.hawkes.from_table import sample
from talion.hawkes.reply_model import Model

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from talion.hawkes.choice.choice_model import ChoiceModel
    from talion.hawkes.evaluation.response_scores import ResponseScores

Truth = Mapping[str, str | None]

RULES = (7, 30, 90, 365)
"""Days within which the nearest event of the other side is taken for the antecedent."""

TRANSPLANTS = 500
DENSITIES = {"busy": TransplantRules(0.5, 4), "dense": TransplantRules(1.0, 10)}
"""How dyads are drawn for transplants: busier ones more often, or in proportion to their events."""

TRAINING = {"seed": 11, "number": 700, "weight": 0.6}


@dataclass(frozen=True, slots=True)
class BenchmarkTask:
    """Events, what some of them respond to, and how the table is to be read."""

    name: str
    events: EventTable
    truth: Truth
    either: bool
    made: TableKind


@dataclass(frozen=True, slots=True)
class BenchmarkLine:
    """The scores of a method in a task; `above` are differences of its F1 to other methods'."""

    task: str
    method: str
    scores: ResponseScores
    above: Mapping[str, Difference]


Method = Callable[[BenchmarkTask], Judged]


def split(crises: EventTable) -> tuple[Truth, Truth]:
    """Return the known antecedents of the earlier and the later half, cut at the median response.

    >>> ends = {"source": "Norway", "target": "Russia", "type": "expulsion"}
    >>> back = {"source": "Russia", "target": "Norway", "type": "expulsion", "basis": "stated"}
    >>> rows = [
    ...     {"id": f"{name}{at}", "time": float(at), **side}
    ...     for at in (1, 5, 9)
    ...     for name, side in (("a", ends), ("b", {**back, "responds_to": f"a{at}"}))
    ... ]
    >>> [sorted(half) for half in split(EventTable.from_rows(rows))]
    [['a1', 'b1'], ['a5', 'a9', 'b5', 'b9']]
    """
    truth, ids = truth_in(crises), crises.table["id"].to_pylist()
    time = dict(zip(ids, crises.columns().time.tolist(), strict=True))
    cut = float(np.median([time[name] for name, other in truth.items() if other is not None]))
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
    odd = np.array([number[pair] % 2 == 1 for pair in pairs])
    return EventTable(hosts.table.filter(~odd)), EventTable(hosts.table.filter(odd))


def tasks(
    crises: EventTable, hosts: EventTable | None, read: Truth | None = None
) -> tuple[BenchmarkTask, ...]:
    """Return the tasks: later crises, their transplants, and hosts' events judged by readers."""
    late = split(crises)[1]
    made = [
        BenchmarkTask("crises, order told", crises, late, False, TableKind.LISTED),
        BenchmarkTask("crises, order hidden", crises, late, True, TableKind.LISTED),
    ]
    if hosts is not None:
        for name, rules in DENSITIES.items():
            table, truth = transplants(crises, late, halves(hosts)[1], TRANSPLANTS, 2, rules)
            made.append(BenchmarkTask(f"transplants, {name}", table, truth, True, TableKind.CODED))
        if read:
            made.append(BenchmarkTask("read", hosts, read, True, TableKind.CODED))
    return tuple(made)


def training(crises: EventTable, truth: Truth, hosts: EventTable | None) -> list[Design]:
    """Return what the choice is fitted to: crises in both orders, and their transplants."""
    found = [
        Design.of(labelled(crises, truth, listed=listed), TableKind.LISTED)
        for listed in (True, False)
    ]
    for nth, rules in enumerate(DENSITIES.values()) if hosts is not None else ():
        own = replace(rules, unopened=0.15, renamed=0.5)
        seed, number = int(TRAINING["seed"]) + nth, int(TRAINING["number"])
        table, known = transplants(crises, truth, hosts or crises, number, seed, own)
        dyads = labelled(table, known, listed=False)
        found.append(Design.of(dyads, TableKind.CODED, TRAINING["weight"]))
    return found


def methods(crises: EventTable, hosts: EventTable | None) -> dict[str, Method]:
    """Return the methods: rules and models, these shipped or fitted to what is early."""
    early = split(crises)[0]
    shipped = Model.default()
    designs = training(crises, early, None if hosts is None else halves(hosts)[0])
    first = crises.table.filter([name in early for name in crises.table["id"].to_pylist()])
    refitted = fit(sample(EventTable(first)), stopping=Stopping(600)).model
    every: list[PairTerm | NoneTerm] = [*PairTerm, *list(NoneTerm)[1:]]
    logistic, choice = fit_choice(designs, without=every), fit_choice(designs)
    found: dict[str, Method] = {
        f"nearest within {days} days": partial(_nearest, days=days) for days in RULES
    }
    models = {
        "logistic in the delay": _with(shipped, logistic),
        "Hawkes, shipped": rates_only(shipped),
        "Hawkes, refitted": refitted,
        "choice, refitted": _with(shipped, choice),
        "choice, shipped": shipped,
    }
    for name, model in models.items():
        found[name] = partial(_modelled, model=model)
    return found


def _nearest(task: BenchmarkTask, days: float) -> Judged:
    return by_nearness(task.events, task.truth, days, either=task.either)


def _modelled(task: BenchmarkTask, model: Model) -> Judged:
    return by_model(model, task.events, task.truth, either=task.either, made=task.made)


def _with(model: Model, choice: ChoiceModel) -> Model:
    return replace(model, choice=choice)


COMPARED = "choice, refitted"
"""The method whose F1 is compared with those of the others."""


def run(
    asked: Iterable[BenchmarkTask], ways: Mapping[str, Method], draws: int = 1000
) -> list[BenchmarkLine]:
    """Return the scores of each method in each task."""
    lines = []
    for task in asked:
        said = {name: way(task) for name, way in ways.items()}
        for name, judged in said.items():
            others = [other for other in said if other != name and name == COMPARED]
            above = {other: difference(judged, said[other], draws) for other in others}
            lines.append(BenchmarkLine(task.name, name, scores(judged), above))
    return lines


def as_rows(lines: Sequence[BenchmarkLine]) -> list[dict[str, object]]:
    """Return the lines as plain values, rounded to thousandths."""
    return [
        {
            "task": line.task,
            "method": line.method,
            **{name: round(float(getattr(line.scores, name)), 3) for name in _SCORES},
            "above": {
                other: [round(float(value), 3) for value in (d.f1, d.low, d.high)]
                for other, d in line.above.items()
            },
        }
        for line in lines
    ]


_SCORES = (
    "events",
    "responses",
    "precision",
    "recall",
    "f1",
    "error",
    "brier",
    "base_brier",
    "openers",
)
