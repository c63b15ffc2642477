"""Dates as people write them in a header, to EDTF: "26 March 2018", "Mar 26, 2018, 09:15 GMT"."""

import re

from talion.model.date import Date

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_TIME = re.compile(
    r"(?i)(?<![,\s])[,\s]+(?:at\s+)?\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s+[a-z]{2,5}|\s?[+-]\d\d:?\d\d)?$"
)
_WEEKDAY = re.compile(
    r"(?i)^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+"
)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})")
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_MONTH = re.compile(r"([A-Za-z]{3,9})\.?,?\s+(\d{4})")
_FIGURES = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{2})[./-](\d{2})(?:[T\s].*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")


def written_date(text: str) -> str | None:
    """Return the EDTF date that a text gives, to the day, month or year; None where it gives none.

    A time of day is left out and its day kept as it stands. Figures whose order of day and month is
    open ("04/05/2018") give none.

    >>> [written_date(text) for text in ("Monday, 26 March 2018", "2018-03-26T23:30:00-05:00",
    ...                                  "Mar. 26th, 2018 9:15 a.m.", "26.03.2018", "last week")]
    ['2018-03-26', '2018-03-26', '2018-03-26', '2018-03-26', None]
    """
    plain = text.strip()
    if match := _YEAR_FIRST.fullmatch(plain):
        return _edtf(*match.groups())
    if (found := _checked(plain)) is not None:
        return found
    plain = _TIME.sub("", _WEEKDAY.sub("", plain))
    for pattern, order in (
        (_DAY_MONTH, (3, 2, 1)),
        (_MONTH_DAY, (3, 1, 2)),
        (_MONTH, (2, 1)),
        (_COMPACT, (1, 2, 3)),
    ):
        if match := pattern.fullmatch(plain):
            return _edtf(*(match[group] for group in order))
    if match := _FIGURES.fullmatch(plain):
        first, second = int(match[1]), int(match[2])
        if first > 12 or first == second:
            return _edtf(match[3], match[2], match[1])
        return _edtf(match[3], match[1], match[2]) if second > 12 else None
    return None


def _edtf(year: str, month: str, day: str | None = None) -> str | None:
    number = int(month) if month.isdecimal() else _month(month)
    if number is None:
        return None
    text = f"{year}-{number:02}"
    return _checked(text if day is None else f"{text}-{int(day):02}")


def _month(name: str) -> int | None:
    bare = name.casefold()
    return next((n for n, month in enumerate(_MONTHS, 1) if month.startswith(bare)), None)


def _checked(text: str) -> str | None:
    try:
        return Date(text).edtf
    except ValueError:
        return None
