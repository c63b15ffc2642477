"""Positions of a crowded graph: its strongest edges decide, all other nodes stand around.

Of more edges than can be told apart the page first draws the strongest. Their nodes are laid out
by these edges alone, so that what one sees is not pulled into a ball by what one does not see.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from talion.render.layout import layout
from talion.render.layout_forces import SPACING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Ends = NDArray[np.int64]

#: More edges than this are a crowd, as in `assets/graph/ties.js`.
CROWD = 160
#: The edges that decide then.
STRONGEST = 80


def layout_by_strongest(
    edges: Ends,
    radii: Points,
    weights: Points,
    strengths: Points,
    progress: Callable[[int], None] | None = None,
) -> Points:
    """Return positions (nodes × 2), of a crowd by its strongest edges.

    `edges` (m × 2) join the nodes of these `radii`; `weights` and `strengths` have one number an
    edge. Where there are few edges, `layout` places them all.

    >>> import numpy as np
    >>> edges = np.array([(a, b) for a in range(30) for b in range(a)])
    >>> strengths = np.where((edges < 5).all(axis=1), 100.0, 1.0)
    >>> points = layout_by_strongest(edges, np.full(30, 5.0), np.ones(len(edges)), strengths)
    >>> points.shape
    (30, 2)
    """
    import numpy as np

    size = len(radii)
    if len(edges) <= CROWD:
        return layout(size, edges, radii, progress, weights)
    order = np.lexsort((edges[:, 1], edges[:, 0], -strengths))[:STRONGEST]
    first = np.unique(edges[order])
    local = np.full(size, -1)
    local[first] = np.arange(len(first))
    placed = np.zeros((size, 2))
    placed[first] = layout(
        len(first), local[edges[order]], radii[first], progress, np.maximum(strengths[order], 1e-9)
    )
    placed[first] -= (placed[first].max(axis=0) + placed[first].min(axis=0)) / 2
    _around(placed, first, edges, weights)
    return placed


def _around(placed: Points, first: Ends, edges: Ends, weights: Points) -> None:
    """Place all nodes but the first on rings around them, each near those it has edges with."""
    import numpy as np

    size = len(placed)
    inner = np.zeros(size, dtype=bool)
    inner[first] = True
    pull = np.zeros((size, 2))
    for here, there in ((0, 1), (1, 0)):
        ends = edges[inner[edges[:, there]] & ~inner[edges[:, here]]]
        pulls = weights[inner[edges[:, there]] & ~inner[edges[:, here]], None]
        np.add.at(pull, ends[:, here], placed[ends[:, there]] * pulls)
    rest = np.flatnonzero(~inner)
    rest = rest[np.argsort(np.arctan2(pull[rest, 1], pull[rest, 0]), kind="stable")]
    extent = np.abs(placed[first]).max(axis=0) + SPACING
    step, ring = SPACING * 0.6, 0
    while len(rest):
        axes = extent * 1.05 + ring * step
        room = max(int(2 * np.pi * np.sqrt((axes**2).mean()) / step), 6)
        every = max(-(-len(rest) // room), 1)  # of each direction, some go to this ring
        own, rest = rest[::every], np.delete(rest, np.s_[::every])
        angles = -np.pi + 2 * np.pi * (np.arange(len(own)) + 0.5) / len(own)
        placed[own] = np.column_stack([np.cos(angles), np.sin(angles)]) * axes
        ring += 1
