"""Dates in EDTF some days or months from another, never more precise than both allow."""

from datetime import date, timedelta

from talion.extract.lang import Unit


def edtf(year: int, month: int, day: int | None) -> str | None:
    """Return a date in EDTF; the month alone where it has no such day.

    >>> edtf(2021, 2, 30)
    '2021-02'
    """
    if day is None:
        return f"{year:04d}-{month:02d}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return f"{year:04d}-{month:02d}"


def months_before(day: date, months: int) -> str:
    """Return the month some months before a day.

    >>> months_before(date(2021, 1, 31), 2)
    '2020-11'
    """
    index = day.year * 12 + day.month - 1 - months
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def shift(base: str, days: int) -> str:
    """Return a date some days from another, as precise as both allow.

    >>> shift("2021-05-10", 3), shift("2021-05-10", 14), shift("2021-05", 30)
    ('2021-05-13', '2021-05', '2021')
    """
    if len(base) < 10:
        near = abs(days) <= 10 and len(base) == 7
        return base if near else base[:4]
    moved = (date.fromisoformat(base) + timedelta(days=days)).isoformat()
    if abs(days) < 7:
        return moved
    return moved[:7] if abs(days) < 360 else moved[:4]


def moved(base: str, days: int, unit: str) -> str:
    """Return a date some days from another, counted in a unit, as precise as the unit allows.

    >>> moved("2018-03-14", 7, "week"), moved("2018-03-14", 30, "month"), moved("2018", 365, "year")
    ('2018-03', '2018-04', '2019')
    """
    if unit == Unit.YEAR:
        return f"{int(base[:4]) + round(days / 365):04d}"
    if days == 0:
        return base if unit == Unit.DAY else base[:7]
    if unit == Unit.MONTH:
        if len(base) < 7:
            return base[:4]
        return months_before(date(int(base[:4]), int(base[5:7]), 1), -round(days / 30))
    return shift(base, days)


def weekday_from(base: str, weekday: int) -> str:
    """Return the first such weekday from a day on; Monday is 0.

    >>> weekday_from("2018-03-26", 3)
    '2018-03-29'
    """
    day = date.fromisoformat(base)
    return (day + timedelta(days=(weekday - day.weekday()) % 7)).isoformat()
