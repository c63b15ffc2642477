"""Who-Answered-Whom: methods of finding responses, scored on tasks made from the user's tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from talion.events.table import EventTable
from talion.hawkes.choice.choice_terms import NoneTerm, PairTerm
from talion.hawkes.evaluation.benchmark_tasks import BenchmarkTask, Truth, halves, pooled, split
from talion.hawkes.evaluation.methods import by_model, by_nearness, rates_only
from talion.hawkes.evaluation.opening_events import opening_halves
from talion.hawkes.evaluation.response_scores import Difference, Judged, difference, scores
from talion.hawkes.evaluation.training_designs import (
    OPENING,
    Designs,
    as_coded,
    as_transplanted,
)
from talion.hawkes.fitting.em import Stopping, fit
from talion.hawkes.from_table import sample
from talion.hawkes.reply_model import Model

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from talion.hawkes.evaluation.response_scores import ResponseScores

RULES = (7, 30, 90, 365)
"""Days within which the nearest event of the other side is taken for the antecedent."""

COMPARED = "choice, refitted"
"""The method whose F1 is compared with those of the others."""

Method = Callable[[BenchmarkTask], Judged]


@dataclass(frozen=True, slots=True)
class BenchmarkLine:
    """The scores of a method in a task; `above` are differences to other methods."""

    task: str
    method: str
    scores: ResponseScores
    above: Mapping[str, Difference]


@dataclass(frozen=True)
class Training:
    """What methods may learn from: earlier halves of tables and openers, every other host dyad."""

    early: Mapping[str, tuple[EventTable, Truth]]
    hosts: EventTable | None
    openers: tuple[EventTable, Truth] | None = None

    @classmethod
    def of(
        cls,
        tables: Mapping[str, EventTable],
        hosts: EventTable | None,
        disputes: EventTable | None = None,
    ) -> Training:
        """Take the earlier halves; a table with few responses has none (see `split`).

        >>> Training.of({}, None).early
        {}
        """
        early = {name: (table, split(table)[0]) for name, table in tables.items()}
        early = {name: (table, truth) for name, (table, truth) in early.items() if truth}
        openers = None if disputes is None else (disputes, opening_halves(disputes)[0])
        return cls(early, None if hosts is None else halves(hosts)[0], openers)

    def designs(self) -> Designs:
        """Return what the choice is fitted to."""
        more = [] if self.hosts is None else as_transplanted(self.early, self.hosts)
        openers = {} if self.openers is None else {"openers": self.openers}
        return Designs(as_coded(self.early), more, as_coded(openers, OPENING))

    def events(self) -> EventTable:
        """Return the events of the earlier halves."""
        whole, truth = pooled(self.early)
        return EventTable(whole.table.filter([i in truth for i in whole.table["id"].to_pylist()]))


def rules() -> dict[str, Method]:
    """Return the rules "the nearest hostile event of the other side within so many days".

    >>> list(rules())[0]
    'nearest within 7 days'
    """
    return {f"nearest within {days} days": partial(by_nearness, within=days) for days in RULES}


def benchmark_methods(training: Training, steps: int = 600) -> dict[str, Method]:
    """Return the methods: rules and models, these shipped or fitted to what is early.

    `steps` is the most that the EM algorithm may take to refit the Hawkes process.
    """
    shipped = Model.default()
    models = {"Hawkes, shipped": rates_only(shipped)}
    if training.early:
        designs = training.designs()
        every: list[PairTerm | NoneTerm] = [*PairTerm, *list(NoneTerm)[1:]]
        refitted = fit(sample(training.events()), stopping=Stopping(steps)).model
        models = {
            "logistic in the delay": replace(shipped, choice=designs.fitted(every)),
            **models,
            "Hawkes, refitted": refitted,
            COMPARED: replace(shipped, choice=designs.fitted()),
        }
    models["choice, shipped"] = shipped
    return rules() | {name: partial(by_model, model) for name, model in models.items()}


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
            **{name: _round(getattr(line.scores, name)) for name in line.scores.__slots__},
            "above": {
                other: [_round(value) for value in (d.f1, d.low, d.high)]
                for other, d in line.above.items()
            },
            "brier_above": {
                other: [_round(value) for value in (d.brier, d.brier_low, d.brier_high)]
                for other, d in line.above.items()
            },
        }
        for line in lines
    ]


def _round(value: float) -> float:
    return value if isinstance(value, int) else round(float(value), 3)
