"""The type of incident that a trigger reports: a measure only said to come is a threat."""

from talion.extract.lang import Dep, Word, function_words, verbs
from talion.extract.rules import Rule
from talion.extract.slots.counts import count
from talion.extract.slots.roles import Roles
from talion.extract.slots.status import announced_for_later
from talion.extract.text.parse import Parse
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.frame import Flag

#: An agent found so is the one who says what it will do.
_UTTERED = frozenset({Rule.SUBJECT, Rule.NAME_BEFORE_VERB, Rule.GOVERNING_SUBJECT})


def announced_type(parse: Parse, trigger: Trigger, roles: Roles) -> str:
    """Return the type of a trigger's incident: that of a threat where it is only said to come.

    `roles` are what the grammar of the trigger's clause gives.

    >>> text = context("Peru said it would soon expel Cuban envoys.")
    >>> trigger = triggers(text)[0]
    >>> announced_type(text.parse, trigger, Roles())
    'expulsion'
    """
    threat = trigger.traits.threatened_as
    if threat is None or count(parse, trigger) is not None:
        return trigger.type
    only_announced = (
        announced_for_later(parse, trigger)
        and roles.agent_rule is not None
        and roles.agent_rule.rule in _UTTERED
        and not _decided(parse, trigger.i)
        and not {Flag.OBLIGED, Flag.NEGATED} & trigger.frame.flags
    )
    return threat if only_announced else trigger.type


def _decided(parse: Parse, i: int) -> bool:
    """Whether the text itself says "will", or reports that someone did: a decision, no threat."""
    will = any(parse.lower[c] in function_words.WILL_FORMS for c in parse.children[i])
    would = any(parse.lower[c] in function_words.REPORTED_WILL for c in parse.children[i])
    at = i
    while parse.dep[at] == Dep.CONJUNCT:
        at = parse.head[at]
        will = will or any(parse.lower[c] == Word.WILL for c in parse.children[at])
        would = would or any(
            parse.lower[c] in function_words.REPORTED_WILL for c in parse.children[at]
        )
    said = parse.dep[at] == Dep.CLAUSAL_COMPLEMENT
    speech = said and parse.lemma[parse.head[at]] in verbs.VOWING
    will = will or (would and said and parse.lemma[parse.head[at]] in verbs.REPORTING)
    conditional = any(
        parse.lower[c] in function_words.CONDITIONALS for k in (i, at) for c in parse.children[k]
    )
    return will and not speech and not conditional
