"""Days as numbers: whole days since the epoch, 1970-01-01, which is day 0.

Event tables order events by such a number, the browse index stores one, plots use it as an
axis. It is the day count of Arrow's `date32`, of NumPy's `datetime64[D]` and of Unix time.
"""

from datetime import date

#: The proleptic Gregorian ordinal of the epoch.
_EPOCH = date(1970, 1, 1).toordinal()


def day_number(day: date) -> int:
    """Return the number of days from the epoch to a day, negative before it.

    >>> day_number(date(1970, 1, 2)), day_number(date(1969, 12, 31))
    (1, -1)
    """
    return day.toordinal() - _EPOCH


def day_of(number: float) -> date:
    """Return the day nearest to a number of days since the epoch.

    >>> day_of(17_616)
    datetime.date(2018, 3, 26)
    >>> day_of(0.7)
    datetime.date(1970, 1, 2)
    """
    return date.fromordinal(_EPOCH + round(number))
