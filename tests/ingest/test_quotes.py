"""Finding quotes."""

from hypothesis import given
from hypothesis import strategies as st
from talion.ingest.quotes import find_span
from talion.model.incident import Span

TEXT = "The Soviet Union ex\npelled five. It ex pelled none."


def test_the_first_of_several_places_is_taken() -> None:
    assert find_span("a b a b", "a b") == Span("a b", 0, 3)


def test_a_quote_on_one_line_is_found_across_a_broken_one() -> None:
    assert find_span(TEXT, "Union ex pelled five") == Span("Union ex\npelled five", 11, 31)


def test_an_exact_place_goes_before_a_broken_one() -> None:
    assert find_span(TEXT, "ex pelled") == Span("ex pelled", 36, 45)


def test_what_is_not_there_is_not_found() -> None:
    assert find_span(TEXT, "Union expelled") is None
    assert find_span(TEXT, "") is None
    assert find_span(TEXT, " \n") is None


@given(st.text(), st.data())
def test_every_piece_of_a_text_is_found_byte_for_byte_at_its_offset(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    quote = text[start : data.draw(st.integers(start, len(text)))]
    found = find_span(text, quote)
    if quote.strip():
        assert found is not None
        assert found.start <= start
    if found is not None:
        assert text[found.start : found.end] == found.text


@given(st.text("ab \n", max_size=30), st.text("ab \n", max_size=8))
def test_whatever_is_found_has_the_quotes_words(text: str, quote: str) -> None:
    found = find_span(text, quote)
    if found is not None:
        assert text[found.start : found.end] == found.text
        assert found.text.split() == quote.split()
