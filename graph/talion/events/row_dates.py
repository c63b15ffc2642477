"""The date of a row of an event table, as exactly as it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

EXACT = ("day", "numeric")
"""The precisions of dates that leave nothing open."""

_LENGTH = {"year": 4, "month": 7, "day": 10}


def row_edtf(first: date, last: date | None, precision: str) -> str:
    """Return first and last possible day of a precision as EDTF (ISO 8601-2).

    >>> from datetime import date
    >>> row_edtf(date(2018, 3, 1), date(2018, 3, 31), "month")
    '2018-03'
    >>> row_edtf(date(2018, 3, 14), date(2018, 3, 17), "interval")
    '2018-03-14/2018-03-17'
    """
    length = _LENGTH.get(precision)
    if length is None and last is not None and last > first:
        return f"{first.isoformat()}/{last.isoformat()}"
    return first.isoformat()[:length]


def last_day(row: Mapping[str, Any]) -> Any:
    """Return the last day that the event of a row can have happened on, None without dates.

    Of an event known to the day that is the day itself, though reports of it may go on longer.

    >>> from datetime import date
    >>> first, last = date(2018, 3, 1), date(2018, 3, 31)
    >>> last_day({"date": first, "last": last, "precision": "month"}) == last
    True
    >>> last_day({"date": first, "last": last, "precision": "day"}) == first
    True
    """
    exact = row["precision"] in EXACT or row["last"] is None
    return row["date"] if exact else row["last"]


def is_surely_before(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether the event of a row can only have happened before that of another row.

    >>> from datetime import date
    >>> day = {"date": date(2018, 3, 1), "last": None, "precision": "day", "time": 17591.0}
    >>> is_surely_before(day, {**day, "date": date(2018, 3, 2)}), is_surely_before(day, day)
    (True, False)
    """
    if one["date"] is None or other["date"] is None:
        return float(str(one["time"])) < float(str(other["time"]))
    return str(last_day(one)) < str(other["date"])


def row_bounds(row: Mapping[str, Any]) -> tuple[float, float]:
    """Return the first and the last possible day of a row, or twice its time.

    >>> from datetime import date
    >>> row_bounds({"date": date(1, 1, 1), "last": date(1, 1, 31), "precision": "month"})
    (1, 31)
    """
    if row["date"] is None:
        return float(row["time"]), float(row["time"])
    return row["date"].toordinal(), last_day(row).toordinal()
