"""Groups under constraints."""

from hypothesis import given
from hypothesis import strategies as st
from talion.resolve.clusters import Clusters


def apart(*pairs: str) -> list[frozenset[str]]:
    return [frozenset(pair) for pair in pairs]


def test_joins_carry_on() -> None:
    groups = Clusters("abcd", [])
    assert groups.join("a", "b")
    assert groups.join("b", "c")
    assert not groups.join("a", "c")
    assert groups.together("a", "c")
    assert list(groups) == [["a", "b", "c"], ["d"]]


def test_what_is_apart_stays_apart_whoever_joins() -> None:
    groups = Clusters("abc", apart("ac"))
    assert groups.join("a", "b")
    assert not groups.join("b", "c")
    assert not groups.join("c", "b")
    assert list(groups) == [["a", "b"], ["c"]]


def test_a_pair_bars_all_of_both_groups() -> None:
    groups = Clusters("abcd", apart("ad"))
    groups.join("a", "b")
    groups.join("c", "d")
    assert groups.barred("b", "c")
    assert not groups.barred("a", "b")


_PAIRS = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=12)


@given(_PAIRS, _PAIRS)
def test_groups_part_the_ids_and_keep_apart_what_must_be(
    joins: list[tuple[str, str]], splits: list[tuple[str, str]]
) -> None:
    kept = [frozenset(pair) for pair in splits if len(set(pair)) == 2]
    groups = Clusters("abcdef", kept)
    for one, two in joins:
        groups.join(one, two)
    found = list(groups)
    assert sorted(i for group in found for i in group) == list("abcdef")
    assert not any(pair <= set(group) for pair in kept for group in found)
