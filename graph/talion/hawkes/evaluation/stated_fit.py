"""The choice fitted to the responses that a user's own table states, scored on a hidden half."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from talion.hawkes.choice.base_rate import at_base_rate
from talion.hawkes.choice.choice_fitting import Design, fit_choice
from talion.hawkes.choice.choice_model import HARMLESS, ChoiceModel, shares_within
from talion.hawkes.choice.choice_terms import TableKind
from talion.hawkes.choice.labelled import delays, labelled, truth_in
from talion.hawkes.evaluation.benchmark_tasks import FEWEST, BenchmarkTask, Truth, split
from talion.hawkes.evaluation.methods import by_model
from talion.hawkes.evaluation.response_scores import scores
from talion.hawkes.from_table import how_made

if TYPE_CHECKING:
    from talion.events.table import EventTable
    from talion.hawkes.evaluation.response_scores import ResponseScores
    from talion.hawkes.reply_model import Model


@dataclass(frozen=True, slots=True)
class StatedFit:
    """A model whose choice follows what a table states.

    `responses` are those that it states among its events. Of at least `FEWEST`, the weights are
    fitted to all; `before` and `after` score the shipped weights, and weights fitted to the earlier
    half, on the later half. Of fewer, only the share of events that respond is taken.
    """

    model: Model
    responses: int
    before: ResponseScores | None = None
    after: ResponseScores | None = None


def fit_to_stated(model: Model, events: EventTable) -> StatedFit | None:
    """Return a model fitted to what a table states, None where it states nothing.

    The weights are shrunk towards those that the model's choice has. In a table that states
    responses, an event without one is taken for no response.

    >>> from talion.events.table import EventTable
    >>> from talion.hawkes.choice.choice_model import ChoiceModel
    >>> from talion.hawkes.reply_model import Model
    >>> row = {"id": "a", "time": 1.0, "source": "Peru", "target": "Chile", "type": "expulsion"}
    >>> fit_to_stated(Model.default(), EventTable.from_rows([row])) is None
    True
    """
    truth = truth_in(events)
    responses = sum(to is not None for to in truth.values())
    if model.choice is None or not responses:
        return None
    if responses < FEWEST:
        share = _share(events, truth)
        return StatedFit(at_base_rate(model, events, share) if 0 < share < 1 else model, responses)
    early, late = split(events)
    made = how_made(events)
    task = BenchmarkTask("hidden half", events, late, made == TableKind.CODED, made)
    learned = _fitted(model, events, early)
    before, after = (scores(by_model(one, task)) for one in (model, learned))
    return StatedFit(_fitted(model, events, truth), responses, before, after)


def _fitted(model: Model, events: EventTable, truth: Truth) -> Model:
    """Return a model whose choice is fitted to known antecedents, in the order that is known."""
    made = how_made(events)
    listed = made == TableKind.LISTED
    dyads = labelled(events, truth, listed=listed)
    design = Design.of(dyads, made)
    choice = model.choice or ChoiceModel.default()
    learned = fit_choice([design], toward=choice.of(made)).of(made)
    card = {**choice.card, "name": "fitted", "kept_back": {}}
    soon = shares_within(delays(dyads))
    return replace(model, choice=replace(choice.with_kind(made, learned), within=soon, card=card))


def _share(events: EventTable, truth: Truth) -> float:
    """Return the share of a table's hostile events with a known antecedent that respond."""
    severe = events.table["severity"].to_pylist()
    known = [
        truth[name] is not None
        for name, severity in zip(events.table["id"].to_pylist(), severe, strict=True)
        if name in truth and severity > HARMLESS
    ]
    return sum(known) / len(known) if known else 0.0
