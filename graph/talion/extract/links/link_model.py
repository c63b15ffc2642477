"""The weights by which links are chosen, learned from annotated articles."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path
from typing import Self

from talion.extract.sides.model import total
from talion.model.claim import ClaimType

#: The weights that ship with the package; `scripts/fit_links.py` writes them.
SHIPPED = Path(__file__).with_name("links.json")


@dataclass(frozen=True, slots=True)
class LinkModel:
    """A logistic regression for each kind of link: weights by feature, and the least probability.

    A link that is less probable than `threshold`, both of its incidents included, is not made.
    """

    weights: Mapping[ClaimType, Mapping[str, float]]
    threshold: float

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Return a model that `to_json` wrote."""
        data = json.loads(path.read_text(encoding="utf-8"))
        weights = {ClaimType(kind): table for kind, table in data["weights"].items()}
        return cls(weights, data["threshold"])

    def to_json(self) -> str:
        """Return the model as JSON with a line a feature, weights to two decimals.

        >>> print(LinkModel({ClaimType.RESPONSE: {"near": 0.501}}, 0.3).to_json())
        {
        "threshold": 0.3,
        "weights": {
        "in_response_to": {
        "near": 0.5
        }
        }
        }
        """
        weights = {
            kind.value: {k: round(v, 2) for k, v in sorted(table.items()) if abs(v) >= 0.005}
            for kind, table in self.weights.items()
        }
        data = {"threshold": self.threshold, "weights": weights}
        return json.dumps(data, indent=0, ensure_ascii=False)

    def probability(self, kind: ClaimType, features: Iterable[str]) -> float:
        """Return how probable a link of a kind is; a feature without a weight says nothing.

        >>> model = LinkModel({ClaimType.RESPONSE: {"always": -1.0, "near": 1.0}}, 0.3)
        >>> model.probability(ClaimType.RESPONSE, ["always", "near", "new"])
        0.5
        """
        return 1 / (1 + exp(-total(self.weights[kind], features)))


@cache
def link_model() -> LinkModel:
    """Return the model that ships with the package.

    >>> 0 < link_model().threshold < 1
    True
    """
    return LinkModel.from_file(SHIPPED)
