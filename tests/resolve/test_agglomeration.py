"""Groups that grow by what is probably one."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from talion.resolve.agglomeration import Agglomeration

Scores = dict[tuple[str, str], float]


def groups(scores: Scores, least: float = 0.7, barred: str = "") -> set[str]:
    """Return the groups of more than one, as words; `barred` are two ids kept apart."""
    group: dict[str, str] = {}
    kept = set(barred)

    def apart(one: str, two: str) -> bool:
        whole = group.get(one, one) + group.get(two, two)
        return bool(kept) and kept <= set(whole)

    for ours, theirs in Agglomeration(scores, least, apart).joins():
        whole = "".join(sorted((*ours, *theirs)))
        group |= dict.fromkeys(whole, whole)
    return set(group.values())


def test_the_most_probable_is_joined_first_and_its_group_must_fit() -> None:
    scores = {("a", "b"): 0.9, ("a", "c"): 0.2, ("b", "c"): 0.8}
    # ab and c: best pair +1.39, mean of +1.39 and -1.39: 0.6 * 1.39 = 0.83 < ln(0.7/0.3) = 0.85
    assert groups(scores) == {"ab"}
    assert groups({**scores, ("a", "c"): 0.3}) == {"abc"}  # mean +0.27, mixed +0.94


def test_a_pair_that_cannot_be_one_keeps_groups_apart() -> None:
    assert groups({("a", "b"): 0.9, ("b", "c"): 0.99}) == {"bc"}


def test_what_something_else_keeps_apart_is_not_joined() -> None:
    scores = {("a", "b"): 0.9, ("a", "c"): 0.9, ("b", "c"): 0.95}
    assert groups(scores) == {"abc"}
    assert groups(scores, barred="ab") == {"bc"}


_SHARES = st.sampled_from([0.05, 0.3, 0.5, 0.69, 0.71, 0.9, 0.99])


@given(st.dictionaries(st.sampled_from(list(combinations("abcdef", 2))), _SHARES))
def test_joined_are_only_groups_all_of_whose_pairs_have_scores(scores: Scores) -> None:
    found = groups(scores)
    assert all(pair in scores for group in found for pair in combinations(group, 2))
    assert all(any(scores[p] >= 0.7 for p in combinations(group, 2)) for group in found)
    assert groups(dict(reversed(scores.items()))) == found
