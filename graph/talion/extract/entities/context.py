"""What a reader has in mind at a place in a text: who is named where, who was spoken of last."""

from collections import Counter

from talion.extract.entities.mentions import Mention, Names
from talion.extract.entities.noun_phrases import Side, side_of
from talion.extract.entities.persons import Persons
from talion.extract.text.parse import Parse
from talion.extract.text.words import words
from talion.extract.triggers.lexicon import Lexicon
from talion.model.date import Date

_MODIFIERS = ("amod", "compound", "nmod", "poss", "nn", "det", "nummod")

_PREPOSITIONS = (
    "of",
    "from",
    "as",
    "including",
    "like",
    "for",
    "with",
    "at",
    "to",
    "in",
    "by",
    "on",
    "against",
)

_PLACE = words("in at near outside to from inside across throughout")

_LOOSE = words("ADJ NOUN PROPN NUM PART DET CCONJ")


class Scene:
    """One parsed text with its mentions, persons and the frequency of its states."""

    def __init__(self, parse: Parse, names: Names, lexicon: Lexicon, at: Date | None) -> None:
        self.parse, self.names, self.lexicon, self.at = parse, names, lexicon, at
        named = names.prefer_named(names.mentions(parse, at), at)
        self.persons = Persons(parse, named, names, at)
        self.mentions = sorted([*named, *self.persons.mentions], key=lambda m: m.start)
        self.by_token: dict[int, Mention] = {
            i: m for m in self.mentions for i in range(m.start, m.end)
        }
        self.entities = {
            i: _name(parse, s, e)
            for s, e, kind in parse.entities
            if kind == "ORG" and not any(k in self.by_token for k in range(s, e))
            for i in range(s, e)
        }
        self.kinds = dict.fromkeys(self.entities.values(), "organization") | {
            n: m.kind for m in self.mentions for n in m.names
        }
        self.frequency = Counter(
            s for m in self.mentions if not self.is_dateline(m) for s in m.states
        )

    def is_dateline(self, mention: Mention) -> bool:
        """Whether a mention is the place a story was filed from: "MOSCOW (Reuters) -"."""
        start = mention.start
        opens = start == 0 or "\n" in self.parse.words[start - 1]
        return opens and self.parse.words[start].isupper() and mention.use == "capital"

    def is_place(self, mention: Mention) -> bool:
        """Whether a capital or a country is only where something is."""
        before = self.parse.lower[mention.start - 1] if mention.start else ""
        if before == "the" and mention.start > 1:
            before = self.parse.lower[mention.start - 2]
        return before in _PLACE and mention.use in ("capital", "name", "code")

    def side(self, i: int, depth: int = 0, *, place: bool = True) -> Side:
        """Return whom the noun phrase around a head stands for, coordinated heads apart.

        Without `place`, where somebody is does not tell whose he is.
        """
        mention = self.by_token.get(i)
        if mention is not None and (mention.states or mention.kind != "person"):
            return side_of(mention)
        if depth > 4:
            return Side()
        found = self._modifiers(i, depth)
        if mention is not None:
            return Side(found.states, mention.names)
        if found:
            return found
        return self._complements(i, depth, place=place)

    def sides(self, i: int) -> list[Side]:
        """Return the sides of a noun phrase and those coordinated with it."""
        found = [self.side(k) for k in self.parse.conjuncts(i)]
        return [s for s in found if s]

    def _modifiers(self, i: int, depth: int) -> Side:
        parse = self.parse
        found = Side()
        for c in parse.children[i]:
            if parse.dep[c] in _MODIFIERS and c != i:
                for k in parse.conjuncts(c):
                    found += self.side(k, depth + 2)
        if not found:
            at, steps = i - 1, 0
            while (
                at >= 0 and steps < 6 and (parse.pos[at] in _LOOSE or parse.words[at] in "\"“”'‘-")
            ):
                mention = self.by_token.get(at)
                if mention is not None and parse.pos[at + 1] != "CCONJ":
                    found += side_of(mention)
                    break
                if parse.pos[at] == "CCONJ" or "\n" in parse.words[at]:
                    break
                at, steps = at - 1, steps + 1
        return found

    def _complements(self, i: int, depth: int, *, place: bool) -> Side:
        parse = self.parse
        for c in parse.children[i]:
            if parse.dep[c] == "appos":
                found = self.side(c, depth + 1)
                if found:
                    return found
        for word in _PREPOSITIONS:
            if word in ("in", "to") and not place:
                continue
            for c in parse.children[i]:
                if parse.dep[c] == "prep" and parse.lower[c] == word:
                    found = self.below(c, depth + 1)
                    if found:
                        return found
        for c in parse.children[i]:
            if parse.dep[c] in ("acl", "relcl") and parse.lemma[c] in _HELD:
                for p in parse.kids(c, "prep", "agent"):
                    found = self.below(p, depth + 1)
                    if found:
                        return found
        return Side()

    def below(self, preposition: int, depth: int = 0, *, place: bool = True) -> Side:
        """Return the side of what a preposition governs."""
        found = Side()
        for p in self.parse.kids(preposition, "pobj", "pcomp"):
            for k in self.parse.conjuncts(p):
                found += self.side(k, depth + 1, place=place)
        return found

    def counterpart(self, states: tuple[str, ...], i: int) -> tuple[str, ...]:
        """Return the other side that a passage is about, of one side, or nothing.

        That is the state most named in the sentence and the two before, if the text speaks of it
        more than in passing.
        """
        sentence = self.parse.sentence[i]
        first = self.parse.bounds[max(sentence - 2, 0)][0]
        near = Counter(
            s
            for m in self.mentions
            if first <= m.start < self.parse.bounds[sentence][1] and not self.is_dateline(m)
            for s in m.states
            if s not in states
        )
        if near:
            best = max(near, key=lambda s: (self.frequency[s] + 2 * near[s], s))
            rival = max((n for s, n in self.frequency.items() if s not in states), default=0)
            if self.frequency[best] > 1 or rival < 3:
                return (best,)
        others = [s for s, n in self.frequency.most_common(4) if s not in states and n > 1]
        return tuple(others[:1])


def _name(parse: Parse, start: int, end: int) -> str:
    words = parse.words[start:end]
    if words[0].casefold() == "the":
        words = words[1:]
    if words and words[-1] in ("'s", "’s", "’", "'"):
        words = words[:-1]
    return " ".join(words)


_HELD = words(
    """
    work accredit station base post assign serve employ attach operate act link tie back
    sponsor connect affiliate loyal
    """
)
