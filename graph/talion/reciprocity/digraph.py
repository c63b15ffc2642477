"""A directed graph of antecedents and responses on plain numbers: its order, its cycles.

Nodes are 0 … n−1; an edge (a, b) leads from an antecedent to its response.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

Edge = tuple[int, int]
Score = tuple[int, ...]


def order(nodes: int, edges: Iterable[Edge]) -> list[int]:
    """Return the nodes, antecedents first; graphlib.CycleError where there is a cycle.

    >>> order(3, [(2, 0), (0, 1)])
    [2, 0, 1]
    """
    sorter: TopologicalSorter[int] = TopologicalSorter(dict.fromkeys(range(nodes), ()))
    for antecedent, response in edges:
        sorter.add(response, antecedent)
    return list(sorter.static_order())


def acyclic(nodes: int, edges: Collection[Edge], strength: Callable[[Edge], Score]) -> list[Edge]:
    """Return the edges without those that close a cycle: of each cycle the weakest is dropped.

    Sources can contradict each other (each event is said to respond to the other); a chain needs
    an order.

    >>> acyclic(2, [(0, 1), (1, 0)], {(0, 1): (9,), (1, 0): (5,)}.__getitem__)
    [(0, 1)]
    """
    kept = set(edges)
    knot = knot_of(kept)
    while knot:
        try:
            order(nodes, knot)
        except CycleError as error:
            cycle: list[int] = error.args[1]  # each an antecedent of the next; first is last
            closing = set(pairwise(cycle)) & knot
            weakest = min(closing, key=lambda e: (strength(e), e))
            kept.discard(weakest)
            knot = knot_of(knot - {weakest})
    return sorted(kept)


def in_time(
    edges: Collection[Edge],
    spans: Sequence[tuple[float, float]],
    strength: Callable[[Edge], Score],
) -> list[Edge]:
    """Return the edges of an acyclic graph that can all hold in time, the strongest taken first.

    `spans` gives the first and last possible time of each node. No response may come before what
    leads to it, through events of vague or unknown date too: an edge is dropped where stronger
    ones leave a node no time at all.

    >>> free = (float("-inf"), float("inf"))
    >>> in_time([(0, 1), (1, 2)], [(9, 9), free, (4, 4)], lambda edge: edge)
    [(1, 2)]
    """
    earliest = [first for first, _ in spans]
    kept: dict[int, list[int]] = defaultdict(list)
    for antecedent, response in sorted(edges, key=lambda e: (strength(e), e), reverse=True):
        moved = _moved(kept, earliest, (response, earliest[antecedent]))
        if all(time <= spans[node][1] for node, time in moved.items()):
            kept[antecedent].append(response)
            for node, time in moved.items():
                earliest[node] = time
    return sorted((antecedent, node) for antecedent, found in kept.items() for node in found)


def _moved(
    responses: Mapping[int, list[int]], earliest: Sequence[float], change: tuple[int, float]
) -> dict[int, float]:
    """Return the new first times of a node not before some time, and of what follows it."""
    moved: dict[int, float] = {}
    ahead = [change]
    while ahead:
        node, time = ahead.pop()
        if time > moved.get(node, earliest[node]):
            moved[node] = time
            ahead += ((after, time) for after in responses.get(node, ()))
    return moved


def knot_of(edges: set[Edge]) -> set[Edge]:
    """Return the edges left when those of nodes without an antecedent or a response are removed.

    Every cycle is among them, and little else: the search for cycles stays small.

    >>> sorted(knot_of({(0, 1), (1, 2), (2, 1), (2, 3)}))
    [(1, 2), (2, 1)]
    """
    antecedents, responses = neighbours(edges)
    open_ends = [n for e in edges for n in e if not antecedents.get(n) or not responses.get(n)]
    while open_ends:
        node = open_ends.pop()
        for antecedent in antecedents.pop(node, ()):
            if antecedent in responses:
                responses[antecedent].remove(node)
                if not responses[antecedent]:
                    open_ends.append(antecedent)
        for response in responses.pop(node, ()):
            if response in antecedents:
                antecedents[response].remove(node)
                if not antecedents[response]:
                    open_ends.append(response)
    return {(node, response) for node, found in responses.items() for response in found}


def neighbours(edges: Iterable[Edge]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Return the antecedents and the responses of every node.

    >>> antecedents, responses = neighbours([(0, 1), (0, 2)])
    >>> dict(antecedents), dict(responses)
    ({1: [0], 2: [0]}, {0: [1, 2]})
    """
    antecedents: dict[int, list[int]] = defaultdict(list)
    responses: dict[int, list[int]] = defaultdict(list)
    for antecedent, response in edges:
        antecedents[response].append(antecedent)
        responses[antecedent].append(response)
    return antecedents, responses
