"""Several agents at one trigger: who does what to whom, and to how many."""

from itertools import pairwise

from talion.extract.entities.context import Context
from talion.extract.entities.noun_phrases import Party
from talion.extract.lang import Word, function_words, nouns, typography
from talion.extract.rules import Reason, Rule
from talion.extract.slots.roles import Roles
from talion.extract.text.numbers import number
from talion.extract.text.parse import Parse
from talion.extract.triggers.detection import Trigger
from talion.model.type_traits import DoneTo
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


def respective_numbers(parse: Parse, i: int, size: int) -> list[int]:
    """Return the numbers right after a verb: "expelled 40 and 35"; none if not one for each agent.

    >>> text = context("Peru and Chile expelled 40 and 35 Cuban envoys.")
    >>> respective_numbers(text.parse, 3, 2)
    [40, 35]
    """
    found: list[int] = []
    joining = function_words.LIST_JOINING | {typography.COMMA}
    for k in range(i + 1, parse.bounds[parse.sentence[i]][1]):
        value = number(parse.words[k])
        if value is not None:
            found.append(value)
        elif parse.lower[k] not in joining:
            break
    return found if len(found) == size > 1 else []


def one_each(parse: Parse, trigger: Trigger) -> bool:
    """Whether each of several sides has but one of what it is done to: "their ambassadors".

    >>> text = context("Peru and Chile recalled their ambassadors.")
    >>> [one_each(text.parse, trigger) for trigger in triggers(text)]
    [True]
    """
    own = trigger.traits.done_to is DoneTo.OWN_ENVOYS
    return own and any(parse.lemma[o] in nouns.ENVOYS for o in trigger.objects)


def is_mutual(parse: Parse, trigger: Trigger) -> bool:
    """Whether it is done to "each other's" diplomats: "each expelled a diplomat of the other".

    >>> text = context("Peru and Chile expelled each other's envoys.")
    >>> [is_mutual(text.parse, trigger) for trigger in triggers(text)]
    [True]
    """
    last = parse.bounds[parse.sentence[trigger.i]][1]
    near = parse.lower[trigger.i : min(trigger.i + 8, last)]
    if any(a == Word.EACH and b == Word.OTHER for a, b in pairwise(near)):
        return True
    each = Word.EACH in parse.lower[max(trigger.i - 3, 0) : trigger.i]
    return each and any(a == Word.THE and b == Word.OTHER for a, b in pairwise(near))
