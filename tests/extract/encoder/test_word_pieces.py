"""Words as pieces of a vocabulary."""

import pytest
from talion.extract.encoder.encoder import SHIPPED
from talion.extract.encoder.word_pieces import WordPieces

VOCABULARY = (SHIPPED / "vocabulary.txt").read_text(encoding="utf-8").split("\n")


@pytest.fixture(scope="module")
def pieces() -> WordPieces:
    return WordPieces(VOCABULARY)


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("expelled", ["expelled"]),
        ("Expelled", ["expelled"]),
        ("attachés", ["attache", "##s"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("sixty-day", ["sixty", "-", "day"]),
        ("\n\n", []),
        ("", []),
        ("\u4f60\u0fff", ["[UNK]"]),
    ],
)
def test_a_word_is_split_into_the_longest_pieces_that_are_known(
    pieces: WordPieces, words: str, parts: list[str]
) -> None:
    assert [VOCABULARY[n] for n in pieces(words)] == parts


def test_the_marks_of_a_window_are_pieces_of_the_vocabulary() -> None:
    from talion.extract.encoder.windows import CLS, SEP

    assert (VOCABULARY[CLS], VOCABULARY[SEP]) == ("[CLS]", "[SEP]")
