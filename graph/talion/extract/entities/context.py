"""The context of a text: its mentions, its persons, and the states it names most."""

from bisect import bisect_left
from collections import Counter

from talion.extract.entities.enumerations import enumerations, series
from talion.extract.entities.exemplified_nouns import exemplified
from talion.extract.entities.mentions import EntityMention, NameMatcher
from talion.extract.entities.noun_phrases import Party, party_of
from talion.extract.entities.persons import Persons
from talion.extract.entities.short_names import short_names
from talion.extract.entities.symbols import symbols
from talion.extract.lang import Dep, Ent, Pos, Word, function_words, names, typography, verbs
from talion.extract.text.parse import Parse
from talion.model.actor import ActorKind
from talion.model.date import Date
from talion.model.gazetteer import NameUse

_MODIFIERS = frozenset(
    {Dep.ADJECTIVE, Dep.COMPOUND, Dep.NOUN_MODIFIER, Dep.POSSESSOR, Dep.DETERMINER, Dep.NUMERAL}
)

_LOOSE = frozenset(
    {Pos.ADJECTIVE, Pos.NOUN, Pos.NAME, Pos.NUMERAL, Pos.PARTICLE, Pos.DETERMINER, Pos.CONJUNCTION}
)


class Context:
    """One parsed text with its mentions, persons and the frequency of its states."""

    def __init__(self, parse: Parse, names: NameMatcher, at: Date | None) -> None:
        self.parse, self.names, self.at = parse, names, at
        named = names.prefer_named(names.mentions(parse, at), at)
        named = sorted([*named, *short_names(parse, named)], key=lambda m: m.start)
        self.persons = Persons(parse, named, names, at)
        self.mentions = sorted([*named, *self.persons.mentions], key=lambda m: m.start)
        self.by_token: dict[int, EntityMention] = {
            i: m for m in self.mentions for i in range(m.start, m.end)
        }
        self.entities = {
            i: _name(parse, s, e)
            for s, e, kind in parse.entities
            if kind == Ent.ORGANIZATION and not any(k in self.by_token for k in range(s, e))
            for i in range(s, e)
        }
        self.kinds = dict.fromkeys(self.entities.values(), ActorKind.ORGANIZATION) | {
            n: m.kind for m in self.mentions for n in m.names
        }
        listed = symbols(parse, self.mentions)
        self.enumerations = [
            found
            for found in enumerations(listed)
            if not found.own_lines or not any(self.is_dateline(m.mention) for m in found.members)
        ]
        self._series = {
            m.end - 1: tuple(n.end - 1 for n in names) for names in series(listed) for m in names
        }
        self.examples = exemplified(parse, self._series)
        self.frequency = Counter(
            s for m in self.mentions if not self.is_dateline(m) for s in m.states
        )

    def is_dateline(self, mention: EntityMention) -> bool:
        """Whether a mention is the place a story was filed from: "MOSCOW (Reuters) -".

        >>> text = context("MOSCOW (Reuters) - Russia expelled two diplomats.")
        >>> [text.is_dateline(mention) for mention in text.mentions]
        [True, False]
        """
        start = mention.start
        opens = start == 0 or "\n" in self.parse.words[start - 1]
        return opens and self.parse.words[start].isupper() and mention.use == NameUse.CAPITAL

    def is_place(self, mention: EntityMention) -> bool:
        """Whether a capital or a country is only where something is.

        >>> text = context("Russia recalled its envoy in Paris.")
        >>> [text.is_place(mention) for mention in text.mentions]
        [False, True]
        """
        before = self.parse.lower[mention.start - 1] if mention.start else ""
        if before == Word.THE and mention.start > 1:
            before = self.parse.lower[mention.start - 2]
        return before in function_words.PLACE_PREPOSITIONS and mention.use in (
            NameUse.CAPITAL,
            NameUse.NAME,
            NameUse.CODE,
        )

    def party(self, i: int, depth: int = 0, *, place: bool = True) -> Party:
        """Return the party of the noun phrase around a head, without coordinated heads.

        Without `place`, where somebody is does not say for whom they act.

        >>> text = context("The French foreign minister called.")
        >>> text.party(text.parse.words.index("minister")).states
        ('France',)
        """
        mention = self.by_token.get(i)
        if mention is not None and (mention.states or mention.kind != ActorKind.PERSON):
            return party_of(mention)
        if depth > 4:
            return Party()
        if i in self.examples:
            found = Party()
            for k in self.examples[i]:
                found += self.party(k, depth + 1)
            return found
        found = self._modifiers(i, depth)
        if mention is not None:
            return Party(found.states, mention.names)
        if found:
            return found
        return self._complements(i, depth, place=place)

    def coordinated(self, i: int) -> list[int]:
        """Return a head and those coordinated with it, also where the parser lost the list.

        In "from Peru, Chile and Cuba" those of Peru are all three; of a noun that stands for a
        list, as in "three states: Peru, Chile and Cuba", those in the list.

        >>> text = context("They went from Peru, Chile and Cuba.")
        >>> [text.parse.words[i] for i in text.coordinated(3)]
        ['Peru', 'Chile', 'Cuba']
        """
        if i in self.examples:
            return list(self.examples[i])
        named = self._series.get(i, ())
        if len(named) < 3:
            return self.parse.conjuncts(i)
        return sorted({*self.parse.conjuncts(i), *named})

    def parties(self, i: int) -> list[Party]:
        """Return the parties of a noun phrase and of those coordinated with it.

        >>> text = context("Peru and Chile expelled two envoys.")
        >>> [party.states for party in text.parties(0)]
        [('Peru',), ('Chile',)]
        """
        found = [self.party(k) for k in self.coordinated(i)]
        return [s for s in found if s]

    def _modifiers(self, i: int, depth: int) -> Party:
        parse = self.parse
        found = Party()
        for c in parse.children[i]:
            if parse.dep[c] in _MODIFIERS and c != i:
                for k in parse.conjuncts(c):
                    found += self.party(k, depth + 2)
        if not found:
            at, steps = i - 1, 0
            while (
                at >= 0
                and steps < 6
                and (parse.pos[at] in _LOOSE or parse.words[at] in typography.INNER_MARKS)
            ):
                mention = self.by_token.get(at)
                if mention is not None and parse.pos[at + 1] != Pos.CONJUNCTION:
                    found += party_of(mention)
                    break
                if parse.pos[at] == Pos.CONJUNCTION or "\n" in parse.words[at]:
                    break
                at, steps = at - 1, steps + 1
        return found

    def _complements(self, i: int, depth: int, *, place: bool) -> Party:
        parse = self.parse
        for c in parse.children[i]:
            if parse.dep[c] == Dep.APPOSITION:
                found = self.party(c, depth + 1)
                if found:
                    return found
        for word in function_words.OWNING_PREPOSITIONS:
            if word in function_words.LOCATING_PREPOSITIONS and not place:
                continue
            for c in parse.children[i]:
                if parse.dep[c] == Dep.PREPOSITION and parse.lower[c] == word:
                    found = self.governed_party(c, depth + 1)
                    if found:
                        return found
        for c in parse.children[i]:
            if (
                parse.dep[c] in (Dep.NOUN_CLAUSE, Dep.RELATIVE_CLAUSE)
                and parse.lemma[c] in verbs.AFFILIATING
            ):
                for p in parse.kids(c, Dep.PREPOSITION, Dep.AGENT):
                    if not place and self._stations(c, p):
                        continue
                    found = self.governed_party(p, depth + 1)
                    if found:
                        return found
        return Party()

    def _stations(self, verb: int, preposition: int) -> bool:
        """Whether a phrase tells where someone is posted: "based in", "accredited to"."""
        parse = self.parse
        where = function_words.LOCATING_PREPOSITIONS | function_words.SCENE_PREPOSITIONS
        return parse.lemma[verb] in verbs.STATIONING and parse.lower[preposition] in where

    def governed_party(self, preposition: int, depth: int = 0, *, place: bool = True) -> Party:
        """Return the party of what a preposition governs.

        >>> text = context("Peru imposed sanctions on Cuba.")
        >>> text.governed_party(text.parse.words.index("on")).states
        ('Cuba',)
        """
        found = Party()
        for p in self.parse.kids(
            preposition, Dep.PREPOSITIONAL_OBJECT, Dep.PREPOSITIONAL_COMPLEMENT
        ):
            for k in self.coordinated(p):
                found += self.party(k, depth + 1, place=place)
        return found

    def counterpart(self, states: tuple[str, ...], i: int) -> tuple[str, ...]:
        """Return the other party that a passage is about, or nothing.

        That is the state named most in the sentence and the two before, if the text names it
        more than in passing.

        >>> text = context("Peru and Cuba are at odds. Peru expelled two diplomats.")
        >>> text.counterpart(("Peru",), text.parse.words.index("expelled"))
        ('Cuba',)
        """
        if listed := self._listed_after(i, states):
            return listed
        sentence = self.parse.sentence[i]
        first = self.parse.bounds[max(sentence - 2, 0)][0]
        near = Counter(
            s
            for m in self._between(first, self.parse.bounds[sentence][1])
            if not self.is_dateline(m)
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

    def _listed_after(self, i: int, states: tuple[str, ...]) -> tuple[str, ...]:
        """Return the states of a list, three or more, after a token in its sentence, if others."""
        last = self.parse.bounds[self.parse.sentence[i]][1]
        for mention in self._between(i + 1, last):
            heads = self._series.get(mention.end - 1, ())
            if len(heads) > 2:
                named = dict.fromkeys(s for h in heads for s in self.by_token[h].states)
                return () if set(named) & set(states) else tuple(named)
        return ()

    def _between(self, first: int, last: int) -> list[EntityMention]:
        """Return the mentions that start at a token from one up to another."""
        ends = (bisect_left(self.mentions, i, key=lambda m: m.start) for i in (first, last))
        return self.mentions[slice(*ends)]


def _name(parse: Parse, start: int, end: int) -> str:
    words = parse.words[start:end]
    if words[0].casefold() == Word.THE:
        words = words[1:]
    if words and words[-1] in names.POSSESSIVES:
        words = words[:-1]
    return " ".join(words)
