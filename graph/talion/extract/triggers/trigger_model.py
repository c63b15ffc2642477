"""Learned weights that say of which type of incident a word tells, or of none."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

#: The weights that ship with the package; `scripts/fit_triggers.py` writes them.
SHIPPED = Path(__file__).with_name("triggers.json")
_PLACES = 2


@dataclass(frozen=True, slots=True)
class TriggerModel:
    """A multinomial logit: `rows` are the features by name, `weights` a column a type.

    The first of the types is the empty string: no incident.
    """

    types: tuple[str, ...]
    rows: Mapping[str, int]
    weights: NDArray[np.float32]

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Read a model that `to_json` wrote."""
        data = json.loads(path.read_text(encoding="utf-8"))
        columns = {name: n for n, name in enumerate(data["types"])}
        table = np.zeros((len(data["weights"]), len(columns)), np.float32)
        for row, weights in zip(table, data["weights"].values(), strict=True):
            row[[columns[name] for name in weights]] = list(weights.values())
        return cls(tuple(columns), {name: n for n, name in enumerate(data["weights"])}, table)

    @classmethod
    def of(cls, types: Sequence[str], names: Iterable[str], table: NDArray[np.float64]) -> Self:
        """Return a model of fitted weights, a row a feature and a column a type."""
        rounded = table.round(_PLACES).astype(np.float32)
        kept = [(name, row) for name, row in zip(names, rounded, strict=True) if row.any()]
        rows = {name: n for n, (name, _) in enumerate(kept)}
        return cls(tuple(types), rows, np.array([row for _, row in kept], np.float32))

    def to_json(self) -> str:
        """Return the model as JSON with a line a feature, weights to two decimals, none of zero."""
        lines = [
            f"{json.dumps(name)}: {json.dumps(self._told(row))}" for name, row in self.rows.items()
        ]
        head = f'{{"types": {json.dumps(self.types)},\n"weights": {{\n'
        return head + ",\n".join(lines) + "\n}}\n"

    def _told(self, row: int) -> dict[str, float]:
        pairs = zip(self.types, self.weights[row].tolist(), strict=True)
        return {name: round(w, _PLACES) for name, w in pairs if w}

    def chances(self, features: Iterable[str]) -> dict[str, float]:
        """Return the probability of each type that a word tells of, given its features.

        It is the same in whatever order they come.

        >>> model = TriggerModel(("", "strike"), {"bomb": 0}, np.array([[0.0, 0.0]], np.float32))
        >>> model.chances(["bomb", "unknown"])
        {'strike': 0.5}
        """
        known = sorted(self.rows[f] for f in features if f in self.rows)
        scores = self.weights[known].sum(0)
        raised = np.exp(scores - scores.max())
        shares = (raised / raised.sum()).tolist()
        return dict(zip(self.types[1:], shares[1:], strict=True))


@cache
def trigger_model() -> TriggerModel:
    """Return the model that ships with the package.

    >>> trigger_model().types[0]
    ''
    """
    return TriggerModel.from_file(SHIPPED)
