"""Which actors an article mentions, by any of their names, and where."""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from talion.gate.folding import FoldedText
from talion.gate.language_tables import DEFAULT, language_table
from talion.gate.other_names import group_names, other_names
from talion.model.actor import Actor, ActorKind
from talion.model.gazetteer import Gazetteer
from talion.resources import ontology_file
from talion.store.reference import gazetteer

_WORD = re.compile(r"[^\W_]+(?:[.&][^\W_]+)*")
#: A name in capitals of up to so many letters is one only in capitals: US, UN.
_CAPITALS = 4
#: What may follow a stem of an inflected language.
_ENDING = 6


@dataclass(frozen=True, slots=True)
class _Entry:
    """One name: its words (stems where `open_end`), whose it is, and whether only in capitals."""

    words: tuple[str, ...]
    actor: str
    capitals: bool
    open_end: bool


def _plain(word: str) -> str:
    return word.replace(".", "")


@cache
def _english() -> Mapping[str, tuple[_Entry, ...]]:
    """Return the names of all known actors by their first words."""
    made: dict[str, list[_Entry]] = defaultdict(list)
    for actor in gazetteer():
        for name in _names(actor):
            words = tuple(_plain(w) for w in _WORD.findall(FoldedText.of(name).text))
            words = words[1:] if len(words) > 1 and words[0] == "the" else words
            if words:
                capitals = name.isupper() and len(words) == 1 and len(words[0]) <= _CAPITALS
                made[words[0]].append(_Entry(words, actor.id, capitals, False))
    for name, actor_id in group_names(DEFAULT):
        words = tuple(_WORD.findall(FoldedText.of(name).text))
        made[words[0]].append(_Entry(words, actor_id, False, False))
    return {first: tuple(entries) for first, entries in made.items()}


def _names(actor: Actor) -> Iterator[str]:
    yield from (actor.name, *actor.names, *actor.demonyms, *actor.capitals, *actor.metonyms)
    yield from (code for code in actor.codes if len(code) == 2)


@cache
def _of_language(code: str) -> tuple[_Entry, ...]:
    """Return the names of states in a language other than English, as stems."""
    states = {c: actor.id for actor in gazetteer() for c in actor.codes}
    endings = language_table(code).endings
    entries: list[_Entry] = []
    for table, stems in (("state_names", False), ("state_words", True), ("nationalities", True)):
        text = ontology_file(f"languages/{table}.csv").read_text(encoding="utf-8")
        for row in csv.DictReader(io.StringIO(text)):
            if row["language"] == code and row["iso2"] in states:
                for name in row["names"].split(";"):
                    words = tuple(_WORD.findall(FoldedText.of(name).text))
                    whole = name.endswith("=") or not (stems or endings)
                    if words:
                        cut = words if stems else tuple(_stem(w, endings) for w in words)
                        entries.append(_Entry(cut, states[row["iso2"]], False, not whole))
    return (*entries, *_other_names(code, endings))


def _other_names(code: str, endings: str) -> Iterator[_Entry]:
    """Yield the other names of states and agencies; abbreviations only in capitals."""
    for name, actor in other_names(code):
        words = tuple(_plain(w) for w in _WORD.findall(FoldedText.of(name).text))
        if name.isupper():
            yield _Entry(words, actor, True, False)
        else:
            stems = tuple(_stem(word, endings) for word in words)
            yield _Entry(stems, actor, False, bool(endings))


def _stem(word: str, endings: str) -> str:
    """Return a word without the letters of its ending, in a language whose names are inflected."""
    if len(word) > 4:
        while len(word) > 3 and word[-1] in endings:
            word = word[:-1]
    return word


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The known actors that an article mentions: by id, the folded bounds of each mention."""

    folded: FoldedText
    mentions: Mapping[str, tuple[tuple[int, int], ...]]
    known: Gazetteer

    @classmethod
    def of(cls, folded: FoldedText, language: str) -> "NameIndex":
        """Find all known names in a text, English ones and those of its own language.

        >>> index = NameIndex.of(FoldedText.of("Lima summoned the Dutch envoy."), "en")
        >>> sorted(index.mentions)
        ['netherlands', 'peru']
        """
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        tokens = [(m.start(), m.end(), _plain(m[0])) for m in _WORD.finditer(folded.text)]
        for number, (start, _, word) in enumerate(tokens):
            for entry in _english().get(word, ()):
                end = _matched(tokens, number, entry)
                if end and not (entry.capitals and not _in_capitals(folded, start, end)):
                    found[entry.actor].append((start, end))
        if language != DEFAULT:
            _find_stems(folded, tokens, _of_language(language), found)
        return cls(folded, {a: tuple(sorted(set(s))) for a, s in found.items()}, gazetteer())

    def states_within(self, start: int, end: int) -> frozenset[str]:
        """Return the ids of the actors that folded characters [start, end) mention."""
        return frozenset(
            actor
            for actor, spans in self.mentions.items()
            if any(start <= first and last <= end for first, last in spans)
        )

    def named(self, name: str, language: str) -> Actor | None:
        """Return the one known actor that a name is in a language of the gate; None for none.

        >>> NameIndex.of(FoldedText.of(""), "ru").named("ФСБ", "ru").name
        'FSB'
        """
        folded = FoldedText.of(name)
        whole = (0, len(folded.text))
        mentions = NameIndex.of(folded, language).mentions
        found = {actor for actor, spans in mentions.items() if whole in spans}
        return self.known.by_id(found.pop()) if len(found) == 1 else None

    def mentions_of(self, actor: Actor) -> tuple[tuple[int, int], ...]:
        """Return where an actor or, of a state, one of its agencies or territories is mentioned."""
        own = self.mentions.get(actor.id, ())
        if actor.kind != ActorKind.COUNTRY:
            return own
        parts = (
            spans
            for ident, spans in self.mentions.items()
            if (part := self.known.by_id(ident)) is not None and part.state == actor.id
        )
        return (*own, *(span for spans in parts for span in spans))


def _matched(tokens: list[tuple[int, int, str]], number: int, entry: _Entry) -> int | None:
    """Return where a name ends that begins at a token; None where it does not stand there."""
    last = number + len(entry.words)
    if last > len(tokens):
        return None
    for (_, _, word), wanted in zip(tokens[number:last], entry.words, strict=True):
        if word != wanted and not (
            entry.open_end and word.startswith(wanted) and len(word) <= len(wanted) + _ENDING
        ):
            return None
    return tokens[last - 1][1]


def _find_stems(
    folded: FoldedText,
    tokens: list[tuple[int, int, str]],
    entries: Iterable[_Entry],
    found: dict[str, list[tuple[int, int]]],
) -> None:
    """Add the mentions of names that are given as stems."""
    by_letters: dict[str, list[_Entry]] = defaultdict(list)
    for entry in entries:
        by_letters[entry.words[0][:2]].append(entry)
    for number, (start, _, word) in enumerate(tokens):
        for entry in by_letters.get(word[:2], ()):
            end = _matched(tokens, number, entry)
            if end and not (entry.capitals and not _in_capitals(folded, start, end)):
                found[entry.actor].append((start, end))


def _in_capitals(folded: FoldedText, start: int, end: int) -> bool:
    return folded.span(start, end).text.isupper()
