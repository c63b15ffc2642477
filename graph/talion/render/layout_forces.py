"""Forces between the nodes of a graph (Fruchterman & Reingold 1991), on a grid for many.

Repulsion is one convolution of the nodes' masses with the kernel 1/r by FFT, so an iteration costs
O(n + g log g) for g cells. Few nodes are repelled pair by pair.
"""

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


def move_by_forces(
    points: "Points",
    edges: "Ends",
    report: Callable[[float], None] | None,
    strengths: "Points | None" = None,
) -> "Points":
    """Move points by repulsion, springs and gravity, less with every round.

    `strengths` are those of the springs, one an edge; without them all are 1.

    >>> import numpy as np
    >>> start = np.array([[0.0, 0.0], [1.0, 0.0]])
    >>> moved = move_by_forces(start, np.array([[0, 1]]), None)
    >>> bool(np.linalg.norm(moved[0] - moved[1]) > 1)
    True
    """
    import numpy as np

    size = len(points)
    degree = np.bincount(edges.ravel(), minlength=size)
    mass = 1 + 0.35 * np.sqrt(degree)
    firm = np.ones(2 * len(edges)) if strengths is None else np.tile(strengths, 2)
    heads = np.concatenate([edges[:, 0], edges[:, 1]])
    tails = np.concatenate([edges[:, 1], edges[:, 0]])
    away = _pairwise(mass) if size <= EXACT else _Grid(mass)
    rounds = min(320, 60 + 10 * size) if size <= EXACT else 160  # few nodes settle soon
    for turn in range(rounds):
        force = away(points) * SPACING**2
        gap = points[tails] - points[heads]
        length = np.sqrt((gap**2).sum(axis=1)) + 1e-9
        pull = gap * (length / SPACING * firm)[:, None]
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
