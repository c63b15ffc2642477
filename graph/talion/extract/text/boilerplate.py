"""What newspapers print around a story: appeals, captions, links, bylines, embedded posts."""

import re

from talion.extract.lang import typography
from talion.extract.text.list_lines import is_counted_name

_MARKS_ONLY = re.compile(r"^[\W\d_]*$")
#: A paragraph of more sentences is a story's, whatever stands in one of them.
_SHORT = 2
#: What is too long to be a word, and which the parser would take very long to split.
_ENDLESS = 500
#: Pieces without a word, one after another, that no sentence or list of figures has.
_SIGNS = 100
_PIECE = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]{2}")


def not_language(text: str) -> list[tuple[int, int]]:
    """Return the spans [start, end) of a text that hold no language: code, dumps, padding.

    Such is a run of 500 characters without a space, and one of 100 pieces between spaces none of
    which holds two letters together. The parser takes several times as long for them as for prose.

    >>> not_language("Peru expelled two. " + "[ x : s " * 50 + "Cuba did so too.")
    [(19, 418)]
    """
    found: list[tuple[int, int]] = []
    first = last = count = 0
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        if end - start < _ENDLESS and _WORD.search(text, start, end) is None:
            first, last, count = (first if count else start), end, count + 1
            continue
        if count >= _SIGNS:
            found.append((first, last))
        count = 0
        if end - start >= _ENDLESS:
            found.append((start, end))
    return [*found, (first, last)] if count >= _SIGNS else found


def boilerplate(paragraph: str, *, heading: bool = False) -> list[tuple[int, int]]:
    """Return the spans [start, end) of a paragraph that are no part of the story.

    A line without a letter, or of one or two words, is none as a whole, unless it is a name with
    its number in a list, "Ukraine: 13", or the `heading` of one. An appeal, a caption or an
    embedded post, known by how it begins or by a mark it holds, is a short paragraph as a whole,
    and of a longer one the sentence alone. Of a credit line ("… contributed to this report") it is
    always the sentence alone.

    >>> boilerplate("Read more: the crisis in maps"), boilerplate("Peru expelled two envoys.")
    ([(0, 29)], [])
    >>> boilerplate("Peru expelled two. Ana Roa contributed to this report.")
    [(19, 54)]
    """
    whole = [(0, len(paragraph))]
    if _MARKS_ONLY.match(paragraph):
        return whole
    if len(paragraph.split()) < 3 and not heading and not is_counted_name(paragraph):
        return whole
    sentences = _sentences(paragraph)
    if len(sentences) <= _SHORT and _is_appeal(paragraph):
        return whole
    return [
        (start, end)
        for start, end in sentences
        if typography.BOILERPLATE_SENTENCES.search(paragraph[start:end])
        or (len(sentences) > _SHORT and _is_appeal(paragraph[start:end]))
    ]


def _is_appeal(text: str) -> bool:
    """Whether a text begins as an appeal or a caption does, or holds a mark of one."""
    if typography.BOILERPLATE_STARTS.match(text):
        return True
    return typography.BOILERPLATE_MARKS.search(text) is not None


def _sentences(paragraph: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences of a paragraph, roughly."""
    starts = [0, *(found.end() for found in typography.SENTENCE_BREAK.finditer(paragraph))]
    return [(start, end) for start, end in zip(starts, [*starts[1:], len(paragraph)], strict=True)]
