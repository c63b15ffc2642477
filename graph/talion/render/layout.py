"""Positions of the nodes of a graph: computed once, so that a page is readable when it opens.

The forces of `layout_forces` move each connected component from a start by pivot multidimensional
scaling (Brandes & Pich 2006). Springs between communities (Blondel et al. 2008) are weak, so that
a component falls into its groups instead of a ball around its hubs. Components are packed beside
each other, and overlaps are pushed apart at the end. The same graph always gives the same
positions.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from talion.render.layout_forces import SPACING, move_by_forces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Ends = NDArray[np.int64]


def layout(
    size: int,
    edges: Ends,
    radii: Points,
    progress: Callable[[int], None] | None = None,
    weights: Points | None = None,
) -> Points:
    """Return positions (size × 2) of the nodes 0 to size-1, joined by `edges` (m × 2).

    Nodes of these `radii` (in pixels) hardly overlap. `weights` say how much an edge stands for,
    all the same where there are none: heavy ones bind nodes to communities. `progress` is called
    with the number of nodes laid out so far.

    >>> import numpy as np
    >>> points = layout(3, np.array([[0, 1]]), np.full(3, 10.0))
    >>> between = np.linalg.norm(points[0] - points[1])
    >>> points.shape, bool(between > 20)
    ((3, 2), True)
    """
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    if size == 0:
        return np.zeros((0, 2))
    weights = np.ones(len(edges)) if weights is None else weights
    edges = np.asarray(edges, dtype=np.int64).reshape(-1, 2)
    joins = edges[:, 0] != edges[:, 1]
    edges, weights = edges[joins], weights[joins]
    graph = coo_array((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(size, size))
    _, labels = connected_components(graph, directed=False)
    order = np.argsort(labels, kind="stable")
    parts = np.split(order, np.cumsum(np.bincount(labels))[:-1])
    parts.sort(key=lambda p: (-len(p), int(p[0])))
    local = np.zeros(size, dtype=np.int64)
    by_part = np.argsort(labels[edges[:, 0]], kind="stable")
    counts = np.bincount(labels[edges[:, 0]], minlength=labels.max() + 1)
    starts = np.concatenate([[0], np.cumsum(counts)])
    done, boxes = 0, []
    for part in parts:
        local[part] = np.arange(len(part))
        label = labels[part[0]]
        own = by_part[starts[label] : starts[label + 1]]
        report = progress and functools.partial(_report, progress, done, len(part))
        boxes.append(_component(local[edges[own]], weights[own], radii[part], report))
        done += len(part)
        if progress:
            progress(done)
    return _pack(size, parts, boxes)


def _report(progress: Callable[[int], None], done: int, size: int, share: float) -> None:
    """Report the progress within a component as a number of nodes."""
    progress(done + int(size * share))


def _component(
    edges: Ends, weights: Points, radii: Points, report: Callable[[float], None] | None
) -> Points:
    """Lay out one connected graph around the origin, with its long axis horizontal."""
    import numpy as np

    size = len(radii)
    if size == 1:
        return np.zeros((1, 2))
    points = _pivots(size, edges) if size > 2 else np.array([[-0.5, 0.0], [0.5, 0.0]])
    points = points * SPACING * np.sqrt(size)
    if size > 2:
        points = move_by_forces(points, edges, report, spring_strengths(size, edges, weights))
    points -= points.mean(axis=0)
    _, axes = np.linalg.eigh(np.cov(points.T))
    axes = axes[:, ::-1] * np.sign(axes[:, ::-1].sum(axis=0) + 1e-12)
    points = points @ axes
    # Many nodes are placed more closely than few: else they were too small when all are in view.
    room = SPACING * (1.1 if size < 60 else max(0.45, 1.1 - 0.22 * np.log2(size / 60)))
    extent = np.percentile(points, 95, axis=0) - np.percentile(points, 5, axis=0)
    extent = np.maximum(extent, extent.max() / 3)  # a line of nodes is as wide as it is long
    spread = float(np.sqrt(extent.prod()))
    return _apart(points * room * np.sqrt(size) / max(spread, 1e-9), radii)


#: Components of fewer nodes are read at a glance, those of more take too long to divide.
DIVIDED = range(60, 4000)
#: The strength of a spring between two communities, beside that within one, where a node has one
#: edge; the more edges, the weaker: many of them pull together what few hold apart.
BETWEEN = 0.4


def spring_strengths(size: int, edges: Ends, weights: Points) -> Points | None:
    """Return the strengths of the edges' springs, less between communities; None where all are 1.

    >>> import numpy as np
    >>> one = [(a, b) for a in range(30) for b in range(a)]
    >>> two = np.array([*one, *((a + 30, b + 30) for a, b in one), (0, 30)])
    >>> strengths = spring_strengths(60, two, np.ones(len(two)))
    >>> float(strengths[0]), round(float(strengths[-1]), 3)
    (1.0, 0.014)
    """
    import networkx as nx
    import numpy as np

    if size not in DIVIDED:
        return None
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(size))
    graph.add_weighted_edges_from(
        (int(a), int(b), float(w)) for (a, b), w in zip(edges, weights, strict=True)
    )
    group = np.zeros(size, dtype=np.int64)
    for number, members in enumerate(nx.community.louvain_communities(graph, seed=1)):
        group[list(members)] = number
    apart = group[edges[:, 0]] != group[edges[:, 1]]
    share = np.log1p(weights) / np.log1p(weights.max())
    return np.where(apart, BETWEEN * size / (2 * len(edges)) * share, 1.0)


def _pivots(size: int, edges: Ends) -> Points:
    """Place nodes by their distances to some pivots (pivot MDS), in about the unit square."""
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import shortest_path

    ones = np.ones(len(edges))
    graph = coo_array((ones, (edges[:, 0], edges[:, 1])), shape=(size, size)).tocsr()
    pivots, far = [int(np.argmax(np.bincount(edges.ravel(), minlength=size)))], None
    for _ in range(min(size, 40)):
        row = shortest_path(graph, directed=False, unweighted=True, indices=pivots[-1])
        far = row[None] if far is None else np.vstack([far, row])
        pivots.append(int(np.argmax(far.min(axis=0))))
    assert far is not None
    squared = far.T**2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1, keepdims=True) + squared.mean()
    _, vectors = np.linalg.eigh(centred.T @ centred)
    points = centred @ vectors[:, :-3:-1]
    points /= np.abs(points).max(axis=0) + 1e-9
    # Leaves of one hub have equal distances: a little noise, always the same, separates them.
    noise = np.random.default_rng(1).normal(scale=0.05, size=points.shape)
    return np.asarray(points * 0.5 + noise, dtype=float)


def _apart(points: Points, radii: Points) -> Points:
    """Push nodes apart until hardly any two overlap."""
    import numpy as np
    from scipy.spatial import cKDTree

    points, room = points.copy(), radii + 7
    for _ in range(60):
        pairs = cKDTree(points).query_pairs(2 * float(room.max()), output_type="ndarray")
        gap = points[pairs[:, 1]] - points[pairs[:, 0]]
        length = np.sqrt((gap**2).sum(axis=1)) + 1e-6
        short = room[pairs[:, 0]] + room[pairs[:, 1]] - length
        close = short > 0.5
        if not close.any():
            break
        pairs, move = pairs[close], (gap / length[:, None] * short[:, None] / 2)[close]
        for axis in (0, 1):
            points[:, axis] += np.bincount(pairs[:, 1], move[:, axis], len(points))
            points[:, axis] -= np.bincount(pairs[:, 0], move[:, axis], len(points))
    return points


def _pack(size: int, parts: list[Any], boxes: list[Points]) -> Points:
    """Put the largest component in the middle and the others in rows below it."""
    import numpy as np

    placed = np.zeros((size, 2))
    placed[parts[0]] = boxes[0]
    margin = SPACING * 0.8
    total = sum(float(np.prod(np.ptp(b, axis=0) + margin)) for b in boxes[1:])
    width = max(float(np.ptp(boxes[0][:, 0])), 1.4 * total**0.5)
    left, top = -width / 2, float(boxes[0][:, 1].max()) + margin
    x, y, row = left, top, 0.0
    for part, box in zip(parts[1:], boxes[1:], strict=True):
        low, extent = box.min(axis=0), np.ptp(box, axis=0)
        if x > left and x + extent[0] > left + width:
            x, y, row = left, y + row + margin, 0.0
        placed[part] = box - low + (x, y)
        x, row = x + float(extent[0]) + margin, max(row, float(extent[1]))
    return placed
