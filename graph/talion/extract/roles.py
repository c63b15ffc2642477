"""Who did it and to whom: agents and targets of a trigger, each with the rule that found them."""

from dataclasses import dataclass, field

from talion.extract.coreference import describe, last_subject, resolve
from talion.extract.scene import Scene, Side, side_of
from talion.extract.triggers import Trigger, is_future

_CLIMB = frozenset(
    {
        "xcomp",
        "advcl",
        "pcomp",
        "acl",
        "ccomp",
        "conj",
        "pobj",
        "prep",
        "dobj",
        "attr",
        "relcl",
        "oprd",
        "acomp",
    }
)
#: Verbs that a noun of action borrows its agent from.
LIGHT = frozenset(
    [
        "announce",
        "order",
        "impose",
        "declare",
        "carry",
        "conduct",
        "launch",
        "begin",
        "start",
        "make",
        "take",
        "approve",
        "sign",
        "pass",
        "decide",
        "confirm",
        "complete",
        "execute",
        "commit",
        "perpetrate",
        "stage",
        "adopt",
        "introduce",
        "unveil",
        "slap",
        "issue",
        "direct",
        "engage",
        "propose",
        "demand",
        "seek",
        "plan",
        "consider",
        "threaten",
        "deliver",
        "lodge",
    ]
)
#: Verbs whose subject suffers or opposes what they are about.
_OPPOSED = frozenset(
    [
        "condemn",
        "denounce",
        "protest",
        "criticise",
        "criticize",
        "face",
        "suffer",
        "decry",
        "deplore",
        "reject",
        "slam",
        "blast",
        "oppose",
        "retaliate",
        "respond",
        "reply",
        "react",
        "answer",
    ]
)
#: People whose nationality does not make their state the doer.
_PRIVATE = frozenset(
    [
        "protester",
        "protestor",
        "mob",
        "crowd",
        "demonstrator",
        "militant",
        "rebel",
        "gunman",
        "terrorist",
        "student",
        "citizen",
        "man",
        "woman",
        "people",
        "activist",
        "youth",
        "rioter",
        "separatist",
        "group",
        "refugee",
        "resident",
        "worker",
    ]
)
_ON = ("on", "against", "with", "to", "at", "for", "of", "in", "into", "over", "between", "from")
_FROM = ("from", "in", "to", "at", "of")


@dataclass(slots=True)
class Roles:
    """The two sides of an incident; `groups` are agents named one by one, each for itself."""

    agents: Side = field(default_factory=Side)
    targets: Side = field(default_factory=Side)
    agent_rule: str = ""
    target_rule: str = ""
    groups: list[Side] = field(default_factory=list)


def find_roles(scene: Scene, trigger: Trigger) -> Roles:
    """Return agents and targets of a trigger, as far as its sentence and those before tell."""
    roles = Roles()
    if trigger.frame.kind == "verb":
        _verb_agent(scene, trigger, roles)
    elif "doer" in trigger.frame.flags:
        roles.agents, roles.agent_rule = _doer(scene, trigger.i), "the noun names the doer"
    else:
        _noun_agent(scene, trigger, roles)
    _target(scene, trigger, roles)
    _complete(scene, trigger, roles)
    return roles


def _doer(scene: Scene, i: int) -> Side:
    found = scene.side(i)
    if found.states:
        return found
    parse = scene.parse
    head = parse.head[i]
    if parse.dep[i] in ("attr", "appos", "pobj", "oprd", "conj", "acl"):
        for k in parse.kids(head, "nsubj", "nsubjpass"):
            found = resolve(scene, k)
            if found:
                return found
        if parse.dep[i] == "appos":
            return resolve(scene, head)
    return Side()


def subject_of(scene: Scene, i: int) -> tuple[int, str] | None:
    """Return the head of what a verb is said of, climbing to where it is said, and how."""
    parse = scene.parse
    at = i
    for _ in range(6):
        subjects = parse.kids(at, "nsubj") or (parse.kids(at, "nsubjpass") if at != i else [])
        if subjects:
            subject = subjects[0]
            if parse.lower[subject] in ("who", "which", "that") and parse.dep[at] == "relcl":
                return parse.head[at], "head of the relative clause"
            if parse.lower[subject] not in ("there", "it") or parse.pos[subject] == "PRON":
                return subject, "subject" if at == i else "subject of the governing verb"
        if parse.pos[at] in ("NOUN", "PROPN") and at != i:
            if scene.side(at).states:
                return at, "owner of the decision"
        if parse.dep[at] == "relcl" and parse.kids(at, "nsubj") == []:
            return parse.head[at], "head of the relative clause"
        if parse.dep[at] not in _CLIMB or parse.head[at] == at:
            return None
        at = parse.head[at]
    return None


def _by(scene: Scene, i: int) -> Side:
    parse = scene.parse
    for c in parse.children[i]:
        if parse.lower[c] == "by" and parse.dep[c] in ("agent", "prep"):
            for p in parse.kids(c, "pobj"):
                found = Side()
                for k in parse.conjuncts(p):
                    if parse.lemma[k] not in _PRIVATE:
                        found += resolve(scene, k)
                if found:
                    return found
    return Side()


def _verb_agent(scene: Scene, trigger: Trigger, roles: Roles) -> None:
    parse, i = scene.parse, trigger.i
    done_to_subject = {"subject", "victim"} & trigger.frame.flags
    if done_to_subject or parse.is_passive(i):
        roles.agents, roles.agent_rule = _by(scene, i), "by-phrase"
        return
    subject = subject_of(scene, i)
    if subject is None:
        return
    head, rule = subject
    if parse.lemma[head] in _PRIVATE and not scene.by_token.get(head):
        roles.agent_rule = "private persons"
        return
    groups = []
    for k in parse.conjuncts(head):
        side = resolve(scene, k) if k == head and not scene.by_token.get(k) else scene.side(k)
        if side and k not in trigger.objects:
            groups.append(side)
    if scene.by_token.get(head) is None and len(parse.conjuncts(head)) > 1 and not groups:
        groups = [resolve(scene, head)]
    for side in groups:
        roles.agents += side
    if len(groups) > 1:
        roles.groups = groups
    roles.agent_rule = rule


def _noun_agent(scene: Scene, trigger: Trigger, roles: Roles) -> None:
    parse, i = scene.parse, trigger.i
    roles.agents, roles.agent_rule = _by(scene, i), "by-phrase"
    if roles.agents:
        return
    of = any(
        parse.lower[c] in ("of", "against", "on") and parse.dep[c] == "prep"
        for c in parse.children[i]
    )
    for c in parse.children[i]:
        if parse.dep[c] in ("poss", "amod", "compound", "nmod") and c < i:
            if parse.pos[c] == "PRON" or (parse.dep[c] == "poss" and c not in scene.by_token):
                side = resolve(scene, c)
            else:
                mention = scene.by_token.get(c)
                side = side_of(mention) if mention is not None else Side()
                if mention is not None and mention.kind == "person" and not of:
                    continue
                if (
                    mention is not None
                    and parse.dep[c] == "compound"
                    and mention.use == "name"
                    and not of
                ):
                    continue
            if side:
                roles.agents, roles.agent_rule = side, "owner"
                return
    _light_verb(scene, trigger, roles)


def _light_verb(scene: Scene, trigger: Trigger, roles: Roles) -> None:
    """Take the agent of a noun of action from the verb that it stands with."""
    parse = scene.parse
    at = trigger.i
    for _ in range(5):
        at = parse.head[at]
        if not parse.is_verb(at):
            if parse.head[at] == at:
                return
            continue
        lemma = parse.lemma[at]
        if lemma in LIGHT:
            if parse.is_passive(at):
                roles.agents, roles.agent_rule = _by(scene, at), "by-phrase of the governing verb"
                return
            subject = subject_of(scene, at)
            if subject is not None and subject[0] != trigger.i:
                groups = [resolve(scene, subject[0])]
                heads = parse.conjuncts(subject[0])
                if len(heads) > 1:
                    groups = [s for s in map(scene.side, heads) if s]
                for side in groups:
                    roles.agents += side
                roles.groups = groups if len(groups) > 1 else []
                roles.agent_rule = f"subject of '{lemma}'"
            return
        if lemma in _OPPOSED:
            subject = subject_of(scene, at)
            if subject is not None:
                roles.targets = resolve(scene, subject[0])
                roles.target_rule = f"subject of '{lemma}'"
            return
        if parse.head[at] == at:
            return


def _target(scene: Scene, trigger: Trigger, roles: Roles) -> None:
    parse, i = scene.parse, trigger.i
    if roles.targets:
        return
    agents = roles.agents.states
    objects: tuple[int, ...] | list[int] = trigger.objects
    if "doer" in trigger.frame.flags:
        objects = ()
    elif {"subject", "victim"} & trigger.frame.flags:
        objects = [k for s in parse.kids(i, "nsubj") for k in parse.conjuncts(s)]
    found = Side()
    for o in objects:
        if o in scene.by_token or parse.pos[o] != "PRON":
            found += scene.side(o).without(agents)
    if found.states or (found.others and trigger.type in ("attack_on_person", "legal_action")):
        roles.targets, roles.target_rule = found, "what it is done to"
        return
    for o in objects:
        side = _said_before(scene, trigger, o).without(agents)
        if side:
            roles.targets, roles.target_rule = found + side, "what it is done to, as said before"
            return
    roles.targets = found
    _prepositions(scene, trigger, roles)


def _prepositions(scene: Scene, trigger: Trigger, roles: Roles) -> None:
    """Take the target from a phrase like "with Iran", "against Russia", "from Tehran"."""
    parse, i = scene.parse, trigger.i
    agents = roles.agents.states
    host = scene.lexicon.hosts.get(trigger.type)
    heads = [i, *trigger.objects]
    if trigger.frame.kind != "verb" and parse.dep[i] == "dobj":
        heads.append(parse.head[i])
    for word in _FROM if trigger.type == "recall" else _ON:
        if host == "agent" and word in ("in", "from", "at", "into"):
            continue
        for h in heads:
            for c in parse.children[h]:
                if parse.dep[c] in ("prep", "dative") and parse.lower[c] == word:
                    side = scene.below(c).without(agents)
                    if side.states:
                        roles.targets, roles.target_rule = roles.targets + side, f"'{word}' phrase"
                        return


def _said_before(scene: Scene, trigger: Trigger, o: int) -> Side:
    """Return the states of "them", "the diplomats", "51" by the last like noun phrase before."""
    parse = scene.parse
    lemma, tag = parse.lemma[o], parse.tag[o]
    if tag in ("PRP", "PRP$") and parse.lower[o] in ("him", "her", "he", "she"):
        return resolve(scene, o)
    like = trigger.frame.object or frozenset({lemma})
    definite = tag in ("PRP", "CD", "DT") or any(
        parse.lower[c] in ("the", "these", "those", "this", "both", "all")
        for c in parse.children[o]
    )
    if not definite and parse.pos[o] != "NUM":
        return Side()
    first = parse.bounds[max(parse.sentence[o] - 6, 0)][0]
    for k in range(o - 1, first - 1, -1):
        if parse.lemma[k] in like or parse.tag[k] == "NNPS":
            side = scene.side(k)
            if side.states:
                return Side(side.states)
    return Side()


def _complete(scene: Scene, trigger: Trigger, roles: Roles) -> None:
    """Fill a side that the clause leaves open: the place, then the other party of the passage."""
    parse, i = scene.parse, trigger.i
    host = scene.lexicon.hosts.get(trigger.type)
    if trigger.type == "recall":
        _own(scene, trigger, roles)
    if host == "agent" and not roles.agents and roles.agent_rule != "private persons":
        place = _place(scene, trigger).without(roles.targets.states)
        if place:
            roles.agents, roles.agent_rule = Side(place.states), "the place it is from"
    if host == "target" and not roles.targets.states and not roles.targets.others:
        place = _place(scene, trigger).without(roles.agents.states)
        if place:
            roles.targets, roles.target_rule = Side(place.states), "the place"
    if trigger.type == "closure" and roles.agents.states and not roles.targets:
        place = _place(scene, trigger).without(roles.agents.states)
        if place:
            roles.targets, roles.target_rule = Side(place.states), "the place"
    if set(roles.targets.states) & set(roles.agents.states):
        roles.targets = roles.targets.without(roles.agents.states)


def _own(scene: Scene, trigger: Trigger, roles: Roles) -> None:
    """A state recalls its own: what looked like a target may be the agent."""
    if not roles.agents and roles.targets.states:
        roles.agents, roles.agent_rule = Side(roles.targets.states), "the state of the envoy"
        roles.targets = Side()
        sides = [scene.side(o) for o in trigger.objects]
        if len(sides) == 1 and len(roles.agents.states) > 1:
            roles.groups = [Side((s,)) for s in roles.agents.states]
        _prepositions(scene, trigger, roles)


def _place(scene: Scene, trigger: Trigger) -> Side:
    """Return the state of the place in a clause: "from Britain", "leave the country"."""
    parse, i = scene.parse, trigger.i
    first, last = parse.bounds[parse.sentence[i]]
    for words in (("from", "leave"), ("in", "to", "at")):
        for k in range(max(first, i - 6), min(last, i + 16)):
            lower = parse.lower[k]
            if lower not in words and parse.lemma[k] not in words:
                continue
            below = [*parse.kids(k, "pobj"), *parse.kids(k, "dobj")]
            for p in below:
                mention = scene.by_token.get(p)
                side = side_of(mention) if mention is not None else scene.side(p)
                if side.states:
                    return side
                if parse.lemma[p] in ("country", "soil", "territory", "kingdom"):
                    found = resolve(scene, p)
                    if found.states:
                        return found
    return Side()


def fill(scene: Scene, trigger: Trigger, roles: Roles) -> None:
    """Fill a missing side with the other party of the passage, for measures between states."""
    if roles.agents.states and not roles.targets:
        other = scene.counterpart(roles.agents.states, trigger.i)
        if other:
            roles.targets, roles.target_rule = Side(other), "the other party of the passage"
    elif roles.targets.states and not roles.agents and roles.agent_rule != "private persons":
        other = scene.counterpart(roles.targets.states, trigger.i)
        if other:
            roles.agents, roles.agent_rule = Side(other), "the other party of the passage"


__all__ = [
    "LIGHT",
    "Roles",
    "describe",
    "fill",
    "find_roles",
    "is_future",
    "last_subject",
    "subject_of",
]
