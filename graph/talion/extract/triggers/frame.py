"""Frames: what a trigger word needs beside it to mean an incident, as the ontology writes it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

_ALTERNATIVE = re.compile(r"<([^<>]+)>|([^|<>]+)")


class FrameKind(StrEnum):
    """What kind of word anchors a frame."""

    VERB = "verb"
    NOUN = "noun"
    PHRASE = "phrase"


class Flag(StrEnum):
    """A condition of a frame, written `%flag`, as `ontology/incident-types.ttl` explains.

    A frame that is `LEARNED` stands in no file: learned weights take the word for a trigger.
    """

    CONTEXT = "context"
    DOER = "doer"
    FUTURE = "future"
    LEARNED = "learned"
    LAST = "last"
    NEGATED = "negated"
    OBLIGED = "obliged"
    PASSIVE = "passive"
    SUBJECT = "subject"
    UTTERED = "uttered"
    VICTIM = "victim"
    WEAK = "weak"


class Sort(StrEnum):
    """What a word may be instead of one of a class, written `#sort` within one."""

    NATIONAL = "#national"
    NUMBER = "#number"
    PERSON = "#person"
    PLACE = "#place"
    PRONOUN = "#pronoun"


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to name a type of incident, as written in `ontology/incident-types.ttl`.

    `anchor` is the base form of the word, `particle` what goes with a verb. `object` is what it
    must be done to, `needs` sets of words of which one must follow (or, for nouns, stand near),
    `bars` words that rule the sense out.
    """

    type: str
    text: str
    kind: FrameKind
    anchor: tuple[str, ...]
    particle: str | None = None
    object: frozenset[str] = frozenset()
    needs: tuple[frozenset[str], ...] = ()
    bars: frozenset[str] = frozenset()
    flags: frozenset[Flag] = frozenset()


def read_frame(
    type_id: str, kind: FrameKind, text: str, classes: Mapping[str, frozenset[str]]
) -> Frame:
    """Return the frame that a trigger text describes.

    The text is base forms, a verb's particle among them, then, in any order: `<class>` what it
    must be done to, `+word` or `+<class>` (alternatives by `|`) what must follow, `-word` or
    `-<class>` what must not, `%flag`. Raises KeyError on an unknown class, ValueError on an
    unknown flag or sort of word.

    >>> classes = {"mission": frozenset({"embassy"})}
    >>> frame = read_frame("closure", FrameKind.VERB, "shut down <mission> -road", classes)
    >>> frame.anchor, frame.particle, sorted(frame.object), sorted(frame.bars)
    (('shut',), 'down', ['embassy'], ['road'])
    """
    anchor: list[str] = []
    needs: list[frozenset[str]] = []
    objects: frozenset[str] = frozenset()
    bars: frozenset[str] = frozenset()
    flags: set[Flag] = set()
    for piece in text.split():
        if piece[0] == "<":
            objects |= _alternatives(piece, classes)
        elif piece[0] == "+":
            needs.append(_alternatives(piece[1:], classes))
        elif piece[0] == "-" and len(piece) > 1:
            bars |= _alternatives(piece[1:], classes)
        elif piece[0] == "%":
            flags.add(Flag(piece[1:]))
        else:
            anchor.append(piece)
    verbal = kind is FrameKind.VERB
    particle = anchor[1] if verbal and len(anchor) > 1 else None
    words = tuple(anchor[:1]) if verbal else tuple(anchor)
    return Frame(
        type_id, text, kind, words, particle, objects, tuple(needs), bars, frozenset(flags)
    )


def _alternatives(piece: str, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the words that a piece allows: those of its classes, and those written out."""
    words: set[str] = set()
    for names, word in _ALTERNATIVE.findall(piece):
        if word:
            words.add(word)
        for name in filter(None, names.split("|")):
            words |= {Sort(name)} if name[0] == "#" else classes[name]
    return frozenset(words)
