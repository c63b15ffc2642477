"""Who did it: the agent of a verb or a noun of action."""

from talion.extract.entities.context import Scene
from talion.extract.entities.coreference import antecedent, resolve, speaker
from talion.extract.entities.mentions import Mention
from talion.extract.entities.noun_phrases import Side, side_of
from talion.extract.entities.subjects import listed, subject_of
from talion.extract.slots.announcements import decider, decision_of
from talion.extract.slots.counts import predicated
from talion.extract.slots.role import DEEDS, PERSONAL, Roles
from talion.extract.text.parse import Parse
from talion.extract.text.words import words
from talion.extract.triggers.detection import Trigger

#: Verbs that a noun of action borrows its agent from.
LIGHT = words(
    """
    announce order impose declare carry conduct launch begin start make take approve sign
    pass decide confirm complete execute commit perpetrate stage adopt introduce unveil slap
    issue direct engage propose call urge recommend use run demand seek plan consider
    threaten deliver lodge
    """
)

#: Verbs whose subject suffers or opposes what they are about.
_OPPOSED = words(
    """
    condemn denounce protest criticise criticize face suffer decry deplore reject slam blast
    oppose retaliate respond reply react answer
    """
)

#: People whose nationality does not make their state the doer.
#: Those who arrest and charge.
_OFFICERS = words(
    "police prosecutor official court authority judge ministry minister government attorney agency"
)
_PRIVATE = words(
    """
    protester protestor mob crowd demonstrator militant rebel gunman terrorist student
    citizen man woman people activist youth rioter separatist group refugee resident worker
    """
)

_LIGHT_PATH = words("dobj conj pobj nsubjpass attr prep oprd acl xcomp")


def doer(scene: Scene, i: int) -> Side:
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
    """Return who is held to be behind a deed: "X is responsible for", "X's role in"."""
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


def principal(scene: Scene, i: int) -> Side:
    """Return for whom a spy spies: "spying for Iran", "passing secrets to the Kremlin"."""
    parse = scene.parse
    hands_over = parse.lemma[i] in ("pass", "sell", "leak", "give", "provide", "hand")
    for c in (*parse.children[i], *(g for o in parse.kids(i, "dobj") for g in parse.children[o])):
        if parse.dep[c] not in ("prep", "dative"):
            continue
        behalf = parse.lower[c] == "on" and any(
            parse.lemma[p] == "behalf" for p in parse.children[c]
        )
        if behalf or parse.lower[c] == "for" or (hands_over and parse.lower[c] == "to"):
            found = scene.below(c)
            if found.states:
                return found
    return Side()


def verb_agent(scene: Scene, trigger: Trigger, roles: Roles) -> None:
    """Set the agent of a verb: its subject, wherever that is said, or its by-phrase."""
    parse, i = scene.parse, trigger.i
    done_to_subject = {"subject", "victim"} & trigger.frame.flags
    if "victim" in trigger.frame.flags:
        roles.agents, roles.agent_rule = _utterer(scene, i), "who says so"
        return
    if done_to_subject or parse.is_passive(i):
        roles.agents, roles.agent_rule = _by(scene, i), "by-phrase"
        if not roles.agents and {"uttered"} & trigger.frame.flags:
            roles.agents, roles.agent_rule = _utterer(scene, i), "who says so"
        return
    own, rule = decider(scene, i)
    if own:
        roles.agents, roles.agent_rule = own, rule
        return
    if _opposes(parse, i):
        return
    subject = _foreign(scene, trigger, subject_of(scene, i))
    if subject is None:
        return
    head, rule = subject
    if parse.pos[head] == "PRON" and (named := antecedent(scene, head)) is not None:
        head, rule = named, f"{rule}, the subject above"
    if parse.lemma[head] in _PRIVATE and not scene.by_token.get(head):
        roles.agent_rule = "private persons"
        return
    groups = []
    for k in listed(scene, head):
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


def _opposes(parse: Parse, i: int) -> bool:
    """Whether it is a decision that the subject denounces: "slammed the order to expel them"."""
    noun = decision_of(parse, i)
    if noun is None or parse.dep[noun] not in ("dobj", "pobj"):
        return False
    above = parse.head[noun]
    verb = parse.head[above] if parse.dep[noun] == "pobj" else above
    return parse.lemma[verb] in _OPPOSED | {"regret", "protest"}


def _foreign(
    scene: Scene, trigger: Trigger, subject: tuple[int, str] | None
) -> tuple[int, str] | None:
    """Return a farther subject where the nearer is the state of the envoys: none expels its own."""
    parse, i = scene.parse, trigger.i
    if subject is None or subject[1] == "subject" or trigger.type not in ("expulsion", "summons"):
        return subject
    own = {s for o in trigger.objects for s in scene.side(o).states}
    nearer = scene.side(subject[0]).states
    if not nearer or not set(nearer) <= own:
        return subject
    for a in parse.ancestors(i):
        for k in parse.kids(a, "nsubj"):
            other = scene.side(k).states
            if k != subject[0] and other and not set(other) & own:
                return k, "subject of the sentence"
    return subject


def _utterer(scene: Scene, i: int) -> Side:
    """Return who says the clause that a verb stands in."""
    parse = scene.parse
    for a in parse.ancestors(i):
        if parse.is_verb(a) and parse.kids(a, "ccomp"):
            for k in parse.kids(a, "nsubj"):
                return resolve(scene, k)
    return speaker(scene, i)


def teller(scene: Scene, i: int) -> Side:
    """Return the police, prosecutors or court of a state that tell what a sentence tells."""
    parse = scene.parse
    first, last = parse.bounds[parse.sentence[i]]
    for k in range(first, last):
        if parse.lemma[k] in ("say", "announce", "report", "tell", "confirm", "accord"):
            for subject in parse.kids(k, "nsubj"):
                near = (subject, *parse.children[subject])
                if any(parse.lemma[n] in _OFFICERS for n in near):
                    return resolve(scene, subject)
    return Side()


def noun_agent(scene: Scene, trigger: Trigger, roles: Roles) -> None:
    """Set the agent of a noun of action: its by-phrase, its owner, or its verb's subject."""
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
        return trigger.type in PERSONAL or trigger.type in DEEDS
    plain = mention.use == "name" and not parse.words[c].replace(".", "").isupper()
    return (
        parse.dep[c] in ("compound", "nmod")
        and plain
        and trigger.type in ("sanction", "military_action")
    )


def _light_verb(scene: Scene, trigger: Trigger, roles: Roles) -> None:
    """Take the agent of a noun of action from the verb that it stands with."""
    parse = scene.parse
    at = trigger.i
    for _ in range(5):
        if parse.dep[at] not in _LIGHT_PATH or parse.head[at] == at:
            return
        if trigger.type in DEEDS and parse.dep[at] == "prep" and parse.lower[at] != "in":
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
        if lemma in _OPPOSED and trigger.type not in DEEDS:
            subject = subject_of(scene, at)
            if subject is not None:
                roles.targets = resolve(scene, subject[0])
                roles.target_rule = f"subject of '{lemma}'"
            return
        if parse.head[at] == at:
            return
