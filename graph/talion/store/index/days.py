"""Days as the index holds them: whole numbers, counted from 1970."""

from contextlib import suppress
from datetime import date, timedelta

_EPOCH = date(1970, 1, 1)


def number(day: date) -> int:
    """Return the number of a day."""
    return (day - _EPOCH).days


def read(text: str | None) -> int | None:
    """Return the number of a day as ISO 8601 writes it; None for what is none."""
    if text is None:
        return None
    with suppress(ValueError):
        return number(date.fromisoformat(text))
    return None


def day(number_: int | None) -> date | None:
    """Return the day of a number."""
    return None if number_ is None else _EPOCH + timedelta(days=number_)


def iso(number_: int | None) -> str | None:
    """Return the day of a number as ISO 8601 writes it."""
    found = day(number_)
    return found.isoformat() if found else None
