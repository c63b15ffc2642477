"""Trigger detection: the words of a text that mention an incident, and of which type."""

from dataclasses import dataclass

from talion.extract.lang import Dep, Pos, Tag, Word, typography
from talion.extract.text.parse import Parse
from talion.extract.triggers.frame import Flag, Frame, FrameKind
from talion.extract.triggers.lexicon import Lexicon
from talion.extract.triggers.modality import is_future, is_obliged
from talion.extract.triggers.objects import (
    WINDOW,
    class_between,
    is_of,
    meant,
    noun_objects,
    objects_of,
    predicate_subject,
    subjects_of,
)
from talion.model.type_traits import TypeTraits
from talion.store.reference import traits_of


@dataclass(frozen=True, slots=True)
class Trigger:
    """A token that mentions an incident: its frame, and the heads of what it is done to.

    `chance` is how probable it is, by the learned weights alone, that it tells of the type.
    """

    i: int
    frame: Frame
    objects: tuple[int, ...] = ()
    chance: float = 1.0

    @property
    def type(self) -> str:
        """The id of the incident type.

        >>> [found] = triggers(context("Russia expelled two diplomats."))
        >>> found.type
        'expulsion'
        """
        return self.frame.type

    @property
    def learned(self) -> bool:
        """Whether learned weights alone say so, and no entry of the lexicon.

        >>> [found] = triggers(context("Russia expelled two diplomats."))
        >>> found.learned
        False
        """
        return Flag.LEARNED in self.frame.flags

    @property
    def traits(self) -> TypeTraits:
        """How incidents of that type behave.

        >>> [found] = triggers(context("Russia expelled two diplomats."))
        >>> found.traits.is_measure
        True
        """
        return traits_of(self.frame.type)


def find_triggers(
    parse: Parse, lexicon: Lexicon, nationals: frozenset[int] = frozenset()
) -> list[Trigger]:
    """Return the triggers of a text in reading order, at most one a token and type.

    `nationals` are the tokens that name people by their state, as "Britons".

    >>> from talion.extract.triggers.lexicon import lexicon
    >>> text = parse("Russia expelled two diplomats and closed a consulate.")
    >>> [(text.words[trigger.i], trigger.type) for trigger in find_triggers(text, lexicon())]
    [('expelled', 'expulsion'), ('closed', 'closure')]
    """
    found: dict[tuple[int, str], Trigger] = {}
    taken: set[int] = set()
    for i in range(len(parse)):
        lemma = parse.lemma[i]
        if lemma in lexicon.phrases:
            for frame in lexicon.phrases[lemma]:
                if _phrase_ends(parse, i, frame) and _holds(parse, i, frame, lexicon):
                    said_of = Flag.SUBJECT in frame.flags
                    heads = predicate_subject(parse, i) if said_of else noun_objects(parse, i)
                    found.setdefault((i, frame.type), Trigger(i, frame, tuple(heads)))
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
    if not frames or not _verbal(parse, i) or _is_hyphenated(parse, i):
        return None
    objects = objects_of(parse, i)
    for frame in frames:
        if frame.particle and not _particle(parse, i, frame.particle):
            continue
        done_to = subjects_of(parse, i) if Flag.SUBJECT in frame.flags else objects
        if frame.particle and parse.lower[i + 1] == frame.particle:
            done_to = list(
                dict.fromkeys([*parse.kids(i + 1, Dep.PREPOSITIONAL_OBJECT), *done_to])
            )  # "called in the envoy"
        if frame.object and not any(is_of(parse, o, frame.object, nationals) for o in done_to):
            done_to = [*done_to, *class_between(parse, i, frame)]
        if frame.object and not any(is_of(parse, o, frame.object, nationals) for o in done_to):
            continue
        if _holds(parse, i, frame, lexicon):
            fitting = [o for o in done_to if is_of(parse, o, frame.object, nationals)]
            return Trigger(i, frame, tuple(meant(parse, o, frame) for o in fitting or done_to))
    return None


def _is_hyphenated(parse: Parse, i: int) -> bool:
    """Whether a word is the second part of a compound, and not what follows a list's head."""
    if i < 2 or parse.words[i - 1] != "-":
        return False
    spaced = parse.end(i - 2) < parse.offset[i - 1]
    return not (spaced and parse.tag[i] == Tag.GERUND and parse.pos[i - 2] == Pos.NAME)


def _verbal(parse: Parse, i: int) -> bool:
    """Whether a word is used as a verb; a participle before a noun counts."""
    if parse.dep[i] in (Dep.ROOT, Dep.CLAUSAL_COMPLEMENT) and parse.kids(i, Dep.OBJECT):
        return True  # "Uganda reserves the right", tagged as a noun
    return parse.pos[i] in (Pos.VERB, Pos.AUXILIARY) or parse.tag[i] in (
        Tag.PARTICIPLE,
        Tag.GERUND,
        Tag.PAST,
        Tag.THIRD_PERSON,
        Tag.BASE_FORM,
        Tag.PRESENT,
    )


def _noun(parse: Parse, lexicon: Lexicon, i: int, nationals: frozenset[int]) -> Trigger | None:
    frames = lexicon.nouns.get(parse.lemma[i])
    if not frames or parse.pos[i] not in (Pos.NOUN, Pos.NAME, Pos.VERB, Pos.ADJECTIVE):
        return None
    objects = noun_objects(parse, i)
    for frame in frames:
        if frame.object and not any(is_of(parse, o, frame.object, nationals) for o in objects):
            continue
        if _holds(parse, i, frame, lexicon):
            fitting = [
                o for o in objects if frame.object and is_of(parse, o, frame.object, nationals)
            ]
            return Trigger(i, frame, tuple(fitting or objects))
    return None


def _phrase_ends(parse: Parse, i: int, frame: Frame) -> bool:
    """Whether the words of a phrase, hyphens skipped, end at a token."""
    at = i
    for word in reversed(frame.anchor):
        while at >= 0 and parse.words[at] in typography.DASHES:
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
        parse.lower[k] == particle and parse.tag[k] in (Tag.PARTICLE, Tag.ADVERB)
        for k in range(i + 1, end)
    ) or parse.lower[i + 1 : i + 2] == [particle]


def _holds(parse: Parse, i: int, frame: Frame, lexicon: Lexicon) -> bool:
    """Whether what a frame needs stands beside its anchor, and nothing that it bars."""
    first, last = parse.bounds[parse.sentence[i]]
    after = range(i + 1, min(i + WINDOW, last))
    around = range(max(first, i - 4), min(i + WINDOW, last))
    for need in frame.needs:
        where = after if frame.kind is FrameKind.VERB else around
        if frame.kind is FrameKind.VERB and parse.is_passive(i):
            where = range(max(first, i - 10), min(i + WINDOW, last))
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
    if Flag.FUTURE in flags and not is_future(parse, i):
        return False
    if Flag.OBLIGED in flags and not is_obliged(parse, i):
        return False
    if Flag.PASSIVE in flags and not parse.is_passive(i):
        return False
    if Flag.NEGATED in flags and not any(
        parse.dep[c] == Dep.NEGATION or parse.lower[c] == Word.NOT
        for k in (i, parse.head[i])
        for c in parse.children[k]
    ):
        return False
    return Flag.CONTEXT not in flags or _near_envoys(parse, i, lexicon)


def _near_envoys(parse: Parse, i: int, lexicon: Lexicon) -> bool:
    """Whether diplomats or spies are mentioned in this sentence or the six before."""
    first = parse.bounds[max(parse.sentence[i] - 6, 0)][0]
    last = parse.bounds[parse.sentence[i]][1]
    return any(parse.lemma[k] in lexicon.classes["diplomat"] for k in range(first, last))
