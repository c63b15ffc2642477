"""Dates as people write them, as EDTF."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from talion.events.values.date_order import TRIPLE, DayOrder, full_year

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_TIME = (
    r"(?:[T ,]{1,3}(?:at )?\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)? ?(?:[ap]\.?m\.?)?"
    r" ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[,.]? )?"
_GAP = r"(?:[ \-./]{1,3})"
_REST = r"[a-z]{0,9}"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})(?:\2(\d{{1,2}}))?{_TIME}", re.IGNORECASE)
_COMPACT = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}}){_TIME}", re.IGNORECASE)
_DAY_MONTH = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?{_GAP}({_MONTH}){_REST}\.?,?{_GAP}?"
    rf"(\d{{4}}|\d{{2}})(?!\d){_TIME}",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"{_WEEKDAY}({_MONTH})\.?{_GAP}(\d{{1,2}})(?:st|nd|rd|th)?,?{_GAP}(\d{{4}}){_TIME}",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(rf"({_MONTH})\.?,?{_GAP}?(\d{{4}})", re.IGNORECASE)
_YEAR_MONTH_DAY = re.compile(
    rf"(\d{{4}}){_GAP}({_MONTH}){_REST}\.?(?:{_GAP}(\d{{1,2}}))?", re.IGNORECASE
)
_NUMBERS_MONTH = re.compile(r"(\d{1,2})[/.](\d{4})")
_SPAN = re.compile(r" (?:-|–|—|to|until) | ?[–—] ?", re.IGNORECASE)
_WITHIN = re.compile(
    r"(?:early|mid|late|middle of|beginning of|end of|start of|in|during)[ -](.+)", re.IGNORECASE
)
_SEASON = re.compile(r"(spring|summer|autumn|fall|winter)(?: of)?,? (\d{4})", re.IGNORECASE)
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
_QUARTER = re.compile(r"q([1-4])[ /-]{0,3}(\d{4})|(\d{4})[ /-]{0,3}q([1-4])", re.IGNORECASE)
_ABOUT = re.compile(
    r"^(?:c\.?|ca\.?|circa|about|around|approx\.?|early|mid|late)[ -](\d{4})$", re.I
)
_EXCEL_ZERO = date(1899, 12, 30)


@lru_cache(maxsize=65536)
def edtf_of(text: str, order: DayOrder) -> str:
    """Return a date as EDTF; the text itself where it is in no form known here.

    Raises `ValueError`, which says how to tell, where day and month cannot be told apart, and
    where the text is in a known form but no day (31 June).

    >>> edtf_of("26.03.2018", DayOrder.DMY), edtf_of("March 26, 2018", DayOrder.UNSURE)
    ('2018-03-26', '2018-03-26')
    >>> edtf_of("9-May-20", DayOrder.DMY), edtf_of("Mar 2018", DayOrder.DMY)
    ('2020-05-09', '2018-03')
    >>> edtf_of("2018-03-30 14:00", DayOrder.DMY), edtf_of("43185", DayOrder.EXCEL)
    ('2018-03-30', '2018-03-26')
    >>> edtf_of("3/4/2018", DayOrder.UNSURE)
    Traceback (most recent call last):
    ValueError: '3/4/2018' is 3 April or March 4; say which with --dates dmy or --dates mdy
    """
    plain = " ".join(text.replace("\xa0", " ").split())
    if order is DayOrder.EXCEL and re.fullmatch(r"\d{5}(\.\d+)?", plain):
        return (_EXCEL_ZERO + timedelta(days=int(float(plain)))).isoformat()
    if found := _single(plain, order):
        return found
    ends = _SPAN.split(plain)
    if len(ends) == 2 and all(ends):
        first, last = (edtf_of(end, order) for end in ends)
        return f"{first}/{last}"
    if about := _ABOUT.match(plain):
        return f"{about[1]}~"
    return _part_of_year(plain, order) or text


def _part_of_year(plain: str, order: DayOrder) -> str | None:
    """Return a season or quarter as an interval, a part of a month as that month.

    >>> _part_of_year("spring 2021", DayOrder.DMY), _part_of_year("mid-April 2022", DayOrder.DMY)
    ('2021-03/2021-05', '2022-04')
    """
    if season := _SEASON.fullmatch(plain):
        word, year = season[1].casefold(), int(season[2])
        if word in _SEASONS:
            first, last = _SEASONS[word]
            return f"{year}-{first:02}/{year}-{last:02}"
        return f"{year}-12/{year + 1}-02"
    if quarter := _QUARTER.fullmatch(plain):
        number, year = int(quarter[1] or quarter[4]), int(quarter[2] or quarter[3])
        return f"{year}-{3 * number - 2:02}/{year}-{3 * number:02}"
    within = _WITHIN.fullmatch(plain)
    return _single(within[1], order) if within else None


def _single(plain: str, order: DayOrder) -> str | None:
    if m := _YEAR_FIRST.fullmatch(plain):
        if m[4] is None and len(m[3]) < 2 and m[2] == "-":
            return None
        return _iso(plain, int(m[1]), int(m[3]), int(m[4]) if m[4] else None)
    if m := _COMPACT.fullmatch(plain):
        return _iso(plain, int(m[1]), int(m[2]), int(m[3]))
    if m := _DAY_MONTH.fullmatch(plain):
        return _iso(plain, full_year(m[3]), _month(m[2]), int(m[1]))
    if m := _MONTH_DAY.fullmatch(plain):
        return _iso(plain, full_year(m[3]), _month(m[1]), int(m[2]))
    if m := _YEAR_MONTH_DAY.fullmatch(plain):
        return _iso(plain, int(m[1]), _month(m[2]), int(m[3]) if m[3] else None)
    if m := _MONTH_YEAR.fullmatch(plain):
        return _iso(plain, int(m[2]), _month(m[1]), None)
    if m := _NUMBERS_MONTH.fullmatch(plain):
        return _iso(plain, int(m[2]), int(m[1]), None)
    if (m := TRIPLE.match(plain)) and re.fullmatch(_TIME, plain[m.end() :], re.IGNORECASE):
        return _triple(plain, m, order)
    return None


def _triple(plain: str, m: re.Match[str], order: DayOrder) -> str:
    first, second, year = int(m[1]), int(m[3]), full_year(m[4])
    if first > 12 or (order is DayOrder.DMY and second <= 12):
        return _iso(plain, year, second, first)
    if second > 12 or order is DayOrder.MDY:
        return _iso(plain, year, first, second)
    if first == second or m[2] == ".":
        return _iso(plain, year, second, first)
    one, other = (_MONTHS[n - 1].title() if n > 0 else "?" for n in (second, first))
    raise ValueError(
        f"'{plain}' is {first} {one} or {other} {second}; say which with --dates dmy or --dates mdy"
    )


def _month(word: str) -> int:
    return next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(word[:3].casefold()))


def _iso(plain: str, year: int, month: int, day: int | None) -> str:
    try:
        made = date(year, month, day or 1)
    except ValueError:
        raise ValueError(f"'{plain}' is no day of the calendar") from None
    return made.isoformat() if day else f"{year:04}-{month:02}"
