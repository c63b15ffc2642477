"""Paths through causes and answers, held against brute force."""

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talion.reciprocity import paths

Edge = tuple[int, int]


@st.composite
def acyclic_graphs(draw: st.DrawFn) -> tuple[int, list[Edge]]:
    """Up to seven nodes, edges from lower to higher numbers after a shuffle."""
    nodes = draw(st.integers(1, 7))
    names = draw(st.permutations(range(nodes)))
    pairs = [(names[a], names[b]) for a in range(nodes) for b in range(a + 1, nodes)]
    return nodes, sorted(draw(st.sets(st.sampled_from(pairs)))) if pairs else []


def every_maximal_path(nodes: int, edges: list[Edge]) -> list[tuple[int, ...]]:
    """All paths from a node without causes to one without answers, one by one."""
    causes = {b for _, b in edges}

    def on(path: tuple[int, ...]) -> list[tuple[int, ...]]:
        after = [b for a, b in edges if a == path[-1]]
        return [p for b in after for p in on((*path, b))] if after else [path]

    return [p for n in range(nodes) if n not in causes for p in on((n,))]


@given(acyclic_graphs(), st.data())
def test_the_best_paths_are_all_maximal_paths_in_the_order_of_their_scores(
    graph: tuple[int, list[Edge]], data: st.DataObject
) -> None:
    nodes, edges = graph
    small = st.integers(0, 3)
    scores = [(1, data.draw(small), 0) for _ in range(nodes)]
    gains = {e: (0, 0, -data.draw(small)) for e in edges}
    wanted = data.draw(st.none() | st.sets(st.integers(0, nodes - 1)))

    def score(path: tuple[int, ...]) -> tuple[int, ...]:
        parts = [scores[n] for n in path]
        parts += [gains[e] for e in pairwise(path)]
        return tuple(map(sum, zip(*parts, strict=True)))

    expected = [
        p for p in every_maximal_path(nodes, edges) if wanted is None or not wanted.isdisjoint(p)
    ]
    expected.sort(key=lambda p: (tuple(-s for s in score(p)), p))
    assert list(paths.best(scores, edges, gains.__getitem__, wanted)) == expected


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


@given(
    st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda e: e[0] != e[1])),
    st.data(),
)
def test_only_edges_of_cycles_are_dropped_and_what_is_left_has_an_order(
    edges: set[Edge], data: st.DataObject
) -> None:
    weight = {e: (data.draw(st.integers(0, 3)),) for e in sorted(edges)}
    kept = paths.acyclic(6, edges, weight.__getitem__)
    paths.order(6, kept)
    reach = {(a, b) for a, b in edges}
    for middle, a, b in product(range(6), repeat=3):
        if (a, middle) in reach and (middle, b) in reach:
            reach.add((a, b))
    dropped = edges - set(kept)
    assert all((b, a) in reach for a, b in dropped)


def test_of_two_acts_each_said_to_answer_the_other_the_weaker_word_is_dropped() -> None:
    strength = {(0, 1): (1,), (1, 0): (0,)}
    assert paths.acyclic(2, strength, strength.__getitem__) == [(0, 1)]


@given(acyclic_graphs(), st.data())
def test_classes_are_of_one_kind_never_answer_themselves_and_keep_an_order(
    graph: tuple[int, list[Edge]], data: st.DataObject
) -> None:
    nodes, edges = graph
    kind = [data.draw(st.booleans()) for _ in range(nodes)]
    groups = data.draw(st.lists(st.sets(st.integers(0, nodes - 1)), max_size=3))
    side = [frozenset(data.draw(st.sampled_from(["A", "B"]))) for _ in range(nodes)]
    classes = paths.together(nodes, edges, groups, kind, [side])
    assert len({(c, k) for c, k in zip(classes, kind, strict=True)}) == len(set(classes))
    assert all(classes[a] != classes[b] for a, b in edges)
    paths.order(max(classes) + 1, paths.lift(edges, classes))


@given(acyclic_graphs())
def test_without_groups_classes_are_nodes_that_had_the_same_causes_and_answers_as_classes(
    graph: tuple[int, list[Edge]],
) -> None:
    nodes, edges = graph
    classes = paths.together(nodes, edges, [], [0] * nodes)
    links = paths.lift(edges, classes)
    ends = {
        c: (
            tuple(a for a, b in links if b == c),
            tuple(b for a, b in links if a == c),
        )
        for c in set(classes)
    }
    answered = [e for e in ends.values() if e[1]]
    assert len(set(answered)) == len(answered)  # no two are left to join
    for a, b in edges:  # and each member of a class has the links of its class
        twins = [n for n in range(nodes) if classes[n] == classes[b]]
        assert all(any(classes[x] == classes[a] for x, y in edges if y == n) for n in twins)


def test_two_causes_of_one_act_are_one_step() -> None:
    assert paths.together(3, [(0, 2), (1, 2)], [], [0, 0, 0]) == [0, 0, 1]


def test_coordinated_acts_that_share_a_cause_are_one_step_though_answered_apart() -> None:
    edges = [(0, 1), (0, 2), (1, 3), (2, 4)]
    apart = paths.together(5, edges, [], [0] * 5)
    assert apart[1] != apart[2]
    joined = paths.together(5, edges, [[1, 2]], [0] * 5)
    assert joined[1] == joined[2]


def test_a_group_whose_members_answer_each_other_is_taken_apart() -> None:
    classes = paths.together(4, [(0, 1), (1, 2), (0, 2), (2, 3)], [[1, 2]], [0] * 4)
    assert classes == [0, 1, 2, 3]


def test_what_is_planned_is_not_told_in_one_step_with_what_was_done() -> None:
    assert paths.together(3, [(0, 2), (1, 2)], [], ["done", "planned", "done"]) == [0, 1, 2]


def test_the_best_path_of_a_graph_with_very_many_is_found_at_once() -> None:
    layers, width = 40, 5
    edges = [
        (layer * width + a, (layer + 1) * width + b)
        for layer in range(layers - 1)
        for a in range(width)
        for b in range(width)
    ]
    scores = [(1, node % width, 0) for node in range(layers * width)]
    first = next(paths.best(scores, edges, lambda _: (0, 0, 0)))
    assert first == tuple(layer * width + width - 1 for layer in range(layers))
    assert paths.count(layers * width, edges, 2, None) == width**layers


def test_no_nodes_have_no_paths() -> None:
    assert list(paths.best([], [], lambda _: (0,))) == []


def test_a_cycle_has_no_order() -> None:
    with pytest.raises(ValueError, match="cycle"):
        paths.order(2, [(0, 1), (1, 0)])
