"""Precedents: the earlier events most like one, why, and which responses those got."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from talion.reciprocity.event import Event
from talion.reciprocity.history import History
from talion.reciprocity.outcome import Outcome, outcome
from talion.reciprocity.precedent_similarity import EventSurroundings, Likeness, Reaction

if TYPE_CHECKING:
    from talion.hawkes.reply_model import Model
    from talion.reciprocity.expectation import Expectation


@dataclass(frozen=True, slots=True)
class Precedent:
    """An earlier event like the one asked about, the reasons, and the responses that it got."""

    event: Event
    reasons: tuple[Likeness, ...]
    reactions: tuple[Reaction, ...]

    @property
    def score(self) -> float:
        """How like it is, from 0 to 1."""
        return sum(r.weight for r in self.reasons)


@dataclass(frozen=True, slots=True)
class Precedents:
    """The precedents of an event, best first; what they suggest; the responses it got itself.

    `expectation` is the probability of a response, where it was asked for.
    """

    event: Event
    found: tuple[Precedent, ...]
    outcome: Outcome | None
    reactions: tuple[Reaction, ...]
    expectation: Expectation | None = None


def precedents(
    history: History, ident: str, *, limit: int = 10, probability: float = 0.5, least: float = 0.35
) -> Precedents:
    """Return the events done before one that are most like it, with reasons and reactions.

    Those of a likeness below `least` are no precedents, nor is what sources report as one action or
    one reaction with the event. Inferred responses count from a
    probability on. What may be later is left out, except what a source names as a parallel; an
    event is done at the latest when it is first reported. Of an event without a date, those
    reported no later count.

    >>> found = precedents(history, "2020-12-10-expulsion-netherlands-russia")
    >>> best = found.found[0]
    >>> best.event.id, [reason.words for reason in best.reasons][:2]
    ('2018-expulsion-netherlands-russia', ['expulsion too', 'the same two sides'])
    """
    event = history.events[ident]
    surroundings = EventSurroundings(history, probability)
    earlier = (e for e in history.events.values() if e.id != ident and not e.planned)
    compared = [
        Precedent(e, tuple(surroundings.reasons(event, e)), surroundings.reactions(e))
        for e in earlier
        if surroundings.may_precede(e, event)
    ]
    alike = sorted((p for p in compared if p.score >= least), key=lambda p: (-p.score, p.event.id))
    found = tuple(alike[:limit])
    suggested = outcome([(p.event, p.score, p.reactions) for p in found])
    return Precedents(event, found, suggested, surroundings.reactions(event))


def with_expectation(history: History, found: Precedents, model: Model) -> Precedents:
    """Return precedents with the probability of a response, if the event got none.

    It is the number that `talion.reciprocity.unanswered` gives for the same history.

    >>> from talion.hawkes.reply_model import Model
    >>> found = precedents(history, "2022-03-29-expulsion-belgium-russia")
    >>> with_expectation(history, found, Model.default()).expectation is None  # it was answered
    True
    """
    from talion.reciprocity.expectation import expectation_in_store
    from talion.reciprocity.unanswered import last_of_history

    if found.reactions:
        return found
    last = last_of_history(history)
    expected = expectation_in_store(history, found.event.id, model, last)
    return replace(found, expectation=expected)
