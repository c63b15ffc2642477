"""Whom a verb is said of, however far away it is said."""

from talion.extract.entities.context import Scene
from talion.extract.text.words import words

_CLIMB = words("xcomp advcl pcomp acl ccomp conj pobj prep dobj attr relcl oprd acomp")

#: Prepositions through which a verb's subject is that of the verb above: "by ordering".
_JOINING = frozenset({",", "and", "the", "&", "as", "well"})
#: Verbs whose object does what follows: "prompted Chile to close".
_PROMPTING = words("prompt lead cause push drive spur provoke persuade induce")
_THROUGH = words("by in to without while before as")


def subject_of(scene: Scene, i: int) -> tuple[int, str] | None:
    """Return the head of what a verb is said of, climbing to where it is said, and how."""
    parse = scene.parse
    at = i
    for _ in range(7):
        subjects = parse.kids(at, "nsubj") or (parse.kids(at, "nsubjpass") if at != i else [])
        if subjects:
            subject = subjects[0]
            if parse.lower[subject] in ("who", "which", "that") and parse.dep[at] == "relcl":
                return parse.head[at], "head of the relative clause"
            return subject, "subject" if at == i else "subject of the governing verb"
        if at == i and (beside := _left_neighbour(scene, i)) is not None:
            return beside, "name before the verb"
        if parse.pos[at] in ("NOUN", "PROPN") and at != i and scene.side(at).states:
            return at, "owner of the decision"
        if parse.dep[at] == "relcl":
            return parse.head[at], "head of the relative clause"
        above = parse.head[at]
        if parse.dep[at] == "xcomp" and parse.lemma[above] in _PROMPTING:
            prompted = parse.kids(above, "dobj")
            if prompted:
                return prompted[0], f"object of '{parse.lemma[above]}'"
        if parse.dep[at] == "conj" and (between := _subject_between(scene, above, at)) is not None:
            return between, "subject of the verb before"
        if parse.dep[at] not in _CLIMB or above == at:
            return None
        if parse.dep[at] == "prep" and parse.lower[at] not in _THROUGH:
            return _object_control(scene, at)
        at = above
    return None


def _subject_between(scene: Scene, first: int, last: int) -> int | None:
    """Return the name before a finite verb that stands between two coordinated ones."""
    parse = scene.parse
    for k in range(last - 1, first, -1):
        if parse.tag[k] in ("VBD", "VBZ", "VBP") and parse.pos[k] == "VERB":
            beside = _left_neighbour(scene, k)
            if beside is not None:
                return beside
    return None


def _object_control(scene: Scene, preposition: int) -> tuple[int, str] | None:
    """Return whom a verb after "for", "of", "with" is said of: the object of the verb above."""
    parse = scene.parse
    verb = parse.head[preposition]
    if parse.lower[preposition] not in ("for", "of", "with", "from", "over", "into"):
        return None
    objects = parse.kids(verb, "dobj", "nsubjpass")
    if parse.is_verb(verb) and objects:
        return objects[0], f"object of '{parse.lemma[verb]}'"
    if parse.lower[preposition] == "of" and not parse.is_verb(verb):
        return subject_of(scene, verb)
    return None


def _left_neighbour(scene: Scene, i: int) -> int | None:
    """Return the name that stands just before a verb, times and adverbs apart, as in headlines."""
    parse = scene.parse
    at = i - 1
    while at >= 0 and i - at < 7 and parse.sentence[at] == parse.sentence[i]:
        mention = scene.by_token.get(at)
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


def listed(scene: Scene, head: int) -> list[int]:
    """Return the heads named one by one: "A and B", "other countries, such as A and B"."""
    parse = scene.parse
    heads = parse.conjuncts(head)
    if len(heads) == 1 and not scene.by_token.get(head):
        for c in parse.children[head]:
            if parse.lower[c] in ("as", "including", "like"):
                for p in parse.kids(c, "pobj"):
                    listed = parse.conjuncts(p)
                    if all(k in scene.by_token or scene.side(k) for k in listed):
                        return listed
    return _series(scene, head) if head in scene.by_token else heads


def _series(scene: Scene, head: int) -> list[int]:
    """Return the heads of names in a row, whatever the parser made of it: "A, B and the C"."""
    parse = scene.parse
    mention = scene.by_token[head]
    found = parse.conjuncts(head)
    at = mention.end
    first, last = parse.bounds[parse.sentence[head]]
    while at < last and parse.lower[at] in _JOINING:
        while at < last and parse.lower[at] in _JOINING:
            at += 1
        following = scene.by_token.get(at)
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
        before = scene.by_token.get(at)
        if before is None or before.kind == "person" or before.use == "demonym":
            break
        found.insert(0, before.end - 1)
        at = before.start - 1
    return list(dict.fromkeys(found))
