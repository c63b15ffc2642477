"""Denial by other words than "not" at the trigger: "none of", "nor did", "yet to", "is untrue"."""

from talion.extract.lang import Dep, Pos, Word, function_words, modifiers, nouns, verbs
from talion.extract.text.numbers import bounds_amount
from talion.extract.text.parse import Parse
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.negation import governors, negated

_SUBJECTS = (Dep.SUBJECT, Dep.PASSIVE_SUBJECT)
_INHERITING = frozenset({Dep.CONJUNCT, Dep.OPEN_COMPLEMENT})


def denied(parse: Parse, trigger: Trigger) -> bool:
    """Whether a text says, of all that a trigger names, that it did not happen.

    >>> def is_denied(text):
    ...     return [denied(parse(text), trigger) for trigger in triggers(context(text))]
    >>> is_denied("None of the states expelled envoys.")
    [True]
    >>> is_denied("Peru expelled no fewer than nine envoys.")
    [False]
    """
    i = trigger.i
    verb = i if parse.is_verb(i) else _governing_verb(parse, i)
    if any(_has_no(parse, o) for o in (*trigger.objects, i)) or _called_untrue(parse, i):
        return True
    if verb < 0 or trigger.traits.is_utterance:
        return False
    return (
        (verb != i and _undone(parse, verb))
        or _by_nobody(parse, verb)
        or _after_nor(parse, verb)
        or _at_no_time(parse, verb)
        or _not_reached(parse, verb)
        or is_inverted_condition(parse, verb)
    )


def _governing_verb(parse: Parse, i: int) -> int:
    """Return the verb whose object or subject a noun is, -1 where there is none."""
    at = i
    while parse.dep[at] == Dep.CONJUNCT and parse.head[at] != at:
        at = parse.head[at]
    head = parse.head[at]
    tied = parse.dep[at] in (Dep.OBJECT, Dep.PASSIVE_SUBJECT, Dep.SUBJECT)
    return head if tied and parse.is_verb(head) else -1


def _undone(parse: Parse, verb: int) -> bool:
    """Whether what a noun is the object of was not done: "declined to impose sanctions".

    Who denies an accusation, or delays a measure, says that there is one.
    """
    above = governors(parse, verb)
    if any(parse.lemma[a] in verbs.LEAVING_OPEN for a in (verb, *above[:3])):
        return False
    return negated(parse, verb, above)


def _has_no(parse: Parse, noun: int) -> bool:
    """Whether a noun phrase is one of none: "no diplomats"; not "no fewer than ten"."""
    return parse.pos[noun] in (Pos.NOUN, Pos.NAME) and any(
        parse.lower[c] == Word.NO and parse.dep[c] == Dep.DETERMINER and not bounds_amount(parse, c)
        for c in parse.children[noun]
    )


def _by_nobody(parse: Parse, verb: int) -> bool:
    at = verb
    for _ in range(3):
        subjects = parse.kids(at, *_SUBJECTS)
        if subjects or parse.dep[at] not in _INHERITING:
            return any(_is_nobody(parse, s) for s in subjects)
        at = parse.head[at]
    return False


def _is_nobody(parse: Parse, subject: int) -> bool:
    """Whether a subject begins with a word for none: "None of", "Neither", "Hardly any"."""
    if parse.lower[subject] in function_words.NEGATIVE_QUANTIFIERS:
        return True
    left = [c for c in parse.children[subject] if c < subject]
    below = [*left, *(d for c in left for d in parse.children[c])]
    return any(
        parse.lower[c] in function_words.NEGATIVE_DETERMINING and not bounds_amount(parse, c)
        for c in below
    )


def _after_nor(parse: Parse, verb: int) -> bool:
    """Whether "nor" opens the clause of a verb: "nor did Peru expel anyone"."""
    first = min([verb, *(c for c in parse.children[verb] if c < verb)])
    start = parse.bounds[parse.sentence[verb]][0]
    return any(
        parse.lower[k] in function_words.NOR for k in range(max(start, first - 1), first + 1)
    )


def _at_no_time(parse: Parse, verb: int) -> bool:
    return any(
        _has_no(parse, p)
        for c in parse.kids(verb, Dep.PREPOSITION)
        if c < verb
        for p in parse.kids(c, Dep.PREPOSITIONAL_OBJECT)
        if parse.lemma[p] in nouns.OCCASIONS
    )


def _not_reached(parse: Parse, verb: int) -> bool:
    """Whether it has yet to be done, or somebody stopped short of it."""
    before = " ".join(parse.lower[max(parse.bounds[parse.sentence[verb]][0], verb - 4) : verb])
    return any(f" {wording}" in f" {before} " for wording in function_words.NOT_REACHED)


def _called_untrue(parse: Parse, i: int) -> bool:
    """Whether the report that it happened is called false: "Reports that … were untrue"."""
    for a in parse.ancestors(i)[:6]:
        if parse.lower[a] in modifiers.UNTRUE:
            return True
        if parse.lemma[a] in nouns.REPORTS and parse.pos[a] == Pos.NOUN:
            said = parse.children[parse.head[a]]
            return any(parse.lower[c] in modifiers.UNTRUE for c in said)
    return False


def is_inverted_condition(parse: Parse, verb: int) -> bool:
    """Whether a clause is a condition without "if": "Had Peru expelled him", "Were it to do so".

    >>> text = parse("Had Peru expelled him, Chile would have left.")
    >>> is_inverted_condition(text, 2)
    True
    """
    subjects = parse.kids(verb, *_SUBJECTS)
    return any(
        parse.lower[c] in function_words.INVERTED_CONDITIONS and c < s
        for c in parse.children[verb]
        for s in subjects
    )


def is_conditional(parse: Parse, verb: int) -> bool:
    """Whether a clause holds only on a condition that the sentence names: "unless", "if", "had".

    >>> text = parse("Unless Chile apologises, Peru will expel its envoy.")
    >>> is_conditional(text, text.lower.index("expel"))
    True
    """
    return any(
        is_inverted_condition(parse, c)
        or any(parse.lower[k] in function_words.CONDITIONALS for k in parse.kids(c, Dep.MARKER))
        for c in parse.kids(verb, Dep.ADVERBIAL_CLAUSE)
    )
