"""Measures on networks small enough to work out by hand."""

from typing import TYPE_CHECKING

import networkx as nx
import pytest
from talion.network import measures

if TYPE_CHECKING:
    from networkx import MultiDiGraph


def network(*edges: tuple[str, str, str, int]) -> "MultiDiGraph[str]":
    made: MultiDiGraph[str] = nx.MultiDiGraph()
    for source, target, relation, weight in edges:
        made.add_edge(source, target, key=relation, relation=relation, weight=weight)
    return made


def test_reciprocity_is_the_share_of_pairs_that_go_both_ways() -> None:
    found = network(("a", "b", "expelled", 1), ("b", "a", "expelled", 3), ("a", "c", "expelled", 1))
    assert measures.reciprocity(found) == pytest.approx(2 / 3)


def test_reciprocity_of_one_relation_leaves_the_others_out() -> None:
    found = network(("a", "b", "expelled", 1), ("b", "a", "threatened", 1))
    assert measures.reciprocity(found, "expelled") == 0
    assert measures.reciprocity(found) == 1


def test_reciprocity_of_nothing_is_unknown() -> None:
    assert measures.reciprocity(network()) is None


def test_what_one_does_to_oneself_is_no_pair() -> None:
    assert measures.reciprocity(network(("a", "a", "expelled", 1))) is None


def test_degree_counts_incidents_by_relation() -> None:
    found = network(("a", "b", "expelled", 2), ("a", "c", "expelled", 1), ("b", "a", "spiedOn", 1))
    assert measures.degree(found, out=True)["a"] == {"expelled": 3}
    assert measures.degree(found, out=False)["a"] == {"spiedOn": 1}


def test_the_middle_of_a_star_is_its_only_broker() -> None:
    star = network(*(("hub", leaf, "expelled", 1) for leaf in "abcd"))
    assert measures.brokerage(star) == {"hub": 1.0, "a": 0, "b": 0, "c": 0, "d": 0}


def test_two_circles_joined_by_one_edge_are_two_communities() -> None:
    def circle(names: str) -> list[tuple[str, str, str, int]]:
        return [(a, b, "expelled", 5) for a in names for b in names if a < b]

    found = network(*circle("abcd"), *circle("wxyz"), ("a", "w", "expelled", 1))
    assert measures.communities(found) == [frozenset("abcd"), frozenset("wxyz")]


def test_standings_start_with_the_busiest() -> None:
    found = measures.standings(network(("a", "b", "expelled", 2), ("c", "b", "expelled", 1)))
    assert [(s.actor, s.total) for s in found] == [("b", 3), ("a", 2), ("c", 1)]
