"""Fitting of the choice: penalised likelihood of known antecedents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from talion.hawkes.choice.choice_model import ChoiceModel, ChoiceWeights
from talion.hawkes.choice.choice_terms import KNOTS, NoneTerm, PairTerm, TableKind
from talion.hawkes.choice.features import options
from talion.hawkes.choice.labelled import UNKNOWN, Labelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Array = npt.NDArray[np.float64]

PAIR = len(KNOTS)
NO = PAIR + len(PairTerm)
APART = NO + len(NoneTerm)
SIZE = APART + len(TableKind) - 1
"""Where the weights of each group of terms begin in one vector, and its length. The last are the
offsets of the kinds of tables but the first, whose offset is the constant."""

_TINY = 1e-30


class _Flat(NamedTuple):
    """All options of all events in one list: which event, which candidate, whether of its day."""

    event: npt.NDArray[np.int64]
    candidate: npt.NDArray[np.int64]
    today: npt.NDArray[np.bool_]
    terms: Array


@dataclass(frozen=True)
class Design:
    """Events with known antecedents, and those of the same days, ready for fitting.

    `side`, `group` (events whose order is not known form a group), `antecedent` and `where`
    (dyad, index) are by event; `weight` is how much each group counts.
    """

    flat: _Flat
    side: npt.NDArray[np.int64]
    group: npt.NDArray[np.int64]
    antecedent: npt.NDArray[np.int64]
    where: npt.NDArray[np.int64]
    weight: float

    @classmethod
    def of(cls, dyads: Sequence[Labelled], made: TableKind, weight: float = 1.0) -> Design:
        """Take the events with known antecedents from dyads of tables made in one way.

        What responds to an event that is not among its candidates is left out.
        """
        flat, side, group, antecedent, where = [], [], [], [], []
        events = groups = 0
        for nth, dyad in enumerate(dyads):
            m = dyad.measures
            wanted = dyad.antecedent != UNKNOWN
            if not m.listed:
                wanted = np.isin(m.time, m.time[wanted])
            chosen = np.flatnonzero(wanted)
            for at in chosen.tolist():
                flat.append(_options(dyad, at, events, made))
                known = dyad.antecedent[at]
                there = known == UNKNOWN or known in flat[-1].candidate
                antecedent.append(known if there else UNKNOWN)
                side.append(m.side[at])
                where.append((nth, at))
                events += 1
            together = chosen if m.listed else m.time[chosen]
            group += (np.unique(together, return_inverse=True)[1] + groups).tolist()
            groups += len(np.unique(together))
        none = _Flat(*(np.empty(0, np.int64),) * 2, np.empty(0, np.bool_), np.empty((0, SIZE)))
        options_of = _Flat(*(np.concatenate(column) for column in zip(none, *flat, strict=True)))
        whole = np.int64
        return cls(
            options_of,
            np.array(side, whole),
            np.array(group, whole),
            np.array(antecedent, whole),
            np.array(where, whole).reshape(-1, 2),
            weight,
        )

    def as_kind(self, made: TableKind, weight: float) -> Design:
        """Return the same events as those of tables made in another way, counting otherwise.

        >>> Design.of([], TableKind.CODED).as_kind(TableKind.LISTED, 0.5).weight
        0.5
        """
        terms = self.flat.terms.copy()
        terms[:, APART:] = 0.0
        if made:
            terms[self.flat.candidate < 0, APART + made - 1] = 1.0
        return replace(self, flat=self.flat._replace(terms=terms), weight=weight)

    def scores(self, weights: Array) -> Array:
        """Return the logarithm of the weight of each option."""
        return np.asarray(self.flat.terms @ weights)

    def likelihood(self, weights: Array) -> tuple[float, Array]:
        """Return the log-likelihood of the known antecedents, and its gradient."""
        scores = self.scores(weights)
        known = self.antecedent[self.flat.event]
        right = (known == UNKNOWN) | (known == self.flat.candidate)
        whole, free = self.shares(scores)
        part, bound = self.shares(scores, right)
        gradient = self.flat.terms.T @ (bound - free)
        return self.weight * float((part - whole).sum()), self.weight * gradient

    def shares(
        self, scores: Array, allowed: npt.NDArray[np.bool_] | None = None
    ) -> tuple[Array, Array]:
        """Return by group the log of its total weight, and the probability of each option.

        Of a day on which both sides acted in no known order one side led (see `day_order`).
        """
        event, today, number = self.flat.event, self.flat.today, len(self.side)
        top = np.full(number, -np.inf)
        np.maximum.at(top, event, scores)
        raised = np.exp(scores - top[event])
        if allowed is not None:
            raised = raised * allowed
        base = np.bincount(event, raised * ~today, number) + _TINY
        swift = np.bincount(event, raised * today, number)
        alone, both = np.log(base), np.log(base + swift)
        groups = int(self.group.max(initial=-1)) + 1
        led = [
            np.bincount(self.group, np.where(self.side != first, both, alone), groups)
            for first in (0, 1)
        ]
        neither = np.bincount(self.group, alone, groups)
        high = np.maximum(*led)
        total = sum(np.exp(one - high) for one in led) - np.exp(neither - high)
        whole = high + np.log(total) + np.bincount(self.group, top, groups)
        leads = np.stack([np.exp(one - high) / total for one in led], 1)
        late = leads[self.group, 1 - self.side] / (base + swift)
        early = (1 - late * swift) / base
        return whole, raised * np.where(today, late[event], early[event])


def _options(dyad: Labelled, at: int, event: int, made: TableKind) -> _Flat:
    """Return the options of one event as rows of terms: its candidates, then none."""
    m, found = dyad.measures, options(dyad.measures, at)
    number = len(found.candidates)
    terms = np.zeros((number + 1, SIZE))
    terms[:number, :PAIR], terms[:number, PAIR:NO] = found.delays, found.pairs
    terms[number, NO:APART] = found.none
    if made:
        terms[number, APART + made - 1] = 1.0
    today = np.append(m.time[found.candidates] == m.time[at], False) & (not m.listed)
    candidates = np.append(found.candidates, -1)
    return _Flat(np.full(number + 1, event), candidates, today, terms)


def penalty() -> Array:
    """Return the matrix of the penalty: a bent spline and large weights cost.

    >>> penalty().shape == (SIZE, SIZE)
    True
    """
    bends = np.diff(np.eye(PAIR), 2, axis=0)
    whole = 0.5 * np.eye(SIZE)
    whole[:PAIR, :PAIR] = 2.0 * bends.T @ bends + 0.01 * np.eye(PAIR)
    whole[NO, NO] = 0.0
    whole[APART:, APART:] *= 0.1
    return whole


def in_one(weights: ChoiceWeights) -> Array:
    """Return weights in one vector; those of the kinds of tables are 0.

    >>> from talion.hawkes.choice.choice_model import ChoiceModel
    >>> in_one(ChoiceModel.default().of(TableKind.LISTED)).shape == (SIZE,)
    True
    """
    return np.concatenate([weights.delay, weights.pair, weights.none, np.zeros(SIZE - APART)])


def fit_choice(
    designs: Sequence[Design],
    ridge: float = 2.0,
    without: Sequence[PairTerm | NoneTerm] = (),
    toward: ChoiceWeights | None = None,
) -> ChoiceModel:
    """Return the weights that make known antecedents most probable, by L-BFGS.

    The kinds of tables share all but the constant. `ridge` scales the penalty, which pulls weights
    to zero, or `toward` others; terms `without` stay there. Needs SciPy.

    >>> from talion.hawkes.choice.features import Measures
    >>> two = np.array([0, 1]), np.zeros(2, int), np.ones(2, bool), np.full(2, 0.5), np.ones(2)
    >>> soon, late = (Measures(np.array([0.0, lag]), *two, listed=True) for lag in (2, 300))
    >>> response = Labelled(soon, np.array([-1, 0]), np.arange(2))
    >>> none = Labelled(late, np.array([-1, -1]), np.arange(2))
    >>> model = fit_choice([Design.of([response, none] * 9, TableKind.LISTED)])
    >>> by_day = model.of(TableKind.LISTED).by_day
    >>> bool(by_day[2] > by_day[300])
    True
    """
    from scipy.optimize import minimize

    costs = ridge * penalty()
    home = np.zeros(SIZE) if toward is None else in_one(toward)
    if toward is not None:
        costs += np.diag(np.where(np.diag(costs) < 1.0, 1.0, 0.0))
    used = np.ones(SIZE, np.bool_)
    used[[PAIR + t if isinstance(t, PairTerm) else NO + t for t in without]] = False

    def loss(weights: Array) -> tuple[float, Array]:
        away = weights - home
        value, slope = 0.5 * float(away @ costs @ away), costs @ away
        for design in designs:
            more, gradient = design.likelihood(weights)
            value, slope = value - more, slope - gradient
        return value, slope * used

    found = minimize(loss, home, jac=True, method="L-BFGS-B", options={"maxiter": 1000})
    weights = np.asarray(found.x)
    first = ChoiceWeights(weights[:PAIR], weights[PAIR:NO], weights[NO:APART])
    return ChoiceModel((first, *(first.shifted(apart) for apart in weights[APART:].tolist())))
