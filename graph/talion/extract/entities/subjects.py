"""Whom a verb is said of, however far away it is said."""

from talion.extract.entities.context import Context
from talion.extract.rules import Reason, Rule
from talion.extract.text.words import words

_CLIMB = words("xcomp advcl pcomp acl ccomp conj pobj prep dobj attr relcl oprd acomp")

#: Prepositions through which a verb's subject is that of the verb above: "by ordering".
_JOINING = frozenset({",", "and", "the", "&", "as", "well"})
#: Verbs whose object does what follows: "prompted Chile to close".
_PROMPTING = words("prompt lead cause push drive spur provoke persuade induce")
_THROUGH = words("by in to without while before as")


def subject_of(context: Context, i: int) -> tuple[int, Reason] | None:
    """Return the head of what a verb is said of, climbing to where it is said, and how."""
    parse = context.parse
    at = i
    for _ in range(7):
        subjects = parse.kids(at, "nsubj") or (parse.kids(at, "nsubjpass") if at != i else [])
        if subjects:
            subject = subjects[0]
            if parse.lower[subject] in ("who", "which", "that") and parse.dep[at] == "relcl":
                return parse.head[at], Reason(Rule.RELATIVE_HEAD)
            return subject, Reason(Rule.SUBJECT if at == i else Rule.GOVERNING_SUBJECT)
        if at == i and (beside := _left_neighbour(context, i)) is not None:
            return beside, Reason(Rule.NAME_BEFORE_VERB)
        if parse.pos[at] in ("NOUN", "PROPN") and at != i and context.party(at).states:
            return at, Reason(Rule.DECISION_OWNER)
        if parse.dep[at] == "relcl":
            return parse.head[at], Reason(Rule.RELATIVE_HEAD)
        above = parse.head[at]
        if parse.dep[at] == "xcomp" and parse.lemma[above] in _PROMPTING:
            prompted = parse.kids(above, "dobj")
            if prompted:
                return prompted[0], Reason(Rule.CONTROLLED, parse.lemma[above])
        if (
            parse.dep[at] == "conj"
            and (between := _subject_between(context, above, at)) is not None
        ):
            return between, Reason(Rule.COORDINATED_SUBJECT)
        if parse.dep[at] not in _CLIMB or above == at:
            return None
        if parse.dep[at] == "prep" and parse.lower[at] not in _THROUGH:
            return _object_control(context, at)
        at = above
    return None


def _subject_between(context: Context, first: int, last: int) -> int | None:
    """Return the name before a finite verb that stands between two coordinated ones."""
    parse = context.parse
    for k in range(last - 1, first, -1):
        if parse.tag[k] in ("VBD", "VBZ", "VBP") and parse.pos[k] == "VERB":
            beside = _left_neighbour(context, k)
            if beside is not None:
                return beside
    return None


def _object_control(context: Context, preposition: int) -> tuple[int, Reason] | None:
    """Return whom a verb after "for", "of", "with" is said of: the object of the verb above."""
    parse = context.parse
    verb = parse.head[preposition]
    if parse.lower[preposition] not in ("for", "of", "with", "from", "over", "into"):
        return None
    objects = parse.kids(verb, "dobj", "nsubjpass")
    if parse.is_verb(verb) and objects:
        return objects[0], Reason(Rule.CONTROLLED, parse.lemma[verb])
    if parse.lower[preposition] == "of" and not parse.is_verb(verb):
        return subject_of(context, verb)
    return None


def _left_neighbour(context: Context, i: int) -> int | None:
    """Return the name that stands just before a verb, times and adverbs apart, as in headlines."""
    parse = context.parse
    at = i - 1
    while at >= 0 and i - at < 7 and parse.sentence[at] == parse.sentence[i]:
        mention = context.by_token.get(at)
        if mention is not None:
            before = parse.pos[mention.start - 1] if mention.start else ""
            if parse.lower[mention.start - 1 : mention.start] in (["after"], ["before"], ["since"]):
                before = ""
            of_noun = before == "ADP" or parse.tag[at + 1] == "POS"
            return None if of_noun or parse.tag[i] in ("VBG",) else mention.end - 1
        skipped = parse.pos[at] in ("ADV", "AUX") or parse.entity[at] in ("DATE", "TIME")
        if not skipped and parse.lower[at] not in ("on", "has", "have", "had", "also"):
            return None
        at -= 1
    return None


def listed(context: Context, head: int) -> list[int]:
    """Return the heads named one by one: "A and B", "other countries, such as A and B"."""
    parse = context.parse
    heads = parse.conjuncts(head)
    if len(heads) == 1 and not context.by_token.get(head):
        for c in parse.children[head]:
            if parse.lower[c] in ("as", "including", "like"):
                for p in parse.kids(c, "pobj"):
                    listed = parse.conjuncts(p)
                    if all(k in context.by_token or context.party(k) for k in listed):
                        return listed
    return _series(context, head) if head in context.by_token else heads


def _series(context: Context, head: int) -> list[int]:
    """Return the heads of names in a row, whatever the parser made of it: "A, B and the C"."""
    parse = context.parse
    mention = context.by_token[head]
    found = parse.conjuncts(head)
    at = mention.end
    first, last = parse.bounds[parse.sentence[head]]
    while at < last and parse.lower[at] in _JOINING:
        while at < last and parse.lower[at] in _JOINING:
            at += 1
        following = context.by_token.get(at)
        if following is None or following.kind == "person" or following.use == "demonym":
            break
        if following.end < last and parse.tag[following.end] == "POS":
            break
        found.append(following.end - 1)
        at = following.end
    at = mention.start - 1
    while at >= first and parse.lower[at] in _JOINING:
        while at >= first and parse.lower[at] in _JOINING:
            at -= 1
        before = context.by_token.get(at)
        if before is None or before.kind == "person" or before.use == "demonym":
            break
        found.insert(0, before.end - 1)
        at = before.start - 1
    return list(dict.fromkeys(found))
