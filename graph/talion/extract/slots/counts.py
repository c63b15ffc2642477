"""The count of an incident: persons, missions or posts."""

from talion.extract.lang import Dep, Ent, Pos, Tag, Word, calendar_words, function_words, nouns
from talion.extract.text.numbers import count_of, number_at, value_or_0
from talion.extract.text.parse import Parse
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.frame import Flag, FrameKind
from talion.model.type_traits import CountedAs


def count(parse: Parse, trigger: Trigger) -> int | None:
    """Return the count of a trigger's incident, summed over what it names one by one.

    >>> text = context("Russia expelled three Poles and a Ukrainian.")
    >>> [count(text.parse, trigger) for trigger in triggers(text)]
    [4]
    """
    counts = trigger.traits.counts
    if counts is None:
        return None
    if counts is CountedAs.OBJECTS and not trigger.frame.object:
        return None
    if counts is CountedAs.POSTS:
        return _places(parse, trigger.i)
    if Flag.DOER in trigger.frame.flags:
        return _doers(parse, trigger.i)
    if counts is CountedAs.DOERS:
        return _subjects(parse, trigger.i)
    heads = list(trigger.objects)
    if Flag.VICTIM in trigger.frame.flags:
        heads = [k for s in parse.kids(trigger.i, Dep.SUBJECT) for k in parse.conjuncts(s)]
    if trigger.frame.kind is FrameKind.NOUN and parse.tag[trigger.i] == Tag.PLURAL:
        own = count_of(parse, trigger.i)
        if own is not None:
            return own
    if trigger.frame.kind is not FrameKind.VERB:
        heads = [h for h in heads if parse.pos[h] in (Pos.NOUN, Pos.NAME, Pos.NUMERAL)]
        if counts is CountedAs.ACCUSED and not heads:
            return count_of(parse, trigger.i) if parse.tag[trigger.i] == Tag.PLURAL else None
    if trigger.frame.kind is FrameKind.VERB and not trigger.frame.object:
        for c in parse.kids(trigger.i, Dep.CLAUSAL_COMPLEMENT, Dep.OPEN_COMPLEMENT):
            heads = parse.kids(c, Dep.OBJECT) or heads
    if counts is CountedAs.VICTIMS and not trigger.traits.is_personal:
        heads = [h for h in heads if parse.pos[h] == Pos.NOUN]
    done_to = [_counted(parse, h) for h in heads if parse.lemma[h] not in nouns.NO_PERSONS]
    heads = [h for h in done_to if h is not None]
    values = [count_of(parse, h) for h in heads]
    if len(heads) > 1:  # "three Russians and a Ukrainian", the article of the second left out
        values = [
            1
            if v is None
            and parse.tag[h] == Tag.NAME
            and parse.entity[h] in (Ent.NATIONALITY, Ent.STATE)
            else v
            for v, h in zip(values, heads, strict=True)
        ]
    if not values or None in values:
        return next((v for v in values if v is not None and v > 1), None)
    return sum(v for v in values if v is not None)


def is_soft(parse: Parse, trigger: Trigger) -> bool:
    """Whether a count of 1 is read off a mere singular: "its consulate", "the diplomat".

    >>> text = context("Russia expelled the diplomat. Poland expelled one diplomat.")
    >>> [is_soft(text.parse, trigger) for trigger in triggers(text)]
    [True, False]
    """
    return all(
        any(parse.lower[c] in function_words.DEFINITE_SINGULARS for c in parse.children[o])
        for o in trigger.objects
    )


def _counted(parse: Parse, head: int) -> int | None:
    """Return the head that is counted: of "the departure of two envoys", the envoys."""
    if parse.lemma[head] not in nouns.PERSON_EVENTS:
        return head
    for c in parse.subtree(head):
        if parse.lower[c] == Word.OF and parse.kids(c, Dep.PREPOSITIONAL_OBJECT):
            return parse.kids(c, Dep.PREPOSITIONAL_OBJECT)[0]
        if parse.dep[c] == Dep.POSSESSOR:
            return c
    return None


def _doers(parse: Parse, i: int) -> int | None:
    value = count_of(parse, i)
    if value is not None:
        return value
    subject = predicated(parse, i)
    return count_of(parse, subject) if subject is not None else None


def predicated(parse: Parse, i: int) -> int | None:
    """Return what a noun is predicated of: "X are spies", "X suspected of being spies".

    >>> text = parse("Two diplomats were suspected of being spies.")
    >>> text.words[predicated(text, text.words.index("spies"))]
    'diplomats'
    """
    at = i
    for _ in range(6):
        if parse.dep[at] not in _PREDICATIVE:
            return None
        nearer = at
        at = parse.head[at]
        nominal = parse.pos[at] in (Pos.NOUN, Pos.NAME, Pos.NUMERAL, Pos.PRONOUN)
        clause = parse.dep[nearer] in (Dep.NOUN_CLAUSE, Dep.RELATIVE_CLAUSE)
        if clause and nominal and parse.lemma[at] not in nouns.CLAIMS:
            return at
        if parse.lower[nearer] in function_words.PURPOSE_PREPOSITIONS and parse.kids(
            at, Dep.OBJECT
        ):
            return parse.kids(at, Dep.OBJECT)[0]
        found = [
            k
            for k in parse.kids(at, Dep.PASSIVE_SUBJECT, Dep.SUBJECT)
            if parse.lower[k] not in function_words.RELATIVE_PRONOUNS and k != i
        ]
        if found:
            return found[0]
    return None


_PREDICATIVE = frozenset(
    {
        Dep.ATTRIBUTE,
        Dep.PREPOSITIONAL_OBJECT,
        Dep.OBJECT_PREDICATE,
        Dep.PREPOSITION,
        Dep.PREPOSITIONAL_COMPLEMENT,
        Dep.CONJUNCT,
        Dep.ADJECTIVAL_COMPLEMENT,
        Dep.OPEN_COMPLEMENT,
        Dep.NOUN_CLAUSE,
        Dep.RELATIVE_CLAUSE,
        Dep.CLAUSAL_COMPLEMENT,
    }
)


def _subjects(parse: Parse, i: int) -> int | None:
    if not parse.is_verb(i):
        return None
    at = i
    while parse.dep[at] in (
        Dep.ADVERBIAL_CLAUSE,
        Dep.OPEN_COMPLEMENT,
        Dep.PREPOSITIONAL_COMPLEMENT,
        Dep.CONJUNCT,
    ) and not parse.kids(at, Dep.SUBJECT):
        at = parse.head[at]
    for k in parse.kids(at, Dep.SUBJECT, Dep.PASSIVE_SUBJECT):
        if parse.pos[k] == Pos.NOUN and parse.lemma[k] not in nouns.SERVICES:
            return count_of(parse, k)
    return None


def _places(parse: Parse, i: int) -> int | None:
    """Return the places cut of a mission: from 30 to 20 is 10, "by 60" is 60, "to 455" is 455."""
    last = parse.bounds[parse.sentence[i]][1]
    values: dict[str, int] = {}
    marker = ""
    for k in range(i, min(last, i + 40)):
        if parse.lower[k] in function_words.AMOUNT_PREPOSITIONS:
            marker = Word.TO if parse.lower[k] in function_words.AMOUNT_LIMITS else parse.lower[k]
        elif marker and (parse.pos[k] == Pos.NUMERAL or parse.tag[k] == Tag.CARDINAL):
            value = number_at(parse, k)
            following = parse.lemma[k + 1] if k + 1 < last else ""
            dated = (
                following in calendar_words.PERIODS
                or parse.tag[k - 1] == Tag.NAME
                or 1900 <= value_or_0(parse, k) < 2100
            )
            if value is not None and not dated and value < 20_000:
                values.setdefault(marker, value)
                marker = ""
    if Word.FROM in values and Word.TO in values:
        return abs(values[Word.FROM] - values[Word.TO])
    return values.get(Word.BY, values.get(Word.TO))
