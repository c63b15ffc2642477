"""The weights by which sides are chosen, learned from annotated articles."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import fsum
from pathlib import Path
from typing import Self

#: The weights that ship with the package; `scripts/fit_sides.py` writes them.
SHIPPED = Path(__file__).with_name("sides.json")


@dataclass(frozen=True, slots=True)
class SideModel:
    """A conditional logit: weights by feature for agents, targets, pairs and for no incident."""

    agent: Mapping[str, float]
    target: Mapping[str, float]
    pair: Mapping[str, float]
    reject: Mapping[str, float]

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Read a model that `to_json` wrote."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(*(data[name] for name in cls.__slots__))

    def to_json(self) -> str:
        """Return the model as JSON with a line a feature, weights to two decimals."""
        data = {
            name: {k: round(v, 2) for k, v in sorted(weights.items())}
            for name in self.__slots__
            for weights in (getattr(self, name),)
        }
        return json.dumps(data, indent=0, ensure_ascii=False) + "\n"


def total(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """Return the sum of the weights of some features; an unknown one weighs nothing.

    It is exact but for one rounding, so that the order in which a set gives its members, which
    differs from one process to the next, never settles a tie.

    >>> total({"subject": 1.5, "near": 0.25}, ["subject", "near", "new"])
    1.75
    """
    return fsum(weights.get(f, 0.0) for f in features)


@cache
def side_model() -> SideModel:
    """Return the model that ships with the package.

    >>> model = side_model()
    >>> model.agent["agent by rule"] > model.target["agent by rule"]
    True
    """
    return SideModel.from_file(SHIPPED)
