"""The date of a row of an event table, as exactly as it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

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
