"""Paths through a graph of causes and answers, on plain numbers.

Nodes are 0 … n−1; an edge (a, b) leads from a cause to its answer.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from heapq import heappop, heappush
from itertools import pairwise

Edge = tuple[int, int]
Score = tuple[int, ...]


def order(nodes: int, edges: Iterable[Edge]) -> list[int]:
    """Return the nodes causes first; graphlib.CycleError where there is a cycle."""
    sorter: TopologicalSorter[int] = TopologicalSorter(dict.fromkeys(range(nodes), ()))
    for cause, answer in edges:
        sorter.add(answer, cause)
    return list(sorter.static_order())


def acyclic(nodes: int, edges: Collection[Edge], strength: Callable[[Edge], Score]) -> list[Edge]:
    """Return the edges without those that close a cycle: of each cycle the weakest is dropped.

    Sources can contradict each other (each act said to answer the other); a chain needs an order.
    """
    kept = set(edges)
    knot = _knot(kept)
    while knot:
        try:
            order(nodes, knot)
        except CycleError as error:
            cycle: list[int] = error.args[1]  # each node is a cause of the next, the first is last
            closing = set(pairwise(cycle)) & knot
            weakest = min(closing, key=lambda e: (strength(e), e))
            kept.discard(weakest)
            knot = _knot(knot - {weakest})
    return sorted(kept)


def _knot(edges: set[Edge]) -> set[Edge]:
    """Return the edges left when those from what has no cause, or to no answer, are taken away.

    Every cycle is among them, and little else: the search for cycles stays small.
    """
    causes, answers = _neighbours(edges)
    open_ends = [n for e in edges for n in e if not causes.get(n) or not answers.get(n)]
    while open_ends:
        node = open_ends.pop()
        for cause in causes.pop(node, ()):
            if cause in answers:
                answers[cause].remove(node)
                if not answers[cause]:
                    open_ends.append(cause)
        for answer in answers.pop(node, ()):
            if answer in causes:
                causes[answer].remove(node)
                if not causes[answer]:
                    open_ends.append(answer)
    return {(cause, answer) for cause, found in answers.items() for answer in found}


def together(
    nodes: int,
    edges: Collection[Edge],
    groups: Sequence[Collection[int]],
    kind: Sequence[Hashable],
    ends: Sequence[Sequence[frozenset[str]]] = (),
) -> list[int]:
    """Return for each node the class of nodes that are read as one step, numbered from 0.

    Of one step are nodes of one kind that

    - belong to one group (a coordinated action) and share a cause or an answer, or
    - have the same causes and the same answers (two causes of one act, two acts answered by one),
    - have the same causes, no answers, and agree in one of `ends` (the same side acts, or the
      same side suffers), which are tried in turn.

    Classes take the place of nodes and the rules are applied again until nothing changes.
    The edges must be acyclic; those between classes then are too.
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
    """Return the classes after joining those with the same causes and answers, or the ends."""
    causes, answers = _neighbours(lift(edges, classes))
    sides: dict[int, frozenset[str]] = {}
    for node, c in enumerate(classes):
        sides[c] = sides.get(c, frozenset()) | (end[node] if end else frozenset())
    first: dict[Hashable, int] = {}
    joined: dict[int, int] = {}
    for node, c in enumerate(classes):
        if c in joined:
            continue
        after = tuple(answers[c])
        if bool(after) == (end is None):
            key: Hashable = (tuple(causes[c]), after, kind[node], sides[c])
        else:
            key = c
        joined[c] = first.setdefault(key, c)
    return [joined[c] for c in classes]


def lift(edges: Iterable[Edge], classes: Sequence[int]) -> list[Edge]:
    """Return the edges between classes of nodes, each once."""
    return sorted({(classes[a], classes[b]) for a, b in edges if classes[a] != classes[b]})


def best(
    scores: Sequence[Score],
    edges: Collection[Edge],
    gain: Callable[[Edge], Score],
    wanted: Collection[int] | None = None,
) -> Iterator[tuple[int, ...]]:
    """Yield the maximal paths, from a node without causes to one without answers, best first.

    The score of a path is the sum of those of its nodes and edges, compared entry by entry; equal
    ones come in the order of their nodes. With `wanted`, only paths through one of those nodes.
    Best-first search with the exact score of the best ending of every node: each path costs its
    length times the degree of its nodes, however many paths there are.
    """
    if not scores:
        return
    causes, answers = _neighbours(edges)
    marked = frozenset(range(len(scores)) if wanted is None else wanted)
    ending = _endings(scores, edges, gain, answers, marked)
    heap: list[tuple[Score, tuple[int, ...], bool, Score]] = []

    def push(path: tuple[int, ...], seen: bool, so_far: Score) -> None:
        rest = ending[path[-1], seen]
        if rest is not None:
            heappush(heap, (_negative(_plus(so_far, rest)), path, seen, so_far))

    zero = (0,) * len(scores[0])
    for node in range(len(scores)):
        if not causes[node]:
            push((node,), node in marked, zero)
    while heap:
        _, path, seen, so_far = heappop(heap)
        last = path[-1]
        if not answers[last]:
            yield path
            continue
        done = _plus(so_far, scores[last])
        for follower in answers[last]:
            edge = gain((last, follower))
            push((*path, follower), seen or follower in marked, _plus(done, edge))


def count(nodes: int, edges: Collection[Edge], least: int, wanted: Collection[int] | None) -> int:
    """Return how many maximal paths have at least so many nodes, one of them wanted."""
    _, answers = _neighbours(edges)
    causes = {b for _, b in edges}
    marked = frozenset(range(nodes) if wanted is None else wanted)
    ways: dict[tuple[int, int, bool], int] = {}

    for node in reversed(order(nodes, edges)):
        for length in range(least + 1):
            for seen in (False, True):
                ways[node, length, seen] = (
                    sum(
                        ways[after, max(length - 1, 0), seen or after in marked]
                        for after in answers[node]
                    )
                    if answers[node]
                    else int(seen and length <= 1)
                )
    return sum(ways[node, least, node in marked] for node in range(nodes) if node not in causes)


def _endings(
    scores: Sequence[Score],
    edges: Collection[Edge],
    gain: Callable[[Edge], Score],
    answers: dict[int, list[int]],
    marked: frozenset[int],
) -> dict[tuple[int, bool], Score | None]:
    """Return the best score from each node to an end; None where no wanted node can be met.

    The flag tells whether a wanted node has been met, this node included.
    """
    ending: dict[tuple[int, bool], Score | None] = {}
    for node in reversed(order(len(scores), edges)):
        for seen in (False, True):
            if not answers[node]:
                ending[node, seen] = scores[node] if seen else None
                continue
            found = [
                _plus(_plus(scores[node], gain((node, after))), rest)
                for after in answers[node]
                if (rest := ending[after, seen or after in marked]) is not None
            ]
            ending[node, seen] = max(found, default=None)
    return ending


def _grouped(
    nodes: int, edges: Collection[Edge], groups: Sequence[Collection[int]], kind: Sequence[Hashable]
) -> list[int]:
    """Return classes after the first rule of `together`, none of which closes a cycle."""
    causes, answers = _neighbours(edges)
    joined = list(range(nodes))

    def find(node: int) -> int:
        while joined[node] != node:
            node = joined[node]
        return node

    for group in groups:
        shared: dict[Hashable, int] = {}
        for node in sorted(group):
            for link in (
                *(("cause", c) for c in causes[node]),
                *(("ans", a) for a in answers[node]),
            ):
                first = find(shared.setdefault((link, kind[node]), node))
                here = find(node)
                joined[max(first, here)] = min(first, here)
    classes = [find(node) for node in range(nodes)]
    members: dict[int, list[int]] = defaultdict(list)
    for node, c in enumerate(classes):
        members[c].append(node)

    def apart(dissolved: Iterable[int]) -> None:
        for c in dissolved:
            for node in members.pop(c, ()):
                classes[node] = node

    apart({classes[a] for a, b in edges if classes[a] == classes[b]})
    knot = _knot(set(lift(edges, classes)))
    while knot:  # a class whose members answer each other through others is taken apart again
        try:
            order(nodes, knot)
        except CycleError as error:
            apart(error.args[1])
            knot = _knot({(classes[a], classes[b]) for a, b in edges if classes[a] != classes[b]})
    return classes


def _neighbours(edges: Iterable[Edge]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Return the causes and the answers of every node."""
    causes: dict[int, list[int]] = defaultdict(list)
    answers: dict[int, list[int]] = defaultdict(list)
    for cause, answer in edges:
        causes[answer].append(cause)
        answers[cause].append(answer)
    return causes, answers


def _numbered(classes: Sequence[int]) -> list[int]:
    """Return classes numbered from 0 in the order of their first nodes."""
    place: dict[int, int] = {}
    return [place.setdefault(c, len(place)) for c in classes]


def _plus(a: Score, b: Score) -> Score:
    return tuple(x + y for x, y in zip(a, b, strict=True))


def _negative(a: Score) -> Score:
    return tuple(-x for x in a)
