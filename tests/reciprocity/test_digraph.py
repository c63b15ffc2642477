from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talion.reciprocity.digraph import Edge, acyclic, in_time, order

from .graphs import acyclic_graphs


@given(
    st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda e: e[0] != e[1])),
    st.data(),
)
def test_only_edges_of_cycles_are_dropped_and_what_is_left_has_an_order(
    edges: set[Edge], data: st.DataObject
) -> None:
    weight = {e: (data.draw(st.integers(0, 3)),) for e in sorted(edges)}
    kept = acyclic(6, edges, weight.__getitem__)
    order(6, kept)
    reach = {(a, b) for a, b in edges}
    for middle, a, b in product(range(6), repeat=3):
        if (a, middle) in reach and (middle, b) in reach:
            reach.add((a, b))
    dropped = edges - set(kept)
    assert all((b, a) in reach for a, b in dropped)


def test_of_two_events_each_said_to_respond_to_the_other_the_weaker_link_is_dropped() -> None:
    strength = {(0, 1): (1,), (1, 0): (0,)}
    assert acyclic(2, strength, strength.__getitem__) == [(0, 1)]


def test_a_cycle_has_no_order() -> None:
    with pytest.raises(ValueError, match="cycle"):
        order(2, [(0, 1), (1, 0)])


def has_days(edges: list[Edge], spans: list[tuple[float, float]]) -> bool:
    """Whether some choice of a day for every node puts no response before its antecedent."""
    choices = (range(int(first), int(last) + 1) for first, last in spans)
    return any(all(days[a] <= days[b] for a, b in edges) for days in product(*choices))


@given(acyclic_graphs(), st.data())
def test_links_are_kept_as_long_as_all_events_can_have_their_days(
    graph: tuple[int, list[Edge]], data: st.DataObject
) -> None:
    nodes, edges = graph
    days = st.integers(0, 2)
    spans: list[tuple[float, float]] = [
        (float(min(pair)), float(max(pair)))
        for pair in data.draw(st.lists(st.tuples(days, days), min_size=nodes, max_size=nodes))
    ]
    weight = {e: (data.draw(st.integers(0, 2)),) for e in edges}
    kept = in_time(edges, spans, weight.__getitem__)
    taken: list[Edge] = []
    for edge in sorted(edges, key=lambda e: (weight[e], e), reverse=True):  # the strongest first
        if has_days([*taken, edge], spans):
            taken.append(edge)
    assert kept == sorted(taken)
