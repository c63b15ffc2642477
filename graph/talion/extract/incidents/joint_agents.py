"""Several agents at one trigger: who does what to whom, and to how many."""

from itertools import pairwise

from talion.extract.entities.context import Context
from talion.extract.entities.noun_phrases import Party
from talion.extract.entities.subjects import listed
from talion.extract.lang import Word, function_words
from talion.extract.rules import Reason, Rule
from talion.extract.slots.roles import Roles
from talion.extract.text.numbers import number_at
from talion.extract.text.parse import Parse
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.frame import FrameKind
from talion.store.reference import traits_of


def separate_parties(
    context: Context, kind: str, roles: Roles, *, mutual: bool
) -> list[tuple[Party, Party]]:
    """Return agents and targets of each event at a trigger: one, or one for each agent.

    >>> from talion.extract.slots.role_filling import find_roles
    >>> text = context("Peru and Chile expelled two Cuban envoys.")
    >>> [trigger] = triggers(text)
    >>> roles = find_roles(text, trigger)
    >>> [(agents.states, targets.states)
    ...  for agents, targets in separate_parties(text, trigger.type, roles, mutual=False)]
    [(('Peru',), ('Cuba',)), (('Chile',), ('Cuba',))]
    """
    pair = roles.agents.states or tuple(s for s, _ in context.frequency.most_common(2))
    if mutual and len(pair) == 2:
        return [(Party((pair[0],)), Party((pair[1],))), (Party((pair[1],)), Party((pair[0],)))]
    one = roles.target_rule == Reason(Rule.MUTUAL)
    if traits_of(kind).distributive and len(roles.groups) > 1 and not one:
        return [(g, roles.targets.without(g.states)) for g in roles.groups]
    return [(roles.agents, roles.targets)]


def gapped_parties(
    context: Context, trigger: Trigger, roles: Roles
) -> list[tuple[Party, Party, int | None]]:
    """Return each party with its number in "Belgium expelled 21 and the Netherlands 17".

    >>> from talion.extract.slots.role_filling import find_roles
    >>> text = context("Belgium expelled 21 Russian diplomats and the Netherlands 17.")
    >>> [trigger] = triggers(text)
    >>> [(agents.states, number)
    ...  for agents, _, number in gapped_parties(text, trigger, find_roles(text, trigger))]
    [(('Belgium',), 21), (('Netherlands',), 17)]
    """
    parse, i = context.parse, trigger.i
    each_removes = trigger.traits.distributive and trigger.traits.removes
    if not each_removes or trigger.frame.kind is not FrameKind.VERB or not roles.agents.states:
        return []
    found: list[tuple[Party, Party, int | None]] = []
    for mention in context.mentions:
        start, end = mention.start, mention.end
        if parse.sentence[start] != parse.sentence[i] or start < i or end >= len(parse):
            continue
        before = start - 1 - (parse.lower[start - 1] == Word.THE)
        joined = parse.lower[before] in function_words.GAPPING
        if joined and mention.states and (value := number_at(parse, end)) is not None:
            for head in listed(context, end - 1):
                party = context.party(head)
                if head > i and party.states:
                    found.append((party, roles.targets.without(party.states), value))
    if not found:
        return []
    others = {s for a, _, _ in found for s in a.states}
    targets = roles.targets.without(tuple(others))
    own = next((v for k in range(i + 1, i + 3) if (v := number_at(parse, k))), None)
    found = [(a, targets, n) for a, _, n in found]
    first = [(g, targets, own) for g in roles.groups] or [(roles.agents, targets, own)]
    return [*first, *found]


def is_mutual(parse: Parse, trigger: Trigger) -> bool:
    """Whether it is done to "each other's" diplomats.

    >>> text = context("Peru and Chile expelled each other's envoys.")
    >>> [is_mutual(text.parse, trigger) for trigger in triggers(text)]
    [True]
    """
    last = parse.bounds[parse.sentence[trigger.i]][1]
    near = parse.lower[trigger.i : min(trigger.i + 8, last)]
    return any(a == Word.EACH and b == Word.OTHER for a, b in pairwise(near))
