"""Fitting of a conditional logit: of several options one is right, and features say which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

#: Features of one option: parts that options share, each from names to values.
Features = Sequence[Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Example:
    """SideOptions with the features of each, which of them are right, and how much it counts."""

    options: Sequence[Features]
    right: Sequence[bool]
    weight: float = 1.0


def fit(
    examples: Sequence[Example], *, ridge: float, least: int = 1, prune: float = 0.0
) -> dict[str, float]:
    """Return the weights that make the right options most probable, by feature.

    The probability of an option is the softmax of its weighted features; where several are right
    their probabilities add up (a marginal likelihood). `ridge` is the L2 penalty, `least` the
    number of examples that a feature must occur in; weights below `prune` are left out.
    McFadden, Conditional logit analysis of qualitative choice behavior (1974). Needs SciPy.

    >>> yes, no = ({"subject": 1.0},), ({"object": 1.0},)
    >>> weights = fit([Example([yes, no], [True, False])], ridge=1.0)
    >>> round(weights["subject"], 2), round(weights["object"], 2)
    (0.34, -0.34)
    """
    import numpy as np
    from scipy.optimize import minimize

    names = _names(examples, least)
    table = _table(examples, names)
    sizes = np.array([len(e.options) for e in examples])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    of = np.repeat(np.arange(len(examples)), sizes)
    wrong = np.where(np.fromiter(chain.from_iterable(e.right for e in examples), bool), 0, -1e9)
    weights = np.array([e.weight for e in examples])
    transposed = table.T.tocsr()

    def log_sums(scores: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        top = np.maximum.reduceat(scores, starts)
        raised = np.exp(scores - top[of])
        whole = np.add.reduceat(raised, starts)
        return top + np.log(whole), raised / whole[of]

    def loss(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = table @ w
        every, shares = log_sums(scores)
        good, right = log_sums(scores + wrong)
        slope = transposed @ ((shares - right) * weights[of]) + ridge * w
        return float(((every - good) * weights).sum() + 0.5 * ridge * (w @ w)), slope

    start = np.zeros(len(names))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    return {n: float(w) for n, w in zip(names, found, strict=True) if abs(w) >= prune}


def _names(examples: Sequence[Example], least: int) -> list[str]:
    """Return the features that occur in enough examples, in order."""
    seen: Counter[str] = Counter()
    for example in examples:
        parts = {id(part): part for option in example.options for part in option}
        seen.update({name for part in parts.values() for name in part})
    return sorted(name for name, n in seen.items() if n >= least)


def _table(examples: Sequence[Example], names: Sequence[str]) -> csr_matrix:
    """Return the values of features, a row an option."""
    import numpy as np
    from scipy.sparse import csr_matrix

    column = {name: n for n, name in enumerate(names)}
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for example in examples:
        known: dict[int, tuple[list[int], list[float]]] = {}
        for option in example.options:
            for part in option:
                if id(part) not in known:
                    pairs = [(column[k], v) for k, v in part.items() if k in column]
                    known[id(part)] = [k for k, _ in pairs], [v for _, v in pairs]
                columns.extend(known[id(part)][0])
                values.extend(known[id(part)][1])
            ends.append(len(columns))
    shape = (len(ends) - 1, len(names))
    return csr_matrix((np.array(values, dtype=float), columns, ends), shape=shape)
