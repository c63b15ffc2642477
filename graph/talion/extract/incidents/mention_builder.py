"""From a trigger to an event mention, or to the reason why there is none."""

from dataclasses import replace
from itertools import pairwise

from talion.extract.entities.context import Context
from talion.extract.entities.noun_phrases import Party
from talion.extract.entities.subjects import listed, subject_of
from talion.extract.incidents.carried_dates import carried
from talion.extract.incidents.completion import complete
from talion.extract.incidents.event_mention import EventMention
from talion.extract.lang import Dep, Pos, Word, function_words, nouns, verbs
from talion.extract.rules import Reason, Rejection, Rule
from talion.extract.slots.counts import count, is_soft
from talion.extract.slots.dates import time_of
from talion.extract.slots.role_filling import fill_missing_party, find_roles
from talion.extract.slots.roles import Roles
from talion.extract.slots.status import announced_for_later, status, threatened
from talion.extract.slots.times import TimeExpression, TimeTagger, shift
from talion.extract.text.numbers import number_at
from talion.extract.text.parse import Parse
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.frame import Flag, FrameKind
from talion.extract.triggers.negation import reversed_
from talion.model.type_traits import Apart
from talion.store.reference import traits_of

#: An agent found so is the one who says what it will do.
_UTTERED = frozenset({Rule.SUBJECT, Rule.NAME_BEFORE_VERB, Rule.GOVERNING_SUBJECT})


def _decided(parse: Parse, i: int) -> bool:
    """Whether the text itself says "will": that reports a decision, not a threat."""
    will = any(parse.lower[c] in function_words.WILL_FORMS for c in parse.children[i])
    at = i
    while parse.dep[at] == Dep.CONJUNCT:
        at = parse.head[at]
        will = will or any(parse.lower[c] == Word.WILL for c in parse.children[at])
    speech = parse.dep[at] == Dep.CLAUSAL_COMPLEMENT and parse.lemma[parse.head[at]] in verbs.VOWING
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
        self._tokens = frozenset(t.i for t in triggers)

    def run(self) -> list[EventMention]:
        """Return the mentions of all triggers in reading order."""
        for trigger in self.triggers:
            if self._absorbed(trigger):
                self.rejected.append((trigger, Rejection.PART_OF_ORDER))
                continue
            self._build(trigger)
        self._follow_suit()
        complete(self.context, self.mentions)
        return [d for d in self.mentions if not self._without_party(d)]

    def _follow_suit(self) -> None:
        """Add a mention for each party that "followed suit": the last measure before."""
        parse = self.context.parse
        for i in range(1, len(parse)):
            if (parse.lemma[i - 1], parse.lower[i]) != verbs.FOLLOWING_SUIT:
                continue
            before = [d for d in self.mentions if d.i < i and d.traits.distributive and not d.weak]
            own = any(
                d.sentence == parse.sentence[i] and d.traits.distributive for d in self.mentions
            )
            subject = subject_of(self.context, i - 1)
            if not before or own or subject is None:
                continue
            model = before[-1]
            for head in listed(self.context, subject[0]):
                party = self.context.party(head)
                if party.states:
                    self.mentions.append(self._like(model, i, party))

    def _like(self, model: EventMention, i: int, party: Party) -> EventMention:
        frame = replace(
            model.trigger.frame, text=" ".join(verbs.FOLLOWING_SUIT), anchor=verbs.FOLLOWING_SUIT
        )
        return replace(
            model,
            trigger=Trigger(i, frame),
            agents=party,
            targets=model.targets.without(party.states),
            count=None,
            date=self.tagger.default() if model.date else None,
            dated=False,
            sentence=self.context.parse.sentence[i],
            incident=None,
            rules={"agents": Reason(Rule.FOLLOWED_SUIT), "targets": Reason(Rule.AS_BEFORE)},
        )

    def _without_party(self, mention: EventMention) -> bool:
        lacking = not mention.weak and not mention.agents and not mention.targets
        if lacking:
            self.rejected.append((mention.trigger, Rejection.NO_PARTY))
        return lacking

    def _absorbed(self, trigger: Trigger) -> bool:
        """Whether a trigger is the aim of another: "ordered to close", "vowed to retaliate"."""
        parse = self.context.parse
        for other in self.triggers:
            if other.i == trigger.i or other.frame.kind is not FrameKind.VERB:
                continue
            above = parse.ancestors(trigger.i)
            ordered = (
                other.frame.needs and other.traits.is_bilateral and trigger.traits.is_bilateral
            )
            if (
                trigger.i > other.i
                and ordered
                and not self._in_clause_of_its_own(trigger.i, other.i)
            ):
                if other.type == trigger.type and other.i in above[:3]:
                    return True
                if other.i in above[:1] and parse.dep[trigger.i] in (
                    Dep.OPEN_COMPLEMENT,
                    Dep.CLAUSAL_COMPLEMENT,
                ):
                    return True
        return False

    def _in_clause_of_its_own(self, i: int, above: int) -> bool:
        """Whether "after", "because" or the like opens a clause between a verb and one above."""
        parse = self.context.parse
        for a in (i, *parse.ancestors(i)):
            if a == above:
                return False
            if parse.dep[a] == Dep.ADVERBIAL_CLAUSE and parse.kids(a, Dep.MARKER):
                return True
        return False

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
        self._host(trigger, roles)
        kind, traits = trigger.type, trigger.traits
        number = count(parse, trigger)
        weak = self._is_weak(trigger, roles) and not self._is_mutual(trigger)
        if traits.is_bilateral and not weak and (not traits.is_utterance or roles.agents):
            fill_missing_party(self.context, trigger, roles)
        later = announced_for_later(parse, trigger)
        if (
            traits.threatened_as is not None
            and later
            and number is None
            and roles.agent_rule is not None
            and roles.agent_rule.rule in _UTTERED
            and not _decided(parse, trigger.i)
            and not {Flag.OBLIGED, Flag.NEGATED} & trigger.frame.flags
        ):
            kind, found = traits.threatened_as, "reported"
            traits = traits_of(kind)
        reason = None if self._is_mutual(trigger) else self._lacks(kind, roles, weak)
        if reason is not None:
            self.rejected.append((trigger, reason))
            return
        date, dated, rule = self._date(trigger, kind, found, roles.agents)
        if reversed_(parse, trigger):
            weak = True
        apart = [(a, t, number) for a, t in self._apart(kind, roles, self._is_mutual(trigger))]
        for agents, targets, number in self._gapped(trigger, roles) or apart:
            self.mentions.append(
                EventMention(
                    trigger=trigger,
                    type=kind,
                    agents=agents,
                    targets=targets,
                    count=number if traits.counts else None,
                    date=date,
                    status=found,
                    sentence=parse.sentence[trigger.i],
                    dated=dated,
                    weak=weak,
                    verbal=trigger.frame.kind is FrameKind.VERB,
                    topic=self._topic(trigger),
                    soft=number == 1 and is_soft(parse, trigger),
                    firm=Flag.WEAK not in trigger.frame.flags,
                    generic=self._is_generic(trigger),
                    by_person=any(self.context.kinds.get(n) == "person" for n in agents.others),
                    rules={
                        slot: found
                        for slot, found in (
                            ("agents", roles.agent_rule),
                            ("targets", roles.target_rule),
                            ("date", rule),
                        )
                        if found is not None
                    },
                )
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

    def _apart(self, kind: str, roles: Roles, mutual: bool) -> list[tuple[Party, Party]]:
        pair = roles.agents.states or tuple(s for s, _ in self.context.frequency.most_common(2))
        if mutual and len(pair) == 2:
            return [(Party((pair[0],)), Party((pair[1],))), (Party((pair[1],)), Party((pair[0],)))]
        one = roles.target_rule == Reason(Rule.MUTUAL)
        if traits_of(kind).distributive and len(roles.groups) > 1 and not one:
            return [(g, roles.targets.without(g.states)) for g in roles.groups]
        return [(roles.agents, roles.targets)]

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

    def _gapped(self, trigger: Trigger, roles: Roles) -> list[tuple[Party, Party, int | None]]:
        """Return each party with its number in "Belgium expelled 21 and the Netherlands 17"."""
        parse, i = self.context.parse, trigger.i
        each_removes = trigger.traits.distributive and trigger.traits.removes
        if not each_removes or trigger.frame.kind is not FrameKind.VERB or not roles.agents.states:
            return []
        found: list[tuple[Party, Party, int | None]] = []
        for mention in self.context.mentions:
            start, end = mention.start, mention.end
            if parse.sentence[start] != parse.sentence[i] or start < i or end >= len(parse):
                continue
            before = start - 1 - (parse.lower[start - 1] == Word.THE)
            joined = parse.lower[before] in function_words.GAPPING
            if joined and mention.states and (value := number_at(parse, end)) is not None:
                for head in listed(self.context, end - 1):
                    party = self.context.party(head)
                    if head > i and party.states:
                        found.append((party, roles.targets.without(party.states), value))
        if not found:
            return []
        others = {s for a, _, _ in found for s in a.states}
        targets = roles.targets.without(tuple(others))
        own = next((v for k in range(i + 1, i + 3) if (v := number_at(parse, k))), None)
        found = [(a, targets, n) for a, _, n in found]
        first = [(g, targets, own) for g in roles.groups] or [(roles.agents, targets, own)]
        return [*first, *found]

    def _is_mutual(self, trigger: Trigger) -> bool:
        """Whether it is done to "each other's" diplomats."""
        parse = self.context.parse
        last = parse.bounds[parse.sentence[trigger.i]][1]
        near = parse.lower[trigger.i : min(trigger.i + 8, last)]
        return any(a == Word.EACH and b == Word.OTHER for a, b in pairwise(near))

    def _is_generic(self, trigger: Trigger) -> bool:
        """Whether it is done to persons mentioned before: "these people", "them"."""
        parse = self.context.parse
        return trigger.traits.of_diplomats is not None and all(
            parse.lemma[o] in nouns.ANYBODY or parse.pos[o] in (Pos.PRONOUN, Pos.NUMERAL)
            for o in trigger.objects
        )

    def _begins(self, time: TimeExpression, i: int) -> bool:
        """Whether "two weeks after" opens the clause of a trigger."""
        parse = self.context.parse
        after = time.end - 1
        return parse.lower[after] == Word.AFTER and (
            parse.head[after] == i or after in parse.ancestors(i)[:2]
        )

    def _today(self) -> str | None:
        return self.tagger.today.isoformat() if self.tagger.today is not None else None

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

    def _date(
        self, trigger: Trigger, kind: str, found: str, agents: Party
    ) -> tuple[str | None, bool, Reason]:
        parse = self.context.parse
        shared = not traits_of(kind).is_deed
        time = time_of(parse, self.tagger, trigger.i, self._tokens, shared=shared)
        if time is not None:
            if time.ahead is None:
                return time.date, time.date is not None, Reason(Rule.IN_CLAUSE)
            base = next((d.date for d in reversed(self.mentions) if d.dated and d.date), None)
            if base is not None and parse.lower[time.end - 1] != Word.AFTER:
                return shift(base, time.ahead), True, Reason(Rule.FROM_OTHER_EVENT)
            if self._begins(time, trigger.i) and (base := base or self._today()):
                return shift(base, -time.ahead), True, Reason(Rule.BEFORE_OTHER_EVENT)
        if found == "prospective" or not traits_of(kind).is_announced:
            return None, False, Reason(Rule.UNDATED)
        beside = carried(parse, trigger.i, agents, self.mentions)
        if beside is not None and not traits_of(kind).is_utterance:
            return beside, True, Reason(Rule.SAME_TIME)
        return self.tagger.default(), False, Reason(Rule.AS_NEWS)
