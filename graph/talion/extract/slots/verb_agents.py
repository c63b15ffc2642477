"""The agent of a verb: its subject, near or far, or its by-phrase."""

from dataclasses import replace

from talion.extract.entities.context import Context
from talion.extract.entities.coreference import antecedent, resolve
from talion.extract.entities.subjects import listed, subject_of
from talion.extract.lang import Dep, Pos, Tag, nouns, verbs
from talion.extract.rules import Reason, Rule
from talion.extract.slots.agents import by_phrase, utterer
from talion.extract.slots.announcements import decider, decision_of
from talion.extract.slots.roles import Roles
from talion.extract.text.parse import Parse
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.frame import Flag
from talion.extract.triggers.modality import is_obliged
from talion.model.type_traits import DoneTo


def find_verb_agent(context: Context, trigger: Trigger, roles: Roles) -> None:
    """Set the agent of a verb: its subject, near or far, or its by-phrase.

    >>> text, roles = context("Peru, which recalled its envoy, expelled two diplomats."), Roles()
    >>> find_verb_agent(text, triggers(text)[-1], roles)
    >>> roles.agents.states, roles.agent_rule.words
    (('Peru',), 'the subject of the verb')
    """
    parse, i = context.parse, trigger.i
    done_to_subject = {Flag.SUBJECT, Flag.VICTIM} & trigger.frame.flags
    if Flag.VICTIM in trigger.frame.flags:
        roles.agents, roles.agent_rule = utterer(context, i), Reason(Rule.SPEAKER)
        return
    if done_to_subject or parse.is_passive(i):
        roles.agents = by_phrase(context, i)
        roles.agent_rule = Reason(Rule.BY_PHRASE) if roles.agents else None
        if not roles.agents and {Flag.UTTERED} & trigger.frame.flags:
            roles.agents, roles.agent_rule = utterer(context, i), Reason(Rule.SPEAKER)
        return
    if _takes_orders(context, trigger, roles):
        return
    own, rule = decider(context, i)
    if own:
        roles.agents, roles.agent_rule = own, rule
        return
    if _opposes(parse, i):
        return
    subject = _foreign(context, trigger, subject_of(context, i))
    if subject is not None:
        _take_subject(context, trigger, roles, *subject)


def _takes_orders(context: Context, trigger: Trigger, roles: Roles) -> bool:
    """Set the sides of what a state must do to its own mission: "Peru must cut its staff"."""
    parse, i, traits = context.parse, trigger.i, trigger.traits
    on_mission = traits.is_measure and traits.done_to in (DoneTo.ENVOYS, DoneTo.MISSION)
    subject = subject_of(context, i) if on_mission and is_obliged(parse, i) else None
    if subject is None:
        return False
    obliged = resolve(context, subject[0])
    if not obliged.states:
        return False
    roles.targets, roles.target_rule = obliged, Reason(Rule.OBLIGED)
    roles.agents = utterer(context, i).without(obliged.states)
    roles.agent_rule = Reason(Rule.SPEAKER) if roles.agents else None
    return True


def _take_subject(
    context: Context, trigger: Trigger, roles: Roles, head: int, rule: Reason
) -> None:
    """Set the agents to those that a subject names, each for itself where they are several."""
    parse = context.parse
    if parse.pos[head] == Pos.PRONOUN and (named := antecedent(context, head)) is not None:
        head, rule = named, replace(rule, pronoun=True)
    if parse.lemma[head] in nouns.PRIVATE_PERSONS and not context.by_token.get(head):
        roles.agent_rule = Reason(Rule.PRIVATE_PERSONS)
        return
    groups = []
    for k in listed(context, head):
        party = (
            resolve(context, k) if k == head and not context.by_token.get(k) else context.party(k)
        )
        if party and k not in trigger.objects:
            groups.append(party)
    if context.by_token.get(head) is None and len(parse.conjuncts(head)) > 1 and not groups:
        groups = [resolve(context, head)]
    for party in groups:
        roles.agents += party
    if len(groups) > 1:
        roles.groups = groups
    roles.agent_rule = rule if roles.agents else None
    plural = parse.lemma[head] in nouns.PARTIES and parse.tag[head] == Tag.PLURAL
    roles.unnamed = plural and not roles.agents
    if trigger.traits.is_utterance and not roles.agents:
        roles.agents, roles.agent_rule = utterer(context, trigger.i), Reason(Rule.SPEAKER)


def _opposes(parse: Parse, i: int) -> bool:
    """Whether it is a decision that the subject denounces: "slammed the order to expel them"."""
    noun = decision_of(parse, i)
    if noun is None or parse.dep[noun] not in (Dep.OBJECT, Dep.PREPOSITIONAL_OBJECT):
        return False
    above = parse.head[noun]
    verb = parse.head[above] if parse.dep[noun] == Dep.PREPOSITIONAL_OBJECT else above
    return parse.lemma[verb] in verbs.REJECTING


def _foreign(
    context: Context, trigger: Trigger, subject: tuple[int, Reason] | None
) -> tuple[int, Reason] | None:
    """Return a farther subject where the nearer is the envoys' own state, which expels none."""
    parse, i = context.parse, trigger.i
    if (
        subject is None
        or subject[1].rule is Rule.SUBJECT
        or trigger.traits.done_to is not DoneTo.ENVOYS
    ):
        return subject
    own = {s for o in trigger.objects for s in context.party(o).states}
    nearer = context.party(subject[0]).states
    if not nearer or not set(nearer) <= own:
        return subject
    for a in parse.ancestors(i):
        for k in parse.kids(a, Dep.SUBJECT):
            other = context.party(k).states
            if k != subject[0] and other and not set(other) & own:
                return k, Reason(Rule.SENTENCE_SUBJECT)
    return subject
