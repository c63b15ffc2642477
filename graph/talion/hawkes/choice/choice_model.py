"""The parameters of the choice: how much each term says, and how common responses are."""

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
class ChoiceModel:
    """A conditional logit among the other side's latest measures, and none of them.

    The probability that a measure responds to candidate *j* is φⱼ / (μ + Σφ), with log φ linear in
    the weight of the delay and in `PairTerm`, log μ in `NoneTerm` (McFadden, "Conditional logit
    analysis of qualitative choice behavior", 1974). Measures are events of a severity above
    `HARMLESS`; talk and cooperation do not compete.

    `delay` holds the weights at the `KNOTS`, `pair` and `none` those of the terms, `offsets` what
    is added to log μ by `TableKind`: the one thing about a table that its rows do not show is how
    many of them respond at all. `card` says what the weights were fitted on.

    >>> model = ChoiceModel.default()
    >>> bool(model.by_day[0] > model.by_day[300])  # the same day weighs more than ten months later
    True
    """

    delay: npt.NDArray[np.float64]
    pair: npt.NDArray[np.float64]
    none: npt.NDArray[np.float64]
    offsets: tuple[float, ...]
    card: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def by_day(self) -> npt.NDArray[np.float64]:
        """The weight of a delay of 0 to 365 days."""
        at = np.log1p(np.arange(YEAR + 1.0))
        return np.asarray(np.interp(at, np.log1p(np.array(KNOTS, np.float64)), self.delay))

    def against(self, kind: TableKind) -> npt.NDArray[np.float64]:
        """Return the weights of `NoneTerm` for a kind of table."""
        changed = self.none.copy()
        changed[NoneTerm.CONSTANT] += self.offsets[kind]
        return changed

    def shifted(self, by: float) -> ChoiceModel:
        """Return the model with responses rarer (above 0) or commoner in tables of any kind."""
        return replace(self, offsets=tuple(offset + by for offset in self.offsets))

    def with_offset(self, kind: TableKind, value: float) -> ChoiceModel:
        """Return the model with another offset for one kind of table."""
        changed = [value if k == kind else self.offsets[k] for k in TableKind]
        return replace(self, offsets=tuple(changed))

    def to_json(self) -> dict[str, Any]:
        """Return the parameters as plain values."""
        return {
            "card": self.card,
            "delay": {str(day): _round(w) for day, w in zip(KNOTS, self.delay, strict=True)},
            "candidate": {term.name.lower(): _round(self.pair[term]) for term in PairTerm},
            "none": {term.name.lower(): _round(self.none[term]) for term in NoneTerm},
            "offsets": {kind.name.lower(): _round(self.offsets[kind]) for kind in TableKind},
        }

    @classmethod
    def from_json(cls, data: Any, place: str = "model") -> ChoiceModel:
        """Read what `to_json` wrote; raises `ModelFileError` naming the place and the reason."""
        try:
            model = cls(
                delay=np.array([float(data["delay"][str(day)]) for day in KNOTS]),
                pair=np.array([float(data["candidate"][t.name.lower()]) for t in PairTerm]),
                none=np.array([float(data["none"][t.name.lower()]) for t in NoneTerm]),
                offsets=tuple(float(data["offsets"][k.name.lower()]) for k in TableKind),
                card=dict(data["card"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ModelFileError(place, f"no choice model ({error})") from error
        for values in (model.delay, model.pair, model.none, np.array(model.offsets)):
            if not np.all(np.abs(values) <= _LARGEST):
                raise ModelFileError(place, f"a weight of the choice is beyond ±{_LARGEST:g}")
        return model

    @classmethod
    def default(cls) -> ChoiceModel:
        """Return the parameters that ship with Talion (`choice.json`, with its model card)."""
        return _default()


_LARGEST = 50.0  # a weight beyond it says "always" or "never"


@cache
def _default() -> ChoiceModel:
    path = Path(__file__).with_name("choice.json")
    return ChoiceModel.from_json(json.loads(path.read_text("utf-8")), path.name)


def _round(value: float) -> float:
    return round(float(value), 4)
