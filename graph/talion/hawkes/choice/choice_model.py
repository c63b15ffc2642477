"""The parameters of the choice: how much each term says, by the kind of table."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from talion.errors import ModelFileError
from talion.hawkes.choice.choice_terms import KNOTS, YEAR, NoneTerm, PairTerm, TableKind

if TYPE_CHECKING:
    import numpy.typing as npt

HARMLESS = 0.1
"""Types of at most this severity (consultations, aid) neither respond here nor are responded to."""


@dataclass(frozen=True)
class ChoiceWeights:
    """The weights of the terms for one kind of table.

    `delay` holds those of the delay at the `KNOTS`, `pair` and `none` those of `PairTerm` and
    `NoneTerm`.
    """

    delay: npt.NDArray[np.float64]
    pair: npt.NDArray[np.float64]
    none: npt.NDArray[np.float64]

    @cached_property
    def by_day(self) -> npt.NDArray[np.float64]:
        """The weight of a delay of 0 to 365 days."""
        at = np.log1p(np.arange(YEAR + 1.0))
        return np.asarray(np.interp(at, np.log1p(np.array(KNOTS, np.float64)), self.delay))

    def shifted(self, by: float) -> ChoiceWeights:
        """Return weights by which responses are rarer (above 0) or commoner."""
        none = self.none.copy()
        none[NoneTerm.CONSTANT] += by
        return replace(self, none=none)

    def to_json(self) -> dict[str, Any]:
        """Return the weights as plain values."""
        return {
            "delay": {str(day): _round(w) for day, w in zip(KNOTS, self.delay, strict=True)},
            "candidate": {term.name.lower(): _round(self.pair[term]) for term in PairTerm},
            "none": {term.name.lower(): _round(self.none[term]) for term in NoneTerm},
        }

    @classmethod
    def from_json(cls, data: Any) -> ChoiceWeights:
        """Read what `to_json` wrote; KeyError, TypeError or ValueError where it is something else.

        >>> weights = ChoiceModel.default().of(TableKind.LISTED)
        >>> ChoiceWeights.from_json(weights.to_json()).to_json() == weights.to_json()
        True
        """
        return cls(
            delay=np.array([float(data["delay"][str(day)]) for day in KNOTS]),
            pair=np.array([float(data["candidate"][t.name.lower()]) for t in PairTerm]),
            none=np.array([float(data["none"][t.name.lower()]) for t in NoneTerm]),
        )


@dataclass(frozen=True)
class ChoiceModel:
    """A conditional logit among the other side's latest measures, and none of them.

    The probability that a measure responds to candidate *j* is φⱼ / (μ + Σφ), with log φ linear in
    the weight of the delay and in `PairTerm`, log μ in `NoneTerm` (McFadden, "Conditional logit
    analysis of qualitative choice behavior", 1974). Measures are events of a severity above
    `HARMLESS`; talk and cooperation do not compete.

    `kinds` holds the weights by `TableKind`: how many events of a table respond at all its rows do
    not show, and one state's measures follow each other otherwise in a list of crises than in a
    year of reports. `within` is the share of the responses fitted to that came within so many days,
    at the `KNOTS`. `card` says what the weights were fitted on.

    >>> by_day = ChoiceModel.default().of(TableKind.LISTED).by_day
    >>> bool(by_day[0] > by_day[300])  # the same day weighs more than ten months later
    True
    """

    kinds: tuple[ChoiceWeights, ...]
    within: npt.NDArray[np.float64] = field(default_factory=lambda: np.ones(len(KNOTS)))
    card: dict[str, Any] = field(default_factory=dict)

    def of(self, kind: TableKind) -> ChoiceWeights:
        """Return the weights for a kind of table."""
        return self.kinds[kind]

    def with_kind(self, kind: TableKind, weights: ChoiceWeights) -> ChoiceModel:
        """Return the model with other weights for one kind of table."""
        return replace(self, kinds=tuple(weights if k == kind else self.of(k) for k in TableKind))

    def shifted(self, by: float) -> ChoiceModel:
        """Return the model with responses rarer (above 0) or commoner in tables of any kind."""
        return replace(self, kinds=tuple(weights.shifted(by) for weights in self.kinds))

    def sooner(self, delay: float) -> float:
        """Return the share of the responses fitted to that came as soon as that, or sooner.

        >>> model = ChoiceModel.default()
        >>> model.sooner(0) < model.sooner(3) < model.sooner(365) == 1
        True
        """
        return float(np.interp(np.log1p(delay), np.log1p(np.array(KNOTS)), self.within))

    @property
    def half_within(self) -> float:
        """The days within which half of the responses fitted to came."""
        days = np.interp(0.5, self.within, np.log1p(np.array(KNOTS, np.float64)))
        return round(float(np.expm1(days)), 1)

    def to_json(self) -> dict[str, Any]:
        """Return the parameters as plain values."""
        shares = zip(KNOTS, self.within, strict=True)
        return {
            "card": self.card,
            "within": {str(day): _round(share) for day, share in shares},
            **{kind.name.lower(): self.of(kind).to_json() for kind in TableKind},
        }

    @classmethod
    def from_json(cls, data: Any, place: str = "model") -> ChoiceModel:
        """Read what `to_json` wrote; raises `ModelFileError` naming the place and the reason."""
        try:
            kinds = tuple(ChoiceWeights.from_json(data[k.name.lower()]) for k in TableKind)
            within = np.array([float(data["within"][str(day)]) for day in KNOTS])
            model = cls(kinds, within, dict(data["card"]))
        except (KeyError, TypeError, ValueError) as error:
            raise ModelFileError(place, f"no choice model ({error})") from error
        if np.any(np.diff(within, prepend=0.0, append=1.0) < 0):
            raise ModelFileError(place, "the shares within so many days do not rise from 0 to 1")
        for values in (array for of in kinds for array in (of.delay, of.pair, of.none)):
            if not np.all(np.abs(values) <= _LARGEST):
                raise ModelFileError(place, f"a weight of the choice is beyond ±{_LARGEST:g}")
        return model

    @classmethod
    def default(cls) -> ChoiceModel:
        """Return the parameters that ship with Talion (`choice.json`, with its model card)."""
        return _default()


def shares_within(delays: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the share of delays of at most so many days, at the `KNOTS`; later ones do not count.

    >>> shares_within(np.array([0.0, 2.0, 30.0, 900.0])).round(2).tolist()
    [0.33, 0.33, 0.67, 0.67, 0.67, 1.0, 1.0, 1.0, 1.0, 1.0]
    """
    counted = delays[delays <= YEAR]
    at_most = np.searchsorted(np.sort(counted), np.array(KNOTS), side="right")
    return at_most / len(counted) if len(counted) else np.ones(len(KNOTS))


_LARGEST = 50.0  # a weight beyond it says "always" or "never"


@cache
def _default() -> ChoiceModel:
    path = Path(__file__).with_name("choice.json")
    return ChoiceModel.from_json(json.loads(path.read_text("utf-8")), path.name)


def _round(value: float) -> float:
    return round(float(value), 4)
