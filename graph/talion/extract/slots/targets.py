"""To whom it was done: the target of a verb or a noun of action."""

from talion.extract.entities.context import Scene
from talion.extract.entities.coreference import describe, resolve
from talion.extract.entities.noun_phrases import Side
from talion.extract.slots.role import DEEDS, PERSONAL, Roles
from talion.extract.text.parse import Parse
from talion.extract.triggers.detection import Trigger

_ON = ("on", "against", "with", "to", "at", "for", "of", "in", "into", "over", "between", "from")

_FROM = ("from", "in", "to", "at", "of")


def target(scene: Scene, trigger: Trigger, roles: Roles) -> None:
    """Set the target: what it is done to, now or as said before, or a prepositional phrase."""
    parse, i = scene.parse, trigger.i
    if roles.targets:
        return
    agents = roles.agents.states
    objects: tuple[int, ...] | list[int] = trigger.objects
    if "doer" in trigger.frame.flags:
        objects = ()
    elif trigger.frame.kind == "verb" and {"subject", "victim"} & trigger.frame.flags:
        objects = [k for s in parse.kids(i, "nsubj") for k in parse.conjuncts(s)]
    found = Side()
    place = trigger.type not in PERSONAL
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
        heads = (i, *objects) if trigger.frame.kind == "noun" else tuple(objects)
        found += _victims(scene, heads, roles.agents)
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
    prepositions(scene, trigger, roles)
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
            if parse.lemma[verb] in (
                "hit",
                "target",
                "strike",
                "affect",
                "kill",
                "damage",
                "cripple",
            ):
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
            if explains or (
                parse.dep[c] == "prep" and parse.lower[c] in ("of", "including", "like")
            ):
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


def prepositions(scene: Scene, trigger: Trigger, roles: Roles) -> None:
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
                    below = scene.below(c, place=trigger.type not in PERSONAL)
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
    if trigger.type in DEEDS and parse.pos[o] != "PRON":
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
