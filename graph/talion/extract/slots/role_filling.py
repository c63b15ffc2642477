"""Agents and targets of a trigger, each with the rule that found them."""

from talion.extract.entities.context import Context
from talion.extract.entities.coreference import resolve
from talion.extract.entities.noun_phrases import Party, party_of
from talion.extract.lang import Dep, Tag, Word, function_words, nouns, verbs
from talion.extract.rules import Reason, Rule
from talion.extract.slots.agents import accused_of, doer_of, principal, reporting_officials
from talion.extract.slots.notices import apply_notice
from talion.extract.slots.noun_agents import find_noun_agent
from talion.extract.slots.roles import Roles
from talion.extract.slots.targets import prepositions, target
from talion.extract.slots.verb_agents import find_verb_agent
from talion.extract.slots.warned_acts import apply_warning
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.frame import Flag, FrameKind
from talion.model.actor import ActorKind
from talion.model.type_traits import DoneTo, SideName


def find_roles(context: Context, trigger: Trigger) -> Roles:
    """Return the agents and targets of a trigger, from its sentence and those before.

    >>> text = context("Russia expelled two British diplomats.")
    >>> roles = find_roles(text, triggers(text)[0])
    >>> roles.agents.states, roles.targets.states
    (('Russia',), ('United Kingdom',))
    """
    roles = Roles()
    master = principal(context, trigger.i) if trigger.traits.on_behalf else Party()
    accused, word = accused_of(context, trigger.i) if trigger.traits.on_behalf else (Party(), "")
    if master:
        roles.agents, roles.agent_rule = master, Reason(Rule.PRINCIPAL)
    elif accused.states:
        roles.agents, roles.agent_rule = accused, Reason(Rule.ACCUSED, word)
    elif trigger.frame.kind is FrameKind.VERB:
        find_verb_agent(context, trigger, roles)
    elif Flag.DOER in trigger.frame.flags:
        roles.agents, roles.agent_rule = doer_of(context, trigger.i), Reason(Rule.DOER_NOUN)
    else:
        find_noun_agent(context, trigger, roles)
    target(context, trigger, roles)
    apply_notice(context, trigger, roles)
    apply_warning(context, trigger, roles)
    _own_realm(context, trigger, roles)
    _complete(context, trigger, roles)
    return roles


def _own_realm(context: Context, trigger: Trigger, roles: Roles) -> None:
    """Take the owner of an airspace or a port that is closed to others for the agent."""
    parse = context.parse
    realm = [o for o in trigger.objects if parse.lemma[o] in nouns.REALM]
    if not realm or roles.agents.states or roles.target_rule != Reason(Rule.OBJECT):
        return
    roles.agents, roles.agent_rule = Party(roles.targets.states), Reason(Rule.OWNER)
    roles.targets, roles.target_rule = Party(), None
    prepositions(context, trigger, roles)


def _complete(context: Context, trigger: Trigger, roles: Roles) -> None:
    """Fill a party that the clause leaves open by the place or by reporting officials."""
    i = trigger.i
    traits = trigger.traits
    hosts = traits.hosts
    if traits.done_to is DoneTo.OWN_ENVOYS:
        _own(context, trigger, roles)
    if SideName.AGENT in hosts and not roles.agents.states and not roles.by_private_persons:
        place = place_left(context, trigger).without(roles.targets.states)
        if place:
            roles.agents += Party(place.states)
            roles.agent_rule = roles.agent_rule or _from(context, trigger)
    if traits.is_proceeding and not roles.agents and not roles.by_private_persons:
        officials = reporting_officials(context, i).without(roles.targets.states)
        if officials.states:
            roles.agents, roles.agent_rule = Party(officials.states), Reason(Rule.OFFICIALS)
    known = roles.agents.states or SideName.AGENT not in hosts
    if SideName.TARGET in hosts and known and not roles.targets:
        place = place_left(context, trigger).without(roles.agents.states)
        if place:
            roles.targets, roles.target_rule = Party(place.states), Reason(Rule.PLACE)
    _mutual(context, trigger, roles)
    if not traits.mutual and set(roles.targets.states) & set(roles.agents.states):
        roles.targets = roles.targets.without(roles.agents.states)


def _from(context: Context, trigger: Trigger) -> Reason:
    """Return the rule by which a place was found: named, or only called "the country"."""
    parse = context.parse
    last = parse.bounds[parse.sentence[trigger.i]][1]
    near = range(trigger.i, min(trigger.i + 16, last))
    named = any(
        k in context.by_token and context.by_token[k].kind == ActorKind.COUNTRY for k in near
    )
    country = any(parse.lemma[k] in nouns.TERRITORY for k in near)
    return Reason(Rule.COUNTRY_LEFT if country and not named else Rule.PLACE_LEFT)


def _mutual(context: Context, trigger: Trigger, roles: Roles) -> None:
    """Two who break with each other are each agent and target."""
    if not trigger.traits.mutual:
        return
    for party, other in ((roles.agents, roles.targets), (roles.targets, roles.agents)):
        if len(party.states) == 2 and not other:
            roles.agents = roles.targets = party
            roles.agent_rule = roles.target_rule = Reason(Rule.MUTUAL)
            return


def _own(context: Context, trigger: Trigger, roles: Roles) -> None:
    """Take as agent the state of the envoy: a state recalls its own."""
    if not roles.agents and roles.targets.states and not roles.unnamed:
        roles.agents, roles.agent_rule = Party(roles.targets.states), Reason(Rule.SENDING_STATE)
        roles.targets = Party()
        parties = [context.party(o) for o in trigger.objects]
        if len(parties) == 1 and len(roles.agents.states) > 1:
            roles.groups = [Party((s,)) for s in roles.agents.states]
        prepositions(context, trigger, roles)


def place_left(context: Context, trigger: Trigger) -> Party:
    """Return the state of the place in a clause: "from Britain", "leave the country".

    >>> text = context("A Cuban envoy was expelled from Peru.")
    >>> place_left(text, triggers(text)[0]).states
    ('Peru',)
    """
    parse, i = context.parse, trigger.i
    first, last = parse.bounds[parse.sentence[i]]
    for openers in (verbs.LEAVING, function_words.WHERE_PREPOSITIONS):
        for k in range(max(first, i - 6), min(last, i + 16)):
            lower = parse.lower[k]
            out_of = (
                lower == Word.OF and parse.lower[k - 1] == Word.OUT and openers is verbs.LEAVING
            )
            if lower not in openers and parse.lemma[k] not in openers and not out_of:
                continue
            below = [*parse.kids(k, Dep.PREPOSITIONAL_OBJECT), *parse.kids(k, Dep.OBJECT)]
            for p in below:
                mention = context.by_token.get(p)
                if mention is not None and mention.kind != ActorKind.PERSON:
                    return party_of(mention)
                if parse.lemma[p] in nouns.TERRITORY and parse.tag[p] == Tag.SINGULAR:
                    found = resolve(context, p)
                    if found.states:
                        return found
    return Party()
