"""Dates as precise as their source: EDTF with the earliest and the latest possible day."""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class Precision(StrEnum):
    """How exact a date is."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    INTERVAL = "interval"


_BY_LENGTH = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}


@lru_cache(maxsize=65536)
def _bounds(text: str) -> tuple[date, date]:
    """Return the first and last possible day of an EDTF text; ValueError when it is none."""
    plain = _ISO.fullmatch(text)
    if plain:
        year, month, day = (int(part) if part else None for part in plain.groups())
        assert year is not None
        if day is not None and month is not None:
            return date(year, month, day), date(year, month, day)
        if month is not None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    if not text.isascii():  # other digits mean the same, but EDTF has none of them
        raise ValueError(f"'{text}' is not an EDTF date")
    from edtf import parse_edtf  # heavy, and only for what is no plain ISO date

    try:
        parsed = parse_edtf(text)
        return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])
    except Exception as error:  # the library raises many kinds, none of them documented
        raise ValueError(f"'{text}' is not an EDTF date") from error


@dataclass(frozen=True, slots=True, order=True)
class Date:
    """A day, month, year, interval or approximate date in EDTF (ISO 8601-2, level 1).

    Ordered by earliest day, then latest. Raises ValueError on a text that is not an EDTF date.

    >>> date = Date("2018-03")
    >>> date.earliest.isoformat(), date.latest.isoformat(), date.precision.value
    ('2018-03-01', '2018-03-31', 'month')
    """

    earliest: date = field(init=False)
    latest: date = field(init=False)
    edtf: str

    def __post_init__(self) -> None:
        first, last = _bounds(self.edtf)
        object.__setattr__(self, "earliest", first)
        object.__setattr__(self, "latest", last)

    def __str__(self) -> str:
        return self.edtf

    @property
    def precision(self) -> Precision:
        """How exact it is; an approximate date is an interval."""
        return _BY_LENGTH[len(self.edtf)] if self.is_plain else Precision.INTERVAL

    @property
    def is_plain(self) -> bool:
        """Whether it is a day, month or year alone, as ISO 8601-1 writes it."""
        return _ISO.fullmatch(self.edtf) is not None

    def compatible(self, other: "Date") -> bool:
        """Whether both can be the same day.

        >>> Date("2018-03").compatible(Date("2018-03-26"))
        True
        """
        return self.earliest <= other.latest and other.earliest <= self.latest

    def before(self, other: "Date") -> bool | None:
        """Whether it lies before the other: True, False, or None where both are possible.

        >>> print(Date("2018-03").before(Date("2018-03-26")))
        None
        """
        if self.latest < other.earliest:
            return True
        if self.earliest >= other.latest:
            return False
        return None

    def days(self) -> int:
        """Return how many days it covers: 1 for a day, 365 or 366 for a year.

        >>> Date("2020").days()
        366
        """
        return (self.latest - self.earliest).days + 1
