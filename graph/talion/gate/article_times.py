"""The times that an article names, where they stand, and what lies as far from them as it says."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from talion.gate.evidence import ArticleEvidence
from talion.gate.time_expressions import NamedTime, shifted, time_expressions
from talion.model.incident import Span

#: Before a time stand so many characters at most of words that make it the end of something.
_BEFORE = 24
#: Words so near to a weekday say which one it is.
_BESIDE, _WEEK = 12, 7
#: A day named without a year means the last such one where that is so many days back at most.
_RECENT = 183


@dataclass(frozen=True)
class ArticleTimes:
    """Every time expression of an article, in order."""

    evidence: ArticleEvidence

    @cached_property
    def all(self) -> tuple[NamedTime, ...]:
        """All of them; each is read in the light of those before it."""
        evidence = self.evidence
        folded = evidence.folded
        ends = (at for at, c in enumerate(folded.text) if c == " ")
        lines = frozenset(at for at in ends if "\n" in folded.original[slice(*folded.gap(at))])
        return time_expressions(folded.text, evidence.language, evidence.published, lines)

    @cached_property
    def _starts(self) -> list[int]:
        return [each.start for each in self.all]

    def within(self, span: Span) -> tuple[NamedTime, ...]:
        """Return the times that stand in a span of the article.

        >>> from talion.model.article import Article
        >>> evidence = ArticleEvidence(Article("a", "In 2014 one came. Two went on 5 May 2015."))
        >>> [sorted(t.dates) for t in ArticleTimes(evidence).within(Span("", 18, 41))]
        [['2015-05-05'], ['2015']]
        """
        start, end = self.evidence.folded.folded_bounds(span)
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self.all[first:last]

    def last_day_before(self, span: Span) -> tuple[NamedTime, ...]:
        """Return the times of the last sentence before a span that names a day."""
        start, _ = self.evidence.folded.folded_bounds(span)
        for each in reversed(self.all[: bisect_right(self._starts, start - 1)]):
            if each.unit == 0 and not self.is_bound(each):
                place = self.evidence.folded.span(each.start, each.end)
                return self.within(self.evidence.sentences(place))
        return ()

    @cached_property
    def days(self) -> frozenset[str]:
        """The days that the article names, as of its publication."""
        exact = (self._latest(each) for each in self.all if each.unit == 0 and not each.derived)
        return frozenset(day for day in exact if day is not None)

    def _latest(self, time: NamedTime) -> str | None:
        """Return the last day that an expression can mean and that is not still to come."""
        told = self.evidence.published
        end = told.latest.isoformat() if told is not None else "9999"
        return max((d for d in time.dates if d <= end), default=None)

    def dates(self, times: Iterable[NamedTime]) -> frozenset[str]:
        """Return the dates that some expressions can mean, with their months and years.

        A weekday is the last such day, the one before only beside a word like "last", or, beside a
        day that was named before it, the nearest to that.

        >>> from talion.model.article import Article
        >>> evidence = ArticleEvidence(Article("a", "It went on Monday.", published="2018-03-28"))
        >>> times = ArticleTimes(evidence)
        >>> sorted(times.dates(times.all))
        ['2018', '2018-03', '2018-03-26', '2018-04', '2018-04-02']
        """
        exact = {d for each in times for d in self._meant(each)}
        return frozenset(d[:n] for d in exact for n in (4, 7, 10) if n <= len(d))

    def _meant(self, time: NamedTime) -> frozenset[str]:
        """Return what an expression can mean where it stands."""
        told = self.evidence.published
        if not time.weekday or (told is not None and told.days() > 1):
            return time.dates
        text = self.evidence.folded.text
        before, after = text[max(0, time.start - _BESIDE) : time.start], text[time.end :][:_BESIDE]
        if any(self.evidence.table.last.search(words) for words in (before, after)):
            return time.dates
        latest = self._latest(time) or ""
        same = {d for d in time.dates if d >= latest}
        back = {d for d in time.dates if told is not None and latest == told.latest.isoformat()}
        return frozenset(same | back | self._by_the_day_before(time, latest))

    def _by_the_day_before(self, time: NamedTime, latest: str) -> set[str]:
        """Return the weekdays next to the last day that was named before it, if that lies back."""
        earlier = self.all[: bisect_left(self._starts, time.start)]
        named = (self._latest(e) for e in reversed(earlier) if e.unit == 0 and not e.weekday)
        told = next((day for day in named if day is not None), None)
        if told is None:
            return set()
        anchor = date.fromisoformat(told)
        if latest and (date.fromisoformat(latest) - anchor).days < _WEEK:
            return set()
        following = anchor + timedelta((time.amount - anchor.weekday()) % _WEEK)
        return {following.isoformat(), (following - timedelta(_WEEK)).isoformat()}

    def is_bound(self, time: NamedTime) -> bool:
        """Whether a time is only the end or the beginning of something: "by 9 October"."""
        before = self.evidence.folded.text[max(0, time.start - _BEFORE) : time.start]
        return self.evidence.table.bound.search(before.rstrip() + "\n") is not None

    def is_day_of_deed(self, time: NamedTime) -> bool:
        """Whether an expression names the day of something that has happened."""
        near = not time.relative or abs(time.amount) < 2
        latest = self._latest(time) if time.unit == 0 and near else None
        if latest is None or self.is_bound(time):
            return False
        told = self.evidence.published
        if told is None or max(time.dates) <= told.latest.isoformat():
            return True
        return (told.latest - date.fromisoformat(latest)).days <= _RECENT


def as_far_from(anchors: Iterable[str], times: Iterable[NamedTime]) -> frozenset[str]:
    """Return the dates that lie so far from some others as relative expressions say.

    >>> two = NamedTime(0, 1, frozenset(), 0, relative=True, amount=2)
    >>> sorted(as_far_from(["2018-03-26"], [two]))
    ['2018', '2018-03', '2018-03-24', '2018-03-28']
    """
    apart = {(each.unit, abs(each.amount)) for each in times if each.relative and each.amount}
    exact = {
        d
        for day in anchors
        for unit, far in apart
        for step in (far, -far)
        for d in _moved(day, unit, step)
    }
    return frozenset(d[:n] for d in exact for n in (4, 7, 10) if n <= len(d))


def _moved(day: str, unit: int, amount: int) -> frozenset[str]:
    """Return what lies so many units from a date; so many years from a month is a month."""
    if unit == 3 and len(day) > 4:
        return frozenset({f"{int(day[:4]) + amount:04}{day[4:7]}"})
    return shifted(day, unit, amount)
