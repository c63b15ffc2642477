"""Objects: what a trigger is done to, and whether it is of a class of words."""

from talion.extract.lang import Dep, Ent, Pos, Tag, Word, function_words, nouns, numerals, verbs
from talion.extract.text.parse import Parse
from talion.extract.triggers.frame import Frame, Sort

WINDOW = 14


def predicate_subject(parse: Parse, i: int) -> list[int]:
    """Return the heads of the subject of a predicate like "on trial".

    >>> text = parse("Two Britons are on trial.")
    >>> [text.words[k] for k in predicate_subject(text, text.words.index("trial"))]
    ['Britons']
    """
    at = i
    for _ in range(4):
        found = parse.kids(at, Dep.SUBJECT, Dep.PASSIVE_SUBJECT)
        if found:
            return [k for f in found for k in parse.conjuncts(f)]
        at = parse.head[at]
        if parse.pos[at] in (Pos.NOUN, Pos.NAME):
            return [at]
    return []


def meant(parse: Parse, head: int, frame: Frame) -> int:
    """Return the word of the class where the parser took a later noun for the head.

    >>> from talion.extract.triggers.frame import FrameKind
    >>> text = parse("Peru pronounced a diplomat persona non grata.")
    >>> frame = Frame("expulsion", "", FrameKind.VERB, ("pronounce",),
    ...               object=frozenset({"diplomat"}))
    >>> text.words[meant(text, text.words.index("persona"), frame)]
    'diplomat'
    """
    if parse.lemma[head] in nouns.PERSONA_NON_GRATA:
        for c in parse.children[head]:
            if c < head and parse.lemma[c] in frame.object:
                return c
    return head


def class_between(parse: Parse, i: int, frame: Frame) -> list[int]:
    """Return a noun of the class between a verb and a word it needs, whatever the parser saw.

    >>> from talion.extract.triggers.frame import FrameKind
    >>> text = parse("Peru declared two diplomats persona non grata.")
    >>> frame = Frame("expulsion", "", FrameKind.VERB, ("declare",),
    ...               object=frozenset({"diplomat"}), needs=(frozenset({"grata"}),))
    >>> [text.words[k] for k in class_between(text, text.words.index("declared"), frame)]
    ['diplomats']
    """
    last = min(i + WINDOW, parse.bounds[parse.sentence[i]][1])
    if not frame.needs or parse.is_passive(i):
        return []
    for k in range(i + 1, last):
        if parse.is_verb(k) or any(parse.lower[k] in need for need in frame.needs):
            return []
        if parse.lemma[k] in frame.object and parse.pos[k] in (Pos.NOUN, Pos.NAME):
            return [k]
    return []


def subjects_of(parse: Parse, i: int) -> list[int]:
    """Return the heads of the subject of a verb, or of the verb that obliges to it.

    >>> text = parse("Two diplomats and their driver were told to leave.")
    >>> [text.words[k] for k in subjects_of(text, text.words.index("leave"))]
    ['diplomats', 'driver']
    """
    at = i
    for _ in range(3):
        found = parse.kids(at, Dep.SUBJECT, Dep.PASSIVE_SUBJECT)
        if found:
            return [k for f in found for k in parse.conjuncts(f)]
        if parse.dep[at] not in (
            Dep.OPEN_COMPLEMENT,
            Dep.CONJUNCT,
            Dep.CLAUSAL_COMPLEMENT,
            Dep.RELATIVE_CLAUSE,
        ):
            return []
        if parse.dep[at] == Dep.RELATIVE_CLAUSE:
            return [parse.head[at]]
        at = parse.head[at]
    return []


def objects_of(parse: Parse, i: int) -> list[int]:
    """Return the heads of what a verb is done to, those of its complement included.

    >>> text = parse("Peru expelled two diplomats and their driver.")
    >>> [text.words[k] for k in objects_of(text, text.words.index("expelled"))]
    ['diplomats', 'driver']
    """
    found = parse.kids(i, Dep.OBJECT, Dep.PASSIVE_SUBJECT, Dep.OBJECT_PREDICATE)
    for c in parse.children[i]:
        if parse.dep[c] == Dep.DATIVE or (
            parse.dep[c] == Dep.PREPOSITION
            and parse.lower[c] == Word.TO
            and parse.lemma[i] == verbs.GIVING
        ):
            found.extend(parse.kids(c, Dep.PREPOSITIONAL_OBJECT) or [c])
    for c in parse.kids(i, Dep.CLAUSAL_COMPLEMENT, Dep.OPEN_COMPLEMENT):
        if c > i:
            found.extend(parse.kids(c, Dep.SUBJECT, Dep.PASSIVE_SUBJECT))
    if not found and parse.is_passive(i):
        found.extend(_passive_subject(parse, i))
    if not found:
        for c in parse.kids(i, Dep.CONJUNCT):
            if parse.is_verb(c):
                found.extend(parse.kids(c, Dep.OBJECT))
    spread: list[int] = []
    for o in found:
        if (
            parse.lower[o] in function_words.RELATIVE_OBJECTS
            and parse.dep[i] == Dep.RELATIVE_CLAUSE
        ):
            o = parse.head[i]
        spread.extend(x for x in parse.conjuncts(o) if x not in spread)
    if not spread and parse.dep[i] == Dep.RELATIVE_CLAUSE and parse.kids(i, Dep.SUBJECT):
        spread.append(parse.head[i])
    return spread or _next_noun(parse, i)


def _next_noun(parse: Parse, i: int) -> list[int]:
    """Return the head of the noun phrase right after a verb, where the parser found no object."""
    last = min(i + 9, parse.bounds[parse.sentence[i]][1])
    head = -1
    for k in range(i + 1, last):
        if parse.pos[k] in (Pos.NOUN, Pos.NAME):
            head = k
        elif head >= 0 or parse.pos[k] in (
            Pos.VERB,
            Pos.AUXILIARY,
            Pos.PUNCTUATION,
            Pos.SUBORDINATOR,
            Pos.CONJUNCTION,
        ):
            break
    if head < 0 and i + 1 < last and parse.pos[i + 1] == Pos.NUMERAL:
        return [i + 1]
    return [head] if head >= 0 else []


def _passive_subject(parse: Parse, i: int) -> list[int]:
    """Return the subject of a participle that has none of its own."""
    if parse.dep[i] in (Dep.NOUN_CLAUSE, Dep.RELATIVE_CLAUSE, Dep.ADJECTIVE):
        head = parse.head[i]
        first = [parse.head[head]] if parse.dep[head] == Dep.CONJUNCT else []
        return [*first, head]  # "envoys and staff ordered out"
    if (
        parse.dep[i] in (Dep.CONJUNCT, Dep.OPEN_COMPLEMENT, Dep.ADVERBIAL_CLAUSE)
        and parse.head[i] != i
    ):
        above = parse.head[i]
        return parse.kids(above, Dep.PASSIVE_SUBJECT, Dep.SUBJECT) or (
            _passive_subject(parse, above) if parse.is_verb(above) else []
        )
    return []


def noun_objects(parse: Parse, i: int) -> list[int]:
    """Return what a noun of action is of: "closure of X", "X's closure", "embassy closure".

    >>> text = parse("The closure of the consulate and the expulsion of an envoy angered Peru.")
    >>> [text.words[k] for k in noun_objects(text, text.words.index("closure"))]
    ['consulate']
    """
    found = []
    for c in parse.children[i]:
        if (
            parse.dep[c] == Dep.PREPOSITION
            and parse.lower[c] in function_words.ACTION_OBJECT_PREPOSITIONS
        ):
            for p in parse.kids(c, Dep.PREPOSITIONAL_OBJECT, Dep.PREPOSITIONAL_COMPLEMENT):
                found.extend(parse.conjuncts(p))
        elif (
            parse.dep[c] in (Dep.COMPOUND, Dep.NOUN_MODIFIER, Dep.ADJECTIVE, Dep.OBJECT) and c < i
        ) or parse.dep[c] == Dep.OBJECT:
            found.append(c)
    return found


def noun_words(parse: Parse, i: int) -> list[int]:
    """Return the words that say what a noun phrase is: its head, modifiers, and "of" nouns.

    >>> text = parse("Peru expelled a group of Chilean diplomats.")
    >>> [text.words[k] for k in noun_words(text, text.words.index("group"))]
    ['group', 'diplomats', 'Chilean']
    """
    found = [i]
    for at in found:
        for c in parse.children[at]:
            if parse.dep[c] in (
                Dep.COMPOUND,
                Dep.ADJECTIVE,
                Dep.NOUN_MODIFIER,
                Dep.APPOSITION,
                Dep.NUMERAL,
            ):
                found.append(c)
            elif (
                parse.dep[c] == Dep.PREPOSITION
                and parse.lower[c] in function_words.PART_PREPOSITIONS
            ):
                if (
                    parse.lemma[at] in numerals.QUANTITIES
                    or parse.pos[at] == Pos.NUMERAL
                    or parse.lower[c] == Word.OF
                ):
                    found.extend(parse.kids(c, Dep.PREPOSITIONAL_OBJECT))
            elif parse.dep[c] == Dep.NOUN_CLAUSE and len(found) < 12:
                for p in parse.kids(c, Dep.PREPOSITION):
                    found.extend(parse.kids(p, Dep.PREPOSITIONAL_OBJECT))
        if len(found) > 24:
            break
    return found


def is_of(
    parse: Parse, i: int, words: frozenset[str], nationals: frozenset[int] = frozenset()
) -> bool:
    """Whether a noun phrase is about one of some words.

    >>> text = parse("Peru expelled a group of Chilean diplomats.")
    >>> is_of(text, text.words.index("group"), frozenset({"diplomat"}))
    True
    """
    for k in noun_words(parse, i):
        if parse.lemma[k] in words or parse.lower[k] in words:
            return True
    named = parse.tag[i] in (Tag.NAMES, Tag.PLURAL, Tag.NAME)
    if Sort.NATIONAL in words and named and (i in nationals or parse.entity[i] == Ent.NATIONALITY):
        return True
    if Sort.PERSON in words and parse.entity[i] == Ent.PERSON:
        return True
    if Sort.PLACE in words and parse.entity[i] in (Ent.STATE, Ent.LOCATION):
        return True
    if Sort.PRONOUN in words and parse.pos[i] == Pos.PRONOUN:
        return True
    return Sort.NUMBER in words and (
        parse.pos[i] == Pos.NUMERAL or parse.lemma[i] in numerals.QUANTITIES
    )
