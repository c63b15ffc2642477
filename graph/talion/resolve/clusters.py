"""Constrained clustering: groups of ids that may, must or must not be joined."""

from collections.abc import Callable, Iterable, Iterator


class Clusters:
    """Disjoint groups of ids (a union-find with constraints).

    `apart` holds pairs that must never be in one group; `fits` says whether two groups, as lists
    of ids, may be joined.

    >>> clusters = Clusters("abc", [frozenset("ac")], lambda one, two: True)
    >>> clusters.join("a", "b"), clusters.join("b", "c"), list(clusters)
    (True, False, [['a', 'b'], ['c']])
    """

    def __init__(
        self,
        ids: Iterable[str],
        apart: Iterable[frozenset[str]],
        fits: Callable[[list[str], list[str]], bool],
    ) -> None:
        self._members = {ident: [ident] for ident in ids}
        self._apart: dict[str, set[str]] = {}
        for pair in apart:
            for ident in pair:
                self._apart.setdefault(ident, set()).update(pair - {ident})
        self._fits = fits

    def __iter__(self) -> Iterator[list[str]]:
        """Yield each group once, by its first id."""
        seen: set[int] = set()
        for ident in sorted(self._members):
            group = self._members[ident]
            if id(group) not in seen:
                seen.add(id(group))
                yield sorted(group)

    def group(self, ident: str) -> list[str]:
        """Return the group of an id."""
        return self._members[ident]

    def together(self, one: str, two: str) -> bool:
        """Whether both ids are in one group."""
        return self._members[one] is self._members[two]

    def force(self, one: str, two: str) -> bool:
        """Join two groups unless a pair keeps them apart; whether they are one now."""
        return self.together(one, two) or self._join(one, two)

    def attach(self, one: str, two: str) -> bool:
        """Join two groups that are known to fit; whether it joined them."""
        return not self.together(one, two) and self._join(one, two)

    def join(self, one: str, two: str) -> bool:
        """Join two groups if they fit and no pair keeps them apart; whether it joined them."""
        return (
            not self.together(one, two)
            and self._fits(self._members[one], self._members[two])
            and self._join(one, two)
        )

    def _join(self, one: str, two: str) -> bool:
        first, second = self._members[one], self._members[two]
        large, small = (first, second) if len(first) >= len(second) else (second, first)
        for ident in small:
            if any(self._members.get(other) is large for other in self._apart.get(ident, ())):
                return False
        large.extend(small)
        for ident in small:
            self._members[ident] = large
        return True
