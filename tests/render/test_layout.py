"""Where the nodes lie."""

import networkx as nx
import numpy as np
import pytest
from talion.render.layout import layout


def laid(
    graph: "nx.Graph[int]", radius: float = 8.0
) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    size = graph.number_of_nodes()
    edges = np.array(list(graph.edges), dtype=np.int64).reshape(-1, 2)
    return layout(size, edges, np.full(size, radius))


GRAPHS = {
    "one": nx.empty_graph(1),
    "two apart": nx.empty_graph(2),
    "pair": nx.path_graph(2),
    "star": nx.star_graph(30),
    "three": nx.path_graph(3),
    "line": nx.path_graph(12),
    "cycle": nx.cycle_graph(40),
    "grid": nx.convert_node_labels_to_integers(nx.grid_2d_graph(25, 25)),
    "two rings and dust": nx.disjoint_union_all(
        [nx.cycle_graph(12), nx.cycle_graph(9), nx.empty_graph(20)]
    ),
}


def test_nothing_has_no_places() -> None:
    assert layout(0, np.zeros((0, 2), dtype=np.int64), np.zeros(0)).shape == (0, 2)


@pytest.mark.parametrize("name", GRAPHS)
def test_no_two_nodes_lie_upon_each_other(name: str) -> None:
    points = laid(GRAPHS[name])
    assert np.isfinite(points).all()
    gaps = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))
    np.fill_diagonal(gaps, np.inf)
    assert gaps.min() > 14


@pytest.mark.parametrize("name", GRAPHS)
def test_the_same_graph_lies_the_same_way(name: str) -> None:
    assert np.array_equal(laid(GRAPHS[name]), laid(GRAPHS[name]))


@pytest.mark.parametrize("name", ["cycle", "grid"])
def test_neighbours_lie_nearer_than_others(name: str) -> None:
    graph = GRAPHS[name]
    points = laid(graph)
    near = [np.linalg.norm(points[a] - points[b]) for a, b in graph.edges]
    every = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2)).mean()
    assert np.mean(near) < every / 3


@pytest.mark.parametrize("name", GRAPHS)
def test_no_graph_takes_more_room_than_its_nodes_need(name: str) -> None:
    points = laid(GRAPHS[name])
    assert np.ptp(points, axis=0).max() <= 200 * len(points) ** 0.5 + 60


def test_lines_to_oneself_are_no_matter() -> None:
    edges = np.array([[0, 0], [0, 1]])
    assert layout(2, edges, np.full(2, 5.0)).shape == (2, 2)


def test_progress_counts_every_node() -> None:
    counts: list[int] = []
    layout(5, np.array([[0, 1], [2, 3]]), np.full(5, 5.0), counts.append)
    assert counts == [2, 4, 5]
    counts.clear()
    layout(30, np.array([[n, n + 1] for n in range(29)]), np.full(30, 5.0), counts.append)
    assert counts == sorted(counts)
    assert len(counts) > 10
    assert counts[-1] == 30
