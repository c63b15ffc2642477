"""From a trigger to an event mention, or to the reason why there is none."""

from dataclasses import replace

from talion.extract.dating.date_model import DateModel, date_model
from talion.extract.dating.event_date import EventDate
from talion.extract.encoder.encoded_text import EncodedText
from talion.extract.entities.context import Context
from talion.extract.incidents.completion import complete
from talion.extract.incidents.distributive_reading import Distributor, Share, at_entry, of_one_type
from talion.extract.incidents.event_dates import EventDater
from talion.extract.incidents.event_mention import EventMention
from talion.extract.incidents.follow_suit import follow_suit
from talion.extract.incidents.joint_agents import (
    is_mutual,
    one_each,
    respective_numbers,
    separate_parties,
)
from talion.extract.incidents.ordered_actions import is_part_of_order
from talion.extract.lang import Pos, nouns, verbs
from talion.extract.rules import Reason, Rejection, Rule, SlotName
from talion.extract.sides.choice import SideChoice, choose_all
from talion.extract.sides.document import Document, Reading
from talion.extract.sides.model import SideModel, side_model
from talion.extract.slots.counts import count, is_soft
from talion.extract.slots.status import is_question, status, threatened
from talion.extract.slots.times import TimeTagger
from talion.extract.text.numbers import number_at
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.frame import Flag, FrameKind
from talion.extract.triggers.negation import reversed_
from talion.model.actor import ActorKind
from talion.model.incident import Status
from talion.model.type_traits import Apart, SideName

#: Below this probability that a trigger reports an incident it only repeats one, if any.
LIKELY = 0.15


#: Rules for targets that leave nothing to choose.
_DECIDING = (Reason(Rule.MUTUAL), Reason(Rule.WARNED))


def _listed(share: Share, side: SideName) -> Reason | None:
    return Reason(Rule.LISTED) if share.side is side else None


class MentionBuilder:
    """Builds the event mentions of one text; keeps the triggers without one, with the reason."""

    def __init__(
        self,
        context: Context,
        tagger: TimeTagger,
        triggers: list[Trigger],
        sides: SideModel | None = None,
        dates: DateModel | None = None,
        encoding: EncodedText | None = None,
    ) -> None:
        self.context, self.tagger, self.triggers = context, tagger, triggers
        self.mentions: list[EventMention] = []
        self.rejected: list[tuple[Trigger, Rejection]] = []
        tokens = frozenset(t.i for t in triggers)
        self.dater = EventDater(context.parse, tagger, tokens, dates or date_model())
        self.distributor = Distributor(context, triggers)
        self.document = Document(context, triggers, self.distributor.head, encoding)
        self.choices = choose_all(self.document, sides or side_model())

    def run(self) -> list[EventMention]:
        """Return the mentions of all triggers in reading order.

        >>> text = context("Peru did not expel Cuban envoys. Chile expelled a Cuban envoy.")
        >>> builder = MentionBuilder(text, TimeTagger(text.parse, text.at), triggers(text))
        >>> [m.agents.states for m in builder.run()]
        [('Chile',)]
        >>> [reason.words for _, reason in builder.rejected]
        ['denied or ruled out']
        """
        for reading in self.document.readings:
            trigger = reading.trigger
            if is_part_of_order(self.context.parse, trigger, self.triggers):
                self.rejected.append((trigger, Rejection.PART_OF_ORDER))
                continue
            self._build(reading)
        self.mentions += follow_suit(self.context, self.mentions, self.dater)
        of_one_type(self.mentions)
        complete(self.context, self.mentions)
        return [d for d in self.mentions if not self._without_party(d)]

    def _without_party(self, mention: EventMention) -> bool:
        lacking = not mention.weak and not mention.agents and not mention.targets
        if lacking:
            self.rejected.append((mention.trigger, Rejection.NO_PARTY))
        return lacking

    def _build(self, reading: Reading) -> None:
        parse, trigger = self.context.parse, reading.trigger
        if is_question(parse, trigger.i):
            self.rejected.append((trigger, Rejection.ASKED))
            return
        found = status(parse, trigger)
        if found is None:
            self.rejected.append((trigger, Rejection.DENIED))
            return
        if not trigger.traits.is_utterance and threatened(parse, trigger):
            self.rejected.append((trigger, Rejection.ONLY_THREATENED))
            return
        if reading.type != trigger.type:
            found = Status.REPORTED
        mutual = is_mutual(parse, trigger)
        number = count(parse, trigger)
        listed = self.distributor.shares(trigger, reading.roles, self._own_number(trigger, number))
        settled = mutual or bool(listed) or reading.roles.target_rule in _DECIDING
        choice = self._sides(reading, by_rule=settled)
        roles = choice.roles
        weak = choice.incident < LIKELY and not listed
        when = self.dater.date(trigger, reading.traits, found, roles.agents, self.mentions)
        if reversed_(parse, trigger):
            weak = True
        parties = separate_parties(self.context, reading.type, roles, mutual=mutual)
        numbers: list[int | None] = [*respective_numbers(parse, trigger.i, len(parties))]
        if number is None and len(parties) > 1 and one_each(parse, trigger):
            number = 1
        numbers = numbers or [number] * len(parties)
        apart = [Share(a, t, n, trigger.i) for (a, t), n in zip(parties, numbers, strict=True)]
        for share in listed or apart:
            mention = self._mention(reading, choice, when, share, found, weak=weak)
            self.mentions.append(mention)

    def _mention(
        self,
        reading: Reading,
        choice: SideChoice,
        when: EventDate,
        share: Share,
        found: Status,
        *,
        weak: bool,
    ) -> EventMention:
        """Return the mention of one side's share in what a trigger mentions."""
        parse, trigger, roles = self.context.parse, reading.trigger, choice.roles
        own_time = self._time_of_entry(share)
        people = self.context.kinds
        rules = {
            SlotName.AGENTS: _listed(share, SideName.AGENT) or roles.agent_rule,
            SlotName.TARGETS: _listed(share, SideName.TARGET) or roles.target_rule,
            SlotName.DATE: Reason(Rule.IN_CLAUSE if own_time else when.rule),
        }
        return EventMention(
            trigger=at_entry(trigger, share),
            type=reading.type,
            agents=share.agents,
            targets=share.targets,
            count=share.number if reading.traits.counts else None,
            date=own_time or when.ruled.date,
            status=found,
            sentence=parse.sentence[share.at],
            dated=when.ruled.given or own_time is not None,
            when=None if own_time else when,
            weak=weak,
            verbal=trigger.frame.kind is FrameKind.VERB,
            topic=self._topic(trigger),
            soft=share.number == 1 and is_soft(parse, trigger),
            firm=Flag.WEAK not in trigger.frame.flags,
            generic=self._is_generic(trigger) and share.side is None,
            by_person=any(people.get(n) == ActorKind.PERSON for n in share.agents.others),
            group=self.distributor.group(trigger),
            entry=share.entry,
            governor=trigger.i if share.entry else None,
            probability=choice.right,
            reported=choice.incident,
            exchanged=choice.exchanged,
            by_rule=choice.by_rule,
            directed=choice.directed,
            rules={slot: rule for slot, rule in rules.items() if rule is not None},
        )

    def _own_number(self, trigger: Trigger, number: int | None) -> int | None:
        """Return the number beside a trigger itself, where a list of others goes on from it."""
        near = range(trigger.i + 1, min(trigger.i + 3, len(self.context.parse)))
        return next((v for k in near if (v := number_at(self.context.parse, k))), number)

    def _time_of_entry(self, share: Share) -> str | None:
        """Return the date in a member's own line of a list."""
        if share.entry is None or not share.dated:
            return None
        first, last = share.entry
        return next((t.date for t in self.tagger.times if first <= t.start < last and t.date), None)

    def _sides(self, reading: Reading, *, by_rule: bool) -> SideChoice:
        """Return the most likely sides; those of the clause where it decides or reports nothing."""
        choice = self.choices.get(reading.trigger, SideChoice(reading.roles, 0.0, 0.0))
        if by_rule or choice.incident < LIKELY:
            return replace(choice, roles=reading.roles, directed=True)
        return choice

    def _is_generic(self, trigger: Trigger) -> bool:
        """Whether it is done to persons mentioned before: "these people", "them"."""
        parse = self.context.parse
        return trigger.traits.of_diplomats is not None and all(
            parse.lemma[o] in nouns.ANYBODY or parse.pos[o] in (Pos.PRONOUN, Pos.NUMERAL)
            for o in trigger.objects
        )

    def _topic(self, trigger: Trigger) -> str:
        parse = self.context.parse
        verb = parse.lemma[trigger.i]
        if Apart.STEP in trigger.traits.apart_by:
            return verb
        if Apart.OBJECT not in trigger.traits.apart_by or trigger.frame.kind is not FrameKind.VERB:
            return ""
        if not trigger.objects or verb in verbs.IMPOSING or verb == trigger.type:
            return ""
        topic = parse.lemma[trigger.objects[0]]
        return topic if topic != trigger.type else ""
