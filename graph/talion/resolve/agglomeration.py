"""Agglomerative clustering of what is probably one, the most probable first."""

from collections.abc import Callable, Iterator, Mapping
from heapq import heappop, heappush
from math import log

Scores = Mapping[tuple[str, str], float]
#: How much the best pair of two groups counts beside the mean of all pairs of them.
BEST = 0.6


class Agglomeration:
    """Groups of ids that grow: the two with the highest linkage are joined, again and again.

    `scores` are the probabilities that two are one, of pairs in order; two groups with a pair that
    has none are never joined. The linkage of two groups is the mean of the log-odds of all pairs
    between them, mixed with that of the best pair. `barred` says of the first ids of two groups
    whether something else keeps them apart.
    """

    def __init__(self, scores: Scores, least: float, barred: Callable[[str, str], bool]) -> None:
        self._odds = {pair: log(p / (1 - p)) for pair, p in scores.items()}
        self._least, self._barred = log(least / (1 - least)), barred
        self._groups = {ident: [ident] for pair in scores for ident in pair}
        self._near: dict[str, set[str]] = {ident: set() for ident in self._groups}
        self._heap: list[tuple[float, str, str]] = []
        for one, two in scores:
            self._near[one].add(two)
            self._near[two].add(one)
        for one, two in scores:
            self._push(one, two)

    def joins(self) -> Iterator[tuple[list[str], list[str]]]:
        """Yield the two groups of each join before they are one; the caller joins them.

        >>> scores = {("a", "b"): 0.9, ("b", "c"): 0.8, ("a", "c"): 0.1}
        >>> list(Agglomeration(scores, 0.7, lambda one, two: False).joins())
        [(['a'], ['b'])]
        """
        while self._heap:
            worth, one, two = heappop(self._heap)
            groups = self._groups.get(one), self._groups.get(two)
            if groups[0] is None or groups[1] is None or self._linkage(one, two) != -worth:
                continue
            yield list(groups[0]), list(groups[1])
            self._join(one, two)

    def _join(self, one: str, two: str) -> None:
        self._groups[one] = sorted(self._groups[one] + self._groups.pop(two))
        self._near[one] = (self._near[one] | self._near.pop(two)) - {one, two}
        for other in self._near[one]:
            self._near[other].discard(two)
            self._near[other].add(one)
            self._push(*sorted((one, other)))

    def _push(self, one: str, two: str) -> None:
        linkage = self._linkage(one, two)
        if linkage is not None and linkage >= self._least:
            heappush(self._heap, (-linkage, one, two))

    def _linkage(self, one: str, two: str) -> float | None:
        """Return the linkage of two groups; None where they cannot be joined."""
        if self._barred(one, two):
            return None
        odds = []
        for a in self._groups[one]:
            for b in self._groups[two]:
                found = self._odds.get((a, b) if a < b else (b, a))
                if found is None:
                    return None
                odds.append(found)
        odds.sort()
        return round(BEST * odds[-1] + (1 - BEST) * sum(odds) / len(odds), 9)
