"""The greatest weight of things of which no two conflict: a maximum weight independent set."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

Thing = TypeVar("Thing", bound=Hashable)

#: How often a search may branch; beyond that it takes the best it has, which is never too much.
BRANCHES = 2000


def greatest_weight(weights: Mapping[Thing, int], conflicts: Iterable[tuple[Thing, Thing]]) -> int:
    """Return the greatest sum of weights of things of which no two conflict.

    Exact wherever conflicts are those of intervals (a chordal graph) and in small graphs; of a
    graph that takes more than `BRANCHES` decisions, a sum that such a set does reach. Reduction by
    simplicial vertices (Frank 1975; Lamm et al. 2019), then branching on the vertex with most
    conflicts.

    >>> greatest_weight({"a": 60, "b": 48, "c": 10}, [("a", "b")])
    70
    >>> greatest_weight({"a": 5, "b": 6, "c": 5}, [("a", "b"), ("b", "c")])
    10
    """
    near: dict[Thing, set[Thing]] = defaultdict(set)
    for one, other in conflicts:
        near[one].add(other)
        near[other].add(one)
    total = sum(weight for thing, weight in weights.items() if thing not in near)
    for group in _groups(near):
        place = {thing: number for number, thing in enumerate(group)}
        masks = [sum(1 << place[other] for other in near[thing]) for thing in group]
        total += _Search(masks).best((1 << len(group)) - 1, [weights[thing] for thing in group])
    return total


def _groups(near: Mapping[Thing, set[Thing]]) -> Iterator[list[Thing]]:
    """Yield the connected groups of things, in the order of the conflicts."""
    met: set[Thing] = set()
    for start in near:
        if start in met:
            continue
        met.add(start)
        group = [start]
        for thing in group:  # which grows as it is walked
            new = [other for other in near[thing] if other not in met]
            met.update(new)
            group += new
        yield group


class _Search:
    """A search in one graph; a set of its vertices is a whole number, a bit for each."""

    def __init__(self, near: Sequence[int]) -> None:
        self.near = near
        self.branches = BRANCHES

    def best(self, alive: int, weights: list[int]) -> int:
        """Return the greatest weight among some vertices; the weights are changed."""
        gained, alive = self._reduced(alive, weights)
        for part in self._parts(alive):
            gained += self._branched(part, weights)
        return gained

    def _branched(self, alive: int, weights: list[int]) -> int:
        if not self.branches:
            return self._greedy(alive, weights)
        self.branches -= 1
        crowded = max(_bits(alive), key=lambda v: ((self.near[v] & alive).bit_count(), -v))
        rest = alive & ~(1 << crowded)
        with_it = weights[crowded] + self.best(rest & ~self.near[crowded], weights.copy())
        return max(with_it, self.best(rest, weights.copy()))

    def _reduced(self, alive: int, weights: list[int]) -> tuple[int, int]:
        """Take vertices whose neighbours all conflict; return the weight gained, and what is left.

        One of such a clique is chosen: the vertex, or a neighbour for what it weighs more.
        """
        gained, open_ = 0, alive
        while open_:
            vertex = (open_ & -open_).bit_length() - 1
            open_ &= open_ - 1
            around = self.near[vertex] & alive
            if any(around & ~self.near[v] & ~(1 << v) for v in _bits(around)):
                continue
            gained += weights[vertex]
            gone = 1 << vertex
            for v in _bits(around):
                weights[v] -= weights[vertex]
                gone |= (weights[v] <= 0) << v
            alive &= ~gone
            for v in _bits(gone):
                open_ |= self.near[v]
            open_ &= alive
        return gained, alive

    def _parts(self, alive: int) -> Iterator[int]:
        """Yield the connected parts of what is left."""
        while alive:
            part = ahead = alive & -alive
            while ahead:
                found = 0
                for v in _bits(ahead):
                    found |= self.near[v]
                ahead = found & alive & ~part
                part |= ahead
            alive &= ~part
            yield part

    def _greedy(self, alive: int, weights: list[int]) -> int:
        """Return the weight of a set made by taking what weighs most, again and again."""
        gained = 0
        while alive:
            heaviest = max(_bits(alive), key=lambda v: (weights[v], -v))
            gained += weights[heaviest]
            alive &= ~(self.near[heaviest] | 1 << heaviest)
        return gained


def _bits(number: int) -> Iterator[int]:
    """Yield the places of the ones in a number.

    >>> list(_bits(0b1010))
    [1, 3]
    """
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low
