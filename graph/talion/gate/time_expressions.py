"""The days, months and years that a piece of text can mean, as of an article's publication."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from talion.gate.language_tables import LanguageTable, language_table, languages
from talion.gate.numbers_in_text import numbers_in
from talion.model.date import Date

_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")
_FIGURES = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d)")
_SHORT = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(?!\d)")
_YEAR = re.compile(r"(?<![\d.,$€£])(1[89]\d\d|20\d\d)(?![\d%]|[.,]\d)")
_NOTHING = r"(?!)"
#: Between a day and its month, in any of the languages.
_JOINER = r"(?:st|nd|rd|th|er|\.|º|-го|-е)?[ -]?(?:of |de |d')?"
#: The same with a second day: "26 and 27 March".
_RANGE = (
    r"(?:st|nd|rd|th|er|\.)?(?:-| (?:and|to|y|al|et|au|und|bis|en|tot|и|i|a|az) )\d{1,2}" + _JOINER
)
_YEAR_AFTER = r"(?:[ ,]{1,2}(?:of |de |del )?(?P<year>(?:1[89]|20)\d\d))?"
_DAYS_A_UNIT = (1, 7, 30, 365)
#: A year may follow its day after so many characters; a day to come lies so many months ahead.
_SOON, _AHEAD = 60, 6
#: Of the years named before a day, so many may be its own; "last year" stands so near to it.
_LAST, _BESIDE = 3, 16
#: Up to so many days, weeks, months and years a text counts from another time; more are a length.
_FARTHEST = (31, 12, 36, 200)


@dataclass(frozen=True, slots=True)
class NamedTime:
    """Something in a text that names a time, at folded [start, end), and what it can mean.

    `dates` are ISO dates, each as precise as the words; `unit` is 0 for a day, 1 for a week, 2 for
    a month, 3 for a year. `relative` ones are so far from the day of publication, or from another
    day of the text; `derived` ones count from the day named last before. `weekday` marks a day that
    is named by its weekday alone, whose number from Monday is `amount`. Without a publication what
    depends on it means no date.
    """

    start: int
    end: int
    dates: frozenset[str]
    unit: int
    relative: bool = False
    amount: int = 0
    weekday: bool = False
    derived: bool = False

    def all_dates(self) -> frozenset[str]:
        """Return the dates with the months and years that they lie in.

        >>> sorted(NamedTime(0, 1, frozenset({"2018-03-26"}), 0).all_dates())
        ['2018', '2018-03', '2018-03-26']
        """
        shorter = {d[:n] for d in self.dates for n in (4, 7) if len(d) > n}
        return self.dates | shorter


def time_expressions(
    folded: str, language: str, published: Date | None, lines: frozenset[int] = frozenset()
) -> tuple[NamedTime, ...]:
    """Return what in a folded text names a time; `lines` are its blanks that were line ends.

    A day without a year lies in the year named last before it, or is the latest such day before the
    publication, or one to come within half a year.

    >>> found = time_expressions("on march 26 or last friday", "en", Date("2018-04-03"))
    >>> [sorted(each.dates) for each in found][1:]
    [['2018-03-26'], ['2018-03-23', '2018-03-30', '2018-04-06']]
    >>> [sorted(each.dates) for each in time_expressions("2014: on may 5", "en", None)][1:]
    [['2014-05'], ['2014-05-05']]
    """
    reader = _TimeReader(folded, language_table(language), published, lines)
    known = list(reader.all())
    return tuple(sorted([*known, *reader.next_days(known)], key=lambda e: (e.start, e.end)))


@cache
def _months(language: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a date with a month: day first, two days first, month first."""
    table = language_table(language)
    month = "|".join(f"(?P<m{n}>{m})" for n, m in enumerate(table.months, 1))
    named = rf"(?<![^\W\d])(?:{month})\.?(?!\w)"
    ordinals = sorted(table.ordinals, key=len, reverse=True)
    day = rf"(?P<day>\d{{1,2}}|{'|'.join(ordinals) or _NOTHING})"
    return (
        re.compile(rf"(?:(?<![\w.,]){day}{_JOINER})?{named}{_YEAR_AFTER}"),
        re.compile(rf"(?<![\w.,]){day}{_RANGE}{named}{_YEAR_AFTER}"),
        re.compile(rf"{named} (?:the )?{day}(?:st|nd|rd|th)?(?![\d%]|[.,]\d|:\d){_YEAR_AFTER}"),
    )


@cache
def _weekdays(language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"(?<!\w)(?:{day})(?!\w)") for day in language_table(language).weekdays
    )


#: A day of a month that is named elsewhere: "the 6th".
_DAY_IN_WORDS = re.compile(r"(?<![\w-])([a-z-]++) of (?:that|this|the same|the) month(?!\w)")
_DAY_ONLY = re.compile(r"(?<![\d.,])(?:the )?(\d{1,2})(?:st|nd|rd|th)(?!\w| century)")


class _TimeReader:
    """Reads the time expressions of one text."""

    def __init__(
        self, folded: str, table: LanguageTable, published: Date | None, lines: frozenset[int]
    ) -> None:
        self.text, self.table, self.published, self.lines = folded, table, published, lines
        self.day = published.latest if published is not None else None
        self.years = [(m.start(), int(m[1])) for m in _YEAR.finditer(folded)]
        self.language = next(c for c in languages() if language_table(c).name == table.name)

    def all(self) -> Iterator[NamedTime]:
        """Yield every expression of the text."""
        yield from self._figures()
        yield from self._with_month()
        yield from self._feasts()
        yield from self._years()
        yield from self._days_of_named_months()
        yield from self._weekdays(self.day)
        yield from self._away(self.day)
        yield from self._amounts(self.day)

    def _figures(self) -> Iterator[NamedTime]:
        for m in _ISO.finditer(self.text):
            made = "-".join(p.zfill(2) for p in m.groups() if p)
            yield from _made(m.start(), m.end(), [made])
        for m in _FIGURES.finditer(self.text):
            year = m[3] if len(m[3]) == 4 else f"20{m[3]}"
            both = [f"{year}-{m[2]:0>2}-{m[1]:0>2}", f"{year}-{m[1]:0>2}-{m[2]:0>2}"]
            yield from _made(m.start(), m.end(), both)
        for m in _SHORT.finditer(self.text):
            years = self._years_of(m.start(), m.end(), int(m[2]), int(m[1]))
            each = [f"{year:04}-{m[2]:0>2}-{m[1]:0>2}" for year in years]
            yield from _made(m.start(), m.end(), each)

    def _with_month(self) -> Iterator[NamedTime]:
        for pattern in _months(self.language):
            for m in pattern.finditer(self.text):
                month = next(n for n in range(1, 13) if m[f"m{n}"])
                day = str(self.table.ordinals.get(m["day"], m["day"])) if m["day"] else None
                end = m.end()
                if m["year"] and self.lines.isdisjoint(range(m.start(), m.start("year"))):
                    years = [int(m["year"])]
                else:
                    end = m.start("year") if m["year"] else end
                    years = self._years_of(m.start(), end, month, int(day or 0))
                stems = [f"{year:04}-{month:02}" for year in years]
                yield from _made(
                    m.start(), end, [f"{s}-{day:0>2}" for s in stems] if day else stems
                )

    def _feasts(self) -> Iterator[NamedTime]:
        for pattern, month, day in self.table.feasts:
            for m in pattern.finditer(self.text):
                years = self._years_of(m.start(), m.end(), month, day)
                yield from _made(
                    m.start(), m.end(), [f"{year:04}-{month:02}-{day:02}" for year in years]
                )

    def _years_of(self, start: int, end: int, month: int, day: int) -> list[int]:
        """Return the years in which a month, or a day of it (else 0), that names none may lie."""
        before = list(dict.fromkeys(y for at, y in reversed(self.years) if at < start))[:_LAST]
        after = [year for at, year in self.years if end <= at <= end + _SOON][:1]
        found = {*before, *after}
        if self.day is not None:
            wanted, told = (month, day), (self.day.month, self.day.day if day else 0)
            past = self.day.year if wanted <= told else self.day.year - 1
            ahead = (month - self.day.month) % 12
            soon = 0 < ahead <= _AHEAD or (ahead == 0 and wanted > told)
            found |= {past, past + 1} if soon else {past}
            found |= {past - 1} if ahead == 0 and not day else set()
            found |= self._relative_years(start, end, self.day.year)
        if before and self.table.last.search(self.text[max(0, start - _BESIDE) : start]):
            found.add(before[0] - 1)
        return sorted(found) or sorted({year for _, year in self.years})

    def _relative_years(self, start: int, end: int, told: int) -> set[int]:
        """Return the years that words beside a month give: "June of last year"."""
        beside = (self.text[max(0, start - _BESIDE) : start], self.text[end : end + _BESIDE])
        return {
            told + distance
            for pattern, distance in self.table.away[3]
            if distance and any(pattern.search(words) for words in beside)
        }

    def _days_of_named_months(self) -> Iterator[NamedTime]:
        days = [(m, m[1]) for m in _DAY_ONLY.finditer(self.text)]
        days += [
            (m, str(self.table.ordinals[m[1]]))
            for m in _DAY_IN_WORDS.finditer(self.text)
            if m[1] in self.table.ordinals
        ]
        named = sorted((e.start, e.dates) for e in self._with_month()) if days else []
        for m, day in days:
            near = [dates for at, dates in named if at < m.start()][-1:] or [
                dates for _, dates in named[:1]
            ]
            months = {d[:7] for dates in near for d in dates}
            if self.day is not None:
                last = self.day.replace(day=1) - timedelta(1)
                months |= {self.day.isoformat()[:7], last.isoformat()[:7]}
            yield from _made(m.start(), m.end(), [f"{month}-{day:0>2}" for month in months])

    def _years(self) -> Iterator[NamedTime]:
        for m in _YEAR.finditer(self.text):
            yield from _made(m.start(), m.end(), [m[1]])

    def _weekdays(self, day: date | None) -> Iterator[NamedTime]:
        for number, pattern in enumerate(_weekdays(self.language)):
            dates = frozenset(d.isoformat() for d in self._near_weekdays(day, number))
            for m in pattern.finditer(self.text):
                yield NamedTime(m.start(), m.end(), dates, 0, amount=number, weekday=True)

    def _near_weekdays(self, day: date | None, number: int) -> Iterator[date]:
        """Yield the days of a weekday, 0 for Monday, from a week before a day to a week after."""
        if day is not None:
            back = (day.weekday() - number) % 7
            far = self.published.days() if self.published is not None else 1
            for n in range(-1, 2 + (far if far < 32 else 0) // 7):
                yield day - timedelta(back + 7 * n)

    def next_days(self, known: Iterable[NamedTime]) -> Iterator[NamedTime]:
        """Yield "the next day" and "the day before", counted from the day named last before."""
        days = sorted((e for e in known if e.unit == 0 and not e.relative), key=lambda e: e.start)
        for distance, pattern in ((1, self.table.day_after), (-1, self.table.day_before)):
            for m in pattern.finditer(self.text):
                last = next((e for e in reversed(days) if e.end <= m.start()), None)
                moved = {
                    d for day in (last.dates if last else ()) for d in shifted(day, 0, distance)
                }
                if moved:
                    yield NamedTime(m.start(), m.end(), frozenset(moved), 0, derived=True)

    def _away(self, day: date | None) -> Iterator[NamedTime]:
        for unit, pairs in self.table.away.items():
            for pattern, distance in pairs:
                dates = _shifted(day, unit, distance) if day is not None else frozenset()
                for m in pattern.finditer(self.text):
                    yield NamedTime(m.start(), m.end(), dates, unit, True, distance)

    def _amounts(self, day: date | None) -> Iterator[NamedTime]:
        """Yield what so many days, weeks, months or years from the publication can be."""
        for unit, pattern in enumerate(self.table.units):
            for m in pattern.finditer(self.text):
                before = self.text[max(0, m.start() - 24) : m.start()]
                for amount in _last_number(before, self.table):
                    if amount <= _FARTHEST[unit]:
                        both: frozenset[str] = frozenset()
                        if day is not None:
                            both = _shifted(day, unit, -amount) | _shifted(day, unit, amount)
                        yield NamedTime(m.start(), m.end(), both, unit, True, amount)


def _last_number(before: str, table: LanguageTable) -> frozenset[int]:
    words = before.split()[-2:]
    return numbers_in(" ".join(words), table) if words else frozenset()


def _made(start: int, end: int, dates: Iterable[str]) -> Iterator[NamedTime]:
    """Yield an expression of the dates that are in the calendar, if any is."""
    known = frozenset(d for d in dates if is_date(d))
    if known:
        yield NamedTime(start, end, known, {10: 0, 7: 2, 4: 3}[len(next(iter(known)))])


def is_date(text: str) -> bool:
    """Whether a text is a year, month or day of the calendar in ISO form.

    >>> is_date("2018-03"), is_date("2018-02-30")
    (True, False)
    """
    try:
        Date(text)
    except ValueError:
        return False
    return re.fullmatch(r"\d{4}(-\d{2}){0,2}", text) is not None


def shifted(date_: str, unit: int, amount: int) -> frozenset[str]:
    """Return what lies so many units before or after a date that is at least as precise.

    >>> sorted(shifted("2018-03", 2, 1)), sorted(shifted("2018-03-26", 0, -1))
    (['2018-04'], ['2018-03-25'])
    """
    needed = (10, 10, 7, 4)[unit]
    if len(date_) < needed:
        return frozenset()
    full = date.fromisoformat(f"{date_}-01-01"[:10] if len(date_) == 4 else f"{date_}-01"[:10])
    return _shifted(full, unit, amount)


def _shifted(day: date, unit: int, amount: int) -> frozenset[str]:
    """Return what lies so many units from a day, as precise as the unit; a week has months."""
    if unit == 2:
        month = day.year * 12 + day.month - 1 + amount
        return frozenset({f"{month // 12:04}-{month % 12 + 1:02}"})
    if unit == 3:
        return frozenset({f"{day.year + amount:04}"})
    at = day + timedelta(amount * _DAYS_A_UNIT[unit])
    if unit == 0:
        return frozenset({at.isoformat()})
    return frozenset((at + timedelta(n)).isoformat()[:7] for n in (-6, 0, 6))
