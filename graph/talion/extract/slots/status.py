"""The status of an incident: reported, alleged, prospective, or none where it is denied."""

from talion.extract.lang import (
    Dep,
    Pos,
    function_words,
    modifiers,
    nouns,
    phrases,
    typography,
    verbs,
)
from talion.extract.slots.announcements import decision_of
from talion.extract.text.parse import Parse
from talion.extract.triggers.denial import denied, is_conditional
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.frame import Flag
from talion.extract.triggers.modality import is_future
from talion.extract.triggers.negation import governors, negated
from talion.model.incident import Status

_CLAUSE = frozenset({Dep.CONJUNCT, Dep.ROOT, Dep.RELATIVE_CLAUSE, Dep.PARATAXIS})


def status(parse: Parse, trigger: Trigger) -> Status | None:
    """Return the status of a trigger's incident, or None where the text says that it is not so.

    >>> text = context("Peru may expel three diplomats. Cuba expelled four diplomats. "
    ...                "It allegedly poisoned a dissident. Chile refused to expel a diplomat.")
    >>> [found and found.value for found in (status(text.parse, t) for t in triggers(text))]
    ['prospective', 'reported', 'alleged', None]
    """
    i = trigger.i
    above = governors(parse, i)
    if Flag.NEGATED not in trigger.frame.flags and (
        negated(parse, i, above) or denied(parse, trigger)
    ):
        return None
    if trigger.traits.is_utterance:
        claimed = any(parse.lemma[a] in verbs.CLAIMING for a in above)
        return Status.ALLEGED if claimed else Status.REPORTED
    if _prospective(parse, trigger, above):
        return Status.PROSPECTIVE
    if trigger.traits.is_deed and _alleged(parse, trigger, above):
        return Status.ALLEGED
    if any(parse.lower[c] in modifiers.ALLEGEDLY for c in parse.children[i]):
        return Status.ALLEGED
    return Status.REPORTED


def _prospective(parse: Parse, trigger: Trigger, above: list[int]) -> bool:
    i = trigger.i
    children = [parse.lower[c] for c in parse.children[i]]
    if any(c in function_words.POSSIBLE_AUXILIARIES or c in modifiers.UNCERTAIN for c in children):
        return True
    if parse.is_verb(i) and is_conditional(parse, i):
        return True
    joined = parse.dep[i] == Dep.CONJUNCT and parse.is_verb(i) and above and parse.is_verb(above[0])
    if joined and any(
        parse.lower[c] in function_words.POSSIBLE_AUXILIARIES for c in parse.children[above[0]]
    ):
        return True
    at = i
    for a in above[:4]:
        if parse.dep[at] in _CLAUSE:
            return False
        if trigger.traits.is_deed and parse.lemma[a] in verbs.DEMANDING:
            return False
        if Flag.SUBJECT in trigger.frame.flags and parse.is_passive(a):
            return False  # who is asked to leave is expelled
        if parse.lemma[a] in modifiers.PLANNED and parse.dep[at] in (
            Dep.OPEN_COMPLEMENT,
            Dep.CLAUSAL_COMPLEMENT,
            Dep.PREPOSITION,
            Dep.OBJECT,
            Dep.PREPOSITIONAL_OBJECT,
            Dep.NOUN_CLAUSE,
            Dep.PREPOSITIONAL_COMPLEMENT,
        ):
            return True
        if parse.lower[a] in modifiers.UNCERTAIN and parse.dep[at] in (
            Dep.OPEN_COMPLEMENT,
            Dep.CLAUSAL_COMPLEMENT,
        ):
            return True
        at = a
    return any(
        parse.lower[c] in function_words.CONDITIONALS and parse.dep[c] == Dep.MARKER
        for c in parse.children[i]
    )


def _alleged(parse: Parse, trigger: Trigger, above: list[int]) -> bool:
    i = trigger.i
    if any(parse.lemma[a] in verbs.FINDING for a in above):
        return False
    if any(
        parse.lower[c] in modifiers.ALLEGED
        for a in above[:5]
        if parse.pos[a] == Pos.NOUN
        for c in parse.children[a]
    ):
        return True
    first, last = parse.bounds[parse.sentence[i]]
    if any(parse.lower[k] in modifiers.ALLEGED for k in range(max(first, i - 5), i)):
        return True
    if any(parse.lower[c] in modifiers.ALLEGED for c in parse.children[i]):
        return True
    if any(parse.lower[k] in modifiers.CHARGED for k in range(i + 1, min(i + 3, last))):
        return True
    if any(parse.lemma[a] in modifiers.CLAIMED for a in above) or _quoted(parse, i):
        return True
    before = " ".join(parse.lower[max(first, i - 9) : i])
    return any(cue in before for cue in phrases.ALLEGATIONS) or phrases.ATTRIBUTION in " ".join(
        parse.lower[first:last]
    )


def _quoted(parse: Parse, i: int) -> bool:
    """Whether a few words around a trigger stand in quotation marks: another's words."""
    first, last = parse.bounds[parse.sentence[i]]
    opens = any(parse.words[k] in typography.OPENING_QUOTES for k in range(max(first, i - 4), i))
    closes = any(
        parse.words[k] in typography.CLOSING_QUOTES for k in range(i + 1, min(i + 3, last))
    )
    straight = [
        k
        for k in range(max(first, i - 4), min(i + 3, last))
        if parse.words[k] == typography.STRAIGHT_QUOTE
    ]
    return (opens and closes) or (len(straight) == 2 and straight[0] < i < straight[1])


def threatened(parse: Parse, trigger: Trigger) -> bool:
    """Whether a measure is only what somebody threatens or promises to do.

    >>> text = context("Russia threatened to expel two diplomats. Peru expelled one diplomat.")
    >>> expulsions = [t for t in triggers(text) if t.type == "expulsion"]
    >>> [threatened(text.parse, trigger) for trigger in expulsions]
    [True, False]
    """
    at = trigger.i
    decision = decision_of(parse, at)
    if decision is not None and parse.lemma[decision] in nouns.THREATS:
        return True
    for a in governors(parse, at)[:3]:
        if parse.lemma[a] in verbs.THREATENING and parse.dep[at] in (
            Dep.OPEN_COMPLEMENT,
            Dep.CLAUSAL_COMPLEMENT,
            Dep.PREPOSITION,
            Dep.PREPOSITIONAL_COMPLEMENT,
            Dep.OBJECT,
            Dep.PREPOSITIONAL_OBJECT,
        ):
            return True
        at = a
    return False


def announced_for_later(parse: Parse, trigger: Trigger) -> bool:
    """Whether a verb refers to the future, whether decided or not: "would soon expel".

    >>> text = context("Russia will expel two diplomats. Peru expelled one diplomat.")
    >>> [announced_for_later(text.parse, trigger) for trigger in triggers(text)]
    [True, False]
    """
    return parse.is_verb(trigger.i) and is_future(parse, trigger.i)


def is_question(parse: Parse, i: int) -> bool:
    """Whether the sentence of a token asks something.

    >>> is_question(parse("Who expelled the envoys?"), 1)
    True
    """
    first, last = parse.bounds[parse.sentence[i]]
    ending = [w for w in parse.words[max(first, last - 3) : last] if w.strip()]
    return bool(ending) and ending[-1].strip() == "?"
