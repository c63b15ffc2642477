"""Distances in steps: exact near by, rough far away."""

from hypothesis import given
from hypothesis import strategies as st
from talion.extract.encoder.distances import SENTENCE_STEPS, WORD_STEPS, sentence_step, word_step


@given(st.integers(-999, 999))
def test_each_distance_has_one_of_the_steps(words: int) -> None:
    assert 0 <= word_step(words) < WORD_STEPS


@given(st.integers(1, 999))
def test_before_and_after_are_told_apart(words: int) -> None:
    assert word_step(words) != word_step(-words)


@given(st.integers(0, 60), st.integers(0, 60))
def test_sentences_are_counted_from_the_word_to_the_place(word: int, place: int) -> None:
    starts = range(0, 60, 4)
    apart = min(place // 4, 14) - min(word // 4, 14)
    assert sentence_step(starts, word, place) == max(-3, min(3, apart)) + 3
    assert 0 <= sentence_step(starts, word, place) < SENTENCE_STEPS
