"""Counts of persons as people write them: in digits, in words, with what is counted."""

from __future__ import annotations

import re
from functools import cache

from talion.gate.folding import fold_text
from talion.gate.language_tables import language_table, languages
from talion.gate.numbers_in_text import numbers_in

_VAGUE = frozenset(
    {
        *("several", "some", "many", "multiple", "various", "dozens", "scores", "hundreds", "few"),
        *(
            "unknown",
            "n/a",
            "na",
            "nan",
            "none given",
            "not known",
            "unspecified",
            "-",
            "–",
            "?",
            "x",
        ),
        *("a few", "a number", "not available", "null", "tbd", "unclear", ".", "..", "not stated"),
    }
)
_NOTE = re.compile(r"\[[^\[\]]{0,20}\]")
_GROUPED = re.compile(r"(?<=\d)[,' \u00a0\u202f](\d{3})(?!\d)")
_ABOUT = re.compile(
    r"^(?:x|×|about|around|approx(?:imately|\.)?|some|circa|ca\.?|at least|over|c\.|~|>|≥|\+)\s*"
)
_DIGITS = re.compile(r"(\d+)(?:\.0+)?\+?(?:\s+[^\d,;]*)?")
_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def count_of(text: str) -> str:
    """Return a count in digits; empty for one that is not known, the text where it is no count.

    >>> count_of("twenty-three"), count_of("1,200"), count_of("60 diplomats"), count_of("a dozen")
    ('23', '1200', '60', '12')
    >>> count_of("several"), count_of("12.0"), count_of("some sixty"), count_of("soon")
    ('', '12', '60', 'soon')
    """
    plain = " ".join(_NOTE.sub("", text.casefold().replace("\xa0", " ")).split())
    if plain in _VAGUE:
        return ""
    plain = _ABOUT.sub("", plain)
    if match := _DIGITS.fullmatch(_GROUPED.sub(r"\1", plain)):
        return match[1]
    words = [word for word in re.split(r"[\s-]+", plain) if word != "and"]
    for size in range(len(words), 0, -1):
        number = _number(words[:size])
        if number is not None:
            return str(number)
    abroad = _abroad(" ".join(words)) if words and words[0].isalpha() else None
    return text if abroad is None else str(abroad)


@cache
def _abroad(text: str) -> int | None:
    """Return the number that the first word of a text is in other languages, where they agree.

    >>> _abroad("twee diplomaten"), _abroad("sechzig"), _abroad("bald")
    (2, 60, None)
    """
    folded = fold_text(text).split()[:1]
    found = {
        number
        for code in languages()
        for number in numbers_in(" ".join(folded), language_table(code))
    }
    return found.pop() if len(found) == 1 else None


def _number(words: list[str]) -> int | None:
    """Return the number that words say, None for none."""
    total, part = 0, 0
    for word in words:
        if word in ("hundred", "dozen", "thousand"):
            times = {"hundred": 100, "dozen": 12, "thousand": 1000}[word]
            total, part = (total + (part or 1) * times, 0)
        elif word in ("a", "an") and len(words) > 1:
            part += 1
        elif word in _values():
            part += _values()[word]
        else:
            return None
    return total + part


@cache
def _values() -> dict[str, int]:
    tens = {word: 10 * n for n, word in enumerate(_TENS, 2)}
    return {word: n for n, word in enumerate(_UNITS)} | tens
