"""From a trigger to an event mention, or to the reason why there is none."""

from talion.extract.entities.context import Context
from talion.extract.entities.noun_phrases import Party
from talion.extract.incidents.completion import complete
from talion.extract.incidents.distribution import Distributor, Share, at_entry, of_one_type
from talion.extract.incidents.event_dates import EventDate, EventDater
from talion.extract.incidents.event_mention import EventMention
from talion.extract.incidents.follow_suit import follow_suit
from talion.extract.incidents.joint_agents import (
    is_mutual,
    one_each,
    respective_numbers,
    separate_parties,
)
from talion.extract.incidents.orders import is_part_of_order
from talion.extract.lang import Dep, Pos, Word, function_words, nouns, verbs
from talion.extract.rules import Reason, Rejection, Rule, SlotName
from talion.extract.slots.counts import count, is_soft
from talion.extract.slots.role_filling import fill_missing_party, find_roles
from talion.extract.slots.roles import Roles
from talion.extract.slots.status import announced_for_later, status, threatened
from talion.extract.slots.times import TimeTagger
from talion.extract.text.numbers import number_at
from talion.extract.text.parse import Parse
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.frame import Flag, FrameKind
from talion.extract.triggers.negation import reversed_
from talion.model.actor import ActorKind
from talion.model.incident import Status
from talion.model.type_traits import Apart, SideName
from talion.store.reference import traits_of

#: An agent found so is the one who says what it will do.
_UTTERED = frozenset({Rule.SUBJECT, Rule.NAME_BEFORE_VERB, Rule.GOVERNING_SUBJECT})


def _listed(share: Share, side: SideName) -> Reason | None:
    return Reason(Rule.LISTED) if share.side is side else None


def _decided(parse: Parse, i: int) -> bool:
    """Whether the text itself says "will", or reports that someone did: a decision, no threat."""
    will = any(parse.lower[c] in function_words.WILL_FORMS for c in parse.children[i])
    would = any(parse.lower[c] in function_words.REPORTED_WILL for c in parse.children[i])
    at = i
    while parse.dep[at] == Dep.CONJUNCT:
        at = parse.head[at]
        will = will or any(parse.lower[c] == Word.WILL for c in parse.children[at])
        would = would or any(
            parse.lower[c] in function_words.REPORTED_WILL for c in parse.children[at]
        )
    said = parse.dep[at] == Dep.CLAUSAL_COMPLEMENT
    speech = said and parse.lemma[parse.head[at]] in verbs.VOWING
    will = will or (would and said and parse.lemma[parse.head[at]] in verbs.REPORTING)
    conditional = any(
        parse.lower[c] in function_words.CONDITIONALS for k in (i, at) for c in parse.children[k]
    )
    return will and not speech and not conditional


class MentionBuilder:
    """Builds the event mentions of one text; keeps the triggers without one, with the reason."""

    def __init__(self, context: Context, tagger: TimeTagger, triggers: list[Trigger]) -> None:
        self.context, self.tagger, self.triggers = context, tagger, triggers
        self.mentions: list[EventMention] = []
        self.rejected: list[tuple[Trigger, Rejection]] = []
        tokens = frozenset(t.i for t in triggers)
        self.dater = EventDater(context.parse, tagger, tokens)
        self.distributor = Distributor(context, triggers)

    def run(self) -> list[EventMention]:
        """Return the mentions of all triggers in reading order.

        >>> text = context("Peru did not expel Cuban envoys. Chile expelled a Cuban envoy.")
        >>> builder = MentionBuilder(text, TimeTagger(text.parse, text.at), triggers(text))
        >>> [m.agents.states for m in builder.run()]
        [('Chile',)]
        >>> [reason.words for _, reason in builder.rejected]
        ['denied or ruled out']
        """
        for trigger in self.triggers:
            if is_part_of_order(self.context.parse, trigger, self.triggers):
                self.rejected.append((trigger, Rejection.PART_OF_ORDER))
                continue
            self._build(trigger)
        self.mentions += follow_suit(self.context, self.mentions, self.tagger.default())
        of_one_type(self.mentions)
        complete(self.context, self.mentions)
        return [d for d in self.mentions if not self._without_party(d)]

    def _without_party(self, mention: EventMention) -> bool:
        lacking = not mention.weak and not mention.agents and not mention.targets
        if lacking:
            self.rejected.append((mention.trigger, Rejection.NO_PARTY))
        return lacking

    def _build(self, trigger: Trigger) -> None:
        parse = self.context.parse
        found = status(parse, trigger)
        if found is None:
            self.rejected.append((trigger, Rejection.DENIED))
            return
        if not trigger.traits.is_utterance and threatened(parse, trigger):
            self.rejected.append((trigger, Rejection.ONLY_THREATENED))
            return
        roles = find_roles(self.context, trigger)
        self.distributor.head(trigger, roles)
        self._host(trigger, roles)
        kind, traits = trigger.type, trigger.traits
        mutual = is_mutual(parse, trigger)
        number = count(parse, trigger)
        shares = self.distributor.shares(trigger, roles, self._own_number(trigger, number))
        weak = self._is_weak(trigger, roles) and not mutual and not shares
        if (
            traits.is_bilateral
            and not weak
            and not shares
            and (not traits.is_utterance or roles.agents)
        ):
            fill_missing_party(self.context, trigger, roles)
        if (
            traits.threatened_as is not None
            and number is None
            and self._is_only_announced(trigger, roles)
        ):
            kind, found = traits.threatened_as, Status.REPORTED
            traits = traits_of(kind)
        reason = None if mutual or shares else self._lacks(kind, roles, weak)
        if reason is not None:
            self.rejected.append((trigger, reason))
            return
        when = self.dater.date(trigger, traits, found, roles.agents, self.mentions)
        if reversed_(parse, trigger):
            weak = True
        parties = separate_parties(self.context, kind, roles, mutual=mutual)
        numbers: list[int | None] = [*respective_numbers(parse, trigger.i, len(parties))]
        if number is None and len(parties) > 1 and one_each(parse, trigger):
            number = 1
        numbers = numbers or [number] * len(parties)
        apart = [Share(a, t, n, trigger.i) for (a, t), n in zip(parties, numbers, strict=True)]
        for share in shares or apart:
            self.mentions.append(self._mention(trigger, kind, roles, when, share, found, weak=weak))

    def _mention(
        self,
        trigger: Trigger,
        kind: str,
        roles: Roles,
        when: EventDate,
        share: Share,
        found: Status,
        *,
        weak: bool,
    ) -> EventMention:
        """Return the mention of one side's share in what a trigger mentions."""
        parse = self.context.parse
        own_time = self._time_of_entry(share)
        people = self.context.kinds
        rules = {
            SlotName.AGENTS: _listed(share, SideName.AGENT) or roles.agent_rule,
            SlotName.TARGETS: _listed(share, SideName.TARGET) or roles.target_rule,
            SlotName.DATE: Reason(Rule.IN_CLAUSE if own_time else when.rule),
        }
        return EventMention(
            trigger=at_entry(trigger, share),
            type=kind,
            agents=share.agents,
            targets=share.targets,
            count=share.number if traits_of(kind).counts else None,
            date=own_time or when.date,
            status=found,
            sentence=parse.sentence[share.at],
            dated=when.given or own_time is not None,
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

    def _is_only_announced(self, trigger: Trigger, roles: Roles) -> bool:
        """Whether the agent itself says that it will do it, without its being decided."""
        parse = self.context.parse
        return (
            announced_for_later(parse, trigger)
            and roles.agent_rule is not None
            and roles.agent_rule.rule in _UTTERED
            and not _decided(parse, trigger.i)
            and not {Flag.OBLIGED, Flag.NEGATED} & trigger.frame.flags
        )

    def _is_weak(self, trigger: Trigger, roles: Roles) -> bool:
        if Flag.WEAK in trigger.frame.flags:
            return not (roles.agents.states and roles.targets.states)
        if roles.anaphoric and not roles.agents:
            return True
        if trigger.traits.is_bilateral and not (roles.agents.states or roles.targets.states):
            return True
        return not roles.agents and not roles.targets

    def _lacks(self, kind: str, roles: Roles, weak: bool) -> Rejection | None:
        """Return why a trigger cannot be an incident, or nothing."""
        if weak:
            return None
        traits = traits_of(kind)
        if traits.is_utterance and not roles.agents.states and roles.agent_rule is None:
            return Rejection.NO_THREATENER
        if traits.is_bilateral and not (roles.agents and roles.targets):
            return Rejection.ONE_PARTY
        if traits.is_measure and not roles.agents:
            return Rejection.NO_AGENT
        return None

    def _host(self, trigger: Trigger, roles: Roles) -> None:
        """Take "the country" that expels for one that the text has already reported to expel."""
        if roles.agent_rule != Reason(Rule.COUNTRY_LEFT):
            return
        for mention in self.mentions:
            known = mention.agents.states
            if (
                mention.type == trigger.type
                and known
                and not set(known) & set(roles.targets.states)
            ):
                roles.agents = Party(known)
                return

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
