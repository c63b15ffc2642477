"""Which words of a text tell of an incident, and of which type."""

from dataclasses import dataclass

from talion.extract.lexicon import Frame, Lexicon
from talion.extract.parse import Parse

#: Words that head an object but whose sense is in what they are of: "dozens of diplomats".
QUANTITIES = frozenset(
    [
        "dozen",
        "hundred",
        "thousand",
        "score",
        "number",
        "group",
        "member",
        "part",
        "handful",
        "couple",
        "half",
        "majority",
        "all",
        "some",
        "several",
        "many",
        "few",
        "most",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "another",
        "other",
        "rest",
        "list",
        "delegation",
        "batch",
        "total",
    ]
)
_FUTURE = frozenset({"will", "would", "'ll", "’ll", "shall", "must", "wo", "should"})
_INTENDING = frozenset(
    [
        "vow",
        "threaten",
        "promise",
        "pledge",
        "plan",
        "intend",
        "prepare",
        "force",
        "ready",
        "swear",
        "warn",
        "go",
        "oblige",
        "compel",
        "right",
        "going",
        "consider",
        "want",
        "able",
    ]
)
_OBLIGING = frozenset(
    ["force", "order", "tell", "ask", "require", "oblige", "compel", "instruct", "request", "give"]
)
_WINDOW = 14


@dataclass(frozen=True, slots=True)
class Trigger:
    """A token that tells of an incident: its frame, and the heads of what it is done to."""

    i: int
    frame: Frame
    objects: tuple[int, ...] = ()

    @property
    def type(self) -> str:
        """The type of incident."""
        return self.frame.type


def find_triggers(
    parse: Parse, lexicon: Lexicon, nationals: frozenset[int] = frozenset()
) -> list[Trigger]:
    """Return the triggers of a text in reading order, at most one a token and type.

    `nationals` are the tokens that name people by their state, as "Britons".
    """
    found: dict[tuple[int, str], Trigger] = {}
    taken: set[int] = set()
    for i in range(len(parse)):
        lemma = parse.lemma[i]
        if lemma in lexicon.phrases:
            for frame in lexicon.phrases[lemma]:
                if _phrase_ends(parse, i, frame) and _holds(parse, i, frame, lexicon):
                    found.setdefault(
                        (i, frame.type), Trigger(i, frame, tuple(_noun_objects(parse, i)))
                    )
                    taken.update(range(i - len(frame.anchor) + 1, i + 1))
    for i in range(len(parse)):
        if i in taken:
            continue
        trigger = _verb(parse, lexicon, i, nationals) or _noun(parse, lexicon, i, nationals)
        if trigger is not None:
            found.setdefault((i, trigger.type), trigger)
    return [found[key] for key in sorted(found)]


def _verb(parse: Parse, lexicon: Lexicon, i: int, nationals: frozenset[int]) -> Trigger | None:
    frames = lexicon.verbs.get(parse.lemma[i])
    if not frames or not _verbal(parse, i) or (i and parse.words[i - 1] == "-"):
        return None
    objects = objects_of(parse, i)
    for frame in frames:
        if frame.particle and not _particle(parse, i, frame.particle):
            continue
        done_to = _subjects_of(parse, i) if "subject" in frame.flags else objects
        if frame.object and not any(_is_of(parse, o, frame.object, nationals) for o in done_to):
            done_to = [*done_to, *_class_between(parse, i, frame)]
        if frame.object and not any(_is_of(parse, o, frame.object, nationals) for o in done_to):
            continue
        if _holds(parse, i, frame, lexicon):
            fitting = [o for o in done_to if _is_of(parse, o, frame.object, nationals)]
            return Trigger(i, frame, tuple(_meant(parse, o, frame) for o in fitting or done_to))
    return None


def _predicate_subject(parse: Parse, i: int) -> list[int]:
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


def _meant(parse: Parse, head: int, frame: Frame) -> int:
    """Return the word of the class where the parser took a later noun for the head."""
    if parse.lemma[head] in ("persona", "grata", "personae", "personas"):
        for c in parse.children[head]:
            if c < head and parse.lemma[c] in frame.object:
                return c
    return head


def _class_between(parse: Parse, i: int, frame: Frame) -> list[int]:
    """Return a noun of the class between a verb and a word it needs, whatever the parser saw."""
    last = min(i + _WINDOW, parse.bounds[parse.sentence[i]][1])
    if not frame.needs or parse.is_passive(i):
        return []
    for k in range(i + 1, last):
        if parse.is_verb(k) or any(parse.lower[k] in need for need in frame.needs):
            return []
        if parse.lemma[k] in frame.object and parse.pos[k] in ("NOUN", "PROPN"):
            return [k]
    return []


def _subjects_of(parse: Parse, i: int) -> list[int]:
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


def _verbal(parse: Parse, i: int) -> bool:
    """Whether a word is used as a verb: a participle before a noun counts, a plain noun does not."""
    return parse.pos[i] in ("VERB", "AUX") or parse.tag[i] in (
        "VBN",
        "VBG",
        "VBD",
        "VBZ",
        "VB",
        "VBP",
    )


def _noun(parse: Parse, lexicon: Lexicon, i: int, nationals: frozenset[int]) -> Trigger | None:
    frames = lexicon.nouns.get(parse.lemma[i])
    if not frames or parse.pos[i] not in ("NOUN", "PROPN", "VERB", "ADJ"):
        return None
    objects = _noun_objects(parse, i)
    for frame in frames:
        if frame.object and not any(_is_of(parse, o, frame.object, nationals) for o in objects):
            continue
        if _holds(parse, i, frame, lexicon):
            fitting = [o for o in objects if frame.object and _is_of(parse, o, frame.object, nationals)]
            return Trigger(i, frame, tuple(fitting or objects))
    return None


def _phrase_ends(parse: Parse, i: int, frame: Frame) -> bool:
    """Whether the words of a phrase, hyphens apart, end at a token."""
    at = i
    for word in reversed(frame.anchor):
        while at >= 0 and parse.words[at] in ("-", "–"):
            at -= 1
        if at < 0 or (parse.lemma[at] != word and parse.lower[at] != word):
            return False
        at -= 1
    return True


def _particle(parse: Parse, i: int, particle: str) -> bool:
    if any(parse.lower[c] == particle and c > i for c in parse.children[i]):
        return True
    end = min(i + 9, parse.bounds[parse.sentence[i]][1])
    return any(
        parse.lower[k] == particle and parse.tag[k] in ("RP", "RB") for k in range(i + 1, end)
    ) or parse.lower[i + 1 : i + 2] == [particle]


def _holds(parse: Parse, i: int, frame: Frame, lexicon: Lexicon) -> bool:
    """Whether what a frame needs stands beside its anchor, and nothing that it bars."""
    first, last = parse.bounds[parse.sentence[i]]
    after = range(i + 1, min(i + _WINDOW, last))
    around = range(max(first, i - 4), min(i + _WINDOW, last))
    for need in frame.needs:
        where = after if frame.kind == "verb" else around
        if frame.kind == "verb" and parse.is_passive(i):
            where = range(max(first, i - 10), min(i + _WINDOW, last))
        if not any(parse.lemma[k] in need or parse.lower[k] in need for k in where if k != i):
            return False
    if frame.bars:
        near = range(max(first, i - 3), min(i + 7, last))
        if any(
            parse.lemma[k] in frame.bars or parse.lower[k] in frame.bars for k in near if k != i
        ):
            return False
    return _flags_hold(parse, i, frame.flags, lexicon)


def _flags_hold(parse: Parse, i: int, flags: frozenset[str], lexicon: Lexicon) -> bool:
    if "future" in flags and not is_future(parse, i):
        return False
    if "obliged" in flags and not is_obliged(parse, i):
        return False
    if "passive" in flags and not parse.is_passive(i):
        return False
    if "negated" in flags and not any(
        parse.dep[c] == "neg" or parse.lower[c] == "not"
        for k in (i, parse.head[i])
        for c in parse.children[k]
    ):
        return False
    return "context" not in flags or _near_envoys(parse, i, lexicon)


def _near_envoys(parse: Parse, i: int, lexicon: Lexicon) -> bool:
    """Whether diplomats or spies are spoken of in this sentence or the two before."""
    first = parse.bounds[max(parse.sentence[i] - 2, 0)][0]
    last = parse.bounds[parse.sentence[i]][1]
    return any(parse.lemma[k] in lexicon.classes["diplomat"] for k in range(first, last))


def is_obliged(parse: Parse, i: int) -> bool:
    """Whether a verb is said of what someone must do: "must leave", "have to leave"."""
    if any(parse.lower[c] in ("must", "shall") for c in parse.children[i]):
        return True
    head = parse.head[i]
    if parse.dep[i] in ("xcomp", "ccomp", "acl", "relcl") and head != i:
        if parse.lemma[head] in ("have", "need"):
            return any(parse.lower[c] == "to" for c in parse.children[i])
        return parse.is_passive(head) and parse.lemma[head] in _OBLIGING
    return False


def is_future(parse: Parse, i: int) -> bool:
    """Whether a verb is said of what is to come: a modal, or the aim of a vow or a plan."""
    if any(parse.lower[c] in _FUTURE for c in parse.children[i] if c < i):
        return True
    to = any(parse.lower[c] == "to" for c in parse.children[i])
    head = parse.head[i]
    if to and head != i and (parse.lemma[head] in _INTENDING or parse.lower[head] in _INTENDING):
        return True
    if parse.dep[i] == "conj" and head != i:
        return is_future(parse, head)
    return to and parse.dep[i] in ("xcomp", "advcl") and head != i and is_future(parse, head)


def objects_of(parse: Parse, i: int) -> list[int]:
    """Return the heads of what a verb is done to, those of its complement included."""
    found = parse.kids(i, "dobj", "obj", "nsubjpass", "oprd")
    for c in parse.children[i]:
        if parse.dep[c] == "dative" or (parse.dep[c] == "prep" and parse.lower[c] == "to" and parse.lemma[i] == "give"):
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


def _noun_objects(parse: Parse, i: int) -> list[int]:
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


def _is_of(
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
