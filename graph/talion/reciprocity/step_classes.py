"""Which events of a graph of responses are read as one step of a chain."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from graphlib import CycleError

from talion.reciprocity.digraph import Edge, knot_of, neighbours, order


def together(
    nodes: int,
    edges: Collection[Edge],
    groups: Sequence[Collection[int]],
    kind: Sequence[Hashable],
    ends: Sequence[Sequence[frozenset[str]]] = (),
) -> list[int]:
    """Return for each node the class of nodes that are read as one step, numbered from 0.

    Of one step are nodes of one kind that

    - belong to one group (a coordinated action) and share an antecedent or a response, or
    - have the same antecedents and the same responses (two antecedents of one event, two events
      with one response),
    - have the same antecedents, no responses, and agree in one of `ends` (the same side acts, or
      the same side is acted upon), which are tried in turn.

    Classes take the place of nodes and the rules are applied again until nothing changes.
    The edges must be acyclic; those between classes then are too.

    >>> together(3, [(0, 2), (1, 2)], [], kind=["done"] * 3)  # two antecedents of one event
    [0, 0, 1]
    >>> together(3, [(0, 1), (0, 2)], [[1, 2]], kind=["done"] * 3)  # a coordinated response
    [0, 1, 1]
    """
    classes = _grouped(nodes, edges, groups, kind)
    while True:
        changed = _alike(edges, classes, kind, None)
        for end in ends:
            changed = _alike(edges, changed, kind, end)
        if changed == classes:
            return _numbered(classes)
        classes = changed


def _alike(
    edges: Collection[Edge],
    classes: list[int],
    kind: Sequence[Hashable],
    end: Sequence[frozenset[str]] | None,
) -> list[int]:
    """Return classes, joined where antecedents and responses are the same, or one of the ends."""
    antecedents, responses = neighbours(lift(edges, classes))
    sides: dict[int, frozenset[str]] = {}
    for node, c in enumerate(classes):
        sides[c] = sides.get(c, frozenset()) | (end[node] if end else frozenset())
    first: dict[Hashable, int] = {}
    joined: dict[int, int] = {}
    for node, c in enumerate(classes):
        if c in joined:
            continue
        after = tuple(responses[c])
        if bool(after) == (end is None):
            key: Hashable = (tuple(antecedents[c]), after, kind[node], sides[c])
        else:
            key = c
        joined[c] = first.setdefault(key, c)
    return [joined[c] for c in classes]


def lift(edges: Iterable[Edge], classes: Sequence[int]) -> list[Edge]:
    """Return the edges between classes of nodes, each once.

    >>> lift([(0, 2), (1, 2), (0, 1)], classes=[0, 0, 1])
    [(0, 1)]
    """
    return sorted({(classes[a], classes[b]) for a, b in edges if classes[a] != classes[b]})


def _grouped(
    nodes: int, edges: Collection[Edge], groups: Sequence[Collection[int]], kind: Sequence[Hashable]
) -> list[int]:
    """Return classes after the first rule of `together`, none of which closes a cycle."""
    classes = _sharing(nodes, edges, groups, kind)
    members: dict[int, list[int]] = defaultdict(list)
    for node, c in enumerate(classes):
        members[c].append(node)

    def dissolve(closing: Iterable[int]) -> None:
        for c in closing:
            for node in members.pop(c, ()):
                classes[node] = node

    dissolve({classes[a] for a, b in edges if classes[a] == classes[b]})
    knot = knot_of(set(lift(edges, classes)))
    while knot:  # a class whose members respond to each other through others is taken apart again
        try:
            order(nodes, knot)
        except CycleError as error:
            dissolve(error.args[1])
            knot = knot_of({(classes[a], classes[b]) for a, b in edges if classes[a] != classes[b]})
    return classes


def _sharing(
    nodes: int, edges: Collection[Edge], groups: Sequence[Collection[int]], kind: Sequence[Hashable]
) -> list[int]:
    """Return classes of nodes of one kind that share a group and an antecedent or a response."""
    antecedents, responses = neighbours(edges)
    joined = list(range(nodes))

    def find(node: int) -> int:
        while joined[node] != node:
            node = joined[node]
        return node

    for group in groups:
        shared: dict[Hashable, int] = {}
        for node in sorted(group):
            links = [*((0, n) for n in antecedents[node]), *((1, n) for n in responses[node])]
            for link in links:
                first, here = find(shared.setdefault((link, kind[node]), node)), find(node)
                joined[max(first, here)] = min(first, here)
    return [find(node) for node in range(nodes)]


def _numbered(classes: Sequence[int]) -> list[int]:
    """Return classes numbered from 0 in the order of their first nodes."""
    place: dict[int, int] = {}
    return [place.setdefault(c, len(place)) for c in classes]
