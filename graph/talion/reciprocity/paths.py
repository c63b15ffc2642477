"""The best paths through an acyclic graph of antecedents and responses, and how many there are."""

from collections.abc import Callable, Collection, Iterator, Sequence
from heapq import heappop, heappush
from itertools import product

from talion.reciprocity.digraph import Edge, Score, neighbours, order

_UNBROKEN = 2**63
"""The strength of a path without edges: more than that of any edge."""


def best(
    scores: Sequence[Score],
    edges: Collection[Edge],
    strength: Callable[[Edge], int],
    wanted: Collection[int] | None = None,
) -> Iterator[tuple[int, ...]]:
    """Yield the maximal paths, best first.

    They lead from a node without antecedents to one without responses.
    Paths are ranked by the sum of the scores of their nodes, compared entry by entry, then by the
    strength of their weakest edge, then in the order of their nodes. With `wanted`, only paths
    through one of those nodes.
    Best-first search with the exact score of the best ending of every node: each path costs its
    length times the degree of its nodes, however many paths there are.

    >>> list(best([(1,), (1,), (5,)], [(0, 1), (0, 2)], lambda edge: 0))
    [(0, 2), (0, 1)]
    """
    if not scores:
        return
    antecedents, responses = neighbours(edges)
    marked = frozenset(range(len(scores)) if wanted is None else wanted)
    nodes = [(*score, _UNBROKEN) for score in scores]
    ending = _endings(nodes, edges, strength, responses, marked)
    heap: list[tuple[Score, tuple[int, ...], bool, Score]] = []

    def push(path: tuple[int, ...], seen: bool, so_far: Score) -> None:
        rest = ending[path[-1], seen]
        if rest is not None:
            heappush(heap, (_negative(_joined(so_far, rest)), path, seen, so_far))

    nothing = _link(_UNBROKEN, nodes[0])
    for node in range(len(nodes)):
        if not antecedents[node]:
            push((node,), node in marked, nothing)
    while heap:
        _, path, seen, so_far = heappop(heap)
        last = path[-1]
        if not responses[last]:
            yield path
            continue
        done = _joined(so_far, nodes[last])
        for follower in responses[last]:
            edge = _link(strength((last, follower)), done)
            push((*path, follower), seen or follower in marked, _joined(done, edge))


def count(nodes: int, edges: Collection[Edge], least: int, wanted: Collection[int] | None) -> int:
    """Return how many maximal paths have at least `least` nodes, one of them wanted.

    >>> count(3, [(0, 1), (1, 2), (0, 2)], 3, None)
    1
    """
    _, responses = neighbours(edges)
    antecedents = {b for _, b in edges}
    marked = frozenset(range(nodes) if wanted is None else wanted)
    ways: dict[tuple[int, int, bool], int] = {}
    for node in reversed(order(nodes, edges)):
        for length, seen in product(range(least + 1), (False, True)):
            if responses[node]:
                ways[node, length, seen] = sum(
                    ways[after, max(length - 1, 0), seen or after in marked]
                    for after in responses[node]
                )
            else:
                ways[node, length, seen] = int(seen and length <= 1)
    return sum(
        ways[node, least, node in marked] for node in range(nodes) if node not in antecedents
    )


def _endings(
    scores: Sequence[Score],
    edges: Collection[Edge],
    strength: Callable[[Edge], int],
    responses: dict[int, list[int]],
    marked: frozenset[int],
) -> dict[tuple[int, bool], Score | None]:
    """Return the best score from each node to an end; None where no wanted node can be met.

    The flag tells whether a wanted node has been met, this node included.
    """
    ending: dict[tuple[int, bool], Score | None] = {}
    for node in reversed(order(len(scores), edges)):
        for seen in (False, True):
            if not responses[node]:
                ending[node, seen] = scores[node] if seen else None
                continue
            found = [
                _joined(_joined(scores[node], _link(strength((node, after)), scores[node])), rest)
                for after in responses[node]
                if (rest := ending[after, seen or after in marked]) is not None
            ]
            ending[node, seen] = max(found, default=None)
    return ending


def _joined(a: Score, b: Score) -> Score:
    """Return the score of two parts of a path: sums, and in the last entry the weaker one."""
    return (*(x + y for x, y in zip(a[:-1], b[:-1], strict=True)), min(a[-1], b[-1]))


def _link(strength: int, beside: Score) -> Score:
    """Return the score of an edge, with as many entries as another score."""
    return (*(0,) * (len(beside) - 1), strength)


def _negative(a: Score) -> Score:
    return tuple(-x for x in a)
