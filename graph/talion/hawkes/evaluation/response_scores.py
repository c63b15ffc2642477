"""Scores of inferred responses against known ones: links, calibration, openers, and differences."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.evaluation.calibration import calibration

if TYPE_CHECKING:
    import numpy.typing as npt

SAID = 0.5
"""The probability from which an event is told as a response."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Events of which it is known what they respond to, and what a method says.

    By event: `dyad`, its number; `true`, its antecedent, −1 for none; `said`, the likeliest
    antecedent, −1 for none; `probability`, that it responds at all; `row`, its row in the table, by
    which antecedents are given; `rivals`, how many candidates it has; `reached`, whether its
    antecedent is one of them.
    """

    dyad: npt.NDArray[np.int64]
    true: npt.NDArray[np.int64]
    said: npt.NDArray[np.int64]
    probability: npt.NDArray[np.float64]
    row: npt.NDArray[np.int64]
    rivals: npt.NDArray[np.int64]
    reached: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        """Return the number of events."""
        return len(self.true)

    def drawn(self, rows: npt.NDArray[np.int64]) -> Judged:
        """Return some of the events, repeated ones included."""
        return Judged(
            self.dyad[rows],
            self.true[rows],
            self.said[rows],
            self.probability[rows],
            self.row[rows],
            self.rivals[rows],
            self.reached[rows],
        )

    @property
    def told(self) -> npt.NDArray[np.bool_]:
        """By event whether it is told as a response."""
        return (self.probability >= SAID) & (self.said >= 0)


@dataclass(frozen=True, slots=True)
class ResponseScores:
    """How good inferred responses are.

    A link is right where event and antecedent are; `precision`, `recall`, `f1` are those of links
    told with p ≥ 0.5. Of the `responses`, `reached` have their antecedent among the candidates.
    `error` is the calibration error of the probability of responding, `brier` its mean squared
    error, `base_brier` that of the share of responses, told for every event. `openers` is the share
    of events without an antecedent that are told as responses. `contested` is the number of
    responses with several candidates, `first` the share of them whose likeliest candidate is right,
    told or not. `direction` is the share of right links among those that join an event and its
    antecedent either way round.
    """

    events: int
    responses: int
    reached: int
    precision: float
    recall: float
    f1: float
    error: float
    brier: float
    base_brier: float
    openers: float
    contested: int
    first: float
    direction: float


def scores(judged: Judged) -> ResponseScores:
    """Score what a method says.

    >>> known = np.array([-1, 0, -1])
    >>> said, rows = np.array([-1, 0, 1]), np.arange(3)
    >>> sure = np.array([0.0, 0.9, 0.6])
    >>> judged = Judged(np.zeros(3, int), known, said, sure, rows, rows, known >= 0)
    >>> found = scores(judged)
    >>> found.precision, found.recall, found.openers, found.contested
    (0.5, 1.0, 0.5, 0)
    """
    told, true = judged.told, judged.true >= 0
    right = float((told & true & (judged.said == judged.true)).sum())
    precision, recall = (right / max(float(of.sum()), 1.0) for of in (told, true))
    measured = calibration(judged.probability, true)
    base = float(true.mean()) if len(judged) else 0.0
    contested = true & (judged.rivals > 1)
    turned = _reversed(judged)
    return ResponseScores(
        events=len(judged),
        responses=int(true.sum()),
        reached=int(judged.reached.sum()),
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / max(precision + recall, 1e-9),
        error=measured.error,
        brier=measured.brier,
        base_brier=base * (1 - base),
        openers=float(told[~true].mean()) if (~true).any() else 0.0,
        contested=int(contested.sum()),
        first=_share(judged.said[contested] == judged.true[contested]),
        direction=right / max(right + turned, 1.0),
    )


BANDS = (0.5, 0.7, 0.9, 1.0)
"""The limits between which the probabilities of told links are grouped."""


@dataclass(frozen=True, slots=True)
class Band:
    """Of the links told with a probability of at least `least`, and below `most`: how many hold.

    The probability is that of the event to respond; a link is right where its antecedent is, too.
    """

    least: float
    most: float
    links: int
    right: int


def bands(judged: Judged) -> list[Band]:
    """Return how many of the told links are right, by their probability.

    >>> rows, known = np.arange(3), np.array([-1, 0, 0])
    >>> said, sure = np.array([1, 0, 1]), np.array([0.6, 0.95, 0.6])
    >>> judged = Judged(np.zeros(3, int), known, said, sure, rows, rows, known >= 0)
    >>> [(band.least, band.links, band.right) for band in bands(judged)]
    [(0.5, 2, 0), (0.7, 0, 0), (0.9, 1, 1)]
    """
    found = []
    for least, most in itertools.pairwise(BANDS):
        inside = (judged.probability >= least) & ((judged.probability < most) | (most == 1))
        told = inside & (judged.said >= 0)
        right = told & (judged.said == judged.true)
        found.append(Band(least, most, int(told.sum()), int(right.sum())))
    return found


def _share(right: npt.NDArray[np.bool_]) -> float:
    return float(right.mean()) if len(right) else 0.0


def _reversed(judged: Judged) -> int:
    """Return how many antecedents are told as responses to what responds to them."""
    pairs = set(zip(judged.true.tolist(), judged.row.tolist(), strict=True))
    told = judged.told
    links = zip(judged.row[told].tolist(), judged.said[told].tolist(), strict=True)
    return sum(link in pairs for link in links)


@dataclass(frozen=True, slots=True)
class Difference:
    """Differences of F1 and Brier score between two methods, with the limits of their middle 95 %.

    A difference of the Brier score below 0 speaks for the first.
    """

    f1: float
    low: float
    high: float
    brier: float
    brier_low: float
    brier_high: float


def difference(one: Judged, other: Judged, draws: int = 1000, seed: int = 0) -> Difference:
    """Return by how much the scores of one method are above another's, bootstrapped over dyads.

    Both judge the same events. Dyads are drawn with replacement, so that events of one dyad stay
    together (Efron and Tibshirani 1993, "An Introduction to the Bootstrap", chapter 8).

    >>> known, dyads = np.array([-1, 0, -1, 2]), np.array([0, 0, 1, 1])
    >>> rows = np.arange(4)
    >>> there = known >= 0
    >>> right = Judged(dyads, known, known, there.astype(float), rows, rows, there)
    >>> wrong = Judged(dyads, known, np.full(4, -1), np.zeros(4), rows, rows, there)
    >>> found = difference(right, wrong, draws=20)
    >>> found.f1, found.low, found.brier
    (1.0, 1.0, -0.5)
    """
    draw = np.random.default_rng(seed)
    names = np.unique(one.dyad)
    rows = [np.flatnonzero(one.dyad == name) for name in names]
    found = [_apart(one, other)]
    for _ in range(draws):
        at = np.concatenate([rows[k] for k in draw.integers(0, len(rows), len(rows))])
        found.append(_apart(one.drawn(at), other.drawn(at)))
    limits = np.quantile(found[1:], (0.025, 0.975), axis=0)
    f1, brier = found[0]
    (low, brier_low), (high, brier_high) = limits.tolist()
    return Difference(f1, low, high, brier, brier_low, brier_high)


def _apart(one: Judged, other: Judged) -> tuple[float, float]:
    """Return the differences of F1 and Brier score."""
    mine, others = scores(one), scores(other)
    return mine.f1 - others.f1, mine.brier - others.brier
