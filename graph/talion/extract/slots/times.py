"""Temporal expressions, resolved against the day of publication.

Never more precise than the text: "last month" is a month, "last year" a year.
"""

from dataclasses import dataclass
from datetime import timedelta

from talion.extract.lang import Pos, Unit, Word, typography
from talion.extract.lang import calendar_words as cal
from talion.extract.slots.date_arithmetic import edtf, months_before, shift
from talion.extract.text.numbers import number
from talion.extract.text.parse import Parse
from talion.model.date import Date, Precision

#: The precisions of a date that begins with its year and month.
_CALENDAR = (Precision.DAY, Precision.MONTH, Precision.YEAR)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words for a time, tokens [start, end), and the date they give; `ahead` is a number of days.

    `ahead` is set where the time is relative to another event: "six days later", "a day after".
    """

    start: int
    end: int
    date: str | None
    ahead: int | None = None


class TimeTagger:
    """The temporal expressions of a text."""

    def __init__(self, parse: Parse, published: Date | None) -> None:
        self.parse, self.published = parse, published
        exact = published is not None and published.precision == Precision.DAY
        self.today = published.earliest if published is not None and exact else None
        self.times = self._find()

    def default(self) -> str | None:
        """Return the month of publication, or less where that is not known.

        >>> TimeTagger(parse(""), Date("2021-05-12")).default()
        '2021-05'
        """
        if self.published is None:
            return None
        return self.published.edtf[:7] if self.published.precision in _CALENDAR else None

    def year(self) -> str | None:
        """Return the year of publication.

        >>> TimeTagger(parse(""), Date("2021-05-12")).year()
        '2021'
        """
        return self.published.edtf[:4] if self.published is not None else None

    def _find(self) -> list[TimeExpression]:
        found = []
        i, size = 0, len(self.parse)
        while i < size:
            time = self._at(i)
            if time is not None:
                found.append(time)
            i = time.end if time is not None else i + 1
        return found

    def _at(self, i: int) -> TimeExpression | None:
        lower = self.parse.lower[i].rstrip(".")
        if lower in cal.WEEKDAYS:
            return self._weekday(i, cal.WEEKDAYS[lower])
        if lower in cal.TODAY:
            return self._day(i, i + 1, 0)
        if lower == cal.YESTERDAY:
            return self._day(i, i + 1, -1)
        if self._is_month(i):
            return self._month(i)
        if typography.DAY_OF_MONTH.fullmatch(lower) and self._is_month(i + 1):
            return self._month(i + 1, day_before=i)
        if typography.YEAR.fullmatch(lower) and self.parse.pos[i] in (
            Pos.NUMERAL,
            Pos.NOUN,
            Pos.NAME,
        ):
            return self._plain_year(i)
        if lower == cal.RECENT and self._lower(i + 1) in cal.PLURAL_UNITS:
            return TimeExpression(i, i + 2, self._lately(cal.PLURAL_UNITS[self._lower(i + 1)]))
        if lower in cal.RELATIVE:
            return self._relative(i)
        return self._ago(i)

    def _lower(self, i: int) -> str:
        return self.parse.lower[i] if 0 <= i < len(self.parse) else ""

    def _weekday(self, i: int, weekday: int) -> TimeExpression | None:
        back_word = self._lower(i - 1)
        if self.today is None:
            return TimeExpression(i, i + 1, self.default())
        if back_word == cal.NEXT:
            return None
        back = (self.today.weekday() - weekday) % 7
        if back_word == cal.LAST and back == 0:
            back = 7
        return TimeExpression(i, i + 1, (self.today - timedelta(days=back)).isoformat())

    def _day(self, i: int, end: int, shift: int) -> TimeExpression:
        if self.today is None:
            return TimeExpression(i, end, self.default())
        return TimeExpression(i, end, (self.today + timedelta(days=shift)).isoformat())

    def _is_month(self, i: int) -> bool:
        if not 0 <= i < len(self.parse) or not self.parse.words[i][0].isupper():
            return False
        lower = self.parse.lower[i]
        if lower == cal.MAY:
            near = (self._lower(i - 1), self._lower(i + 1))
            before = near[0] in cal.BEFORE_MAY
            return before or any(
                typography.DAY_OF_MONTH.fullmatch(n) or typography.YEAR.fullmatch(n) for n in near
            )
        if lower == cal.MARCH and self.parse.pos[i] == Pos.VERB:
            return False
        return lower in cal.MONTHS or (lower.rstrip(".") in cal.SHORT_MONTHS and len(lower) > 2)

    def _month(self, i: int, day_before: int | None = None) -> TimeExpression:
        name = self.parse.lower[i].rstrip(".")
        month = cal.MONTHS.get(name) or cal.SHORT_MONTHS[name]
        start, end = i, i + 1
        if day_before is not None:
            start, day = day_before, _day_of_month(self._lower(day_before))
        elif (day := _day_of_month(self._lower(end))) is not None:
            end += 1
        year_at = end + 1 if self._lower(end) == typography.COMMA else end
        if self._lower(year_at) == Word.OF:
            year_at += 1
        if typography.YEAR.fullmatch(self._lower(year_at)):
            return TimeExpression(start, year_at + 1, edtf(int(self._lower(year_at)), month, day))
        year = self._year_of(month, day, start)
        return TimeExpression(start, end, edtf(year, month, day) if year else None)

    def _year_of(self, month: int, day: int | None, start: int) -> int | None:
        """Return the year of a month without one: the last such month, or a coming deadline."""
        if self.published is None:
            return None
        year, now = self.published.earliest.year, self.published.latest
        later = (month, day or 1) > (now.month, now.day)
        if later and self._lower(start - 1) in cal.DEADLINES:
            return year
        if self._lower(start - 1) == cal.LAST and month == now.month:
            return year - 1
        return year - 1 if later else year

    def _plain_year(self, i: int) -> TimeExpression | None:
        following = self._lower(i + 1)
        if following in cal.NOT_YEARS or self._lower(i - 1) == cal.CURRENCY:
            return None
        return TimeExpression(i, i + 1, self.parse.words[i][:4])

    def _relative(self, i: int) -> TimeExpression | None:
        word, unit = self._lower(i), self._lower(i + 1)
        if self.published is None:
            return None
        day = self.published.earliest
        if unit == Unit.YEAR or (unit in cal.SEASONS and word != cal.LAST):
            return TimeExpression(i, i + 2, str(day.year - (0 if word == cal.THIS else 1)))
        if unit == Unit.MONTH:
            if len(self.published.edtf) < 7:
                return None
            return TimeExpression(i, i + 2, months_before(day, 0 if word == cal.THIS else 1))
        if unit == Unit.WEEK:
            if self.today is None:
                return TimeExpression(i, i + 2, self.default())
            if word == cal.THIS:
                return TimeExpression(i, i + 2, self.today.isoformat()[:7])
            first = self.today - timedelta(days=self.today.weekday() + 7)
            last = first + timedelta(days=6)
            same = first.month == last.month
            return TimeExpression(i, i + 2, first.isoformat()[:7] if same else str(first.year))
        return None

    def _ago(self, i: int) -> TimeExpression | None:
        """Read "two weeks ago", "six days later", "a day after", "months ago"."""
        lower = self._lower(i)
        amount = 1 if lower in cal.ONE else number(self.parse.words[i])
        unit_at = i + 1
        if lower in cal.PLURAL_UNITS and self._lower(i + 1) == cal.AGO:
            return TimeExpression(i, i + 2, self._vague(cal.PLURAL_UNITS[lower]))
        if amount is None or amount > 400:
            return None
        unit = cal.unit_of(self._lower(unit_at))
        if unit == Unit.HOUR:
            unit, amount = Unit.DAY, 0
        if unit not in cal.DAYS:
            return None
        word = self._lower(unit_at + 1)
        days = amount * cal.DAYS[unit]
        if word in cal.BACKWARD:
            return TimeExpression(i, unit_at + 2, self._back(amount, unit))
        if word == cal.EARLIER:
            return TimeExpression(i, unit_at + 2, None, ahead=-days)
        if word in cal.LATER:
            return TimeExpression(i, unit_at + 2, None, ahead=days)
        if word == Word.AFTER:
            return TimeExpression(i, unit_at + 2, None, ahead=days)
        return None

    def _lately(self, unit: str) -> str | None:
        """Return the year that "in recent weeks" lies in, None where it may cross a year."""
        if self.published is None or unit == Unit.YEAR or len(self.published.edtf) < 7:
            return None
        first = {Unit.DAY: 1, Unit.WEEK: 2, Unit.MONTH: 7}[unit]
        month = self.published.earliest.month
        return self.published.edtf[:4] if month >= first else None

    def _vague(self, unit: str) -> str | None:
        if self.published is None:
            return None
        return None if unit == Unit.YEAR else self.published.edtf[:4]

    def _back(self, amount: int, unit: str) -> str | None:
        if self.published is None:
            return None
        day = self.published.earliest
        if unit == Unit.YEAR:
            return str(day.year - amount)
        if unit == Unit.MONTH:
            return months_before(day, amount) if len(self.published.edtf) >= 7 else None
        if self.today is None:
            return None
        return shift(self.today.isoformat(), -amount * cal.DAYS[unit])

    def is_bound(self, time: TimeExpression) -> bool:
        """Whether a time is a deadline or a bound: "by Oct. 31", "since 2014".

        >>> text = parse("The two, at odds since 2014, recalled their envoys on Monday.")
        >>> times = TimeTagger(text, Date("2021-05-12"))
        >>> [(time.date, times.is_bound(time)) for time in times.times]
        [('2014', True), ('2021-05-10', False)]
        """
        before = self._lower(time.start - 1)
        if before in cal.BOUND_MODIFIERS:
            before = self._lower(time.start - 2)
        return before in cal.BOUNDS


def _day_of_month(word: str) -> int | None:
    found = typography.DAY_OF_MONTH.fullmatch(word)
    return int(found.group(1)) if found is not None else None
