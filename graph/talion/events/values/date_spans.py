"""Spans of days, months and years, and parts of a year, in the plain form of dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talion.events.values.date_words import MONTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MONTH = f"(?:{'|'.join(MONTHS)})"
_JOIN = re.compile(
    r" to | ?[–—‒] ?| - |(?<=[\d.]) ?[-/&+] ?(?=\d)|"
    r"(?<=[a-z]) ?[-/&] ?(?=[a-z\d])|(?<=\d{4}) ?[-/] ?(?=[a-z])"
)
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
_SEASON = re.compile(rf"({'|'.join(_SEASONS)}) (\d{{4}})|(\d{{4}}) ({'|'.join(_SEASONS)})")
_WINTER = re.compile(r"winter (\d{4})(?: ?[-–/] ?(?:\d{4}|\d{2}))?")
_QUARTER = re.compile(
    r"(?:q([1-4])|([1-4])\.? ?(?:q|quarter))[ /-]{0,3}(\d{4})"
    r"|(\d{4})[ /-]{0,3}(?:q|quarter )([1-4])"
)
_HALF = re.compile(r"(?:h([12])|([12])\.? ?(?:h|half))[ /-]{0,3}(\d{4})|(\d{4})[ /-]{0,3}h([12])")
_DECADE = re.compile(r"(\d{3})0'?s")
_PART = re.compile(r"(?:early|mid|late)[ -]{1,3}(.+)")


def part_of_year(plain: str, single: Callable[[str], str | None]) -> str | None:
    """Return a season, quarter, half or decade as an interval, a part of a month as that month.

    `single` returns the EDTF of one date, None for none.

    >>> [part_of_year(text, lambda _: None) for text in ("spring 2021", "q1 2018", "1960s")]
    ['2021-03/2021-05', '2018-01/2018-03', '1960/1969']
    >>> part_of_year("mid apr 2022", lambda text: "2022-04"), part_of_year("soon", lambda _: None)
    ('2022-04', None)
    """
    if m := _SEASON.fullmatch(plain):
        first, last = _SEASONS[m[1] or m[4]]
        return _months(int(m[2] or m[3]), first, last)
    if m := _WINTER.fullmatch(plain):
        return f"{m[1]}-12/{int(m[1]) + 1}-02"
    if m := _QUARTER.fullmatch(plain):
        quarter = int(m[1] or m[2] or m[5])
        return _months(int(m[3] or m[4]), 3 * quarter - 2, 3 * quarter)
    if m := _HALF.fullmatch(plain):
        half = int(m[1] or m[2] or m[5])
        return _months(int(m[3] or m[4]), 6 * half - 5, 6 * half)
    if m := _DECADE.fullmatch(plain):
        return f"{m[1]}0/{m[1]}9"
    if m := _PART.fullmatch(plain):
        within = single(m[1]) or part_of_year(m[1], single)
        return f"{within}~" if within and len(within) == 4 else within
    return None


def _months(year: int, first: int, last: int) -> str:
    return f"{year}-{first:02}/{year}-{last:02}"


def span_of(plain: str, single: Callable[[str], str | None]) -> str | None:
    """Return a span as an EDTF interval; its first end may lack what the second one says.

    >>> known = {"8 oct 1971": "1971-10-08", "9 oct 1971": "1971-10-09"}.get
    >>> span_of("8–9 oct 1971", known), span_of("8 to 9 oct 1971", known), span_of("x", known)
    ('1971-10-08/1971-10-09', '1971-10-08/1971-10-09', None)
    """
    for m in _JOIN.finditer(plain):
        one, other = plain[: m.start()].strip(" ."), plain[m.end() :].strip()
        for first, last in _completed(one, other):
            begin, end = (single(text) or part_of_year(text, single) for text in (first, last))
            if begin and end:
                return f"{begin.partition('/')[0]}/{end.rpartition('/')[2]}"
    return None


def _completed(one: str, other: str) -> Iterator[tuple[str, str]]:
    """Yield the ends of a span, each made whole by the words of the other where it lacks some."""
    yield one, other
    year = re.search(r"\d{4}$", other)
    if year:
        yield f"{one} {year[0]}", other
    if m := re.fullmatch(rf"({_MONTH}) \d{{1,2}}", one):  # March 26–28 2018
        yield f"{one} {year[0] if year else ''}", f"{m[1]} {other}"
    if re.fullmatch(r"\d{1,2}", one) and (m := re.match(r"\d{1,2}(?=\D)", other)):
        yield one + other[m.end() :], other
    if re.fullmatch(r"\d{1,2}[./]\d{1,2}", one) and (
        m := re.search(r"([./])(\d{4}|\d{2})$", other)
    ):
        yield one + m[0], other
    if re.fullmatch(r"\d{4}", one) and re.fullmatch(r"\d{2}", other) and int(other) > 12:
        yield one, one[:2] + other
