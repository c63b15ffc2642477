"""Temporal expressions, resolved against the day of publication.

Never more precise than the text: "last month" is a month, "last year" a year.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from talion.extract.lang import Pos, Unit, Word, typography
from talion.extract.lang import calendar_words as cal
from talion.extract.slots.date_arithmetic import edtf, months_before, moved, shift, weekday_from
from talion.extract.text.numbers import number
from talion.extract.text.parse import Parse
from talion.model.date import Date, Precision

#: The precisions of a date that begins with its year and month.
_CALENDAR = (Precision.DAY, Precision.MONTH, Precision.YEAR)


class TimeKind(StrEnum):
    """How a temporal expression gives its date."""

    FULL = "full"
    YEAR = "year"
    MONTH_AND_DAY = "month and day"
    MONTH = "month"
    DAY_OF_MONTH = "day of the month"
    WEEKDAY = "weekday"
    FROM_NEWS = "from the news"
    FROM_EVENT = "from an event"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words for a time, tokens [start, end), and the date they give, counted from publication.

    `ahead` is a number of days where the time is relative to another event: "six days later",
    with the `unit` that the text counts in. `narrated` is the date if the time continues what the
    text told last: "On 26 March 2018 ... On 29 March".
    """

    start: int
    end: int
    date: str | None
    ahead: int | None = None
    kind: TimeKind = TimeKind.FROM_NEWS
    unit: str = Unit.DAY
    partial: str = ""
    narrated: str | None = None


class TimeTagger:
    """The temporal expressions of a text; `free` are those that are no deadline and no bound."""

    def __init__(self, parse: Parse, published: Date | None) -> None:
        self.parse, self.published = parse, published
        exact = published is not None and published.precision == Precision.DAY
        self.today = published.earliest if published is not None and exact else None
        now = published.latest.isoformat() if published is not None else None
        self.times = narrate(self._find(), self.is_bound, now)
        self.free = [t for t in self.times if not self.is_bound(t)]

    def told_before(self, time: TimeExpression) -> TimeExpression | None:
        """Return the last time with a date before another, bounds left out.

        >>> text = parse("It closed a mission on 3 May 2018. On 5 May it closed another.")
        >>> tagger = TimeTagger(text, Date("2021-05-12"))
        >>> tagger.told_before(tagger.times[1]).date
        '2018-05-03'
        """
        told = [t for t in self.free if t.end <= time.start and (t.date or t.narrated)]
        return told[-1] if told else None

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
            return self._weekday_of_date(i) or self._weekday(i, cal.WEEKDAYS[lower])
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
        if lower in cal.RELATIVE and (found := self._relative(i)) is not None:
            return found
        return self._day_alone(i) or from_event(self.parse, i) or self._ago(i)

    def _lower(self, i: int) -> str:
        return self.parse.lower[i] if 0 <= i < len(self.parse) else ""

    def _weekday_of_date(self, i: int) -> TimeExpression | None:
        """Read "Friday, 30 March 2018" as one time."""
        at = i + 1 + (self._lower(i + 1) == typography.COMMA)
        day_first = typography.DAY_OF_MONTH.fullmatch(self._lower(at)) and self._is_month(at + 1)
        if not day_first and not self._is_month(at):
            return None
        found = self._month(at + 1, day_before=at) if day_first else self._month(at)
        return replace(found, start=i) if found.kind is not TimeKind.MONTH else None

    def _day_alone(self, i: int) -> TimeExpression | None:
        """Read "on the 4th": a day of the month that the text speaks of."""
        word, after = self._lower(i), self._lower(i + 1)
        day = _day_of_month(word)
        if day is None or word.isdigit() or not 0 < day < 32 or self._lower(i - 1) != Word.THE:
            return None
        if after.strip() and self.parse.pos[i + 1] in (Pos.NOUN, Pos.NAME, Pos.ADJECTIVE):
            return None
        date = None
        if self.today is not None:
            past = day <= self.today.day
            month = self.today.isoformat()[:7] if past else months_before(self.today, 1)
            date = edtf(int(month[:4]), int(month[5:]), day)
        return TimeExpression(i, i + 1, date, kind=TimeKind.DAY_OF_MONTH, partial=f"{day:02d}")

    def _weekday(self, i: int, weekday: int) -> TimeExpression | None:
        kind, name = TimeKind.WEEKDAY, str(weekday)
        back_word = self._lower(i - 1)
        if self.today is None:
            return TimeExpression(i, i + 1, self.default(), kind=kind, partial=name)
        if back_word == cal.NEXT:
            return None
        back = (self.today.weekday() - weekday) % 7
        if back_word == cal.LAST and back == 0:
            back = 7
        date = (self.today - timedelta(days=back)).isoformat()
        return TimeExpression(i, i + 1, date, kind=kind, partial=name)

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
        """Read a month with its day and year, as far as they stand beside it."""
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
            date = edtf(int(self._lower(year_at)), month, day)
            return TimeExpression(start, year_at + 1, date, kind=TimeKind.FULL)
        kind = TimeKind.MONTH if day is None else TimeKind.MONTH_AND_DAY
        partial = f"{month:02d}" if day is None else f"{month:02d}-{day:02d}"
        named = self._year_named(year_at)
        if named is not None:
            date = f"{named[0]}-{partial}"
            return TimeExpression(start, named[1], date, kind=TimeKind.FULL)
        year = self._year_of(month, day, start)
        date = edtf(year, month, day) if year else None
        return TimeExpression(start, end, date, kind=kind, partial=partial)

    def _year_named(self, i: int) -> tuple[int, int] | None:
        """Return the year of "last year", "this year" after a month, and the token after it."""
        if self.published is None or self._lower(i + 1) != Unit.YEAR:
            return None
        year = self.published.earliest.year
        if self._lower(i) == cal.LAST:
            return year - 1, i + 2
        return (year, i + 2) if self._lower(i) == cal.THIS else None

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
        year = self.parse.words[i][:4]
        month_at = i + 1 + (following == typography.COMMA)
        if self._is_month(month_at):
            month = self._month(month_at)
            own_year = month.kind is TimeKind.FULL
            if not own_year and (following != typography.COMMA or self._opens_line(i)):
                date = f"{year}-{month.partial}"
                return TimeExpression(i, month.end, date, kind=TimeKind.FULL)
        return TimeExpression(i, i + 1, year, kind=TimeKind.YEAR)

    def _opens_line(self, i: int) -> bool:
        return i == 0 or "\n" in self.parse.words[i - 1]

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
        one = lower in cal.ONE or (lower == Word.THE and self._lower(i + 2) in cal.BESIDE_EVENT)
        amount = 1 if one else number(self.parse.words[i])
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
        if word in (cal.EARLIER, cal.BEFORE):
            days = -days
        elif word not in cal.LATER and word != Word.AFTER:
            return None
        return TimeExpression(i, unit_at + 2, None, days, TimeKind.FROM_EVENT, unit)

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
        at = time.start - 1
        if self._lower(at) == Word.ON:
            at -= 1
            if self._lower(at) in cal.STARTING:
                return True
            if not self._is_of_clock(at):
                return False
        while self._lower(at) in cal.BOUND_MODIFIERS or self._is_of_clock(at):
            at -= 1
        return self._lower(at) in cal.BOUNDS or self._lower(at) in cal.STARTING

    def _is_of_clock(self, i: int) -> bool:
        """Whether a token is part of a time of day: "by 11:59 PM on Saturday"."""
        lower = self._lower(i)
        return lower in cal.CLOCK or typography.CLOCK_TIME.fullmatch(lower) is not None


_WITH_YEAR = (TimeKind.FULL, TimeKind.YEAR)


def from_event(parse: Parse, i: int) -> TimeExpression | None:
    """Read "the same day", "that night", "the following week": a time relative to another."""
    lower = parse.lower
    unit_at = i + 1
    if unit_at >= len(parse):
        return None
    unit = Unit.DAY if lower[unit_at] in cal.PARTS_OF_DAY else lower[unit_at]
    if unit not in cal.DAYS:
        return None
    step = _step(parse, i)
    if step is None:
        return None
    kind, days = TimeKind.FROM_EVENT, step * cal.DAYS[unit]
    beside = lower[unit_at + 1] if unit_at + 1 < len(parse) else ""
    if step == 0 and beside in (cal.BEFORE, Word.AFTER, cal.EARLIER, *cal.LATER):
        return None
    return TimeExpression(i, unit_at + 1, None, days, kind, unit)


def _step(parse: Parse, i: int) -> int | None:
    """Return how many units a word before one goes on from the time that the text told last."""
    word, before = parse.lower[i], parse.lower[i - 1] if i else ""
    if word in cal.SAME:
        return 0
    if word in cal.FOLLOWING:
        return 1 if before == Word.THE or parse.lower[i + 1] == Unit.DAY else None
    return -1 if word in cal.PRECEDING and before == Word.THE else None


def narrate(
    times: list[TimeExpression], is_bound: Callable[[TimeExpression], bool], now: str | None
) -> list[TimeExpression]:
    """Return times with the dates they have if each continues what the text told before it.

    A year is carried on to months without one, a day to weekdays and to times relative to it, but
    none beyond the day of publication, `now`.

    >>> text = parse("In 2018 all changed. On March 4 a man was poisoned. Two days later he died.")
    >>> [(t.date, t.narrated) for t in TimeTagger(text, Date("2021-05-12")).times]
    [('2018', '2018'), ('2021-03-04', '2018-03-04'), (None, '2018-03-06')]
    """
    told: str | None = None
    last: str | None = None
    found = []
    for time in times:
        date = _narrated(time, told, last)
        if date is not None and time.kind not in _WITH_YEAR and now is not None:
            date = date if date <= now else None
        found.append(replace(time, narrated=date))
        if is_bound(time):
            continue
        if time.kind in _WITH_YEAR or (told is not None and date is not None):
            told = date
        last = date or time.date or last
    return found


def _narrated(time: TimeExpression, told: str | None, last: str | None) -> str | None:
    """Return the date of a time that goes on from `told`, a date with its year, or from `last`."""
    if time.kind in _WITH_YEAR:
        return time.date
    if time.ahead is not None:
        return moved(last, time.ahead, time.unit) if last is not None else None
    if time.kind in (TimeKind.MONTH, TimeKind.MONTH_AND_DAY):
        return None if told is None else f"{_year_after(told, time.partial)}-{time.partial}"
    if time.kind is TimeKind.DAY_OF_MONTH:
        return f"{last[:7]}-{time.partial}" if last is not None and len(last) >= 7 else None
    if time.kind is TimeKind.WEEKDAY and told is not None and len(told) == 10:
        return weekday_from(told, int(time.partial))
    return None


def _year_after(told: str, partial: str) -> int:
    """Return the year of a month that the text names after a date: the nearest by its month."""
    year, month = int(told[:4]), int(partial[:2])
    if len(told) < 7:
        return year
    apart = month - int(told[5:7])
    return year + 1 if apart < -7 else year - 1 if apart > 8 else year


def _day_of_month(word: str) -> int | None:
    found = typography.DAY_OF_MONTH.fullmatch(word)
    return int(found.group(1)) if found is not None else None
