"""Which of day and month comes first in the dates of a column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from talion.events.values.date_words import plain_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class DayOrder(StrEnum):
    """The order of day, month and year in dates such as 3/4/2018, as `--dates` names it."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"
    UNSURE = "unsure"
    EXCEL = "excel"


@dataclass(frozen=True, slots=True)
class OrderFound:
    """The order of a column's dates, and why."""

    order: DayOrder
    why: str


TRIPLE = re.compile(r"(\d{1,2}) ?([/.\- ]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})(?!\d)")
"""A date of three numbers, the year last."""

_SERIAL = re.compile(r"[1-6]?\d{4}(?:\.\d+)?")
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 80_000


def date_order(cells: Iterable[str]) -> OrderFound:
    """Return the order of day and month in a column of dates, from the whole column.

    A number above 12 tells; else points as separators (they stand between day, month, year), or
    that the rows are in time order one way and not the other. Without a sign the order is unsure,
    and so is each date that could be two.

    >>> date_order(["26/03/2018", "04/05/2018"]).order.value
    'dmy'
    >>> date_order(["03/04/2018", "04/03/2018"]).order.value
    'unsure'
    >>> date_order(["3/4/2018", "3/26/2018"]).order.value, date_order(["3.4.2018"]).order.value
    ('mdy', 'dmy')
    """
    listed = list(cells)
    found = [match for cell in listed if (match := TRIPLE.match(_plain(cell)))]
    if not found:
        return _without_triples(listed)
    day_first = sum(int(m[1]) > 12 >= int(m[3]) for m in found)
    month_first = sum(int(m[3]) > 12 >= int(m[1]) for m in found)
    if day_first and month_first:
        why = f"{day_first} dates have the day first, {month_first} the month"
        return OrderFound(DayOrder.UNSURE, why)
    if day_first or month_first:
        order = DayOrder.DMY if day_first else DayOrder.MDY
        where = "first" if day_first else "second"
        return OrderFound(order, f"{day_first or month_first} have a {where} number above 12")
    if all(m[2] == "." for m in found):
        return OrderFound(DayOrder.DMY, "points stand between day, month and year")
    return _by_time(found)


def _plain(cell: str) -> str:
    return cell.strip() if cell.isascii() and "'" not in cell else plain_date(cell)


def _by_time(found: Sequence[re.Match[str]]) -> OrderFound:
    """Return the order in which the rows are in time order, if the other is not."""
    ways = {
        DayOrder.DMY: [_day(m, int(m[3]), int(m[1])) for m in found],
        DayOrder.MDY: [_day(m, int(m[1]), int(m[3])) for m in found],
    }
    if len({tuple(days) for days in ways.values()}) == 1:
        return OrderFound(DayOrder.DMY, "day and month are the same number")
    sorted_ways = [
        order for order, days in ways.items() if days in (sorted(days), sorted(days, reverse=True))
    ]
    if len(sorted_ways) == 1 and len(found) > 3:
        return OrderFound(sorted_ways[0], "in this order the rows are in time order")
    return OrderFound(DayOrder.UNSURE, "no date tells day from month")


def _day(match: re.Match[str], month: int, day: int) -> date:
    try:
        return date(full_year(match[4]), month, day)
    except ValueError:
        return date.min


def _without_triples(cells: Sequence[str]) -> OrderFound:
    filled = [cell for cell in cells if cell]
    serial = [c for c in filled if _SERIAL.fullmatch(c) and _FIRST_SERIAL < float(c) < _LAST_SERIAL]
    if filled and len(serial) == len(filled):
        return OrderFound(DayOrder.EXCEL, "all are numbers of days as Excel counts them")
    return OrderFound(DayOrder.YMD, "the year comes first or the month is a word")


def full_year(text: str) -> int:
    """Return a year of two digits in full: 49 is 2049, 50 is 1950.

    >>> full_year("18"), full_year("79"), full_year("1918")
    (2018, 1979, 1918)
    """
    year = int(text)
    if len(text) > 2:
        return year
    return year + (2000 if year < 50 else 1900)
