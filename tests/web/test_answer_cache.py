"""Answers remembered, and when they are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talion.web.answer_cache import AnswerCache, lasting


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (NOW() AS ?t) {}",
        "SELECT (rand() AS ?n) {}",
        "SELECT (UUID () AS ?n) {}",
        "SELECT (1+STRUUID\n( ) AS ?n) {}",
        "CONSTRUCT { ?b ?p ?o } { ?s ?p ?o BIND (BNODE# one a row\n() AS ?b) }",
        "SELECT (\\u004eOW() AS ?t) {}",
    ],
)
def test_what_is_new_each_time_does_not_last(query: str) -> None:
    assert not lasting(query)


def test_a_word_that_only_sounds_so_does_last() -> None:
    assert lasting("# what is known now\nSELECT ?known { ?known ?brand ?o }")


def test_the_answer_not_used_for_longest_goes_first() -> None:
    held: AnswerCache[str] = AnswerCache(limit=80)
    for name in "abcdefgh":
        held.keep(name, name.upper(), 10)
    assert held.find("a") == "A"
    held.keep("i", "I", 10)
    assert held.find("b") is None
    assert (held.find("a"), held.find("i")) == ("A", "I")


def test_one_large_answer_does_not_drive_out_the_others() -> None:
    held: AnswerCache[str] = AnswerCache(limit=80)
    held.keep("small", "s", 10)
    held.keep("large", "l", 11)
    assert (held.find("small"), held.find("large")) == ("s", None)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 12)), max_size=60))
def test_never_more_is_held_than_the_limit(kept: list[tuple[int, int]]) -> None:
    held: AnswerCache[int] = AnswerCache(limit=96)
    for key, size in kept:
        held.keep(key, size, size)
    found = [held.find(key) for key in range(10)]
    assert sum(size for size in found if size is not None) <= 96
