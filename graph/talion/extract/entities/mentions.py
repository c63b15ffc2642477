"""Where a text names states, organizations and agencies, and in which sense."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from talion.extract.lang import Ent, Pos, Tag, names, nouns, typography
from talion.extract.text.parse import Parse
from talion.model.actor import ActorKind
from talion.model.date import Date
from talion.model.gazetteer import Gazetteer, NameUse, Sense, fold

#: Words of a closed class, which an acronym may spell: "who", "it", "us".
_FUNCTION_WORDS = frozenset(
    {Pos.ADPOSITION, Pos.AUXILIARY, Pos.CONJUNCTION, Pos.DETERMINER, Pos.PRONOUN, Pos.SUBORDINATOR}
)
_TWO = 2
_STATE_KINDS = (ActorKind.COUNTRY, ActorKind.ORGANIZATION)
_PLAIN = (NameUse.NAME, NameUse.DEMONYM)


@dataclass(frozen=True, slots=True)
class EntityMention:
    """A place in the text, tokens [start, end), that names actors.

    `use` is the sense in which the gazetteer has the name, None for a person's name that the parser
    recognised. `states` are the states they act for: themselves, the state of an
    agency or a person. `text` is the folded name.
    """

    start: int
    end: int
    names: tuple[str, ...]
    kind: ActorKind
    use: NameUse | None
    states: tuple[str, ...] = ()
    text: str = ""


class NameMatcher:
    """All names of a gazetteer, and of groups of states, ready to be found in a text."""

    def __init__(
        self, gazetteer: Gazetteer, groups: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        self.gazetteer = gazetteer
        self._groups = dict(groups or {})
        self._first: dict[str, list[tuple[str, ...]]] = {}
        for name in gazetteer.names():
            words = tuple(name.split())
            if words:
                self._first.setdefault(words[0], []).append(words)
        for name in self._groups:
            self._first.setdefault(name.split()[0], []).append(tuple(name.split()))
        for entries in self._first.values():
            entries.sort(key=len, reverse=True)
        self._folded: dict[str, str] = {}

    def mentions(self, parse: Parse, at: Date | None) -> list[EntityMention]:
        """Return the mentions in a text, the longest name at each place.

        >>> from talion.store.reference import gazetteer
        >>> text = parse("Moscow expelled three Britons.")
        >>> [(m.names, m.use.value) for m in NameMatcher(gazetteer()).mentions(text, None)]
        [(('Russia',), 'capital'), (('United Kingdom',), 'demonym')]
        """
        folded = [self._fold(w) for w in parse.words]
        found: list[EntityMention] = []
        i = 0
        while i < len(folded):
            mention = self._match(parse, folded, i, at)
            if mention is not None:
                found.append(mention)
            i = mention.end if mention is not None else i + 1
        return found

    def prefer_named(self, mentions: list[EntityMention], at: Date | None) -> list[EntityMention]:
        """Take a capital or metonym of several actors for the one that the text names itself.

        "Moscow" is the Soviet Union's in a text that speaks of Soviets only, "Brussels" the
        European Union's in one that never names Belgium. Without a date the capital of a past
        state, as "Salisbury" is Rhodesia's, stands for it only in a text that names it.

        >>> from talion.store.reference import gazetteer
        >>> names = NameMatcher(gazetteer())
        >>> found = names.mentions(parse("Brussels objected. The EU was angry."), None)
        >>> [m.names for m in found], [m.names for m in names.prefer_named(found, None)]
        ([('Belgium',), ('European Union',)], [('European Union',), ('European Union',)])
        """
        plain = {n for m in mentions if m.use in _PLAIN for n in m.names}
        kept = [m for m in mentions if at or set(m.names) & plain or not self._of_past(m)]
        return [self._preferred(m, plain, at) for m in kept]

    def _of_past(self, mention: EntityMention) -> bool:
        """Whether a capital or a metonym is that of an actor that is no more."""
        senses = self.gazetteer.find(mention.text) if mention.use not in _PLAIN else ()
        return bool(senses) and senses[0].actor.until is not None

    def _preferred(self, mention: EntityMention, plain: set[str], at: Date | None) -> EntityMention:
        if mention.use not in (NameUse.CAPITAL, NameUse.METONYM) or set(mention.names) & plain:
            return mention
        for sense in self.gazetteer.find(mention.text, at):
            if sense.actor.name in plain:
                return replace(
                    self._as_mention(mention.start, mention.end, sense), text=mention.text
                )
        return mention

    def _fold(self, word: str) -> str:
        known = self._folded.get(word)
        if known is None:
            known = self._folded[word] = fold(word)
        return known

    def _match(
        self, parse: Parse, folded: list[str], i: int, at: Date | None
    ) -> EntityMention | None:
        first = folded[i]
        word = parse.words[i]
        if not first or not word[0].isupper() or _is_quality(parse, i):
            return None
        for name in self._first.get(first.split()[0], ()):
            end = _covers(folded, i, name)
            if end and not _swallowed(parse, i, end):
                mention = self._mention(parse, i, end, " ".join(name), at)
                if mention is not None:
                    return mention
        return self._pair(word, i, at) if typography.DASH.search(word) else None

    def _mention(
        self, parse: Parse, start: int, end: int, name: str, at: Date | None
    ) -> EntityMention | None:
        if name in self._groups:
            members = self._groups[name]
            return EntityMention(start, end, members, ActorKind.COUNTRY, NameUse.NAME, members)
        sense = self.sense(name, at)
        if sense is None:
            return None
        if end - start == 1 and not _is_name(parse, start, sense):
            return None
        return replace(self._as_mention(start, end, sense), text=name)

    def sense(self, name: str, at: Date | None) -> Sense | None:
        """Return the sense to take of a name at a date, of past actors too where none else is.

        >>> from talion.store.reference import gazetteer
        >>> names = NameMatcher(gazetteer())
        >>> [names.sense("moscow", Date(day)).actor.name for day in ("1985", "2021")]
        ['Soviet Union', 'Russia']
        """
        senses = self.gazetteer.find(name, at)
        if not senses:
            senses = tuple(s for s in self.gazetteer.find(name) if s.use in _PLAIN)
        return senses[0] if senses else None

    def _as_mention(self, start: int, end: int, sense: Sense) -> EntityMention:
        actor = sense.actor
        states: tuple[str, ...] = (actor.name,) if actor.kind in _STATE_KINDS else ()
        if actor.state:
            state = self.gazetteer.by_id(actor.state)
            states = (state.name,) if state else ()
        return EntityMention(start, end, (actor.name,), actor.kind, sense.use, states)

    def _pair(self, word: str, i: int, at: Date | None) -> EntityMention | None:
        """Return the mention of a pair in one word, as in "Saudi-Canadian"."""
        senses = [
            self.sense(part, at) for part in typography.DASH.split(word) if part[:1].isupper()
        ]
        names = tuple(s.actor.name for s in senses if s and s.actor.kind in _STATE_KINDS)
        if not names:
            return None
        return EntityMention(i, i + 1, names, ActorKind.COUNTRY, NameUse.DEMONYM, names)


def _is_quality(parse: Parse, i: int) -> bool:
    """Whether a name only says of what sort something is: "London-based", "Sunni-led"."""
    after = parse.lower[i + 1 : i + 3]
    return len(after) == 2 and after[0] in typography.DASHES and after[1] in names.QUALITIES


def _covers(folded: list[str], start: int, name: tuple[str, ...]) -> int:
    """Return the token after a name that begins at a token, or 0."""
    left = list(name)
    i = start
    while left and i < len(folded):
        words = folded[i].split()
        if not words:
            if i == start or i - start > 8:
                return 0
            i += 1
            continue
        if left[: len(words)] != words:
            return 0
        left = left[len(words) :]
        i += 1
    return 0 if left else i


def _is_name(parse: Parse, i: int, sense: Sense) -> bool:
    """Whether one word stands for an actor: no function word that looks like one, as "Who"."""
    word = parse.words[i]
    may_be_word = parse.pos[i] in _FUNCTION_WORDS or len(word) == _TWO
    if may_be_word and not word.isupper():
        return False
    return len(word.rstrip(".")) > 4 or _is_code(word, sense)


def _is_code(word: str, sense: Sense) -> bool:
    """Whether a short word may stand for an actor: a known code, or a name as it is written."""
    bare = word.replace(".", "")
    if sense.use == NameUse.CODE or (bare.isupper() and not _is_written_out(word, sense)):
        known = bare in names.STATE_CODES or sense.actor.kind != ActorKind.COUNTRY
        return bare.isupper() and known
    return True


def _is_written_out(word: str, sense: Sense) -> bool:
    """Whether a word in capitals is the whole name of a country: "IRAN", "PERU"."""
    return sense.use == NameUse.NAME and fold(word) == fold(sense.actor.name)


def _swallowed(parse: Parse, start: int, end: int) -> bool:
    """Whether a name is only part of another: a newspaper, a club, a province, a person."""
    words, lower = parse.words, parse.lower
    if start and words[start - 1][:1].isupper() and lower[start - 1] in names.PREFIXES:
        return True
    size = len(words)
    i = end
    while i < size and i < end + 4 and words[i][:1].isupper():
        if lower[i] in names.TITLE_NOUNS and parse.tag[i].startswith(Tag.SINGULAR):
            return True
        i += 1
    if i + 1 < size and lower[i] in names.POSSESSIVE_ENDINGS and lower[i + 1] == nouns.CLUB:
        return True
    if any(
        kind in (Ent.STATE, Ent.LOCATION)
        and s == start
        and e > end
        and parse.tag[start].startswith(Tag.ADJECTIVES)
        for s, e, kind in _around(parse, start)
    ):
        return True
    return any(
        kind == Ent.PERSON and s <= start and end <= e and e - s > end - start and start > s
        for s, e, kind in _around(parse, start)
    )


def _around(parse: Parse, i: int) -> Iterator[tuple[int, int, str]]:
    if parse.entity[i] in (Ent.PERSON, Ent.STATE, Ent.LOCATION):
        place = bisect_right(parse.entities, i, key=lambda e: e[0])  # they do not overlap
        yield from (e for e in parse.entities[place - 1 : place] if i < e[1])
