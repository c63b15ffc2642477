"""Quotes are found word for word, whatever typography did to them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from talion.gate.folding import FoldedText

#: Enough cases, also on a busy machine.
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


TEXT = "Peru’s cabinet said it “will\nexpel” the oﬃcials – all five – on Friday. It gave no reason."
FOLDED = FoldedText.of(TEXT)


@pytest.mark.parametrize(
    "quote",
    [
        'said it "will expel" the officials',
        "Peru's cabinet  said it",
        "the officials - all five - on Friday",
        "the officials—all five—on Friday",
        "“Peru’s cabinet said it”",
        "peru's cabinet said it...",
        "Peru’s cabinet said it … all five",
        "Peru's cabinet said it [...] on Friday.",
    ],
)
def test_what_only_typography_changed_is_found_as_the_article_has_it(quote: str) -> None:
    found = FOLDED.find(quote)
    assert found is not None
    assert TEXT[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "quote",
    [
        "Peru's cabinet will expel the officials",
        "said it will expel five officials",
        "on Friday … Peru's cabinet",
        "offi",
        "",
        " \n",
        "…",
        "the cabinet of Peru said",
    ],
)
def test_what_the_article_does_not_say_is_not_found(quote: str) -> None:
    assert FOLDED.find(quote) is None


def test_parts_of_a_shortened_quote_may_not_be_far_apart() -> None:
    text = f"Peru expelled two. {'Nothing happened. ' * 40}Chile closed a consulate."
    assert FoldedText.of(text).find("Peru expelled ... closed a consulate") is None


@quick
@given(st.text(), st.data())
def test_every_quote_that_is_found_stands_at_its_offsets(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    quote = text[start : data.draw(st.integers(start, len(text)))]
    found = FoldedText.of(text).find(quote)
    if found is not None:
        assert text[found.start : found.end] == found.text


@quick
@given(st.lists(st.sampled_from(["Peru", "expelled", "two", "envoys", "again"]), min_size=6))
def test_a_quote_of_whole_words_is_found_exactly_if_the_words_stand_there(words: list[str]) -> None:
    """The oracle: some run of the article's words is the quote's words."""
    text, quote = " ".join(words), " ".join(words[1:3])
    for wanted in (quote, "two Peru envoys"):
        parts = wanted.split()
        stands = any(words[i : i + len(parts)] == parts for i in range(len(words)))
        assert (FoldedText.of(text).find(wanted.upper()) is not None) == stands
