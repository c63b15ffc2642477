"""Dates as people write them, as EDTF."""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date, timedelta
from functools import lru_cache, partial

from talion.events.values.date_order import TRIPLE, DayOrder, full_year
from talion.events.values.date_spans import part_of_year, span_of
from talion.events.values.date_words import MONTHS, plain_date

_NAMES = month_name

_MONTH = "|".join(MONTHS)
_TIME = (
    r"(?:[t ,]{1,3}\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)? ?(?:[ap]\.?m\.?)?"
    r" ?(?:z|utc|gmt|[+-]\d{2}:?\d{2})?)?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[. ]{1,2})?"
_GAP = r"(?:[ \-./]{1,3})"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})(?:\2(\d{{1,2}}))?\.?{_TIME}")
_COMPACT = re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}}){_TIME}")
_DAY_MONTH = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}}){_GAP}({_MONTH}){_GAP}?(\d{{4}}|\d{{2}})(?!\d){_TIME}"
)
_MONTH_DAY = re.compile(rf"{_WEEKDAY}({_MONTH}){_GAP}(\d{{1,2}}){_GAP}(\d{{4}}){_TIME}")
_FIGURES = re.compile(r"[\d./: -]+")
"""What a date without words and marks is made of."""

_MONTH_YEAR = re.compile(rf"({_MONTH}){_GAP}?(\d{{4}}|(?<=-)\d{{2}})")
_YEAR_MONTH_DAY = re.compile(rf"(\d{{4}}){_GAP}({_MONTH})(?:{_GAP}(\d{{1,2}}))?")
_NUMBERS_MONTH = re.compile(r"(\d{1,2})[/.-](\d{4})")
_YEAR = re.compile(r"\d{4}")
_WITHOUT_YEAR = re.compile(rf"\d{{1,2}}[./ -]{{1,2}}(?:\d{{1,2}}|{_MONTH})|(?:{_MONTH}) \d{{1,2}}")
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
    if not _FIGURES.fullmatch(plain):
        plain = plain_date(text)
    if not plain:
        raise ValueError(f"no date: '{text}'" if text.strip() else "no date")
    about = plain.startswith("~") or plain.endswith("~")
    made = _any_form(plain.strip("~ "), order)
    if made is None and _WITHOUT_YEAR.fullmatch(plain.strip("~ ")):
        raise ValueError(f"'{text}' has no year")
    if made is None:
        return text
    return f"{made}~" if about and made[-1] != "~" and "/" not in made else made


def lacks_year(text: str) -> bool:
    """Whether a cell holds day and month alone.

    >>> lacks_year("14/3"), lacks_year("26 March"), lacks_year("March 2018")
    (True, True, False)
    """
    return bool(_WITHOUT_YEAR.fullmatch(plain_date(text)))


def _any_form(plain: str, order: DayOrder) -> str | None:
    """Return the EDTF of a date in plain words, None for a form that is not known."""
    single = partial(_single, order=order)
    return single(plain) or part_of_year(plain, single) or span_of(plain, single)


def _single(plain: str, order: DayOrder) -> str | None:
    if _YEAR.fullmatch(plain):
        return plain
    if m := _YEAR_FIRST.fullmatch(plain):
        if m[4] is None and ((len(m[3]) < 2 and m[2] == "-") or int(m[3]) > 12):
            return None  # 1914-18 are years
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
        return _iso(plain, full_year(m[2]), _month(m[1]), None)
    if m := _NUMBERS_MONTH.fullmatch(plain):
        return _iso(plain, int(m[2]), int(m[1]), None)
    if (m := TRIPLE.match(plain)) and re.fullmatch(_TIME, plain[m.end() :].strip(".") or ""):
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
    one, other = (_NAMES[n] for n in (second, first))
    raise ValueError(
        f"'{plain}' is {first} {one} or {other} {second}; say which with --dates dmy or --dates mdy"
    )


def _month(word: str) -> int:
    return MONTHS.index(word) + 1


def _iso(plain: str, year: int, month: int, day: int | None) -> str:
    try:
        made = date(year, month, day or 1)
    except ValueError:
        raise ValueError(f"'{plain}' is no day of the calendar") from None
    return made.isoformat() if day else f"{year:04}-{month:02}"
