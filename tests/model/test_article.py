"""An article: the hash of its text, and the paragraph that a quote stands in."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st
from talion.model.article import Article


@given(st.text(), st.data())
def test_a_passage_holds_the_span_and_ends_at_line_ends(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = Article("a", text).passage(start, end)
    assert first <= start <= end <= last
    assert first == 0 or text[first - 1] == "\n"
    assert last == len(text) or text[last] == "\n"
    assert "\n" not in text[first:start]
    assert "\n" not in text[end:last]


def test_the_hash_is_of_the_text_in_utf_8() -> None:
    assert Article("a", "Türkiye").sha256 == hashlib.sha256("Türkiye".encode()).hexdigest()


def test_half_a_character_has_a_hash_too() -> None:
    assert len(Article("a", "\ud83d").sha256) == 64
