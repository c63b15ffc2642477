"""Who did it and to whom: agents and targets of a trigger, each with the rule that found them."""

from dataclasses import dataclass, field

from talion.extract.coreference import antecedent, describe, resolve, speaker
from talion.extract.counts import predicated
from talion.extract.mentions import Mention
from talion.extract.parse import Parse
from talion.extract.scene import Scene, Side, side_of
from talion.extract.triggers import Trigger

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
        "propose", "call", "urge", "recommend", "use", "run",
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
#: Prepositions through which a verb's subject is that of the verb above: "by ordering".
_THROUGH = frozenset({"by", "in", "to", "without", "while", "before", "as"})
_LIGHT_PATH = frozenset({"dobj", "conj", "pobj", "nsubjpass", "attr", "prep", "oprd", "acl", "xcomp"})
_DEEDS = frozenset(
    [
        "espionage",
        "cyber_operation",
        "influence_operation",
        "attack_on_person",
        "sabotage",
        "military_action",
    ]
)
#: Types done to persons: where these are does not tell whose they are.
_PERSONAL = frozenset(
    ["expulsion", "legal_action", "attack_on_person", "deportation", "summons", "recall"]
)
_SOIL = frozenset(["country", "soil", "territory", "kingdom", "alliance", "capital", "bloc"])
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
    anaphoric: bool = False


def find_roles(scene: Scene, trigger: Trigger) -> Roles:
    """Return agents and targets of a trigger, as far as its sentence and those before tell."""
    roles = Roles()
    principal = _principal(scene, trigger.i) if trigger.type == "espionage" else Side()
    if principal:
        roles.agents, roles.agent_rule = principal, "for whom it is done"
    elif trigger.frame.kind == "verb":
        _verb_agent(scene, trigger, roles)
    elif "doer" in trigger.frame.flags:
        roles.agents, roles.agent_rule = _doer(scene, trigger.i), "the noun names the doer"
    else:
        _noun_agent(scene, trigger, roles)
    _target(scene, trigger, roles)
    _complete(scene, trigger, roles)
    return roles


def _doer(scene: Scene, i: int) -> Side:
    """Return whose a spy or a hacker is: by his own words, else by what he is said of."""
    found = scene.side(i, place=False)
    if found.states:
        return found
    subject = predicated(scene.parse, i)
    if subject is not None:
        return scene.side(subject, place=False) or resolve(scene, subject)
    if scene.parse.dep[i] == "appos":
        return scene.side(scene.parse.head[i])
    return Side()


def _blamed(scene: Scene, i: int) -> tuple[Side, str]:
    """Return who is held to be behind a deed: "X is responsible for", "X's role in", "X was behind"."""
    parse = scene.parse
    at = i
    for _ in range(4):
        if parse.dep[at] not in ("pobj", "conj", "prep", "pcomp", "dobj", "compound", "nsubjpass"):
            return Side(), ""
        at = parse.head[at]
        lower, lemma = parse.lower[at], parse.lemma[at]
        if lower in ("responsible", "behind", "guilty", "involved", "complicit", "implicated"):
            for up in (at, *parse.ancestors(at)[:2]):
                for k in parse.kids(up, "nsubj", "nsubjpass"):
                    return resolve(scene, k), f"held '{lower}'"
        if lemma in ("involvement", "role", "hand", "part", "complicity", "responsibility"):
            side = scene.side(at, place=False)
            if not side:
                subject = subject_of(scene, at)
                side = resolve(scene, subject[0]) if subject is not None else Side()
            return side, f"'{lemma}' in it"
        if lemma == "point":
            for c in parse.kids(at, "prep"):
                if parse.lower[c] == "at":
                    return scene.below(c), "the finger is pointed at it"
        if lemma in ("blame", "attribute", "pin") and parse.dep[i] in ("dobj", "nsubjpass"):
            for c in parse.kids(at, "prep"):
                if parse.lower[c] in ("on", "to"):
                    return scene.below(c), f"'{lemma}' on"
        if lemma in ("blame", "accuse", "suspect", "charge", "convict"):
            for k in parse.kids(at, "dobj", "nsubjpass"):
                return scene.side(k, place=False), f"object of '{lemma}'"
    return Side(), ""


def subject_of(scene: Scene, i: int) -> tuple[int, str] | None:
    """Return the head of what a verb is said of, climbing to where it is said, and how."""
    parse = scene.parse
    at = i
    for _ in range(7):
        subjects = parse.kids(at, "nsubj") or (parse.kids(at, "nsubjpass") if at != i else [])
        if subjects:
            subject = subjects[0]
            if parse.lower[subject] in ("who", "which", "that") and parse.dep[at] == "relcl":
                return parse.head[at], "head of the relative clause"
            return subject, "subject" if at == i else "subject of the governing verb"
        if at == i and (beside := _left_neighbour(scene, i)) is not None:
            return beside, "name before the verb"
        if parse.pos[at] in ("NOUN", "PROPN") and at != i and scene.side(at).states:
            return at, "owner of the decision"
        if parse.dep[at] == "relcl":
            return parse.head[at], "head of the relative clause"
        above = parse.head[at]
        if parse.dep[at] == "conj" and (between := _subject_between(scene, above, at)) is not None:
            return between, "subject of the verb before"
        if parse.dep[at] not in _CLIMB or above == at:
            return None
        if parse.dep[at] == "prep" and parse.lower[at] not in _THROUGH:
            return _object_control(scene, at)
        at = above
    return None


def _subject_between(scene: Scene, first: int, last: int) -> int | None:
    """Return the name before a finite verb that stands between two coordinated ones."""
    parse = scene.parse
    for k in range(last - 1, first, -1):
        if parse.tag[k] in ("VBD", "VBZ", "VBP") and parse.pos[k] == "VERB":
            beside = _left_neighbour(scene, k)
            if beside is not None:
                return beside
    return None


def _object_control(scene: Scene, preposition: int) -> tuple[int, str] | None:
    """Return whom a verb after "for", "of", "with" is said of: the object of the verb above."""
    parse = scene.parse
    verb = parse.head[preposition]
    if parse.lower[preposition] not in ("for", "of", "with", "from", "over", "into"):
        return None
    objects = parse.kids(verb, "dobj", "nsubjpass")
    if parse.is_verb(verb) and objects:
        return objects[0], f"object of '{parse.lemma[verb]}'"
    if parse.lower[preposition] == "of" and not parse.is_verb(verb):
        return subject_of(scene, verb)
    return None


def _left_neighbour(scene: Scene, i: int) -> int | None:
    """Return the name that stands just before a verb, times and adverbs apart, as in headlines."""
    parse = scene.parse
    at = i - 1
    while at >= 0 and i - at < 7 and parse.sentence[at] == parse.sentence[i]:
        mention = scene.by_token.get(at)
        if mention is not None:
            before = parse.pos[mention.start - 1] if mention.start else ""
            if parse.lower[mention.start - 1 : mention.start] in (["after"], ["before"], ["since"]):
                before = ""
            of_noun = before == "ADP" or parse.tag[at + 1] == "POS"
            return None if of_noun or parse.tag[i] in ("VBG",) else mention.end - 1
        skipped = parse.pos[at] in ("ADV", "AUX") or parse.entity[at] in ("DATE", "TIME")
        if not skipped and parse.lower[at] not in ("on", "has", "have", "had", "also"):
            return None
        at -= 1
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


def _listed(scene: Scene, head: int) -> list[int]:
    """Return the heads named one by one: "A and B", "other countries, such as A and B"."""
    parse = scene.parse
    heads = parse.conjuncts(head)
    if len(heads) == 1 and not scene.by_token.get(head):
        for c in parse.children[head]:
            if parse.lower[c] in ("as", "including", "like"):
                for p in parse.kids(c, "pobj"):
                    listed = parse.conjuncts(p)
                    if all(k in scene.by_token or scene.side(k) for k in listed):
                        return listed
    return heads


def _principal(scene: Scene, i: int) -> Side:
    """Return for whom a spy spies: "spying for Iran", "spies for the Kremlin"."""
    parse = scene.parse
    for c in parse.children[i]:
        if parse.dep[c] == "prep" and parse.lower[c] == "for":
            found = scene.below(c)
            if found.states:
                return found
    return Side()


def _verb_agent(scene: Scene, trigger: Trigger, roles: Roles) -> None:
    parse, i = scene.parse, trigger.i
    done_to_subject = {"subject", "victim"} & trigger.frame.flags
    if "victim" in trigger.frame.flags:
        roles.agents, roles.agent_rule = _utterer(scene, i), "who says so"
        return
    if done_to_subject or parse.is_passive(i):
        roles.agents, roles.agent_rule = _by(scene, i), "by-phrase"
        return
    subject = subject_of(scene, i)
    if subject is None:
        return
    head, rule = subject
    if parse.pos[head] == "PRON" and (named := antecedent(scene, head)) is not None:
        head, rule = named, f"{rule}, the subject above"
    if parse.lemma[head] in _PRIVATE and not scene.by_token.get(head):
        roles.agent_rule = "private persons"
        return
    groups = []
    for k in _listed(scene, head):
        side = resolve(scene, k) if k == head and not scene.by_token.get(k) else scene.side(k)
        if side and k not in trigger.objects:
            groups.append(side)
    if scene.by_token.get(head) is None and len(parse.conjuncts(head)) > 1 and not groups:
        groups = [resolve(scene, head)]
    for side in groups:
        roles.agents += side
    if len(groups) > 1:
        roles.groups = groups
    roles.agent_rule = rule if roles.agents else ""
    if trigger.type == "threat" and not roles.agents:
        roles.agents, roles.agent_rule = _utterer(scene, i), "who says so"


def _utterer(scene: Scene, i: int) -> Side:
    """Return who says the clause that a verb stands in."""
    parse = scene.parse
    for a in parse.ancestors(i):
        if parse.is_verb(a) and parse.kids(a, "ccomp"):
            for k in parse.kids(a, "nsubj"):
                return resolve(scene, k)
    return speaker(scene, i)


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
                if mention is not None and not of and _is_object(parse, trigger, mention, c):
                    continue
            if side:
                roles.agents, roles.agent_rule = side, "owner"
                return
    for c in parse.kids(i, "acl", "relcl"):
        if parse.tag[c] == "VBN" and (by := _by(scene, c)):
            roles.agents, roles.agent_rule = by, f"by-phrase of '{parse.lemma[c]}'"
            return
    roles.agents, roles.agent_rule = _blamed(scene, i)
    if not roles.agents:
        _light_verb(scene, trigger, roles)
    if not roles.agents and trigger.type == "threat":
        roles.agents, roles.agent_rule = _utterer(scene, i), "who says so"


def _is_object(parse: Parse, trigger: Trigger, mention: Mention, c: int) -> bool:
    """Whether a name before a noun of action is what it is done to: "Iran sanctions"."""
    if mention.kind == "person":
        return trigger.type in _PERSONAL or trigger.type in _DEEDS
    plain = mention.use == "name" and not parse.words[c].replace(".", "").isupper()
    return parse.dep[c] in ("compound", "nmod") and plain and trigger.type in ("sanction", "military_action")


def _light_verb(scene: Scene, trigger: Trigger, roles: Roles) -> None:
    """Take the agent of a noun of action from the verb that it stands with."""
    parse = scene.parse
    at = trigger.i
    for _ in range(5):
        if parse.dep[at] not in _LIGHT_PATH or parse.head[at] == at:
            return
        if trigger.type in _DEEDS and parse.dep[at] == "prep" and parse.lower[at] != "in":
            return
        if parse.dep[at] == "prep" and parse.lower[at] not in ("of", "for", "with", "to", "on"):
            return
        at = parse.head[at]
        if not parse.is_verb(at):
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
        if lemma in _OPPOSED and trigger.type not in _DEEDS:
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
    place = trigger.type not in _PERSONAL
    for o in objects:
        if o in scene.by_token or parse.pos[o] != "PRON":
            found += scene.side(o, place=place).without(agents)
            if not found:
                found += _from_described(scene, o).without(agents)
            if not found and (before := _said_before(scene, trigger, o).without(agents)):
                roles.targets, roles.target_rule = before, "what it is done to, as said before"
                roles.anaphoric = True
                return
    if trigger.type in ("attack_on_person", "legal_action"):
        found += _victims(scene, objects, roles.agents)
        if not found.states and trigger.type == "attack_on_person":
            found += Side(_scene_of(scene, trigger, objects).without(agents).states)
    if found.states or (found.others and trigger.type in ("attack_on_person", "legal_action")):
        roles.targets, roles.target_rule = found, "what it is done to"
        return
    for o in objects:
        side = _said_before(scene, trigger, o).without(agents)
        if side:
            roles.targets, roles.target_rule = found + side, "what it is done to, as said before"
            roles.anaphoric = True
            return
    if trigger.frame.kind == "verb" and parse.is_passive(i):
        for k in _passive_subject(parse, i):
            found += scene.side(k, place=False).without(agents)
        if found.states:
            roles.targets, roles.target_rule = found, "the subject of the passive"
            return
    roles.targets = found
    _prepositions(scene, trigger, roles)
    if not roles.targets and trigger.frame.kind != "verb":
        _struck(scene, trigger, roles)


def _struck(scene: Scene, trigger: Trigger, roles: Roles) -> None:
    """Take the target of a deed from "X was hit by a cyberattack", "an attack hit X"."""
    parse, i = scene.parse, trigger.i
    if trigger.type == "cyber_operation":
        for o in trigger.objects:
            for k in (o, *parse.children[o]):
                if k in scene.entities:
                    roles.targets = Side((scene.entities[k],))
                    roles.target_rule = "the organization that it is done to"
                    return
    by = parse.head[i]
    if parse.dep[i] == "pobj" and parse.lower[by] == "by":
        for k in parse.kids(parse.head[by], "nsubjpass", "nsubj"):
            struck = Side((scene.entities[k],)) if k in scene.entities else scene.side(k)
            roles.targets, roles.target_rule = struck, "what it struck"
    elif parse.dep[i] in ("nsubj", "pobj"):
        verbs = [by, *parse.kids(i, "relcl", "acl")]
        for verb in verbs:
            if parse.lemma[verb] in ("hit", "target", "strike", "affect", "kill", "damage", "cripple"):
                for k in parse.kids(verb, "dobj"):
                    roles.targets, roles.target_rule = scene.side(k), "what it struck"
                    return


def _scene_of(scene: Scene, trigger: Trigger, objects: tuple[int, ...] | list[int]) -> Side:
    """Return the state where a deed was done, by a place that hangs on it."""
    parse = scene.parse
    for h in (trigger.i, *objects):
        for c in parse.children[h]:
            if parse.dep[c] == "prep" and parse.lower[c] in ("in", "at", "near", "outside"):
                found = scene.below(c)
                if found.states:
                    return found
    return Side()


def _named_with(parse: Parse, o: int) -> list[int]:
    """Return the words of a noun phrase and of what it includes or is explained by."""
    found = [o]
    for at in found:
        for c in parse.children[at]:
            explains = parse.dep[c] in ("conj", "appos", "compound", "poss", "nmod", "pobj")
            if explains or (parse.dep[c] == "prep" and parse.lower[c] in ("of", "including", "like")):
                found.append(c)
    return found[:40]


def _victims(scene: Scene, objects: tuple[int, ...] | list[int], agents: Side) -> Side:
    """Return the persons named in what a deed is done to: "activists, including A. B."."""
    parse = scene.parse
    others: list[str] = []
    for o in objects:
        for k in _named_with(parse, o):
            mention = scene.by_token.get(k)
            if mention is not None and mention.kind == "person":
                others.extend(n for n in mention.names if n not in agents.others)
    for o in objects:
        at = parse.head[o]
        if parse.lower[at] == "among":
            subjects = parse.kids(parse.head[at], "nsubj", "nsubjpass")
            others.extend(n for s in subjects for n in scene.side(s).others)
    return Side((), tuple(dict.fromkeys(others)))


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
        if word == "for" and trigger.type == "espionage":
            continue
        for h in heads:
            for c in parse.children[h]:
                if parse.dep[c] in ("prep", "dative") and parse.lower[c] == word:
                    below = scene.below(c, place=trigger.type not in _PERSONAL)
                    side = (below or _described(scene, c)).without(agents)
                    if side.states:
                        roles.targets, roles.target_rule = roles.targets + side, f"'{word}' phrase"
                        return


def _passive_subject(parse: Parse, i: int) -> list[int]:
    """Return the subject of a passive, or of the one it is coordinated with."""
    found = parse.kids(i, "nsubjpass")
    if not found and parse.dep[i] == "conj":
        return parse.kids(parse.head[i], "nsubjpass")
    return found


def _from_described(scene: Scene, o: int) -> Side:
    """Return the states of "diplomats from these countries"."""
    parse = scene.parse
    for c in parse.children[o]:
        if parse.dep[c] == "prep" and parse.lower[c] in ("from", "of"):
            for p in parse.kids(c, "pobj"):
                found = describe(scene, p)
                if found:
                    return found
    return Side()


def _described(scene: Scene, preposition: int) -> Side:
    """Return the state of "in the country", "on its soil"."""
    for p in scene.parse.kids(preposition, "pobj"):
        if scene.parse.lemma[p] in ("country", "soil", "territory", "kingdom"):
            return resolve(scene, p)
    return Side()


def _said_before(scene: Scene, trigger: Trigger, o: int) -> Side:
    """Return the states of "them", "the diplomats", "51" by the last like noun phrase before."""
    parse = scene.parse
    if trigger.type in _DEEDS and parse.pos[o] != "PRON":
        return Side()
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
    host = scene.lexicon.hosts.get(trigger.type)
    if trigger.type == "recall":
        _own(scene, trigger, roles)
    if host == "agent" and not roles.agents.states and roles.agent_rule != "private persons":
        place = _place(scene, trigger).without(roles.targets.states)
        if place:
            roles.agents += Side(place.states)
            roles.agent_rule = roles.agent_rule or "the place it is from"
    if host == "target" and not roles.targets.states and not roles.targets.others:
        place = _place(scene, trigger).without(roles.agents.states)
        if place:
            roles.targets, roles.target_rule = Side(place.states), "the place"
    if trigger.type == "closure" and roles.agents.states and not roles.targets:
        place = _place(scene, trigger).without(roles.agents.states)
        if place:
            roles.targets, roles.target_rule = Side(place.states), "the place"
    _mutual(scene, trigger, roles)
    if trigger.type != "break_of_relations" and set(roles.targets.states) & set(roles.agents.states):
        roles.targets = roles.targets.without(roles.agents.states)


def _mutual(scene: Scene, trigger: Trigger, roles: Roles) -> None:
    """Two who break with each other are each agent and target."""
    if trigger.type != "break_of_relations":
        return
    for side, other in ((roles.agents, roles.targets), (roles.targets, roles.agents)):
        if len(side.states) == 2 and not other:
            roles.agents = roles.targets = side
            roles.agent_rule = roles.target_rule = "two sides of one relation"
            return


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
            out_of = lower == "of" and parse.lower[k - 1] == "out" and words[0] == "from"
            if lower not in words and parse.lemma[k] not in words and not out_of:
                continue
            below = [*parse.kids(k, "pobj"), *parse.kids(k, "dobj")]
            for p in below:
                mention = scene.by_token.get(p)
                if mention is not None and mention.kind != "person":
                    return side_of(mention)
                if parse.lemma[p] in _SOIL and parse.tag[p] == "NN":
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
    elif roles.targets.states and not roles.agents.states and roles.agent_rule != "private persons":
        other = scene.counterpart(roles.targets.states, trigger.i)
        if other:
            roles.agents = Side(other) + roles.agents
            roles.agent_rule = roles.agent_rule or "the other party of the passage"
