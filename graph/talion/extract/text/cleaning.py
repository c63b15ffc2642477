"""The text of an article made ready for the parser: lines joined, boilerplate left out.

Every piece keeps the offset it came from, so that a quote is always cut from the article itself.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from talion.extract.lang import typography
from talion.extract.text.boilerplate import boilerplate, not_language
from talion.extract.text.list_lines import list_items

#: What stands between two paragraphs in the prepared text.
BREAK = "\n\n"

#: The fewest characters of a line that may run on: shorter ones end where the item ends.
_FULL = 50
_SIGN = re.compile(r"\S")
_LINE = re.compile(r"([^\n]*)(?:\n|$)")


#: A piece of the text, and where it stood.
_Piece: TypeAlias = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A prepared text and where each of its pieces stood: parallel tuples of start offsets.

    `left_out` are the spans [start, end) of the article that are no part of the story.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    left_out: tuple[tuple[int, int], ...] = ()

    def origin(self, offset: int) -> int:
        r"""Return the offset in the article of an offset in the prepared text.

        >>> Prepared("expelled two", starts=(0, 5), origins=(0, 7)).origin(6)  # expel-led
        8
        """
        at = max(bisect_right(self.starts, offset) - 1, 0)
        return self.origins[at] + offset - self.starts[at]

    def span(self, start: int, end: int) -> tuple[int, int]:
        r"""Return the bounds in the article of a span [start, end) of the prepared text.

        >>> Prepared("expelled two", starts=(0, 5), origins=(0, 7)).span(0, 8)  # expel-led
        (0, 10)
        """
        return self.origin(start), self.origin(end - 1) + 1


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    is_item: bool = False

    @property
    def bare(self) -> str:
        return self.text.strip()


def prepare(text: str, is_word: Callable[[str], bool]) -> Prepared:
    r"""Return the text in paragraphs, each on one line, without what is no part of the story.

    `is_word` says whether a string is a word: a word broken over two lines without a hyphen, as in
    scanned print, is joined.

    >>> printed = "Peru has expel-\nled two envoys\nof Cuba, which\nhad sent them."
    >>> prepare(printed, {"expelled"}.__contains__).text
    'Peru has expelled two envoys of Cuba, which had sent them.\n\n'
    """
    kept: list[_Piece] = []
    left_out = not_language(text)
    paragraphs = list(_paragraphs(_blanked(text, left_out)))
    for paragraph, following in zip(paragraphs, [*paragraphs[1:], []], strict=False):
        pieces = list(_joined(paragraph, is_word))
        heading = not paragraph[0].is_item and any(line.is_item for line in following[:1])
        spans = boilerplate("".join(piece for piece, _ in pieces), heading=heading)
        story = list(_without(pieces, spans))
        left_out += (_span(pieces, *span) for span in spans)
        if story:
            kept += [*story, (BREAK, story[-1][1] + len(story[-1][0]))]
    starts = accumulate((len(piece) for piece, _ in kept), initial=0)
    return Prepared(
        "".join(piece for piece, _ in kept),
        tuple(start for start, (piece, _) in zip(starts, kept, strict=False) if piece != BREAK),
        tuple(origin for piece, origin in kept if piece != BREAK),
        tuple(span for span in left_out if any(c.isalpha() for c in text[slice(*span)])),
    )


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """Return a text with spaces for the signs of some spans, its lines as they are."""
    for start, end in spans:
        text = text[:start] + _SIGN.sub(" ", text[start:end]) + text[end:]
    return text


def _without(pieces: list[_Piece], spans: list[tuple[int, int]]) -> Iterator[_Piece]:
    """Yield the pieces of a paragraph, or parts of them, outside some spans of its text."""
    at = 0
    for piece, origin in pieces:
        edges = [(max(s - at, 0), min(e - at, len(piece))) for s, e in spans]
        start = 0
        for cut_from, cut_to in sorted(edge for edge in edges if edge[0] < edge[1]):
            if cut_from > start:
                yield piece[start:cut_from], origin + start
            start = cut_to
        if start < len(piece):
            yield piece[start:], origin + start
        at += len(piece)


def _span(pieces: list[_Piece], start: int, end: int) -> tuple[int, int]:
    """Return the bounds in the article of a span [start, end) of a paragraph's pieces."""
    at, found = 0, []
    for piece, origin in pieces:
        if at < end and start < at + len(piece):
            found += [origin + max(start - at, 0), origin + min(end - at, len(piece))]
        at += len(piece)
    return found[0], found[-1]


def _paragraphs(text: str) -> Iterator[list[_Line]]:
    """Yield the paragraphs: lines of their own, or wrapped lines together."""
    lines = _lines(text)
    wrapped = _is_wrapped([line.bare for line in lines if line.bare and not line.is_item])
    current: list[_Line] = []
    for line in lines:
        if not line.bare:
            if current and not (wrapped and _goes_on(current[-1].bare)):
                yield current
                current = []
            continue
        ended = not wrapped or (current and _is_whole_item(current[-1]))
        if current and (ended or _opens(line, current[0])):
            yield current
            current = []
        current.append(line)
    if current:
        yield current


def _lines(text: str) -> list[_Line]:
    """Return the lines of a text, those known that are items of a list."""
    lines = [_Line(m.start(), m.group(1)) for m in _LINE.finditer(text)]
    shown = [line for line in lines if line.bare]
    flags = list_items([line.bare for line in shown])
    items = {line.start for line, is_item in zip(shown, flags, strict=True) if is_item}
    return [_Line(line.start, line.text, line.start in items) for line in lines]


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the lines were broken at a width: most are short and stop in mid-sentence."""
    if len(lines) < 4:
        return False
    open_ended = sum(len(b) < 100 and b[-1] not in typography.SENTENCE_ENDS for b in lines)
    return open_ended > 0.6 * len(lines)


def _goes_on(line: str) -> bool:
    """Whether a line stops in mid-sentence, so that a blank line after it is a page break."""
    return line[-1] not in typography.SENTENCE_ENDS and len(line) > 20


def _is_whole_item(line: _Line) -> bool:
    """Whether a line is an item of a list that does not run on over the next line."""
    return line.is_item and not (_goes_on(line.bare) and len(line.bare) >= _FULL)


def _opens(line: _Line, first: _Line) -> bool:
    """Whether a line is an item of a list, or indented more than a wrapped paragraph's others."""
    return line.is_item or (line.text[:2].isspace() and len(line.text) > 2)


def _joined(paragraph: list[_Line], is_word: Callable[[str], bool]) -> Iterator[tuple[str, int]]:
    """Yield the pieces of one paragraph with their origins, broken words put together."""
    for number, line in enumerate(paragraph):
        bare = line.bare
        origin = line.start + line.text.find(bare)
        opener = typography.BULLET if line.is_item else typography.DATELINE
        if number == 0 and (opening := opener.match(bare)):
            bare, origin = bare[opening.end() :], origin + opening.end()
        following = paragraph[number + 1].bare if number + 1 < len(paragraph) else ""
        cut = _broken_word(bare, following, is_word) if following else 0
        if cut:
            yield bare[: len(bare) - cut + 1], origin
        elif following:
            yield bare + " ", origin
        else:
            yield bare, origin


def _broken_word(line: str, following: str, is_word: Callable[[str], bool]) -> int:
    """Return 1 where the line's last word goes on in the next, 2 with a hyphen to drop, else 0."""
    head, tail = typography.BROKEN_WORD.search(line), typography.BROKEN_REST.match(following)
    if head is None or tail is None or tail.group()[0].isupper():
        return 0
    first, hyphen, second = head.group(1), head.group(2), tail.group()
    if hyphen:
        return 2 if is_word(first + second) else 0
    if is_word(first) and is_word(second):
        return 0
    whole = first + second
    proper = first[0].isupper() and not is_word(second) and len(second) > 2
    return 1 if is_word(whole) or is_word(whole.lower()) or proper else 0
