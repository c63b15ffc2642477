import pytest
from hypothesis import given
from hypothesis import strategies as st
from talion.extract.text.numbers import count_of, number

from tests.extract.conftest import Build


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("four", 4),
        ("Twenty", 20),
        ("thirty-five", 35),
        ("1,300", 1300),
        ("dozen", 12),
        ("spy", None),
    ],
)
def test_a_number_is_read_in_words_and_figures(word: str, value: int | None) -> None:
    assert number(word) == value


@given(st.integers(min_value=0, max_value=10**7))
def test_a_figure_is_read_with_and_without_commas(value: int) -> None:
    assert number(str(value)) == number(f"{value:,}") == value


def test_a_diplomat_is_one_and_diplomats_are_no_number(build: Build) -> None:
    one = build(
        ("a", "a", "DT", "DET", "det", 1), ("diplomat", "diplomat", "NN", "NOUN", "ROOT", 1)
    )
    many = build(("diplomats", "diplomat", "NNS", "NOUN", "ROOT", 0))
    assert count_of(one, 1) == 1
    assert count_of(many, 0) is None


def test_dozens_are_no_number_and_two_dozen_are_24(build: Build) -> None:
    dozens = build(
        ("dozens", "dozen", "NNS", "NOUN", "ROOT", 0),
        ("of", "of", "IN", "ADP", "prep", 0),
        ("envoys", "envoy", "NNS", "NOUN", "pobj", 1),
    )
    assert count_of(dozens, 0) is None
    two = build(
        ("two", "two", "CD", "NUM", "compound", 1),
        ("dozen", "dozen", "CD", "NUM", "nummod", 2),
        ("envoys", "envoy", "NNS", "NOUN", "ROOT", 2),
    )
    assert count_of(two, 2) == 24


def test_a_year_or_a_period_is_no_count(build: Build) -> None:
    killings = build(
        ("the", "the", "DT", "DET", "det", 2),
        ("1992", "1992", "CD", "NUM", "nummod", 2),
        ("killings", "killing", "NNS", "NOUN", "ROOT", 2),
        entities=((1, 2, "DATE"),),
    )
    assert count_of(killings, 2) is None
    hours = build(
        ("48", "48", "CD", "NUM", "nummod", 1), ("hours", "hour", "NNS", "NOUN", "ROOT", 1)
    )
    assert count_of(hours, 1) is None
