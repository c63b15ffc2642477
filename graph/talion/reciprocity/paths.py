"""The best paths through an acyclic graph of antecedents and responses, and how many there are."""

from collections.abc import Callable, Collection, Iterator, Sequence
from heapq import heappop, heappush
from itertools import product

from talion.reciprocity.digraph import Edge, Score, neighbours, order


def best(
    scores: Sequence[Score],
    edges: Collection[Edge],
    gain: Callable[[Edge], Score],
    wanted: Collection[int] | None = None,
) -> Iterator[tuple[int, ...]]:
    """Yield the maximal paths, best first.

    They lead from a node without antecedents to one without responses.
    The score of a path is the sum of those of its nodes and edges, compared entry by entry; equal
    ones come in the order of their nodes. With `wanted`, only paths through one of those nodes.
    Best-first search with the exact score of the best ending of every node: each path costs its
    length times the degree of its nodes, however many paths there are.

    >>> list(best([(1,), (1,), (5,)], [(0, 1), (0, 2)], lambda edge: (0,)))
    [(0, 2), (0, 1)]
    """
    if not scores:
        return
    antecedents, responses = neighbours(edges)
    marked = frozenset(range(len(scores)) if wanted is None else wanted)
    ending = _endings(scores, edges, gain, responses, marked)
    heap: list[tuple[Score, tuple[int, ...], bool, Score]] = []

    def push(path: tuple[int, ...], seen: bool, so_far: Score) -> None:
        rest = ending[path[-1], seen]
        if rest is not None:
            heappush(heap, (_negative(_plus(so_far, rest)), path, seen, so_far))

    zero = (0,) * len(scores[0])
    for node in range(len(scores)):
        if not antecedents[node]:
            push((node,), node in marked, zero)
    while heap:
        _, path, seen, so_far = heappop(heap)
        last = path[-1]
        if not responses[last]:
            yield path
            continue
        done = _plus(so_far, scores[last])
        for follower in responses[last]:
            edge = gain((last, follower))
            push((*path, follower), seen or follower in marked, _plus(done, edge))


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
    gain: Callable[[Edge], Score],
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
                _plus(_plus(scores[node], gain((node, after))), rest)
                for after in responses[node]
                if (rest := ending[after, seen or after in marked]) is not None
            ]
            ending[node, seen] = max(found, default=None)
    return ending


def _plus(a: Score, b: Score) -> Score:
    return tuple(x + y for x, y in zip(a, b, strict=True))


def _negative(a: Score) -> Score:
    return tuple(-x for x in a)
