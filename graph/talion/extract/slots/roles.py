"""Who did it and to whom: agents and targets of a trigger, each with the rule that found them."""

from talion.extract.entities.context import Scene
from talion.extract.entities.coreference import resolve
from talion.extract.entities.noun_phrases import Side, side_of
from talion.extract.slots.agents import doer, noun_agent, principal, teller, verb_agent
from talion.extract.slots.role import Roles
from talion.extract.slots.targets import prepositions, target
from talion.extract.text.words import words
from talion.extract.triggers.detection import Trigger

_SOIL = words("country soil territory kingdom alliance capital bloc")


def find_roles(scene: Scene, trigger: Trigger) -> Roles:
    """Return agents and targets of a trigger, as far as its sentence and those before tell."""
    roles = Roles()
    master = principal(scene, trigger.i) if trigger.type == "espionage" else Side()
    if master:
        roles.agents, roles.agent_rule = master, "for whom it is done"
    elif trigger.frame.kind == "verb":
        verb_agent(scene, trigger, roles)
    elif "doer" in trigger.frame.flags:
        roles.agents, roles.agent_rule = doer(scene, trigger.i), "the noun names the doer"
    else:
        noun_agent(scene, trigger, roles)
    target(scene, trigger, roles)
    _complete(scene, trigger, roles)
    return roles


def _complete(scene: Scene, trigger: Trigger, roles: Roles) -> None:
    """Fill a side that the clause leaves open: the place, then the other party of the passage."""
    i = trigger.i
    host = scene.lexicon.hosts.get(trigger.type)
    if trigger.type == "recall":
        _own(scene, trigger, roles)
    if host == "agent" and not roles.agents.states and roles.agent_rule != "private persons":
        place = _place(scene, trigger).without(roles.targets.states)
        if place:
            roles.agents += Side(place.states)
            roles.agent_rule = roles.agent_rule or _from(scene, trigger)
    private = roles.agent_rule == "private persons"
    if trigger.type == "legal_action" and not roles.agents and not private:
        officials = teller(scene, i).without(roles.targets.states)
        if officials.states:
            roles.agents, roles.agent_rule = Side(officials.states), "whose officials tell it"
    if host == "target" and not roles.targets.states and not roles.targets.others:
        place = _place(scene, trigger).without(roles.agents.states)
        if place:
            roles.targets, roles.target_rule = Side(place.states), "the place"
    if trigger.type == "closure" and roles.agents.states and not roles.targets:
        place = _place(scene, trigger).without(roles.agents.states)
        if place:
            roles.targets, roles.target_rule = Side(place.states), "the place"
    _mutual(scene, trigger, roles)
    if trigger.type != "break_of_relations" and set(roles.targets.states) & set(
        roles.agents.states
    ):
        roles.targets = roles.targets.without(roles.agents.states)


def _from(scene: Scene, trigger: Trigger) -> str:
    """Return the rule by which a place was found: named, or only called "the country"."""
    parse = scene.parse
    last = parse.bounds[parse.sentence[trigger.i]][1]
    near = range(trigger.i, min(trigger.i + 16, last))
    named = any(k in scene.by_token and scene.by_token[k].kind == "country" for k in near)
    country = any(parse.lemma[k] in _SOIL for k in near)
    return "the country it is from" if country and not named else "the place it is from"


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
    """Take as agent the state of the envoy: a state recalls its own."""
    if not roles.agents and roles.targets.states:
        roles.agents, roles.agent_rule = Side(roles.targets.states), "the state of the envoy"
        roles.targets = Side()
        sides = [scene.side(o) for o in trigger.objects]
        if len(sides) == 1 and len(roles.agents.states) > 1:
            roles.groups = [Side((s,)) for s in roles.agents.states]
        prepositions(scene, trigger, roles)


def _place(scene: Scene, trigger: Trigger) -> Side:
    """Return the state of the place in a clause: "from Britain", "leave the country"."""
    parse, i = scene.parse, trigger.i
    first, last = parse.bounds[parse.sentence[i]]
    for openers in (("from", "leave"), ("in", "to", "at")):
        for k in range(max(first, i - 6), min(last, i + 16)):
            lower = parse.lower[k]
            out_of = lower == "of" and parse.lower[k - 1] == "out" and openers[0] == "from"
            if lower not in openers and parse.lemma[k] not in openers and not out_of:
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
