from hypothesis import given
from hypothesis import strategies as st
from talion.reciprocity.digraph import Edge, order
from talion.reciprocity.step_classes import lift, together

from .graphs import acyclic_graphs


@given(acyclic_graphs(), st.data())
def test_classes_are_of_one_kind_never_respond_to_themselves_and_keep_an_order(
    graph: tuple[int, list[Edge]], data: st.DataObject
) -> None:
    nodes, edges = graph
    kind = [data.draw(st.booleans()) for _ in range(nodes)]
    groups = data.draw(st.lists(st.sets(st.integers(0, nodes - 1)), max_size=3))
    side = [frozenset(data.draw(st.sampled_from(["A", "B"]))) for _ in range(nodes)]
    classes = together(nodes, edges, groups, kind, [side])
    assert len({(c, k) for c, k in zip(classes, kind, strict=True)}) == len(set(classes))
    assert all(classes[a] != classes[b] for a, b in edges)
    order(max(classes) + 1, lift(edges, classes))


@given(acyclic_graphs())
def test_without_groups_classes_are_nodes_that_had_the_same_antecedents_and_responses_as_classes(
    graph: tuple[int, list[Edge]],
) -> None:
    nodes, edges = graph
    classes = together(nodes, edges, [], [0] * nodes)
    links = lift(edges, classes)
    ends = {
        c: (
            tuple(a for a, b in links if b == c),
            tuple(b for a, b in links if a == c),
        )
        for c in set(classes)
    }
    responded = [e for e in ends.values() if e[1]]
    assert len(set(responded)) == len(responded)  # no two are left to join
    for a, b in edges:  # and each member of a class has the links of its class
        twins = [n for n in range(nodes) if classes[n] == classes[b]]
        assert all(any(classes[x] == classes[a] for x, y in edges if y == n) for n in twins)


def test_two_antecedents_of_one_event_are_one_step() -> None:
    assert together(3, [(0, 2), (1, 2)], [], [0, 0, 0]) == [0, 0, 1]


def test_coordinated_events_that_share_an_antecedent_are_one_step_though_responses_differ() -> None:
    edges = [(0, 1), (0, 2), (1, 3), (2, 4)]
    apart = together(5, edges, [], [0] * 5)
    assert apart[1] != apart[2]
    joined = together(5, edges, [[1, 2]], [0] * 5)
    assert joined[1] == joined[2]


def test_a_group_whose_members_respond_to_each_other_is_taken_apart() -> None:
    classes = together(4, [(0, 1), (1, 2), (0, 2), (2, 3)], [[1, 2]], [0] * 4)
    assert classes == [0, 1, 2, 3]


def test_what_is_planned_is_not_in_one_step_with_what_was_done() -> None:
    assert together(3, [(0, 2), (1, 2)], [], ["done", "planned", "done"]) == [0, 1, 2]
