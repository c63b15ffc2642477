"""Windows: as many sentences of a text as an encoder reads at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

CLS, SEP = 101, 102
#: How many pieces a window has at most, of which the title takes no more than so many.
LONGEST, LONGEST_TITLE = 176, 24
#: The sentence before a window is repeated in it if it fills no more than this share.
_BEFORE = 3

Pieces = Sequence[Sequence[int]]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PiecedText:
    """A text in word pieces: those of the title and of each word, and where each sentence stands.

    `candidates` are the words that may report an incident, `places` those that stand for a party.
    """

    title: Sequence[int]
    pieces: Pieces
    bounds: Sequence[Span]
    candidates: Sequence[int]
    places: Sequence[int]


@dataclass(frozen=True, slots=True)
class Window:
    """Some sentences of a text, with the pieces of its candidate words and of its places.

    `candidates` and `places` map a word, or a place by its number, to its row among those of the
    window; the spans have the first and the last piece of each.
    """

    pieces: Sequence[int]
    candidates: dict[int, int]
    candidate_spans: Sequence[Span]
    places: dict[int, int]
    place_spans: Sequence[Span]


def windows(text: PiecedText) -> Iterator[Window]:
    """Yield the windows of a text that have candidates; each candidate is in one of them.

    A word of a sentence that is longer than a window is in none if it stands after its end.

    >>> text = PiecedText([], [[7], [8, 9], [7]], [(0, 3)], candidates=[1], places=[0, 2])
    >>> for window in windows(text):
    ...     print(window.pieces, window.candidate_spans, window.place_spans)
    [101, 7, 8, 9, 7, 102] [(2, 3)] [(1, 1), (4, 4)]
    """
    head = [CLS, *text.title, SEP] if text.title else [CLS]
    sizes = [sum(map(len, text.pieces[a:b])) for a, b in text.bounds]
    room = LONGEST - len(head) - 1
    first = 0
    while first < len(sizes):
        start = first
        if first and sizes[first - 1] <= min(room // _BEFORE, room - sizes[first]):
            start -= 1
        filled = sum(sizes[start : first + 1])
        last = first + 1
        while last < len(sizes) and filled + sizes[last] <= room:
            filled += sizes[last]
            last += 1
        window = _window(text, head, range(start, last), first)
        if window.candidates:
            yield window
        first = last


def _window(text: PiecedText, head: Sequence[int], sentences: range, first: int) -> Window:
    made, spans = list(head), dict[int, Span]()
    for sentence in sentences:
        for word in range(*text.bounds[sentence]):
            pieces = text.pieces[word]
            if pieces and len(made) + len(pieces) < LONGEST:
                spans[word] = len(made), len(made) + len(pieces) - 1
                made += pieces
    begins = text.bounds[first][0]
    words = [i for i in text.candidates if i in spans and i >= begins]
    places = [n for n, i in enumerate(text.places) if i in spans]
    return Window(
        [*made, SEP],
        {i: n for n, i in enumerate(words)},
        [spans[i] for i in words],
        {n: row for row, n in enumerate(places)},
        [spans[text.places[n]] for n in places],
    )
