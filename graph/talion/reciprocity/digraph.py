"""A directed graph of antecedents and responses on plain numbers: its order, its cycles.

Nodes are 0 … n−1; an edge (a, b) leads from an antecedent to its response.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
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


def knot_of(edges: set[Edge]) -> set[Edge]:
    """Return the edges left when those of nodes without an antecedent or a response are removed.

    Every cycle is among them, and little else: the search for cycles stays small.
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
    """Return the antecedents and the responses of every node."""
    antecedents: dict[int, list[int]] = defaultdict(list)
    responses: dict[int, list[int]] = defaultdict(list)
    for antecedent, response in edges:
        antecedents[response].append(antecedent)
        responses[antecedent].append(response)
    return antecedents, responses
