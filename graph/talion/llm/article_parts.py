"""Long articles in parts that overlap by a paragraph."""

from collections.abc import Iterator

#: A part has so many characters at most, unless one paragraph is longer; the overlap fewer.
LONGEST, OVERLAP = 14_000, 1_200


def article_parts(text: str, longest: int = LONGEST, overlap: int = OVERLAP) -> tuple[str, ...]:
    r"""Return an article in parts of whole paragraphs, each beginning with the end of the last.

    >>> article_parts("One.\nTwo.\nThree.\n", longest=12, overlap=6)
    ('One.\nTwo.\n', 'Two.\nThree.\n')
    """
    if len(text) <= longest:
        return (text,)
    parts: list[str] = []
    held: list[str] = []
    fresh = False
    for paragraph in _paragraphs(text, longest):
        if fresh and sum(map(len, held)) + len(paragraph) > longest:
            parts.append("".join(held))
            held = _ending(held, min(overlap, longest - len(paragraph)))
        held.append(paragraph)
        fresh = True
    return (*parts, "".join(held))


def _paragraphs(text: str, longest: int) -> Iterator[str]:
    """Yield the lines of a text with their ends; one that is too long in pieces."""
    for line in text.splitlines(keepends=True):
        for start in range(0, len(line), longest):
            yield line[start : start + longest]


def _ending(paragraphs: list[str], room: int) -> list[str]:
    """Return the last paragraphs that fit into so many characters."""
    kept: list[str] = []
    for paragraph in reversed(paragraphs):
        if sum(map(len, kept)) + len(paragraph) > room:
            break
        kept.insert(0, paragraph)
    return kept
