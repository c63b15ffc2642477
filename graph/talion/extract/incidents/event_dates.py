"""The date of an event mention: of its clause, relative to another event, or that of the news."""

from dataclasses import dataclass

from talion.extract.entities.noun_phrases import Party
from talion.extract.incidents.carried_dates import carried
from talion.extract.incidents.event_mention import EventMention
from talion.extract.lang import Word
from talion.extract.rules import Rule
from talion.extract.slots.date_arithmetic import shift
from talion.extract.slots.dates import time_of
from talion.extract.slots.line_labels import label_of
from talion.extract.slots.times import TimeExpression, TimeKind, TimeTagger
from talion.extract.text.parse import Parse
from talion.extract.triggers.detection import Trigger
from talion.model.incident import Status
from talion.model.type_traits import TypeTraits

#: A time goes on from another that stands at most so many sentences before it.
_NEAR = 2


@dataclass(frozen=True, slots=True)
class EventDate:
    """A date, whether the text itself gives it, and the rule by which it was found."""

    date: str | None
    given: bool
    rule: Rule


@dataclass(frozen=True, slots=True)
class EventDater:
    """Dates the events of one text; `triggers` are the tokens of all its triggers."""

    parse: Parse
    tagger: TimeTagger
    triggers: frozenset[int]

    def date(
        self,
        trigger: Trigger,
        traits: TypeTraits,
        status: Status,
        agents: Party,
        before: list[EventMention],
    ) -> EventDate:
        """Return the date of a trigger's event; `before` are the mentions so far.

        >>> text = context("Peru expelled two Cuban envoys on Monday.")
        >>> [trigger] = triggers(text)
        >>> times = TimeTagger(text.parse, text.at)
        >>> dater = EventDater(text.parse, times, frozenset({trigger.i}))
        >>> found = dater.date(trigger, trigger.traits, Status.REPORTED, Party(("Peru",)), [])
        >>> found.date, found.rule.words
        ('2021-05-10', 'given beside the word')
        """
        time = time_of(self.parse, self.tagger, trigger.i, self.triggers, shared=not traits.is_deed)
        found = self._resolved(time, trigger.i, before) if time is not None else None
        if found is not None:
            return found
        heading = label_of(self.parse, self.tagger.times, trigger.i)
        if heading is not None:
            return EventDate(heading.narrated or heading.date, True, Rule.DATE_HEADING)
        if status == Status.PROSPECTIVE or not traits.is_announced:
            return EventDate(None, False, Rule.UNDATED)
        beside = carried(self.parse, trigger.i, agents, before)
        if beside is not None and not traits.is_utterance:
            return EventDate(beside, True, Rule.SAME_TIME)
        return EventDate(self.tagger.default(), False, Rule.AS_NEWS)

    def _resolved(
        self, time: TimeExpression, i: int, before: list[EventMention]
    ) -> EventDate | None:
        """Return the date of a temporal expression, from the last dated event if it is relative."""
        if time.narrated is not None and self._continues(time):
            return EventDate(time.narrated, True, Rule.FROM_OTHER_TIME)
        if time.ahead is None:
            return EventDate(time.date, time.date is not None, Rule.IN_CLAUSE)
        base = next((m.date for m in reversed(before) if m.dated and m.date), None)
        after = self.parse.lower[time.end - 1] == Word.AFTER
        if base is not None and not after:
            return EventDate(shift(base, time.ahead), True, Rule.FROM_OTHER_EVENT)
        if base is None and self.tagger.today is not None:
            base = self.tagger.today.isoformat()
        if base is not None and after and self._opens_clause(time.end - 1, i):
            return EventDate(shift(base, -time.ahead), True, Rule.BEFORE_OTHER_EVENT)
        return None

    def _continues(self, time: TimeExpression) -> bool:
        """Whether a time goes on from the one that the text gave just before it."""
        told = self.tagger.told_before(time)
        if (
            told is None
            or self.parse.sentence[time.start] - self.parse.sentence[told.start] > _NEAR
        ):
            return False
        if time.kind in (TimeKind.FROM_EVENT, TimeKind.DAY_OF_MONTH):
            return self.parse.lower[time.end - 1] != Word.AFTER
        return time.kind in (TimeKind.MONTH, TimeKind.MONTH_AND_DAY) and told.kind is TimeKind.FULL

    def _opens_clause(self, after: int, i: int) -> bool:
        """Whether the "after" of "two weeks after" opens the clause of a trigger."""
        return self.parse.head[after] == i or after in self.parse.ancestors(i)[:2]
