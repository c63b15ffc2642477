"""The greatest weight without conflicts, against an oracle that tries every subset."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talion.model import independent_set
from talion.model.independent_set import greatest_weight

Pair = tuple[int, int]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[int], list[Pair]]:
    weights = draw(st.lists(st.integers(0, 9), min_size=1, max_size=9))
    pairs = list(combinations(range(len(weights)), 2))
    return weights, sorted(draw(st.sets(st.sampled_from(pairs)))) if pairs else []


def by_trying_all(weights: list[int], conflicts: list[Pair]) -> int:
    sets = (
        {n for n in range(len(weights)) if number >> n & 1} for number in range(2 ** len(weights))
    )
    return max(
        sum(weights[n] for n in chosen)
        for chosen in sets
        if not any(a in chosen and b in chosen for a, b in conflicts)
    )


@given(graphs())
def test_it_is_that_of_the_best_subset(graph: tuple[list[int], list[Pair]]) -> None:
    weights, conflicts = graph
    assert greatest_weight(dict(enumerate(weights)), conflicts) == by_trying_all(*graph)


@given(graphs())
def test_without_branches_it_is_a_sum_that_some_subset_reaches(
    graph: tuple[list[int], list[Pair]],
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(independent_set, "BRANCHES", 0)
        weights, conflicts = graph
        found = greatest_weight(dict(enumerate(weights)), conflicts)
    assert max(weights) <= found <= by_trying_all(*graph)


def test_a_thousand_intervals_are_solved_exactly() -> None:
    days = [(7 * n % 1000, 7 * n % 1000 + n % 40) for n in range(1000)]
    order = sorted(range(1000), key=lambda n: days[n][1])
    best = {-1: 0}  # by last day: the greatest weight of intervals that end by then
    for n in order:
        first, last = days[n]
        before = max(w for day, w in best.items() if day < first)
        best[last] = max(best.get(last, 0), before + n % 13, *best.values())
    clash = [
        (a, b)
        for a, b in combinations(range(1000), 2)
        if days[a][0] <= days[b][1] and days[b][0] <= days[a][1]
    ]
    assert greatest_weight({n: n % 13 for n in range(1000)}, clash) == best[max(best)]


def test_a_long_row_and_a_great_clique_take_no_time() -> None:
    row = greatest_weight(dict.fromkeys(range(600), 1), pairwise(range(600)))
    clique = greatest_weight({n: n for n in range(300)}, combinations(range(300), 2))
    assert (row, clique) == (300, 299)
