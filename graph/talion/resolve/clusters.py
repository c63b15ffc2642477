"""Constrained clustering: groups of ids that may, must or must not be joined."""

from collections.abc import Iterable, Iterator


class Clusters:
    """Disjoint groups of ids (a union-find); `apart` holds pairs that must never be in one.

    >>> clusters = Clusters("abc", [frozenset("ac")])
    >>> clusters.join("a", "b"), clusters.join("b", "c"), list(clusters)
    (True, False, [['a', 'b'], ['c']])
    """

    def __init__(self, ids: Iterable[str], apart: Iterable[frozenset[str]]) -> None:
        self._members = {ident: [ident] for ident in ids}
        self._apart: dict[str, set[str]] = {}
        for pair in apart:
            for ident in pair:
                self._apart.setdefault(ident, set()).update(pair - {ident})

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

    def barred(self, one: str, two: str) -> bool:
        """Whether a pair keeps the groups of two ids apart."""
        first, second = self._members[one], self._members[two]
        large, small = (first, second) if len(first) >= len(second) else (second, first)
        return any(
            self._members.get(other) is large
            for ident in small
            for other in self._apart.get(ident, ())
        )

    def join(self, one: str, two: str) -> bool:
        """Join two groups unless they are one or a pair keeps them apart; whether it did."""
        if self.together(one, two) or self.barred(one, two):
            return False
        first, second = self._members[one], self._members[two]
        large, small = (first, second) if len(first) >= len(second) else (second, first)
        large.extend(small)
        for ident in small:
            self._members[ident] = large
        return True
