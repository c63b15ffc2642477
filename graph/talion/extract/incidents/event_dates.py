"""The date of an event: of its clause, relative to another event, or that of the news."""

from dataclasses import dataclass, field

from talion.extract.dating.date_model import DateModel, date_model
from talion.extract.dating.date_options import DateOptions
from talion.extract.dating.event_date import EventDate, RuledDate
from talion.extract.dating.situation import Situation
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
class EventDater:
    """Dates the events of one text; `triggers` are the tokens of all its triggers.

    Rules of grammar propose a date; `model` chooses among it and the other times of the passage.
    """

    parse: Parse
    tagger: TimeTagger
    triggers: frozenset[int]
    model: DateModel = field(default_factory=date_model)

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
        situation = Situation.of(self.parse, self.tagger, trigger, traits, status)
        ruled = self._by_rule(situation, agents, before)
        dates = [m.date for m in before if m.dated and m.date]
        options = DateOptions(self.tagger, situation, self.triggers, dates, ruled)
        best, probability = self.model.date_of(options)
        return EventDate(ruled, best.date, best.rule, probability)

    def _by_rule(self, told: Situation, agents: Party, before: list[EventMention]) -> RuledDate:
        """Return the date that the grammar of the clause gives."""
        i, traits = told.trigger.i, told.traits
        time = time_of(self.parse, self.tagger, i, self.triggers, shared=not traits.is_deed)
        found = self._resolved(time, i, before) if time is not None else None
        if found is not None:
            return found
        heading = label_of(self.parse, self.tagger.times, i)
        if heading is not None:
            return RuledDate(heading.narrated or heading.date, True, Rule.DATE_HEADING)
        if told.status == Status.PROSPECTIVE or not traits.is_announced:
            return RuledDate(None, False, Rule.UNDATED)
        beside = carried(self.parse, i, agents, before)
        if beside is not None and not traits.is_utterance:
            return RuledDate(beside, True, Rule.SAME_TIME)
        return RuledDate(self.tagger.default(), False, Rule.AS_NEWS)

    def _resolved(
        self, time: TimeExpression, i: int, before: list[EventMention]
    ) -> RuledDate | None:
        """Return the date of a temporal expression, from the last dated event if it is relative."""
        if time.narrated is not None and self._continues(time):
            return RuledDate(time.narrated, True, Rule.FROM_OTHER_TIME)
        if time.ahead is None:
            return RuledDate(time.date, time.date is not None, Rule.IN_CLAUSE)
        base = next((m.date for m in reversed(before) if m.dated and m.date), None)
        after = self.parse.lower[time.end - 1] == Word.AFTER
        if base is not None and not after:
            return RuledDate(shift(base, time.ahead), True, Rule.FROM_OTHER_EVENT)
        if base is None and self.tagger.today is not None:
            base = self.tagger.today.isoformat()
        if base is not None and after and self._opens_clause(time.end - 1, i):
            return RuledDate(shift(base, -time.ahead), True, Rule.BEFORE_OTHER_EVENT)
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
