"""What a word of action is done to."""

from talion.extract.text.parse import Parse
from talion.extract.text.words import words
from talion.extract.triggers.lexicon import Frame

#: Words that head an object but whose sense is in what they are of: "dozens of diplomats".
QUANTITIES = words(
    """
    dozen hundred thousand score number group member part handful couple half majority all
    some several many few most one two three four five six seven eight nine ten another
    other rest list delegation batch total
    """
)

WINDOW = 14


def predicate_subject(parse: Parse, i: int) -> list[int]:
    """Return the heads that a predicate like "on trial" is said of."""
    at = i
    for _ in range(4):
        found = parse.kids(at, "nsubj", "nsubjpass")
        if found:
            return [k for f in found for k in parse.conjuncts(f)]
        at = parse.head[at]
        if parse.pos[at] in ("NOUN", "PROPN"):
            return [at]
    return []


def meant(parse: Parse, head: int, frame: Frame) -> int:
    """Return the word of the class where the parser took a later noun for the head."""
    if parse.lemma[head] in ("persona", "grata", "personae", "personas"):
        for c in parse.children[head]:
            if c < head and parse.lemma[c] in frame.object:
                return c
    return head


def class_between(parse: Parse, i: int, frame: Frame) -> list[int]:
    """Return a noun of the class between a verb and a word it needs, whatever the parser saw."""
    last = min(i + WINDOW, parse.bounds[parse.sentence[i]][1])
    if not frame.needs or parse.is_passive(i):
        return []
    for k in range(i + 1, last):
        if parse.is_verb(k) or any(parse.lower[k] in need for need in frame.needs):
            return []
        if parse.lemma[k] in frame.object and parse.pos[k] in ("NOUN", "PROPN"):
            return [k]
    return []


def subjects_of(parse: Parse, i: int) -> list[int]:
    """Return the heads that a verb, or the verb that obliges to it, is said of."""
    at = i
    for _ in range(3):
        found = parse.kids(at, "nsubj", "nsubjpass")
        if found:
            return [k for f in found for k in parse.conjuncts(f)]
        if parse.dep[at] not in ("xcomp", "conj", "ccomp", "relcl"):
            return []
        if parse.dep[at] == "relcl":
            return [parse.head[at]]
        at = parse.head[at]
    return []


def objects_of(parse: Parse, i: int) -> list[int]:
    """Return the heads of what a verb is done to, those of its complement included."""
    found = parse.kids(i, "dobj", "obj", "nsubjpass", "oprd")
    for c in parse.children[i]:
        if parse.dep[c] == "dative" or (
            parse.dep[c] == "prep" and parse.lower[c] == "to" and parse.lemma[i] == "give"
        ):
            found.extend(parse.kids(c, "pobj") or [c])
    for c in parse.kids(i, "ccomp", "xcomp"):
        if c > i:
            found.extend(parse.kids(c, "nsubj", "nsubjpass"))
    if not found and parse.is_passive(i):
        found.extend(_passive_subject(parse, i))
    if not found:
        for c in parse.kids(i, "conj"):
            if parse.is_verb(c):
                found.extend(parse.kids(c, "dobj", "obj"))
    spread: list[int] = []
    for o in found:
        if parse.lower[o] in ("which", "who", "that", "whom") and parse.dep[i] == "relcl":
            o = parse.head[i]
        spread.extend(x for x in parse.conjuncts(o) if x not in spread)
    if not spread and parse.dep[i] == "relcl" and parse.kids(i, "nsubj"):
        spread.append(parse.head[i])
    return spread or _next_noun(parse, i)


def _next_noun(parse: Parse, i: int) -> list[int]:
    """Return the head of the noun phrase right behind a verb, where the parser saw none."""
    last = min(i + 9, parse.bounds[parse.sentence[i]][1])
    head = -1
    for k in range(i + 1, last):
        if parse.pos[k] in ("NOUN", "PROPN"):
            head = k
        elif head >= 0 or parse.pos[k] in ("VERB", "AUX", "PUNCT", "SCONJ", "CCONJ"):
            break
    return [head] if head >= 0 else []


def _passive_subject(parse: Parse, i: int) -> list[int]:
    """Return what a participle without a subject of its own is said of."""
    if parse.dep[i] in ("acl", "relcl", "amod"):
        return [parse.head[i]]
    if parse.dep[i] in ("conj", "xcomp", "advcl") and parse.head[i] != i:
        above = parse.head[i]
        return parse.kids(above, "nsubjpass", "nsubj") or (
            _passive_subject(parse, above) if parse.is_verb(above) else []
        )
    return []


def noun_objects(parse: Parse, i: int) -> list[int]:
    """Return what a noun of action is of: "closure of X", "X's closure", "embassy closure"."""
    found = []
    for c in parse.children[i]:
        if parse.dep[c] == "prep" and parse.lower[c] in (
            "of",
            "on",
            "against",
            "for",
            "to",
            "with",
        ):
            for p in parse.kids(c, "pobj", "pcomp"):
                found.extend(parse.conjuncts(p))
        elif (parse.dep[c] in ("compound", "nmod", "amod", "dobj") and c < i) or parse.dep[
            c
        ] == "dobj":
            found.append(c)
    return found


def noun_words(parse: Parse, i: int) -> list[int]:
    """Return the words that say what a noun phrase is: its head, modifiers, and "of" nouns."""
    found = [i]
    for at in found:
        for c in parse.children[at]:
            if parse.dep[c] in ("compound", "amod", "nmod", "appos", "nummod"):
                found.append(c)
            elif parse.dep[c] == "prep" and parse.lower[c] in ("of", "from", "at", "in"):
                if (
                    parse.lemma[at] in QUANTITIES
                    or parse.pos[at] == "NUM"
                    or parse.lower[c] == "of"
                ):
                    found.extend(parse.kids(c, "pobj"))
            elif parse.dep[c] == "acl" and len(found) < 12:
                for p in parse.kids(c, "prep"):
                    found.extend(parse.kids(p, "pobj"))
        if len(found) > 24:
            break
    return found


def is_of(
    parse: Parse, i: int, words: frozenset[str], nationals: frozenset[int] = frozenset()
) -> bool:
    """Whether a noun phrase is about one of some words."""
    for k in noun_words(parse, i):
        if parse.lemma[k] in words or parse.lower[k] in words:
            return True
    named = parse.tag[i] in ("NNPS", "NNS", "NNP")
    if "#national" in words and named and (i in nationals or parse.entity[i] == "NORP"):
        return True
    if "#person" in words and parse.entity[i] == "PERSON":
        return True
    if "#place" in words and parse.entity[i] in ("GPE", "LOC"):
        return True
    if "#pronoun" in words and parse.pos[i] == "PRON":
        return True
    return "#number" in words and (parse.pos[i] == "NUM" or parse.lemma[i] in QUANTITIES)
