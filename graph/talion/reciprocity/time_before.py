"""Which of two events came first, and how long before, as far as dates and reports show."""

from math import ceil, floor

from talion.model.date import Date
from talion.reciprocity.event import Event

_YEAR, _MONTH = 365.25, 365.25 / 12
_SHORTLY = 92  # days, three months


def before(earlier: Event, event: Event) -> bool | None:
    """Whether an event precedes another: None where dates and first reports leave it open.

    An event is done at the latest when it is first reported.

    >>> events = history.events
    >>> winter, july, year = (
    ...     events[name]
    ...     for name in (
    ...         "2020-12-10-expulsion-netherlands-russia",
    ...         "2021-07-expulsion-russia-united-states",
    ...         "2021-expulsion-poland-russia",
    ...     )
    ... )
    >>> before(winter, july), before(july, winter), before(year, july)
    (True, False, None)
    """
    if event.date is None and earlier.date is None and None not in (event.time, earlier.time):
        return (earlier.time or 0.0) < (event.time or 0.0)
    if event.date is not None and earlier.date is not None:
        known = earlier.date.before(event.date)
        if known is not None:
            return known
    by = earlier.done_by
    start = event.date.earliest if event.date is not None else event.done_by
    return True if by is not None and start is not None and by <= start else None


def years_between(earlier: Date, later: Date) -> float:
    """Return how many years lie between two dates, in the middle of what they allow.

    >>> years_between(Date("2018-03-14"), Date("2020-03-14")) == 731 / 365.25
    True
    """
    apart = (later.earliest - earlier.latest, later.latest - earlier.earliest)
    return max(sum(a.days for a in apart) / 2 / _YEAR, 0.0)


def how_long_before(later: Date, earlier: Date) -> str:
    """Return in words how long before, no more exactly than the dates allow.

    >>> how_long_before(Date("2018-03-14"), Date("2016-05"))
    '2 years before'
    >>> how_long_before(Date("2018-03-14"), Date("2018-02"))
    'shortly before'
    """
    least = max((later.earliest - earlier.latest).days, 0)
    most = max((later.latest - earlier.earliest).days, 0)
    if most <= _SHORTLY:
        return "shortly before"
    if "year" in (later.precision, earlier.precision) and later.earliest.year == later.latest.year:
        apart = later.earliest.year - earlier.earliest.year
        if apart <= 1:
            return "the year before" if apart else "the same year"
    if most < 1.5 * _YEAR:
        return _range(least / _MONTH, most / _MONTH, "month")
    return _range(least / _YEAR, most / _YEAR, "year")


def _range(least: float, most: float, unit: str) -> str:
    """Return a length of time; one that the dates leave open lies within the bounds named."""
    if round(least) == round(most):
        return f"{round(most)} {unit}{'' if round(most) == 1 else 's'} before"
    few, many = floor(least), ceil(most)
    return f"{few} to {many} {unit}s before" if few else f"up to {many} {unit}s before"
