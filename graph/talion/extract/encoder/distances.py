"""How far a place stands from a word, in few steps: near by exactly, far away roughly."""

from bisect import bisect_right
from collections.abc import Sequence

#: Where a step of the distance in words begins.
_STEPS = (1, 2, 3, 5, 9, 17, 33)
_SENTENCES = 3
#: How many steps there are, in words and in sentences.
WORD_STEPS, SENTENCE_STEPS = 2 * len(_STEPS) + 1, 2 * _SENTENCES + 1


def word_step(words: int) -> int:
    """Return the step of a signed distance in words.

    >>> word_step(1), word_step(7), word_step(8), word_step(-7)
    (1, 4, 4, 11)
    """
    step = bisect_right(_STEPS, abs(words))
    return step if words >= 0 else len(_STEPS) + step


def sentence_step(starts: Sequence[int], word: int, place: int) -> int:
    """Return how many sentences a place stands after a word, from -3 to 3, counted from 0.

    `starts` are the first words of the sentences.

    >>> sentence_step([0, 5, 9], 2, 6), sentence_step([0, 5, 9], 6, 6)
    (4, 3)
    """
    apart = bisect_right(starts, place) - bisect_right(starts, word)
    return max(-_SENTENCES, min(_SENTENCES, apart)) + _SENTENCES
