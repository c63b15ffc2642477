"""The measures in one cell: "expelled 4; closed the consulate" is two, each with its own count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from talion.events.event_types import counts_something
from talion.events.values.count_words import count_of
from talion.events.values.date_words import without_days
from talion.events.values.type_words import EventCodes, exact_type, worded_type

_SURE = re.compile(r"\s{0,9}(?:[;|\n\v]|\s\+\s)\s{0,9}")
_MAYBE = re.compile(r"\s{0,9}(?:,|/|&|\s(?:and|und|et|en|y|и|та|a)\s)\s{0,9}", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,20}\]")
_NUMBER = re.compile(r"(?<![\d.,/-])\d{1,3}(?:[ ,]\d{3}){0,3}(?![\d.,/-]*\d)")
_NO_PERSONS = re.compile(
    r"^[ -]?(?:hours?|hrs?|h|days?|weeks?|months?|years?|minutes?|%|per ?cent|km|miles?|million|"
    r"billion|bn|m|x?(?:st|nd|rd|th)|stunden|tage|uur|dagen|heures|jours|horas)\b|^ ?[%€$£]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure of a cell: its type, and its count in digits where the cell gives one."""

    type: str
    count: str = ""


@lru_cache(maxsize=65536)
def measures_of(text: str, codes: EventCodes | None = None) -> tuple[Measure, ...]:
    """Return the measures that a cell names, in order; a cell of no known type is one of its words.

    A semicolon, a bar, a plus or a line break part measures where one of them is known; a comma, a
    slash and "and" only where both sides of it are. A number counts persons where it is the only
    one, no length of time or sum, and the type has a count.

    >>> [(one.type, one.count) for one in measures_of("Expelled 23; closed consulate")]
    [('expulsion', '23'), ('closure', '')]
    >>> [one.type for one in measures_of("expelled 60 and recalled its ambassador")]
    ['expulsion', 'recall']
    >>> [one.type for one in measures_of("sanctions on banks and oil firms")]
    ['sanction']
    """
    if found := exact_type(text, codes):
        return (Measure(found, _count(text, found)),)
    parts = _parts(text, codes)
    if len(parts) < 2:
        kind = worded_type(text) or text
        return (Measure(kind, _count(text, kind)),)
    return _merged([one for part in parts for one in measures_of(part, codes)])


def _merged(found: list[Measure]) -> tuple[Measure, ...]:
    """Return measures, those of one type as one unless each has a count of its own."""
    kept: list[Measure] = []
    for one in found:
        same = next((n for n, k in enumerate(kept) if k.type == one.type), None)
        if same is None or (one.count and kept[same].count):
            kept.append(one)
        elif one.count:
            kept[same] = one
    return tuple(kept)


def _parts(text: str, codes: EventCodes | None) -> list[str]:
    """Return the pieces of a cell that are measures of their own."""
    for pattern in (_SURE, _MAYBE):
        pieces = [piece for piece in pattern.split(text) if piece.strip()]
        known = [_means(piece, codes) for piece in pieces]
        if pattern is _SURE and len(pieces) > 1 and any(known):
            return pieces
        if pattern is _MAYBE and sum(known) > 1:
            return _rejoined(text, pattern, codes)
    return [text]


def _rejoined(text: str, pattern: re.Pattern[str], codes: EventCodes | None) -> list[str]:
    """Return the pieces of known types, each with what follows it and has none."""
    starts = [0, *(match.end() for match in pattern.finditer(text))]
    stops = [*(match.start() for match in pattern.finditer(text)), len(text)]
    parts: list[tuple[int, int]] = []
    for start, stop in zip(starts, stops, strict=True):
        if parts and not (
            _means(text[start:stop], codes) and _means(text[slice(*parts[-1])], codes)
        ):
            parts[-1] = (parts[-1][0], stop)
        else:
            parts.append((start, stop))
    return [text[start:stop] for start, stop in parts]


def _means(piece: str, codes: EventCodes | None) -> bool:
    return bool(piece.strip() and (exact_type(piece, codes) or worded_type(piece)))


def _count(text: str, kind: str) -> str:
    """Return the number of persons that a text gives, empty where there is none or several."""
    if not counts_something(kind):
        return ""
    bare = without_days(_ASIDE.sub(" ", text))
    found = [m for m in _NUMBER.finditer(bare) if not _NO_PERSONS.match(bare[m.end() :])]
    return count_of(found[0][0]) if len(found) == 1 else ""
