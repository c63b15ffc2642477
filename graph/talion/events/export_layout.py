"""Where the fields of an event stand in a machine-coded export, and how its days are written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from talion.model.days import day_number

if TYPE_CHECKING:
    from collections.abc import Callable

NO_DAY = -(2**31)
"""What stands for a date that cannot be read."""


def iso_day(text: str) -> int:
    """Return days since 1970-01-01 of YYYY-MM-DD, whatever follows, or `NO_DAY`.

    >>> iso_day("2018-03-26 12:00:00"), iso_day("26 March 2018") == NO_DAY
    (17616, True)
    """
    try:
        return day_number(date.fromisoformat(text[:10]))
    except ValueError:
        return NO_DAY


def compact_day(text: str) -> int:
    """Return days since 1970-01-01 of YYYYMMDD, or `NO_DAY`.

    >>> compact_day("20180326")
    17616
    """
    return iso_day(f"{text[:4]}-{text[4:6]}-{text[6:]}") if len(text) == 8 else NO_DAY


@dataclass(frozen=True, slots=True)
class ExportLayout:
    """Where the fields of an event stand in an export.

    `date`, `source`, `target` and `code` are columns; `code` holds a CAMEO code or the name of an
    ICEWS relation. `header` lists all columns of a file that has no header line. `source_country`
    and `target_country`, where there are such columns, hold the states of the actors as coded;
    `weight` the number of articles behind a row (1 where None). `day` reads a date.
    """

    date: str
    source: str
    target: str
    code: str
    delimiter: str = "\t"
    quoted: bool = False
    header: tuple[str, ...] | None = None
    source_country: str | None = None
    target_country: str | None = None
    weight: str | None = None
    day: Callable[[str], int] = iso_day

    def fields(self) -> dict[str, str]:
        """Return the columns of the fields of an event, by field.

        >>> ExportLayout("day", "who", "whom", "what").fields()["type"]
        'what'
        """
        named = {"date": self.date, "source": self.source, "target": self.target, "type": self.code}
        optional = {
            "source state": self.source_country,
            "target state": self.target_country,
            "articles": self.weight,
        }
        return named | {name: column for name, column in optional.items() if column}

    def wanted(self) -> list[str]:
        """Return the names of the columns to read."""
        optional = (self.source_country, self.target_country, self.weight)
        return [self.date, self.source, self.target, self.code, *(c for c in optional if c)]
