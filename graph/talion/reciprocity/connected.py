"""Sets of ids that pairs join, directly or through others."""

from collections.abc import Iterable


def connected(pairs: Iterable[tuple[str, str]]) -> list[frozenset[str]]:
    """Return the connected sets of what pairs join, in the order of their members.

    >>> [sorted(group) for group in connected([("b", "c"), ("x", "y"), ("a", "c")])]
    [['a', 'b', 'c'], ['x', 'y']]
    """
    group: dict[str, set[str]] = {}
    for pair in pairs:
        one, other = (group.setdefault(ident, {ident}) for ident in pair)
        if one is other:
            continue
        small, large = sorted((one, other), key=len)
        large |= small
        group |= dict.fromkeys(small, large)
    return sorted(
        map(frozenset, {id(found): found for found in group.values()}.values()), key=sorted
    )
