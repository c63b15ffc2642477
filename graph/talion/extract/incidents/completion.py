"""Parties that a clause leaves open, read off the incidents mentioned beside it."""

from dataclasses import replace

from talion.extract.entities.context import Context
from talion.extract.entities.noun_phrases import Party
from talion.extract.incidents.event_mention import EventMention
from talion.extract.lang import Word, function_words
from talion.extract.rules import Reason, Rule, SlotName
from talion.extract.text.parse import Parse
from talion.model.type_traits import DoneTo

#: Both sides of a deed are so by the grammar of its clause.
_BOTH = 2


def complete(context: Context, mentions: list[EventMention]) -> None:
    """Fill the open parties of deeds by the measure that punishes them in the same sentence.

    Whoever is expelled for spying has spied, and on the state that expels him; the expelled are
    as many as the spies.

    >>> text = context("Peru expelled two Cuban envoys for spying.")
    >>> [(m.type, m.agents.states, m.targets.states) for m in mentions(text)]
    [('expulsion', ('Peru',), ('Cuba',)), ('espionage', ('Cuba',), ('Peru',))]
    """
    by_sentence: dict[int, list[EventMention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    for mention in mentions:
        if mention.traits.is_proceeding and not mention.agents:
            _same_victim(mentions, mention)
        if not mention.traits.is_deed:
            continue
        _turn(context.parse, by_sentence[mention.sentence], mention)
        measure = _punishing(context.parse, by_sentence[mention.sentence], mention)
        if measure is not None:
            _take(context, mention, measure)
            mention.directed |= measure.directed and _mirrors(mention, measure)
        if not mention.agents.states:
            _same_victim(mentions, mention)


def _same_victim(mentions: list[EventMention], open_: EventMention) -> None:
    """Take as agent whoever is reported to have done something else to the same person."""
    people = set(open_.targets.others)
    for other in mentions:
        did_it = other.traits.done_to is DoneTo.PERSONS and other.agents.states
        if other is not open_ and did_it and people & set(other.targets.others):
            open_.agents = other.agents
            open_.rules[SlotName.AGENTS] = Reason(Rule.SAME_VICTIM)
            return


def _turn(parse: Parse, here: list[EventMention], deed: EventMention) -> None:
    """Exchange the sides of what somebody is punished for, if they are those of the punishment.

    Who declares envoys unwelcome for spying has not spied on their state.
    """
    if not deed.traits.on_behalf or deed.by_rule == _BOTH:
        return
    path = [deed.i, *parse.ancestors(deed.i)]
    punishing = {d.i: d for d in here if d.traits.punishes and d is not deed}
    nearest = next((k for k in path[1:] if k in punishing), None)
    if nearest is None or punishing[nearest].by_rule != _BOTH:
        return
    measure = punishing[nearest]
    between = {parse.lower[k] for k in path[: path.index(nearest)]}
    same = set(deed.agents.states) & set(measure.agents.states)
    if between & function_words.PUNISHED_FOR and same and measure.targets.states:
        deed.agents, deed.targets = measure.targets, measure.agents
        deed.rules[SlotName.AGENTS] = Reason(Rule.PUNISHED)
        deed.rules[SlotName.TARGETS] = Reason(Rule.PUNISHER)
        deed.directed = measure.directed


def _punishing(parse: Parse, here: list[EventMention], deed: EventMention) -> EventMention | None:
    measures = [
        d
        for d in here
        if d.traits.punishes and not d.weak and d.targets and (d.agents or d.traits.is_proceeding)
    ]
    fitting = [
        m
        for m in measures
        if not set(deed.targets.others) & set(m.targets.others)
        and not set(deed.agents.states) & set(m.agents.states)
        and not set(deed.targets.states) & set(m.targets.states)
    ]
    if not fitting:
        return None
    above = set(parse.ancestors(deed.i))
    best = min(fitting, key=lambda m: (m.i not in above, m.i > deed.i, abs(m.i - deed.i)))
    agents = Party()
    for measure in fitting:
        if measure.i == best.i:
            agents += measure.agents
    return replace(best, agents=agents)


def _take(context: Context, deed: EventMention, measure: EventMention) -> None:
    if not deed.agents and not deed.by_private_persons:
        deed.agents = Party(measure.targets.states) or measure.targets
        deed.rules[SlotName.AGENTS] = Reason(Rule.PUNISHED)
    if not deed.targets.states and deed.traits.done_to is not DoneTo.PERSONS:
        deed.targets += Party(measure.agents.states)
        deed.rules[SlotName.TARGETS] = Reason(Rule.PUNISHER)
    if deed.count is None and deed.traits.on_behalf and _removes_envoys(measure):
        deed.count = measure.count if _of_all(context.parse, deed, measure) else None
    deed.weak = False


def _mirrors(deed: EventMention, measure: EventMention) -> bool:
    """Whether the sides of a deed are those of the measure against it, exchanged."""
    doer = set(deed.agents.states) & set(measure.targets.states)
    return bool(doer and set(deed.targets.states) & set(measure.agents.states))


def _removes_envoys(measure: EventMention) -> bool:
    return measure.traits.removes and measure.traits.done_to is DoneTo.ENVOYS


def _of_all(parse: Parse, deed: EventMention, measure: EventMention) -> bool:
    """Whether everyone the measure is against has spied: not "following", "including"."""
    first, last = sorted((deed.i, measure.i))
    between = parse.lower[first:last]
    if Word.INCLUDING in between and Word.FOR in between[between.index(Word.INCLUDING) :]:
        return True
    return not set(between) & function_words.TEMPORAL_PREPOSITIONS
