"""Negation: whether a text says that something was not done, or is undone."""

from talion.extract.lang import Dep, Pos, Tag, Word, function_words, nouns, verbs
from talion.extract.text.numbers import bounds_amount
from talion.extract.text.parse import Parse
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.objects import objects_of
from talion.extract.triggers.word_families import word_families

_DEPENDENT = frozenset(
    {
        Dep.OPEN_COMPLEMENT,
        Dep.PREPOSITIONAL_COMPLEMENT,
        Dep.PREPOSITION,
        Dep.OBJECT,
        Dep.NOUN_CLAUSE,
        Dep.PREPOSITIONAL_OBJECT,
        Dep.CLAUSAL_COMPLEMENT,
    }
)


def governors(parse: Parse, i: int) -> list[int]:
    """Return the ancestors of a trigger, eight at most.

    >>> text = parse("Peru refused to expel them.")
    >>> [text.words[k] for k in governors(text, text.words.index("expel"))]
    ['refused']
    """
    return parse.ancestors(i)[:8]


def negated(parse: Parse, i: int, above: list[int]) -> bool:
    """Whether a trigger is denied: "did not", "refused to", "has no plans to".

    >>> text = parse("Peru refused to expel them.")
    >>> verb = text.words.index("expel")
    >>> negated(text, verb, governors(text, verb))
    True
    """
    if any(
        parse.lower[c] in function_words.NEGATIVES
        and parse.dep[c] in (Dep.NEGATION, Dep.DETERMINER, Dep.PRECONJUNCTION)
        and not bounds_amount(parse, c)
        for c in parse.children[i]
    ):
        return True
    if parse.pos[i] in (Pos.NOUN, Pos.NAME):
        return _noun_negated(parse, i)
    at = i
    for a in above[:4]:
        dep = parse.dep[at]
        to = any(parse.lower[c] == Word.TO for c in parse.children[at])
        if dep == Dep.ADVERBIAL_CLAUSE and to and parse.lemma[a] in verbs.DENYING:
            return True
        passive_participle = dep == Dep.NOUN_CLAUSE and parse.tag[at] == Tag.PARTICIPLE
        if dep not in _DEPENDENT or passive_participle:
            break
        if dep != Dep.CLAUSAL_COMPLEMENT and any(
            parse.dep[c] == Dep.NEGATION for c in parse.children[a]
        ):
            return True
        if (
            parse.lower[a] in function_words.NEGATIVE_DETERMINERS
            or parse.lemma[a] in verbs.DENYING
            or parse.lemma[a] in nouns.ABILITIES
        ):
            return True
        if parse.pos[a] == Pos.NOUN and any(
            parse.lower[c] == Word.NO and not bounds_amount(parse, c) for c in parse.children[a]
        ):
            return True
        at = a
    return False


def _noun_negated(parse: Parse, i: int) -> bool:
    head = parse.head[i]
    if parse.dep[i] in (Dep.OBJECT, Dep.PREPOSITIONAL_OBJECT, Dep.CONJUNCT) and any(
        parse.lemma[a] in verbs.FIGHTING for a in parse.ancestors(i)[:2]
    ):
        return True
    if parse.dep[i] == Dep.PREPOSITIONAL_OBJECT:
        return parse.lower[head] == Word.WITHOUT or (
            parse.lemma[parse.head[head]] in nouns.PLANS
            and any(parse.lower[c] == Word.NO for c in parse.children[parse.head[head]])
        )
    return parse.dep[i] in (Dep.OBJECT, Dep.PASSIVE_SUBJECT) and any(
        parse.dep[c] == Dep.NEGATION for c in parse.children[head]
    )


def reversed_(parse: Parse, trigger: Trigger) -> bool:
    """Whether a measure is mentioned as lifted or undone: it was taken before.

    >>> text = context("Peru reversed the expulsion of two envoys. Cuba announced an expulsion.")
    >>> [reversed_(text.parse, trigger) for trigger in triggers(text)]
    [True, False]
    """
    i = trigger.i
    if parse.lemma[i] in verbs.REVERSING and parse.is_verb(i):
        return any(parse.lemma[o] in word_families().measures for o in objects_of(parse, i))
    at = i
    for a in governors(parse, i)[:2]:
        if parse.dep[at] not in (
            Dep.OBJECT,
            Dep.PREPOSITIONAL_OBJECT,
            Dep.PASSIVE_SUBJECT,
            Dep.PREPOSITION,
            Dep.COMPOUND,
        ):
            return False
        if parse.lemma[a] in verbs.REVERSING and parse.is_verb(a):
            return not parse.is_verb(i)
        at = a
    return False
