"""The persons of a text: full name, office, the state they act for."""

import re
from dataclasses import dataclass

from talion.extract.entities.mentions import EntityMention, NameMatcher
from talion.extract.entities.office_holders import state_of_office_holder
from talion.extract.lang import Ent, Pos, function_words, names, typography
from talion.extract.text.parse import Parse
from talion.model.actor import ActorKind
from talion.model.date import Date
from talion.model.gazetteer import fold

_TITLE = frozenset({Pos.DETERMINER, Pos.ADJECTIVE, Pos.NOUN, Pos.NAME, Pos.PARTICLE})


@dataclass(slots=True)
class Person:
    """A person of one text; `office` and `state` with the token span that says so."""

    name: str
    office: str | None = None
    state: str | None = None
    span: tuple[int, int] | None = None
    public: bool = False


def _key(word: str) -> str:
    return fold(word) or word


class Persons:
    """The persons of one text, by last name."""

    def __init__(
        self, parse: Parse, mentions: list[EntityMention], names: NameMatcher, at: Date | None
    ) -> None:
        self.parse, self.names, self.at = parse, names, at
        self.named = {i: m for m in mentions for i in range(m.start, m.end)}
        self.by_last: dict[str, list[Person]] = {}
        self.mentions: list[EntityMention] = []
        spans = [s for s in map(self._clean, parse.entities) if s is not None]
        for start, end in spans:
            self._learn(start, end)
        for person in self.all():
            if person.state is None:
                self._look_up(person)
        self._inherit()
        self._mention(spans)

    def _clean(self, entity: tuple[int, int, str]) -> tuple[int, int] | None:
        """Return the bounds of a person's bare name, or None where it is no person's."""
        start, end, kind = entity
        words, lower = self.parse.words, self.parse.lower
        if kind != Ent.PERSON:
            return None
        while start < end and (lower[start] in names.HONORIFICS or lower[start] in names.OFFICES):
            start += 1
        while end > start and (
            lower[end - 1] in names.POSSESSIVES or not words[end - 1][0].isalpha()
        ):
            end -= 1
        if (
            start >= end
            or not words[end - 1][0].isupper()
            or any(c.isdigit() for c in words[end - 1])
        ):
            return None
        if any(i in self.named for i in range(start, end)) or end - start > 6:
            return None
        if any("\n" in words[i] for i in range(start, end)):
            return None
        return start, end

    def _learn(self, start: int, end: int) -> None:
        name = self._text(start, end)
        person = self._known(name, self.parse.words[end - 1])
        if person is None:
            person = Person(name)
            self.by_last.setdefault(_key(self.parse.words[end - 1]), []).append(person)
        if len(name.split()) > len(person.name.split()):
            person.name = name
        if person.state is None or person.office is None:
            self._describe(person, start, end)

    def all(self) -> list[Person]:
        """Return every person of the text.

        >>> text = context("Russian Foreign Minister Sergei Lavrov spoke. Lavrov then left.")
        >>> [(person.name, person.office, person.state) for person in text.persons.all()]
        [('Sergei Lavrov', 'Foreign Minister', 'Russia')]
        """
        return [p for family in self.by_last.values() for p in family]

    def _known(self, name: str, last: str) -> Person | None:
        """Return the person of a name: of those of one last name, the one with that first name."""
        family = self.by_last.get(_key(last), [])
        first = name.split()[0]
        if len(name.split()) == 1:
            return family[0] if family else None
        for person in family:
            known = person.name.split()
            if (
                len(known) == 1
                or known[0] == first
                or (known[0][0] == first[0] and "." in name + person.name)
            ):
                return person
        return None

    def _text(self, start: int, end: int) -> str:
        offset = self.parse.offset
        text = "".join(
            w if i == start or offset[i] == self.parse.end(i - 1) else " " + w
            for i, w in zip(range(start, end), self.parse.words[start:end], strict=True)
        )
        return re.sub(r"\s+", " ", text)

    def _describe(self, person: Person, start: int, end: int) -> None:
        """Take office and state from the words before or after a name."""
        for first, last in (
            self._before(start),
            self._apposition_left(start),
            self._apposition(end),
        ):
            office = [i for i in range(first, last) if self._is_office(i)]
            if not office:
                continue
            named = self._mentions_in(first, last)
            states = [m for m in named if m.kind == ActorKind.COUNTRY]
            if person.office is None:
                person.office = self._office(first, max(office) + 1)
                person.public = any(
                    typography.first_part(self.parse.lower[i]) in names.PUBLIC_OFFICES
                    for i in office
                )
                person.span = (min(first, start), max(last, end))
            if not states:
                states = [m for m in named if m.kind == ActorKind.ORGANIZATION]
            if states and person.state is None and not self._is_based(states[0]):
                person.state = states[0].states[0]
            return

    def _is_office(self, i: int) -> bool:
        return self.parse.lower[i] in names.OFFICES or self.parse.lemma[i] in names.OFFICES

    def _is_based(self, mention: EntityMention) -> bool:
        after = self.parse.lower[mention.end : mention.end + 2]
        return after == ["-", names.BASED]

    def _mentions_in(self, first: int, last: int) -> list[EntityMention]:
        seen = [self.named[i] for i in range(first, last) if i in self.named]
        return list(dict.fromkeys(seen))

    def _office(self, first: int, last: int) -> str:
        words = [
            self.parse.words[i]
            for i in range(first, last)
            if i not in self.named
            and self.parse.pos[i] not in (Pos.DETERMINER, Pos.PARTICLE, Pos.PUNCTUATION)
        ]
        return " ".join(words[-5:])

    def _before(self, start: int) -> tuple[int, int]:
        first = start
        while first > 0 and start - first < 8 and self._belongs(first - 1, start):
            first -= 1
        return first, start

    def _belongs(self, i: int, start: int) -> bool:
        """Whether a word before a name can be of a title: "the Dutch minister of defence"."""
        if self.parse.pos[i] == Pos.ADPOSITION:
            return i < start - 1 and self.parse.lower[i] in function_words.PURPOSE_PREPOSITIONS
        return self.parse.pos[i] in _TITLE and "\n" not in self.parse.words[i]

    def _apposition(self, end: int) -> tuple[int, int]:
        """Return the span after a name and a comma, up to the next comma or verb."""
        words = self.parse.words
        if end + 1 >= len(words) or words[end] not in typography.APPOSITION_OPENERS:
            return end, end
        last = end + 1
        if self.parse.pos[last] in (
            Pos.SUBORDINATOR,
            Pos.CONJUNCTION,
            Pos.ADVERB,
            Pos.PRONOUN,
            Pos.ADPOSITION,
        ):
            return end, end
        while (
            last < len(words)
            and last - end < 14
            and self.parse.pos[last] not in (Pos.VERB, Pos.AUXILIARY)
        ):
            if self.parse.entity[last] == Ent.PERSON:
                return end, end
            if words[last] in typography.APPOSITION_ENDS or "\n" in words[last]:
                break
            last += 1
        return end + 1, last

    def _apposition_left(self, start: int) -> tuple[int, int]:
        """Return the span before a comma and a name, as in "the foreign minister, A. B."."""
        if start < 2 or self.parse.words[start - 1] != typography.COMMA:
            return start, start
        first, last = self._before(start - 1)
        return first, last

    def _look_up(self, person: Person) -> None:
        """Find the state of one who holds an office that the text does not place."""
        stated = {s for m in self.named.values() for s in m.states}
        spellings = [person.name, f"{names.PRESIDENT} {person.name.split()[-1]}"]
        if person.public or len(person.name.split()) > 1 or person.office is None:
            for spelling in spellings:
                state = state_of_office_holder(self.names, spelling, self.at, stated)
                if state:
                    person.state = state
                    return

    def _inherit(self) -> None:
        """Give "Putin spokesman Dmitry Peskov" the state of the other person."""
        for person in self.all():
            if person.state is not None or person.span is None:
                continue
            for i in range(*person.span):
                others = self.by_last.get(_key(self.parse.words[i]), [])
                states = [o.state for o in others if o is not person and o.state]
                if states:
                    person.state = states[0]
                    break

    def _mention(self, spans: list[tuple[int, int]]) -> None:
        taken = {i for s, e in spans for i in range(s, e)}
        words = self.parse.words
        for i, word in enumerate(words):
            known_word = word[:1].isupper() and _key(word) in self.by_last
            if known_word and i not in taken and i not in self.named:
                spans.append((i, i + 1))
        for start, end in sorted(spans):
            known = self._known(self._text(start, end), words[end - 1])
            if known is None:
                continue
            states = (known.state,) if known.state else ()
            self.mentions.append(
                EntityMention(start, end, (known.name,), ActorKind.PERSON, None, states)
            )
