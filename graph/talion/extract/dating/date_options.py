"""The dates that an event may have, with what speaks for each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from talion.extract.dating.event_date import RuledDate
from talion.extract.dating.situation import Situation
from talion.extract.lang import Dep, Word, calendar_words, typography, verbs
from talion.extract.rules import Rule
from talion.extract.slots.date_arithmetic import shift
from talion.extract.slots.times import TimeExpression, TimeTagger

#: Times that stand so many sentences before an event may date it.
_BACK = 4
_STEPS = (2, 4, 8, 15)
#: The length of a month in EDTF, "2018-03".
_MONTH = 7


@dataclass(frozen=True, slots=True)
class DateOption:
    """A date that an event may have, or none; the rule that says why; what is true of it."""

    date: str | None
    rule: Rule
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateOptions:
    """All options for one event.

    `triggers` are the tokens of all triggers of the text, `dates` those of the events before it, as
    far as the text gives them, the last one last.
    """

    tagger: TimeTagger
    situation: Situation
    triggers: frozenset[int]
    dates: Sequence[str]
    ruled: RuledDate

    def all(self) -> list[DateOption]:
        """Return the options: the news, no date, the times of the sentence and of those before.

        >>> from talion.model.incident import Status
        >>> text = context("In 2018 Peru expelled an envoy. Chile then closed a consulate.")
        >>> times = TimeTagger(text.parse, text.at)
        >>> first, last = triggers(text)
        >>> told = Situation.of(text.parse, times, last, last.traits, Status.REPORTED)
        >>> ruled = RuledDate("2021-05", False, Rule.AS_NEWS)
        >>> options = DateOptions(times, told, frozenset({first.i, last.i}), ["2018"], ruled)
        >>> [option.date for option in options.all()]
        ['2021-05', None, '2018']
        """
        told = tuple(self.situation.features())
        timed = chain.from_iterable(self._of_time(time, told) for time in self._times())
        found = [*self._without_time(told), *timed]
        if all(option.date != self.ruled.date for option in found):
            features = ("by rule alone", f"by rule {self.ruled.rule.name}")
            found.append(DateOption(self.ruled.date, self.ruled.rule, features))
        return found

    def _times(self) -> Iterator[TimeExpression]:
        sentence, of = self.situation.sentence, self.situation.parse.sentence
        return (t for t in self.tagger.free if 0 <= sentence - of[t.start] <= _BACK)

    def _without_time(self, told: Sequence[str]) -> Iterator[DateOption]:
        news = self.situation.news
        if news is not None:
            yield self._option(news, Rule.AS_NEWS, "news", told)
        yield self._option(None, Rule.UNDATED, "undated", told)

    def _option(
        self, date: str | None, rule: Rule, name: str, told: Sequence[str], more: Iterable[str] = ()
    ) -> DateOption:
        """Return an option; the rule that gave the same date is a feature and stays its reason."""
        features = [name, *(f"{name}: {feature}" for feature in told), *more]
        if date == self.ruled.date:
            by_rule = f"by rule {self.ruled.rule.name}"
            features += [by_rule, f"{name}: {by_rule}"]
            rule = self.ruled.rule
        return DateOption(date, rule, tuple(features))

    def _of_time(self, time: TimeExpression, told: Sequence[str]) -> Iterator[DateOption]:
        """Yield the options that a time gives: its dates, and the months of an earlier passage."""
        back = self.situation.sentence - self.situation.parse.sentence[time.start]
        here = back == 0
        place = tuple(self._within(time) if here else self._before(time))
        name, rule = ("here", Rule.DATE_IN_SENTENCE) if here else ("earlier", Rule.OF_PASSAGE)
        for date in self._dates(time):
            common = [f"kind {time.kind}", f"narrated {date == time.narrated != time.date}"]
            common.append(f"events of that date {min(self.dates.count(date), 2)}")
            common += [f"{back} sentences back", *place]
            more = [f"{name}: {feature}" for feature in common]
            yield self._option(date, rule, name, told, more)
            if not here and len(date) > _MONTH:
                of_month = [f"month: {feature}" for feature in common]
                yield self._option(date[:_MONTH], rule, "month", told, of_month)

    def _dates(self, time: TimeExpression) -> list[str]:
        found = {time.date, time.narrated, self._relative(time)}
        return sorted(date for date in found if date is not None)

    def _relative(self, time: TimeExpression) -> str | None:
        """Return the date of "two days later", from the event before or from publication."""
        if time.ahead is None:
            return None
        after = self.situation.parse.lower[time.end - 1] == Word.AFTER
        today = self.tagger.today.isoformat() if self.tagger.today is not None else None
        base = self.dates[-1] if self.dates else today
        if base is None or not (after or self.dates):
            return None
        return shift(base, -time.ahead if after else time.ahead)

    def _before(self, time: TimeExpression) -> Iterator[str]:
        """Yield how a time of an earlier sentence stands to the event."""
        parse, i = self.situation.parse, self.situation.trigger.i
        first = parse.bounds[self.situation.sentence][0]
        last = not any(time.start < t.start and t.end <= first for t in self.tagger.times)
        same = not any(typography.PARAGRAPH in word for word in parse.words[time.end : i])
        yield f"last {last}"
        yield f"paragraph {same}"
        yield f"last {last}, paragraph {same}"

    def _within(self, time: TimeExpression) -> Iterator[str]:
        """Yield how a time of the same sentence stands to the event."""
        parse, i = self.situation.parse, self.situation.trigger.i
        side = "after" if time.start > i else "before"
        first, last = sorted((i, time.start))
        between = range(first + 1, last)
        yield f"{side} {_step(abs(time.start - i))}"
        yield f"{side}, verbs between {min(sum(map(parse.is_verb, between)), 3)}"
        yield f"{side}, triggers between {min(len(self.triggers & set(between)), 2)}"
        marks = sum(parse.words[k] in typography.CLAUSE_MARKS for k in between)
        yield f"marks between {min(marks, 3)}"
        yield from self._by_grammar(time)

    def _by_grammar(self, time: TimeExpression) -> Iterator[str]:
        """Yield where in the tree of dependencies the event and the time meet."""
        parse, i = self.situation.parse, self.situation.trigger.i
        above, of_time = parse.ancestors(i), parse.ancestors(time.start)
        governor = next((a for a in of_time if a in self.triggers), None)
        yield f"governed by {'it' if governor == i else 'another' if governor else 'no trigger'}"
        if i in of_time:
            yield f"below it {_step(of_time.index(i))}"
            return
        common = next((a for a in of_time if a in above), None)
        if common is None:
            yield "apart"
            return
        yield f"event {min(above.index(common) + 1, 4)} below"
        yield f"time {min(of_time.index(common), 3)} below"
        said = parse.lemma[common] in verbs.ANNOUNCING
        yield f"meet at {'speech' if said else common in self.triggers or parse.pos[common]}"
        yield from (f"opened by {w}" for w in sorted(self._openers([i, *above], common)))

    def _openers(self, path: Sequence[int], common: int) -> set[str]:
        """Return the words that open the clauses between the event and where it meets the time."""
        parse = self.situation.parse
        below = path[: path.index(common)]
        found = {parse.lower[c] for k in below for c in parse.kids(k, Dep.MARKER, Dep.ADVERB)}
        return (found | {parse.lower[k] for k in below}) & calendar_words.OPENERS


def _step(distance: int) -> str:
    return next((f"within {step}" for step in _STEPS if distance <= step), "far")
