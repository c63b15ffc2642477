"""Positions of the nodes of a graph: computed once, so that a page is readable when it opens.

A force-directed layout (Fruchterman & Reingold 1991) on a grid: repulsion is one convolution of
the nodes' masses with the kernel 1/r by FFT, so an iteration costs O(n + g log g) for g cells.
It starts from pivot multidimensional scaling (Brandes & Pich 2006). Small graphs are repelled
pair by pair. Components are packed beside each other, and overlaps are pushed apart at the end.
The same graph always gives the same positions.
"""

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Ends = NDArray[np.int64]

#: Components of up to this many nodes are repelled pair by pair.
EXACT = 300
#: The length that an edge tends to, in the page's units (pixels at scale 1).
SPACING = 90.0
#: Cells per side of the grid.
CELLS = 128


def layout(
    size: int,
    edges: "Ends",
    radii: "Points",
    progress: Callable[[int], None] | None = None,
) -> "Points":
    """Return positions (size × 2) of the nodes 0 to size-1, joined by `edges` (m × 2).

    Nodes of these `radii` (in pixels) hardly overlap. `progress` is called with the number of nodes
    laid out so far.
    """
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    if size == 0:
        return np.zeros((0, 2))
    edges = edges[edges[:, 0] != edges[:, 1]] if len(edges) else np.zeros((0, 2), dtype=np.int64)
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
        own = edges[by_part[starts[label] : starts[label + 1]]]
        report = progress and functools.partial(_report, progress, done, len(part))
        boxes.append(_component(len(part), local[own], radii[part], report))
        done += len(part)
        if progress:
            progress(done)
    return _pack(size, parts, boxes)


def _report(progress: Callable[[int], None], done: int, size: int, share: float) -> None:
    """Report the progress within a component as a number of nodes."""
    progress(done + int(size * share))


def _component(
    size: int, edges: "Ends", radii: "Points", report: Callable[[float], None] | None
) -> "Points":
    """Lay out one connected graph around the origin, with its long axis horizontal."""
    import numpy as np

    if size == 1:
        return np.zeros((1, 2))
    points = _pivots(size, edges) if size > 2 else np.array([[-0.5, 0.0], [0.5, 0.0]])
    points = points * SPACING * np.sqrt(size)
    if size > 2:
        points = _forces(points, edges, report)
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


def _pivots(size: int, edges: "Ends") -> "Points":
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


def _forces(points: "Points", edges: "Ends", report: Callable[[float], None] | None) -> "Points":
    """Move points by repulsion, springs and gravity, less with every round."""
    import numpy as np

    size = len(points)
    degree = np.bincount(edges.ravel(), minlength=size)
    mass = 1 + 0.35 * np.sqrt(degree)
    heads = np.concatenate([edges[:, 0], edges[:, 1]])
    tails = np.concatenate([edges[:, 1], edges[:, 0]])
    away = _pairwise(mass) if size <= EXACT else _Grid(mass)
    rounds = min(320, 60 + 10 * size) if size <= EXACT else 160  # few nodes settle soon
    for turn in range(rounds):
        force = away(points) * SPACING**2
        gap = points[tails] - points[heads]
        length = np.sqrt((gap**2).sum(axis=1)) + 1e-9
        pull = gap * (length / SPACING)[:, None]
        for axis in (0, 1):
            force[:, axis] += np.bincount(heads, pull[:, axis], size) / np.sqrt(mass)
        force -= points * (0.05 * mass / np.sqrt(size))[:, None]
        reach = np.sqrt((force**2).sum(axis=1))[:, None] + 1e-9
        heat = SPACING * np.sqrt(size) * 0.12 * (1 - turn / rounds) ** 2 + 0.3
        points = points + force / reach * np.minimum(reach, heat)
        if report and turn % 20 == 0:
            report(turn / rounds)
    return points


def _pairwise(mass: "Points") -> Callable[["Points"], "Points"]:
    """Return the exact repulsion of every node by every other."""
    import numpy as np

    def away(points: "Points") -> "Points":
        gap = points[:, None, :] - points[None, :, :]
        squared = (gap**2).sum(axis=2)
        np.fill_diagonal(squared, np.inf)
        weight = mass[None, :] / np.maximum(squared, 1e-3)
        return np.asarray((gap * weight[..., None]).sum(axis=1) * mass[:, None])

    return away


class _Grid:
    """Repulsion by a convolution on a grid of CELLS × CELLS, spread and read bilinearly."""

    def __init__(self, mass: "Points") -> None:
        import numpy as np
        from scipy import fft

        self.mass = mass
        steps = fft.fftfreq(2 * CELLS, 1 / (2 * CELLS))
        x, y = np.meshgrid(steps, steps, indexing="ij")
        squared = x**2 + y**2 + 0.5
        self.kernel = fft.rfft2(np.stack([x / squared, y / squared]), workers=1)

    def __call__(self, points: "Points") -> "Points":
        import numpy as np
        from scipy import fft

        low, high = points.min(axis=0), points.max(axis=0)
        cell = float((high - low).max()) / (CELLS - 2) + 1e-9
        at = (points - low) / cell
        base = at.astype(np.int64)
        part = at - base
        field = np.zeros(CELLS * CELLS)
        corners: list[tuple[Any, Any]] = []
        for dx in (0, 1):
            for dy in (0, 1):
                share = np.abs(1 - dx - part[:, 0]) * np.abs(1 - dy - part[:, 1])
                index = (base[:, 0] + dx) * CELLS + base[:, 1] + dy
                field += np.bincount(index, self.mass * share, CELLS * CELLS)
                corners.append((index, share))
        spread = fft.rfft2(field.reshape(CELLS, CELLS), s=(2 * CELLS, 2 * CELLS), workers=1)
        moved = fft.irfft2(spread * self.kernel, workers=1)[:, :CELLS, :CELLS].reshape(2, -1)
        force = sum(moved[:, index] * share for index, share in corners)
        return np.asarray((force * self.mass).T / cell)


def _apart(points: "Points", radii: "Points") -> "Points":
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


def _pack(size: int, parts: "list[Any]", boxes: "list[Points]") -> "Points":
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
