"""The incident type that a short English text names, by the trigger words of the ontology."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from talion.events.values.base_forms import base_forms, is_inflected
from talion.extract.lang import word_sets
from talion.extract.triggers.frame import Flag, Frame, FrameKind
from talion.extract.triggers.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+")
_SKIPPED = frozenset({Flag.FUTURE, Flag.OBLIGED, Flag.NEGATED, Flag.WEAK, Flag.CONTEXT, Flag.DOER})
"""Conditions that a cell of a table cannot show."""

_REVERSED = word_sets.words(
    """
    not no never without lift ease remove end cancel revoke reverse restore resume reopen return
    threat threaten warn vow will would might could plan consider propose call demand refuse
    reject avoid deny postpone
    """
)
"""Words beside which a trigger word does not say that something was done."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text in order, each with its base forms, and all of them."""

    written: tuple[str, ...]
    listed: tuple[frozenset[str], ...]
    all: frozenset[str]

    @classmethod
    def of(cls, text: str) -> _Words:
        written = tuple(_WORD.findall(text.casefold()))
        listed = tuple(base_forms(word) for word in written)
        joined = {f"{a}-{b}" for one, other in pairwise(listed) for a in one for b in other}
        return cls(written, listed, frozenset().union(*listed, joined))

    def hold(self, words: frozenset[str]) -> bool:
        """Whether one of some words stands in the text."""
        return not self.all.isdisjoint(words)


def is_reversed(text: str, beside: str = "") -> bool:
    """Whether a text says, `beside` the words that name a type, that it was not done.

    >>> is_reversed("lifted sanctions", "sanctions"), is_reversed("ended relations", "ended")
    (True, False)
    """
    own = _Words.of(beside).all
    return not (_Words.of(text).all - own).isdisjoint(_REVERSED)


def is_barred(text: str, kind: str) -> bool:
    """Whether the words of a type in a text have a sense there that is not the type's.

    >>> [is_barred(f"closure of the {place}", "closure") for place in ("airspace", "mission")]
    [True, False]
    """
    words = _Words.of(text)
    own = [frame for _, frame in _anchored(words) if frame.type == kind]
    barred = any(words.hold(frame.bars) for frame in own)
    return barred and not any(_fits(frame, words) for frame in own)


@cache
def type_by_frames(text: str, least: int = 1) -> str | None:
    """Return the type of the frame that fits a text best; None where none does.

    A frame fits where its word and all that it needs stand in the text. The one that needs most is
    best, if it needs `least` words; then the one whose word stands first. A text that says that
    something was planned or taken back has none.

    >>> type_by_frames("severed diplomatic relations"), type_by_frames("froze all assets")
    ('break_of_relations', 'sanction')
    >>> type_by_frames("told 41 diplomats to leave"), type_by_frames("lifted sanctions")
    ('expulsion', None)
    """
    words = _Words.of(text)
    best: tuple[int, int, str] | None = None
    for place, frame in _anchored(words):
        others = words.all - words.listed[place]
        if not _fits(frame, words) or not others.isdisjoint(_REVERSED):
            continue
        needed = len(frame.anchor) + bool(frame.particle) + bool(frame.object) + len(frame.needs)
        rank = (needed, -place, frame.type)
        if best is None or rank[:2] > best[:2]:
            best = rank
    return best[2] if best and best[0] >= least else None


def _anchored(words: _Words) -> Iterator[tuple[int, Frame]]:
    """Yield the frames whose own word stands in a text, each with its place.

    A verb is inflected, or stands first and has an object: a spy swap is nothing that spies.
    """
    known = lexicon()
    for place, forms in enumerate(words.listed):
        verbal = is_inflected(words.written[place])
        for form in forms:
            for table in (known.verbs, known.nouns, known.phrases):
                for frame in table.get(form, ()):
                    if verbal or frame.kind is not FrameKind.VERB or (place == 0 and frame.object):
                        yield place, frame


def _fits(frame: Frame, words: _Words) -> bool:
    if frame.flags & _SKIPPED or words.hold(frame.bars):
        return False
    if frame.kind is FrameKind.PHRASE and not all(word in words.all for word in frame.anchor):
        return False
    if frame.particle and frame.particle not in words.all:
        return False
    if frame.object and not words.hold(frame.object):
        return False
    return all(words.hold(need) for need in frame.needs)
