"""The words for time in a text, resolved against the day of publication.

Never more precise than the text: "last month" is a month, "last year" a year.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from talion.extract.text.numbers import number
from talion.extract.text.parse import Parse
from talion.extract.text.words import words
from talion.model.date import Date

_WEEKDAYS = {d.casefold(): n for n, d in enumerate(calendar.day_name)}

_MONTHS = {m.casefold(): n for n, m in enumerate(calendar.month_name) if m}

_SHORT = {m.casefold(): n for n, m in enumerate(calendar.month_abbr) if m} | {"sept": 9}

_SEASONS = frozenset({"spring", "summer", "autumn", "fall", "winter"})

_YEAR = re.compile(r"(1[89]|20)\d\d")

_DAY = re.compile(r"(\d{1,2})(st|nd|rd|th)?")

#: After these a time is a bound or a deadline, not the time of what is told.
_BOUNDS = words("since until till by before within from through")

_UNITS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}


@dataclass(frozen=True, slots=True)
class Time:
    """Words for a time, tokens [start, end), and the date they give; `ahead` is a number of days.

    `ahead` is set where the time is told from another event: "six days later", "a day after".
    """

    start: int
    end: int
    date: str | None
    ahead: int | None = None


class Clock:
    """The times told in a text."""

    def __init__(self, parse: Parse, published: Date | None) -> None:
        self.parse, self.published = parse, published
        exact = published is not None and published.precision == "day"
        self.today = published.earliest if published is not None and exact else None
        self.times = self._find()

    def default(self) -> str | None:
        """Return the month of publication, or less where that is not known."""
        if self.published is None:
            return None
        return (
            self.published.edtf[:7]
            if self.published.precision in ("day", "month", "year")
            else None
        )

    def year(self) -> str | None:
        """Return the year of publication."""
        return self.published.edtf[:4] if self.published is not None else None

    def _find(self) -> list[Time]:
        found = []
        i, size = 0, len(self.parse)
        while i < size:
            time = self._at(i)
            if time is not None:
                found.append(time)
            i = time.end if time is not None else i + 1
        return found

    def _at(self, i: int) -> Time | None:
        lower = self.parse.lower[i].rstrip(".")
        if lower in _WEEKDAYS:
            return self._weekday(i, _WEEKDAYS[lower])
        if lower in ("today", "tonight"):
            return self._day(i, i + 1, 0)
        if lower == "yesterday":
            return self._day(i, i + 1, -1)
        if self._is_month(i):
            return self._month(i)
        if _DAY.fullmatch(lower) and self._is_month(i + 1):
            return self._month(i + 1, day_before=i)
        if _YEAR.fullmatch(lower) and self.parse.pos[i] in ("NUM", "NOUN", "PROPN"):
            return self._plain_year(i)
        if lower == "recent" and self._lower(i + 1) in ("days", "weeks", "months", "years"):
            return Time(i, i + 2, self._lately(self._lower(i + 1)))
        if lower in ("last", "this", "previous", "past"):
            return self._relative(i)
        return self._ago(i)

    def _lower(self, i: int) -> str:
        return self.parse.lower[i] if 0 <= i < len(self.parse) else ""

    def _weekday(self, i: int, weekday: int) -> Time | None:
        back_word = self._lower(i - 1)
        if self.today is None:
            return Time(i, i + 1, self.default())
        if back_word == "next":
            return None
        back = (self.today.weekday() - weekday) % 7
        if back_word == "last" and back == 0:
            back = 7
        return Time(i, i + 1, (self.today - timedelta(days=back)).isoformat())

    def _day(self, i: int, end: int, shift: int) -> Time:
        if self.today is None:
            return Time(i, end, self.default())
        return Time(i, end, (self.today + timedelta(days=shift)).isoformat())

    def _is_month(self, i: int) -> bool:
        if not 0 <= i < len(self.parse) or not self.parse.words[i][0].isupper():
            return False
        lower = self.parse.lower[i]
        if lower == "may":
            near = (self._lower(i - 1), self._lower(i + 1))
            before = near[0] in (
                "in",
                "last",
                "since",
                "this",
                "late",
                "early",
                "mid",
                "of",
                "until",
            )
            return before or any(_DAY.fullmatch(n) or _YEAR.fullmatch(n) for n in near)
        if lower == "march" and self.parse.pos[i] == "VERB":
            return False
        return lower in _MONTHS or (lower.rstrip(".") in _SHORT and len(lower) > 2)

    def _month(self, i: int, day_before: int | None = None) -> Time:
        name = self.parse.lower[i].rstrip(".")
        month = _MONTHS.get(name) or _SHORT[name]
        start, end, day = i, i + 1, None
        if day_before is not None:
            start, day = day_before, int(_DAY.fullmatch(self._lower(day_before)).group(1))  # type: ignore[union-attr]
        elif (found := _DAY.fullmatch(self._lower(end))) is not None:
            day, end = int(found.group(1)), end + 1
        year_at = end + 1 if self._lower(end) == "," else end
        if self._lower(year_at) == "of":
            year_at += 1
        if _YEAR.fullmatch(self._lower(year_at)):
            return Time(start, year_at + 1, _iso(int(self._lower(year_at)), month, day))
        year = self._year_of(month, day, start)
        return Time(start, end, _iso(year, month, day) if year else None)

    def _year_of(self, month: int, day: int | None, start: int) -> int | None:
        """Return the year of a month told without one: the last such, or a coming deadline."""
        if self.published is None:
            return None
        year, now = self.published.earliest.year, self.published.latest
        later = (month, day or 1) > (now.month, now.day)
        if later and self._lower(start - 1) in ("by", "until", "before", "next", "till"):
            return year
        if self._lower(start - 1) == "last" and month == now.month:
            return year - 1
        return year - 1 if later else year

    def _plain_year(self, i: int) -> Time | None:
        following = self._lower(i + 1)
        if (
            following in ("people", "diplomats", "troops", "officials", "%", "percent")
            or self._lower(i - 1) == "$"
        ):
            return None
        return Time(i, i + 1, self.parse.words[i][:4])

    def _relative(self, i: int) -> Time | None:
        word, unit = self._lower(i), self._lower(i + 1)
        if self.published is None:
            return None
        day = self.published.earliest
        if unit == "year" or (unit in _SEASONS and word != "last"):
            return Time(i, i + 2, str(day.year - (0 if word == "this" else 1)))
        if unit == "month":
            if len(self.published.edtf) < 7:
                return None
            return Time(i, i + 2, _month_back(day, 0 if word == "this" else 1))
        if unit == "week":
            if self.today is None:
                return Time(i, i + 2, self.default())
            if word == "this":
                return Time(i, i + 2, self.today.isoformat()[:7])
            first = self.today - timedelta(days=self.today.weekday() + 7)
            last = first + timedelta(days=6)
            same = first.month == last.month
            return Time(i, i + 2, first.isoformat()[:7] if same else str(first.year))
        return None

    def _ago(self, i: int) -> Time | None:
        """Read "two weeks ago", "six days later", "a day after", "months ago"."""
        lower = self._lower(i)
        amount = 1 if lower in ("a", "an", "one") else number(self.parse.words[i])
        unit_at = i + 1
        if lower in ("days", "weeks", "months", "years") and self._lower(i + 1) == "ago":
            return Time(i, i + 2, self._vague(lower[:-1]))
        if amount is None or amount > 400:
            return None
        unit = self._lower(unit_at).rstrip("s")
        if unit == "hour":
            unit, amount = "day", 0
        if unit not in _UNITS:
            return None
        word = self._lower(unit_at + 1)
        days = amount * _UNITS[unit]
        if word in ("ago", "back"):
            return Time(i, unit_at + 2, self._back(amount, unit))
        if word == "earlier":
            return Time(i, unit_at + 2, None, ahead=-days)
        if word in ("later", "afterward", "afterwards"):
            return Time(i, unit_at + 2, None, ahead=days)
        if word == "after":
            return Time(i, unit_at + 2, None, ahead=days)
        return None

    def _lately(self, unit: str) -> str | None:
        """Return the year that "in recent weeks" lies in, None where it may cross a year."""
        if self.published is None or unit == "years" or len(self.published.edtf) < 7:
            return None
        first = {"days": 1, "weeks": 2, "months": 7}[unit]
        month = self.published.earliest.month
        return self.published.edtf[:4] if month >= first else None

    def _vague(self, unit: str) -> str | None:
        if self.published is None:
            return None
        return None if unit == "year" else self.published.edtf[:4]

    def _back(self, amount: int, unit: str) -> str | None:
        if self.published is None:
            return None
        day = self.published.earliest
        if unit == "year":
            return str(day.year - amount)
        if unit == "month":
            return _month_back(day, amount) if len(self.published.edtf) >= 7 else None
        if self.today is None:
            return None
        return shift(self.today.isoformat(), -amount * _UNITS[unit])

    def is_bound(self, time: Time) -> bool:
        """Whether a time is a deadline or a bound: "by Oct. 31", "since 2014"."""
        before = self._lower(time.start - 1)
        if before in ("the", "late", "early", "mid", "last"):
            before = self._lower(time.start - 2)
        return before in _BOUNDS


def _iso(year: int, month: int, day: int | None) -> str | None:
    if day is None:
        return f"{year:04d}-{month:02d}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return f"{year:04d}-{month:02d}"


def _month_back(day: date, months: int) -> str:
    index = day.year * 12 + day.month - 1 - months
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def shift(base: str, days: int) -> str:
    """Return a date some days from another, as precise as both allow."""
    if len(base) < 10:
        near = abs(days) <= 10 and len(base) == 7
        return base if near else base[:4]
    moved = (date.fromisoformat(base) + timedelta(days=days)).isoformat()
    if abs(days) < 7:
        return moved
    return moved[:7] if abs(days) < 360 else moved[:4]
