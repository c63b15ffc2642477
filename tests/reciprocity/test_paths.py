"""Paths through antecedents and responses, compared with brute force."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from talion.reciprocity import paths

from .graphs import Edge, acyclic_graphs


def every_maximal_path(nodes: int, edges: list[Edge]) -> list[tuple[int, ...]]:
    """All paths from a node without antecedents to one without responses, one by one."""
    with_antecedent = {b for _, b in edges}

    def on(path: tuple[int, ...]) -> list[tuple[int, ...]]:
        after = [b for a, b in edges if a == path[-1]]
        return [p for b in after for p in on((*path, b))] if after else [path]

    return [p for n in range(nodes) if n not in with_antecedent for p in on((n,))]


@given(acyclic_graphs(), st.data())
def test_the_best_paths_are_all_maximal_paths_in_the_order_of_their_scores(
    graph: tuple[int, list[Edge]], data: st.DataObject
) -> None:
    nodes, edges = graph
    small = st.integers(0, 3)
    scores = [(1, data.draw(small)) for _ in range(nodes)]
    strength = {e: data.draw(small) for e in edges}
    wanted = data.draw(st.none() | st.sets(st.integers(0, nodes - 1)))

    def score(path: tuple[int, ...]) -> tuple[int, ...]:
        sums = map(sum, zip(*(scores[n] for n in path), strict=True))
        return (*sums, min((strength[e] for e in pairwise(path)), default=9))

    expected = [
        p for p in every_maximal_path(nodes, edges) if wanted is None or not wanted.isdisjoint(p)
    ]
    expected.sort(key=lambda p: (tuple(-s for s in score(p)), p))
    assert list(paths.best(scores, edges, strength.__getitem__, wanted)) == expected


@given(acyclic_graphs(), st.integers(0, 5), st.data())
def test_maximal_paths_are_counted_without_walking_them(
    graph: tuple[int, list[Edge]], least: int, data: st.DataObject
) -> None:
    nodes, edges = graph
    wanted = data.draw(st.none() | st.sets(st.integers(0, nodes - 1)))
    found = every_maximal_path(nodes, edges)
    asked = [p for p in found if wanted is None or not wanted.isdisjoint(p)]
    expected = sum(len(p) >= least for p in asked)
    assert paths.count(nodes, edges, least, wanted) == expected


def test_the_best_path_of_a_graph_with_very_many_is_found_at_once() -> None:
    layers, width = 40, 5
    edges = [
        (layer * width + a, (layer + 1) * width + b)
        for layer in range(layers - 1)
        for a in range(width)
        for b in range(width)
    ]
    scores = [(1, node % width) for node in range(layers * width)]
    first = next(paths.best(scores, edges, lambda _: 0))
    assert first == tuple(layer * width + width - 1 for layer in range(layers))
    assert paths.count(layers * width, edges, 2, None) == width**layers


def test_no_nodes_have_no_paths() -> None:
    assert list(paths.best([], [], lambda _: 0)) == []
