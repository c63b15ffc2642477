"""The weights by which two reports are held to be of one incident, learned from annotated ones."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import Self

from talion.resolve.report_features import Feature

#: The weights that ship with the package; `scripts/fit_resolver.py` writes them.
SHIPPED = Path(__file__).with_name("pair_model.json")
#: Of two reports of one article that fit a third nearly alike, neither is made one with it.
MARGIN = 0.02


@dataclass(frozen=True, slots=True)
class PairModel:
    """A logistic regression: weights by feature, and the least probability of one incident."""

    weights: Mapping[str, float]
    threshold: float

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Return a model that `to_json` wrote."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(data["weights"], data["threshold"])

    def to_json(self) -> str:
        """Return the model as JSON with a line a feature, weights to two decimals.

        >>> PairModel({"same day": 1.234}, 0.7).to_json().split()[-3:-1]
        ['1.23', '}']
        """
        weights = {k: round(w, 2) for k, w in sorted(self.weights.items()) if abs(w) >= 0.005}
        data = {"threshold": self.threshold, "weights": weights}
        return json.dumps(data, indent=0, ensure_ascii=False)

    def probability(self, found: Iterable[Feature]) -> float:
        """Return how probable one incident is; a feature without a weight says nothing.

        >>> PairModel({"same day": 1.0}, 0.7).probability([Feature("both one")])
        0.5
        """
        total = sum(self.weights.get(f.name, 0.0) * f.value for f in found)
        return 1 / (1 + exp(-total))


@cache
def pair_model() -> PairModel:
    """Return the model that ships with the package.

    >>> 0.5 <= pair_model().threshold < 1
    True
    """
    return PairModel.from_file(SHIPPED)
