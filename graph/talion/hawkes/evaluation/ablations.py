"""Ablations: the choice without one group of terms, one source of training, or the talk filter."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from talion.events.event_types import severity_of
from talion.events.table import EventTable
from talion.hawkes.choice.choice_fitting import fit_choice
from talion.hawkes.choice.choice_model import HARMLESS
from talion.hawkes.choice.choice_terms import NoneTerm, PairTerm
from talion.hawkes.evaluation.methods import by_model
from talion.hawkes.reply_model import Model

if TYPE_CHECKING:
    from talion.hawkes.choice.choice_model import ChoiceModel
    from talion.hawkes.evaluation.benchmark_tasks import BenchmarkTask
    from talion.hawkes.evaluation.response_scores import Judged
    from talion.hawkes.evaluation.who_answered_whom import Method, Training

FADING = (
    NoneTerm.OWN_RECENT,
    NoneTerm.OWN_LASTING,
    NoneTerm.KIND_RECENT,
    NoneTerm.KIND_LASTING,
)
"""Terms in which the own side's measures fade with their age."""

GROUPS: dict[str, tuple[PairTerm | NoneTerm, ...]] = {
    "types": (
        PairTerm.IN_KIND,
        PairTerm.IN_KIND_BUSY,
        PairTerm.IN_KIND_COMMON,
        PairTerm.OTHER_COMMON,
        PairTerm.LATEST_OF_TYPE,
        NoneTerm.OWN_KIND,
    ),
    "severity": (PairTerm.HARSHER, PairTerm.MILDER, PairTerm.SEVERITY, NoneTerm.SEVERITY),
    "order among candidates": (PairTerm.LATEST, PairTerm.LATEST_OF_TYPE, PairTerm.OWN_SINCE),
    "own campaign": (
        NoneTerm.OWN_MONTH,
        NoneTerm.OWN_YEAR,
        NoneTerm.OWN_KIND,
        *FADING,
    ),
    "the strength of the own campaign": FADING,
    "activity of the other side": (NoneTerm.OTHER_MONTH, NoneTerm.OTHER_YEAR),
    "numbers of reports": (PairTerm.REPORTS, NoneTerm.REPORTS),
}
"""Terms that are left out together, by what they measure."""

_TALK = "talk"
"""A type that the ontology does not know, so that its events are weighed like any other."""


def ablations(training: Training) -> dict[str, Method]:
    """Return the choice refitted without each group of terms, and without each source.

    >>> from talion.hawkes.evaluation.who_answered_whom import Training
    >>> ablations(Training({}, None))
    {}
    """
    if not training.early:
        return {}
    designs = training.designs()
    found = {f"without {name}": designs.fitted(left) for name, left in GROUPS.items()}
    found["without weights by kind of table"] = fit_choice(designs.whole)
    if designs.transplants:
        found["without transplants"] = replace(designs, transplants=[]).fitted()
        found["without tables as coded"] = replace(designs, tables=[]).fitted()
    if designs.openers:
        found["without openers"] = replace(designs, openers=[]).fitted()
    if len(training.early) > 1:
        found |= {f"without {name}": _left_out(training, name) for name in training.early}
    shipped = Model.default()
    ways: dict[str, Method] = {
        name: partial(by_model, replace(shipped, choice=choice)) for name, choice in found.items()
    }
    whole = replace(shipped, choice=designs.fitted())
    return {**ways, "without the talk filter": partial(_with_talk, whole)}


def _left_out(training: Training, name: str) -> ChoiceModel:
    early = {other: known for other, known in training.early.items() if other != name}
    return replace(training, early=early).designs().fitted()


def _with_talk(model: Model, task: BenchmarkTask) -> Judged:
    """Return what a model says where talk and cooperation compete with measures."""
    table = task.events.table
    kinds = [_TALK if severity_of(k) <= HARMLESS else k for k in table["type"].to_pylist()]
    rows = table.to_pylist()
    for row, kind in zip(rows, kinds, strict=True):
        row["type"] = kind
        row.pop("severity", None)
    return by_model(model, replace(task, events=EventTable.from_rows(rows)))
