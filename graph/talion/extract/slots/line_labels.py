"""Dates that head a line or a part of a text: "28 June 2021: ...", "2021" on a line of its own."""

from collections.abc import Sequence

from talion.extract.lang import typography
from talion.extract.slots.times import TimeExpression
from talion.extract.text.parse import Parse

#: How many tokens from its beginning a line may bear the date that it is about.
_NEAR = 6


def label_of(parse: Parse, times: Sequence[TimeExpression], i: int) -> TimeExpression | None:
    """Return the time that labels the line of a token, or that is the last line of its own above.

    >>> from talion.extract.slots.times import TimeTagger
    >>> from talion.model.date import Date
    >>> text = parse("March 2018: all quiet. Peru expels two envoys.")
    >>> label_of(text, TimeTagger(text, Date("2021-05-12")).times, text.words.index("expels")).date
    '2018-03'
    """
    alone = None
    for time in times:
        if time.end > i or not (time.date or time.narrated):
            continue
        first = line_start(parse, time.start)
        if time.start - first >= _NEAR or not _is_label(parse, time):
            continue
        if first == line_start(parse, i):
            return time
        if time.start == first and _ends_line(parse, time.end):
            alone = time
    return alone


def line_start(parse: Parse, i: int) -> int:
    """Return the first token of a token's line.

    >>> line_start(parse("Peru objected."), 2)
    0
    """
    while i and "\n" not in parse.words[i - 1]:
        i -= 1
    return i


def _is_label(parse: Parse, time: TimeExpression) -> bool:
    """Whether a mark sets a time apart from what follows, as a colon or the end of the line."""
    after = parse.words[time.end] if time.end < len(parse) else ""
    return after.strip() in typography.LABEL_ENDS


def _ends_line(parse: Parse, i: int) -> bool:
    """Whether a line has no more words from a token on."""
    while i < len(parse) and "\n" not in parse.words[i]:
        if any(c.isalnum() for c in parse.words[i]):
            return False
        i += 1
    return i < len(parse)
