"""Windows: each candidate is read once, with as much of its text as there is room for."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from talion.extract.encoder.windows import CLS, LONGEST, SEP, PiecedText, windows

#: The number of pieces of each word, by sentence.
SENTENCES = st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=40), max_size=12)


def text(sentences: list[list[int]], title: int = 0) -> PiecedText:
    """Return a text whose pieces tell the word that they are of; each word is a candidate."""
    sizes = [size for sentence in sentences for size in sentence]
    firsts = [sum(map(len, sentences[:n])) for n in range(len(sentences) + 1)]
    every = range(len(sizes))
    pieces = [[1000 + i] * size for i, size in enumerate(sizes)]
    return PiecedText([5] * title, pieces, list(pairwise(firsts)), every, every)


@settings(max_examples=50)
@given(SENTENCES, st.integers(0, 24))
def test_each_candidate_is_in_one_window_at_its_own_pieces(
    sentences: list[list[int]], title: int
) -> None:
    whole = text(sentences, title)
    found: list[int] = []
    for window in windows(whole):
        assert len(window.pieces) <= LONGEST
        assert (window.pieces[0], window.pieces[-1]) == (CLS, SEP)
        for i, row in window.candidates.items():
            first, last = window.candidate_spans[row]
            assert list(window.pieces[first : last + 1]) == whole.pieces[i]
        for n, row in window.places.items():
            first, last = window.place_spans[row]
            assert list(window.pieces[first : last + 1]) == whole.pieces[whole.places[n]]
        found += window.candidates
    assert len(found) == len(set(found))
    room = LONGEST - 1 - (title + 2 if title else 1)
    short = [s for s, (a, b) in enumerate(whole.bounds) if sum(map(len, whole.pieces[a:b])) <= room]
    wanted = {i for s in short for i in range(*whole.bounds[s]) if whole.pieces[i]}
    assert wanted <= set(found)


def test_the_sentence_before_is_repeated_where_it_is_short() -> None:
    long, short = (list(windows(text([[100], [size], [120]])))[1] for size in (70, 50))
    assert (list(long.candidates), list(short.candidates)) == ([2], [2])
    assert (1001 in long.pieces, 1001 in short.pieces) == (False, True)
    assert list(short.places) == [1, 2]
