"""Dates that a data set gives as year, month and day, some of them unknown."""

from __future__ import annotations

import calendar
import re

_YEAR = re.compile(r"\d{4}")


def edtf_of_parts(year: str, month: str, day: str) -> str:
    """Return a date as EDTF, as exactly as its parts say; ValueError where no year is given.

    What is no month or no day of that month (-9, ?, 66, 31 June) is unknown. A year may stand among
    words, and a month be a word or its beginning.

    >>> edtf_of_parts("2018", "Mar", "26"), edtf_of_parts("2018", "September", "")
    ('2018-03-26', '2018-09')
    >>> edtf_of_parts("1902", "7", "-9"), edtf_of_parts("1949, before this date", "", "")
    ('1902-07', '1949')
    >>> edtf_of_parts("1918.0", "5.0", "25.0"), edtf_of_parts("1990", "6", "31")
    ('1918-05-25', '1990-06')
    """
    found = _YEAR.search(year)
    if not found:
        raise ValueError(f"no year: '{year}'" if year else "no year")
    whole = found[0]
    number, of_month = _named(month) or _whole(month), _whole(day)
    if not 1 <= number <= 12:
        return whole
    if not 1 <= of_month <= calendar.monthrange(int(whole), number)[1]:
        return f"{whole}-{number:02}"
    return f"{whole}-{number:02}-{of_month:02}"


def _named(text: str) -> int:
    """Return the number of a month given by its English name or three letters of it or more."""
    word = text.strip().rstrip(".").casefold()
    names = enumerate(calendar.month_name)
    return next((n for n, name in names if len(word) > 2 and name.casefold().startswith(word)), 0)


def _whole(text: str) -> int:
    try:
        return int(float(text))
    except ValueError:
        return 0
