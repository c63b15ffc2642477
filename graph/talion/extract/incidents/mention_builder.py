"""From a trigger to a draft of an incident, or the reason why there is none."""

from dataclasses import replace
from itertools import pairwise

from talion.extract.entities.context import Scene
from talion.extract.entities.noun_phrases import Side
from talion.extract.entities.subjects import listed, subject_of
from talion.extract.incidents.carried_dates import carried
from talion.extract.incidents.completion import DEEDS, complete
from talion.extract.incidents.event_mention import MEASURES, Draft
from talion.extract.slots.counts import count, is_soft
from talion.extract.slots.dates import time_of
from talion.extract.slots.role import Roles
from talion.extract.slots.roles import fill, find_roles
from talion.extract.slots.status import announced_for_later, status, threatened
from talion.extract.slots.times import Clock, Time, shift
from talion.extract.text.numbers import number_at
from talion.extract.text.parse import Parse
from talion.extract.text.words import words
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.negation import reversed_

#: Types told as news where no time is given; the others may be of any time.
_FRESH = MEASURES | {"deportation"}
#: Types that a side does each for itself, even where several are named together.
_VOWS = words("vow threaten warn promise pledge swear")
_EACH = frozenset({"expulsion", "recall", "closure", "summons", "break_of_relations"})


#: An agent found so is the one who says what it will do.
_UTTERED = frozenset({"subject", "name before the verb", "subject of the governing verb"})


_ANYBODY = words("people person individual man woman official group")


def _decided(parse: Parse, i: int) -> bool:
    """Whether "will" is said by the text itself: it tells a decision, not a threat."""
    will = any(parse.lower[c] in ("will", "'ll", "’ll") for c in parse.children[i])
    at = i
    while parse.dep[at] == "conj":
        at = parse.head[at]
        will = will or any(parse.lower[c] == "will" for c in parse.children[at])
    speech = parse.dep[at] == "ccomp" and parse.lemma[parse.head[at]] in _VOWS
    conditional = any(
        parse.lower[c] in ("if", "unless") for k in (i, at) for c in parse.children[k]
    )
    return will and not speech and not conditional


class Drafting:
    """Makes the drafts of one text; keeps what led to none, with the reason."""

    def __init__(self, scene: Scene, clock: Clock, triggers: list[Trigger]) -> None:
        self.scene, self.clock, self.triggers = scene, clock, triggers
        self.drafts: list[Draft] = []
        self.open: list[tuple[Trigger, str]] = []
        self._tokens = frozenset(t.i for t in triggers)

    def run(self) -> list[Draft]:
        """Return the drafts of all triggers in reading order."""
        for trigger in self.triggers:
            if self._absorbed(trigger):
                self.open.append((trigger, "told by the verb that orders it"))
                continue
            self._draft(trigger)
        self._follow_suit()
        complete(self.scene, self.drafts)
        return [d for d in self.drafts if not self._without_side(d)]

    def _follow_suit(self) -> None:
        """Add what those did who "followed suit": the measure told last before."""
        parse = self.scene.parse
        for i in range(1, len(parse)):
            if parse.lower[i] != "suit" or parse.lemma[i - 1] != "follow":
                continue
            before = [d for d in self.drafts if d.i < i and d.type in _EACH and not d.weak]
            own = any(d.sentence == parse.sentence[i] and d.type in _EACH for d in self.drafts)
            subject = subject_of(self.scene, i - 1)
            if not before or own or subject is None:
                continue
            model = before[-1]
            for head in listed(self.scene, subject[0]):
                side = self.scene.side(head)
                if side.states:
                    self.drafts.append(self._like(model, i, side))

    def _like(self, model: Draft, i: int, side: Side) -> Draft:
        frame = replace(model.trigger.frame, text="follow suit", anchor=("follow", "suit"))
        return replace(
            model,
            trigger=Trigger(i, frame),
            agents=side,
            targets=model.targets.without(side.states),
            count=None,
            date=self.clock.default() if model.date else None,
            dated=False,
            sentence=self.scene.parse.sentence[i],
            incident=None,
            rules={"agents": "who followed suit", "targets": "as in the one told before"},
        )

    def _without_side(self, draft: Draft) -> bool:
        lacking = not draft.weak and not draft.agents and not draft.targets
        if lacking:
            self.open.append((draft.trigger, "neither side is told"))
        return lacking

    def _absorbed(self, trigger: Trigger) -> bool:
        """Whether a trigger is the aim of another: "ordered to close", "vowed to retaliate"."""
        parse = self.scene.parse
        for other in self.triggers:
            if other.i == trigger.i or other.frame.kind != "verb":
                continue
            above = parse.ancestors(trigger.i)
            ordered = other.frame.needs and other.type in MEASURES and trigger.type in MEASURES
            if (
                trigger.i > other.i
                and ordered
                and not self._in_clause_of_its_own(trigger.i, other.i)
            ):
                if other.type == trigger.type and other.i in above[:3]:
                    return True
                if other.i in above[:1] and parse.dep[trigger.i] in ("xcomp", "ccomp"):
                    return True
        return False

    def _in_clause_of_its_own(self, i: int, above: int) -> bool:
        """Whether "after", "because" or the like opens a clause between a verb and one above."""
        parse = self.scene.parse
        for a in (i, *parse.ancestors(i)):
            if a == above:
                return False
            if parse.dep[a] == "advcl" and parse.kids(a, "mark"):
                return True
        return False

    def _draft(self, trigger: Trigger) -> None:
        parse = self.scene.parse
        told = status(parse, trigger)
        if told is None:
            self.open.append((trigger, "denied or ruled out"))
            return
        if trigger.type != "threat" and threatened(parse, trigger):
            self.open.append((trigger, "only threatened"))
            return
        roles = find_roles(self.scene, trigger)
        self._host(trigger, roles)
        kind = trigger.type
        number = count(parse, trigger)
        weak = self._is_weak(trigger, roles) and not self._is_mutual(trigger)
        if kind in MEASURES and not weak and (kind != "threat" or roles.agents):
            fill(self.scene, trigger, roles)
        later = announced_for_later(parse, trigger)
        if (
            kind in MEASURES - {"threat", "summons"}
            and later
            and number is None
            and roles.agent_rule.removesuffix(", the subject above") in _UTTERED
            and not _decided(parse, trigger.i)
            and not {"obliged", "negated"} & trigger.frame.flags
        ):
            kind, told = "threat", "reported"
        reason = "" if self._is_mutual(trigger) else self._lacks(kind, roles, weak)
        if reason:
            self.open.append((trigger, reason))
            return
        date, dated, rule = self._date(trigger, kind, told, roles.agents)
        if reversed_(parse, trigger):
            weak = True
        apart = [(a, t, number) for a, t in self._apart(kind, roles, self._is_mutual(trigger))]
        for agents, targets, number in self._gapped(trigger, roles) or apart:
            self.drafts.append(
                Draft(
                    trigger=trigger,
                    type=kind,
                    agents=agents,
                    targets=targets,
                    count=None if kind == "threat" else number,
                    date=date,
                    status=told,
                    sentence=parse.sentence[trigger.i],
                    dated=dated,
                    weak=weak,
                    verbal=trigger.frame.kind == "verb",
                    topic=self._topic(trigger),
                    soft=number == 1 and is_soft(parse, trigger),
                    firm="weak" not in trigger.frame.flags,
                    generic=self._is_generic(trigger),
                    by_person=any(self.scene.kinds.get(n) == "person" for n in agents.others),
                    rules={
                        "agents": roles.agent_rule,
                        "targets": roles.target_rule,
                        "date": rule,
                        "frame": trigger.frame.text,
                    },
                )
            )

    def _is_weak(self, trigger: Trigger, roles: Roles) -> bool:
        if "weak" in trigger.frame.flags:
            return not (roles.agents.states and roles.targets.states)
        if roles.anaphoric and not roles.agents:
            return True
        if trigger.type in MEASURES and not (roles.agents.states or roles.targets.states):
            return True
        return not roles.agents and not roles.targets

    def _lacks(self, kind: str, roles: Roles, weak: bool) -> str:
        """Return why a trigger cannot be an incident, or nothing."""
        if weak:
            return ""
        if kind == "threat" and not roles.agents.states and roles.agent_rule == "":
            return "who threatens is not told"
        if kind in MEASURES and not (roles.agents and roles.targets):
            return "one of the two sides is not told"
        if kind == "deportation" and not roles.agents:
            return "who did it is not told"
        return ""

    def _apart(self, kind: str, roles: Roles, mutual: bool) -> list[tuple[Side, Side]]:
        pair = roles.agents.states or tuple(s for s, _ in self.scene.frequency.most_common(2))
        if mutual and len(pair) == 2:
            return [(Side((pair[0],)), Side((pair[1],))), (Side((pair[1],)), Side((pair[0],)))]
        one = roles.target_rule == "two sides of one relation"
        if kind in _EACH and len(roles.groups) > 1 and not one:
            return [(g, roles.targets.without(g.states)) for g in roles.groups]
        return [(roles.agents, roles.targets)]

    def _host(self, trigger: Trigger, roles: Roles) -> None:
        """Take "the country" that expels for the one that the text has told to expel."""
        if roles.agent_rule != "the country it is from":
            return
        for draft in self.drafts:
            told = draft.agents.states
            if draft.type == trigger.type and told and not set(told) & set(roles.targets.states):
                roles.agents = Side(told)
                return

    def _gapped(self, trigger: Trigger, roles: Roles) -> list[tuple[Side, Side, int | None]]:
        """Return each side with its number in "Belgium expelled 21 and the Netherlands 17"."""
        parse, i = self.scene.parse, trigger.i
        if trigger.type != "expulsion" or trigger.frame.kind != "verb" or not roles.agents.states:
            return []
        found: list[tuple[Side, Side, int | None]] = []
        for mention in self.scene.mentions:
            start, end = mention.start, mention.end
            if parse.sentence[start] != parse.sentence[i] or start < i or end >= len(parse):
                continue
            before = start - 1 - (parse.lower[start - 1] == "the")
            joined = parse.lower[before] in (",", "and", ";", "while")
            if joined and mention.states and (value := number_at(parse, end)) is not None:
                for head in listed(self.scene, end - 1):
                    side = self.scene.side(head)
                    if head > i and side.states:
                        found.append((side, roles.targets.without(side.states), value))
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
        parse = self.scene.parse
        last = parse.bounds[parse.sentence[trigger.i]][1]
        near = parse.lower[trigger.i : min(trigger.i + 8, last)]
        return any(a == "each" and b == "other" for a, b in pairwise(near))

    def _is_generic(self, trigger: Trigger) -> bool:
        """Whether it is done to persons whom the text has told of: "these people", "them"."""
        parse = self.scene.parse
        return trigger.type == "deportation" and all(
            parse.lemma[o] in _ANYBODY or parse.pos[o] in ("PRON", "NUM") for o in trigger.objects
        )

    def _begins(self, time: Time, i: int) -> bool:
        """Whether "two weeks after" opens the clause of a trigger."""
        parse = self.scene.parse
        after = time.end - 1
        return parse.lower[after] == "after" and (
            parse.head[after] == i or after in parse.ancestors(i)[:2]
        )

    def _today(self) -> str | None:
        return self.clock.today.isoformat() if self.clock.today is not None else None

    def _topic(self, trigger: Trigger) -> str:
        parse = self.scene.parse
        if trigger.type == "sanction":
            if (
                trigger.frame.kind == "verb"
                and trigger.objects
                and parse.lemma[trigger.i] not in ("impose", "sanction")
            ):
                return (
                    parse.lemma[trigger.objects[0]]
                    if parse.lemma[trigger.objects[0]] != "sanction"
                    else ""
                )
            return ""
        return parse.lemma[trigger.i] if trigger.type == "legal_action" else ""

    def _date(
        self, trigger: Trigger, kind: str, told: str, agents: Side
    ) -> tuple[str | None, bool, str]:
        parse = self.scene.parse
        shared = kind not in DEEDS and kind != "military_action"
        time = time_of(parse, self.clock, trigger.i, self._tokens, shared=shared)
        if time is not None:
            if time.ahead is None:
                return time.date, time.date is not None, "time in the clause"
            base = next((d.date for d in reversed(self.drafts) if d.dated and d.date), None)
            if base is not None and parse.lower[time.end - 1] != "after":
                return shift(base, time.ahead), True, "time from another event"
            if self._begins(time, trigger.i) and (base := base or self._today()):
                return shift(base, -time.ahead), True, "time before another event"
        if told == "prospective" or kind not in _FRESH:
            return None, False, "no time told"
        beside = carried(parse, trigger.i, agents, self.drafts)
        if beside is not None and kind != "threat":
            return beside, True, "time of what it was done with"
        return self.clock.default(), False, "told as news"
