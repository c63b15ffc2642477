"""One event told over a list: what each member did, or what was done to each."""

from collections import Counter
from dataclasses import dataclass, replace

from talion.extract.entities.context import Context
from talion.extract.entities.enumerations import Enumeration, Member, Shape
from talion.extract.entities.noun_phrases import Party, party_of
from talion.extract.incidents.event_mention import EventMention
from talion.extract.incidents.governed_lists import comes_after_any, governed_lists
from talion.extract.lang import Dep, function_words
from talion.extract.rules import Reason, Rule
from talion.extract.slots.roles import Roles
from talion.extract.triggers.detection import Trigger
from talion.model.type_traits import CountedAs, SideName

#: How many tokens before a list are read for whom it is about.
_LEAD = 120


@dataclass(frozen=True, slots=True)
class Share:
    """One member's part of an event: its sides, its number, and the tokens of its entry.

    `dated` tells whether the entry may give the date; `side` is
    that which the entry names.
    """

    agents: Party
    targets: Party
    number: int | None
    at: int
    entry: tuple[int, int] | None = None
    dated: bool = False
    side: SideName | None = None


class Distributor:
    """Shares the events of one text out over the members of its lists."""

    def __init__(self, context: Context, triggers: list[Trigger]) -> None:
        self.context = context
        self.governed = governed_lists(context, triggers)
        self.lines = [e for e in context.enumerations if e.own_lines]
        self._tokens = frozenset(t.i for t in triggers)

    def shares(self, trigger: Trigger, roles: Roles, own: int | None) -> list[Share]:
        """Return the parts that the members of a trigger's lists have in its event.

        `own` is the number that the trigger itself has. A side of the event that is no member
        keeps its own part, first; a total is not kept.
        """
        found: list[Share] = []
        for listed in self.governed.get((trigger.i, trigger.type), ()):
            members = [m for m in listed.members if not self._tells_itself(listed, m)]
            states = tuple(s for m in members for s in m.mention.states)
            if listed.shape is Shape.TIMES and not roles.agents:
                roles.agents, roles.agent_rule = self._before(trigger), Reason(Rule.IN_SENTENCE)
            side = self._side(listed, roles, states)
            self._name_topic(listed, trigger, roles, side, states)
            fixed = roles.targets if side is SideName.AGENT else roles.agents
            rest = roles.agents if side is SideName.AGENT else roles.targets
            own_part = rest.without((*states, *fixed.states))
            inside = listed.start <= trigger.i < listed.end
            if (listed.joined or inside) and own_part.states and not found:
                found += self._own(trigger, roles, side, own_part, own)
            for m in members:
                party = party_of(m.mention)
                other = fixed.without(party.states)
                agents, targets = (party, other) if side is SideName.AGENT else (other, party)
                number = m.drop if trigger.traits.counts is CountedAs.POSTS else m.number
                entry = (m.start, m.end)
                dated = listed.own_lines or listed.shape is Shape.TIMES
                found.append(Share(agents, targets, number, m.mention.start, entry, dated, side))
        return found

    def head(self, trigger: Trigger, roles: Roles) -> None:
        """Take the sides from the head of the line that a trigger stands in: "Peru - expelled"."""
        line = next((e for e in self.lines if e.start <= trigger.i < e.end), None)
        if line is None or not trigger.traits.is_measure:
            return
        own = [m for m in line.members if m.start <= trigger.i < m.end]
        if not own or own[-1].mention.end > trigger.i:
            return
        groups = [party_of(m.mention) for m in own]
        party = sum(groups, Party())
        if line.shape is Shape.ADDRESSEES:
            roles.targets, roles.target_rule = party, Reason(Rule.LIST_HEAD)
            roles.agents = roles.agents.without(party.states)
        elif not self._has_own_subject(trigger, roles, own[-1]):
            roles.agents, roles.agent_rule = party, Reason(Rule.LIST_HEAD)
            roles.groups = groups if len(groups) > 1 else []
            roles.targets = self._within(roles.targets, own[-1]).without(party.states)
        side = SideName.TARGET if line.shape is Shape.ADDRESSEES else SideName.AGENT
        states = tuple(s for m in own for s in m.mention.states)
        self._name_topic(line, trigger, roles, side, states)

    def _before(self, trigger: Trigger) -> Party:
        """Return the party named last before a trigger in its sentence."""
        first = self.context.parse.bounds[self.context.parse.sentence[trigger.i]][0]
        named = [m for m in self.context.mentions if first <= m.start and m.end <= trigger.i]
        return party_of(named[-1]) if named else Party()

    def group(self, trigger: Trigger) -> int | None:
        """Return by what the incidents of a list are known as one group; None for a single one."""
        line = next((e for e in self.lines if e.start <= trigger.i < e.end), None)
        if line is not None:
            return line.start
        lists = self.governed.get((trigger.i, trigger.type), ())
        return lists[0].start if lists else None

    def _has_own_subject(self, trigger: Trigger, roles: Roles, head: Member) -> bool:
        """Whether a named subject stands between the head of a line and the verb."""
        if roles.agent_rule is None or roles.agent_rule.pronoun:
            return False
        if roles.agent_rule.rule is Rule.BY_PHRASE:
            return True
        if roles.agent_rule.rule is not Rule.SUBJECT:
            return False
        first = self.context.parse.bounds[self.context.parse.sentence[trigger.i]][0]
        return any(
            max(first, head.mention.end) <= m.start < trigger.i
            and set(m.states) & set(roles.agents.states)
            for m in self.context.mentions
        )

    def _within(self, party: Party, member: Member) -> Party:
        """Return what a member's own line names of a party."""
        named = {
            n
            for m in self.context.mentions
            if member.start <= m.start < member.end
            for n in (*m.states, *m.names)
        }
        return Party(
            tuple(s for s in party.states if s in named),
            tuple(o for o in party.others if o in named),
        )

    def _tells_itself(self, listed: Enumeration, member: Member) -> bool:
        """Whether a member's line says itself what the member did, or says nothing of it."""
        if not listed.own_lines or member.number is not None or member.drop is not None:
            return False
        return not member.bare or any(member.start <= i < member.end for i in self._tokens)

    def _side(self, listed: Enumeration, roles: Roles, states: tuple[str, ...]) -> SideName:
        """Return which side the members of a list are."""
        if listed.shape in (Shape.PEOPLE, Shape.ORIGINS, Shape.ADDRESSEES):
            return SideName.TARGET
        if listed.shape is Shape.DOERS or (listed.joined and roles.agents.without(states)):
            return SideName.AGENT
        first = listed.members[0].mention.start
        if comes_after_any(self.context, first, function_words.ORIGIN_PREPOSITIONS):
            return SideName.TARGET
        agents, targets = roles.agents.without(states), roles.targets.without(states)
        if agents.states and not targets.states:
            return SideName.TARGET
        return SideName.AGENT

    def _name_topic(
        self,
        listed: Enumeration,
        trigger: Trigger,
        roles: Roles,
        side: SideName,
        states: tuple[str, ...],
    ) -> None:
        """Fill the side that all members share by the state that a list is about."""
        known = roles.targets if side is SideName.AGENT else roles.agents
        beside = self._beside(listed, trigger, states)
        named = listed.own_lines and listed.start <= trigger.i < listed.end
        if known.without(states).states and (named or not beside):
            return
        doers = roles.agents.states if side is SideName.AGENT else ()
        topic = beside or self._topic(listed, (*states, *doers), side)
        if not topic:
            return
        if side is SideName.AGENT:
            roles.targets, roles.target_rule = topic, Reason(Rule.LIST_TOPIC)
        else:
            roles.agents, roles.agent_rule = topic, Reason(Rule.LIST_TOPIC)

    def _beside(self, listed: Enumeration, trigger: Trigger, states: tuple[str, ...]) -> Party:
        """Return the one other state in the sentence that a list stands in, or in its heading.

        That is nobody where the trigger stands in that sentence and has sides of its own.
        """
        parse = self.context.parse
        sentence = parse.sentence[listed.start]
        if listed.own_lines:
            sentence -= 1
        if sentence < 0 or parse.sentence[trigger.i] == sentence:
            return Party()
        first, last = parse.bounds[sentence]
        near = {
            s: None
            for m in self.context.mentions
            if first <= m.start < min(last, listed.start)
            for s in m.states
            if s not in states
        }
        return Party(tuple(near)) if len(near) == 1 else Party()

    def _topic(self, listed: Enumeration, states: tuple[str, ...], side: SideName) -> Party:
        """Return the state named most in the text before a list, its members apart.

        Where the members act, who acts before them counts only if nobody else is named.
        """
        near: Counter[str] = Counter()
        acting: Counter[str] = Counter()
        for m in self.context.mentions:
            within = listed.start - _LEAD <= m.start < listed.start
            if within and not self.context.is_dateline(m):
                acts = side is SideName.AGENT and self.context.parse.dep[m.end - 1] == Dep.SUBJECT
                (acting if acts else near).update(s for s in m.states if s not in states)
        near = near or acting
        if not near:
            return Party()
        return Party((max(near, key=lambda s: (near[s], self.context.frequency[s], s)),))

    def _own(
        self, trigger: Trigger, roles: Roles, side: SideName, part: Party, own: int | None
    ) -> list[Share]:
        """Return the parts of those whom the trigger names itself."""
        if side is SideName.TARGET:
            return [Share(roles.agents, part, own, trigger.i)]
        groups = [g for g in roles.groups if set(g.states) <= set(part.states)]
        return [Share(g, roles.targets, own, trigger.i) for g in (groups or [part])]


def at_entry(trigger: Trigger, share: Share) -> Trigger:
    """Return the trigger of a member's part: that of the event, at the member's place.

    >>> text = context("Peru expelled a Cuban envoy.")
    >>> [at_entry(t, Share(Party(), Party(), None, 3)).i for t in triggers(text)]
    [3]
    """
    return trigger if share.at == trigger.i else replace(trigger, i=share.at)


def of_one_type(mentions: list[EventMention]) -> None:
    """Read what lines of a list leave open as the others say it: "Peru - expelling 35".

    A removal of people is one of diplomats where another line of the list says diplomats.

    >>> text = "Expelled: two Peruvian diplomats.\\nExpelled: three Chileans."
    >>> found = mentions(context(text))
    >>> of_one_type(found)
    >>> len({mention.type for mention in found if mention.group is not None}) <= 1
    True
    """
    types: dict[int, set[str]] = {}
    for mention in mentions:
        if mention.group is not None:
            types.setdefault(mention.group, set()).add(mention.type)
    for mention in mentions:
        of_diplomats = mention.traits.of_diplomats
        if mention.group is not None and of_diplomats in types[mention.group]:
            mention.type = of_diplomats or mention.type
