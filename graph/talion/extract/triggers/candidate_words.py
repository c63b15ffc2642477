"""Words that might tell of an incident, whatever the lexicon says, and features of each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from talion.extract.lang import Dep, Pos, Tag, calendar_words, verbs
from talion.extract.text.parse import Parse
from talion.extract.triggers.modality import is_future, is_obliged
from talion.extract.triggers.objects import noun_objects, noun_words, objects_of, subjects_of
from talion.extract.triggers.word_families import WordFamilies

_VERBAL_TAGS = frozenset({Tag.PARTICIPLE, Tag.GERUND})
_COMPLEMENTS = frozenset(
    {
        Dep.ADJECTIVAL_COMPLEMENT,
        Dep.ADVERB,
        Dep.ATTRIBUTE,
        Dep.CLAUSAL_COMPLEMENT,
        Dep.OBJECT_PREDICATE,
        Dep.OPEN_COMPLEMENT,
    }
)


class Argument(StrEnum):
    """What an argument is where no family of words says so."""

    NONE = "none"
    OTHER = "other"


#: How many subjects or objects of a word, and how many words of each, are looked at.
_PARTIES, _WORDS = 3, 8
_MOST = 3
#: What is said of no argument at all, and of one of no known family.
_NONE, _OTHER = frozenset({Argument.NONE.value}), frozenset({Argument.OTHER.value})


@dataclass(frozen=True, slots=True)
class NamedTokens:
    """The tokens that name actors: the kind of actor, and the names that each stands for."""

    kinds: Mapping[int, str] = field(default_factory=dict)
    names: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


class CandidateWords:
    """The candidates of one text: its verbs, nouns and participles."""

    def __init__(self, parse: Parse, named: NamedTokens, families: WordFamilies) -> None:
        self.parse, self.named, self.families = parse, named, families
        self._of_sentence: dict[int, tuple[frozenset[str], list[str]]] = {}
        self._classes: dict[int, frozenset[str]] = {}

    def tokens(self) -> Iterator[int]:
        """Yield the candidates in reading order; amounts of time are none.

        >>> text = parse("Peru sent two envoys away.")
        >>> from talion.extract.triggers.word_families import word_families
        >>> words = CandidateWords(text, NamedTokens(), word_families())
        >>> [text.words[i] for i in words.tokens()]
        ['sent', 'envoys']
        """
        parse = self.parse
        for i, pos in enumerate(parse.pos):
            likely = pos in (Pos.VERB, Pos.NOUN) or parse.tag[i] in _VERBAL_TAGS
            if likely and parse.lower[i] not in calendar_words.AMOUNTS:
                yield i

    def and_those(self, tokens: Iterable[int]) -> list[int]:
        """Return the candidates and some other tokens, in reading order.

        >>> text = parse("Peru sent two envoys away.")
        >>> from talion.extract.triggers.word_families import word_families
        >>> CandidateWords(text, NamedTokens(), word_families()).and_those([0, 1])
        [0, 1, 3]
        """
        return sorted({*self.tokens(), *tokens})

    def features(self, i: int) -> list[str]:
        """Return what the word, its arguments and its sentence are, as names of features.

        >>> text = parse("Peru sent two envoys away.")
        >>> from talion.extract.triggers.word_families import word_families
        >>> words = CandidateWords(text, NamedTokens({0: "country"}), word_families())
        >>> "remove obj envoy" in words.features(1), "sub NAMED country" in words.features(1)
        (True, True)
        """
        parse, lemma = self.parse, self.parse.lemma[i]
        verbal = parse.is_verb(i) or parse.tag[i] in _VERBAL_TAGS
        voice = "noun" if not verbal else "passive" if parse.is_passive(i) else "active"
        particles = self._particles(i) if verbal else []
        own = self.families.of(parse, i)
        own |= {f"{family}+{p}" for family in own for p in particles}
        subjects, objects = self._arguments(i, verbal=verbal)
        subject_classes = self._classes_of(subjects)
        object_classes = self._classes_of(objects)
        beside = set(self._beside(i))
        sentence, about = self._sentence(parse.sentence[i])
        context = [
            *(f"obj {c}" for c in object_classes),
            *(f"sub {c}" for c in subject_classes),
            *(f"with {b}" for b in beside),
        ]
        return [
            "always",
            f"tag {parse.tag[i]}",
            f"dep {parse.dep[i]}",
            f"voice {voice}",
            f"lemma {lemma}",
            *(f"particle {p}" for p in particles),
            *(f"lemma {lemma} {p}" for p in particles),
            *own,
            *context,
            *(f"{family} {c}" for family in own for c in context),
            *(f"lemma {lemma} obj {c}" for c in object_classes),
            *self._governor(i),
            *self._mood(i, verbal=verbal),
            *(f"sentence {f}" for f in sentence - own),
            *(f"{family} beside {f}" for family in own for f in sentence & self.families.topics),
            *about,
        ]

    def _particles(self, i: int) -> list[str]:
        parse = self.parse
        found = [parse.lower[c] for c in parse.kids(i, Dep.PARTICLE)]
        if not found and i + 1 < len(parse) and parse.lower[i + 1] in verbs.DIRECTIONS:
            found.append(parse.lower[i + 1])
        return found

    def _arguments(self, i: int, *, verbal: bool) -> tuple[list[int], list[int]]:
        """Return the heads of who does it, and of what it is done to."""
        parse = self.parse
        if not verbal:
            return parse.kids(i, Dep.POSSESSOR), noun_objects(parse, i)
        objects = objects_of(parse, i)
        if parse.is_passive(i):
            by = parse.kids(i, Dep.AGENT)
            return [k for c in by for k in parse.kids(c, Dep.PREPOSITIONAL_OBJECT)], objects
        return [s for s in subjects_of(parse, i) if s not in objects], objects

    def _classes_of(self, heads: list[int]) -> frozenset[str]:
        if not heads:
            return _NONE
        return frozenset[str]().union(*(self._class(h) for h in heads[:_PARTIES]))

    def _class(self, head: int) -> frozenset[str]:
        """Return what a noun phrase is: the families of its words, and whom it names."""
        known = self._classes.get(head)
        if known is None:
            words = noun_words(self.parse, head)[:_WORDS]
            kinds = self.named.kinds
            of = next((kinds[w] for w in words if w != head and w in kinds), None)
            nouns = self.families.nouns
            found = {f for w in words for f in nouns.get(self.parse.lemma[w], ())}
            found |= {f"NAMED {kinds[head]}"} if head in kinds else set()
            found |= {f"of {of}"} if of is not None else set()
            known = self._classes[head] = frozenset(found) or _OTHER
        return known

    def _beside(self, i: int) -> Iterator[str]:
        """Yield what else depends on a word: prepositions with what they govern, complements."""
        parse = self.parse
        for c in parse.children[i]:
            dep = parse.dep[c]
            if dep in (Dep.PREPOSITION, Dep.AGENT):
                for p in parse.kids(c, Dep.PREPOSITIONAL_OBJECT):
                    yield from (f"{parse.lower[c]} {k}" for k in self._class(p))
            elif dep in _COMPLEMENTS:
                yield dep
                yield from (f"{dep} {f}" for f in self.families.of(parse, c))
                if dep == Dep.ADVERB:
                    yield f"adverb {parse.lemma[c]}"

    def _governor(self, i: int) -> Iterator[str]:
        parse, head = self.parse, self.parse.head[i]
        if head != i:
            yield f"under {parse.dep[i]} lemma {parse.lemma[head]}"
            yield from (f"under {parse.dep[i]} {f}" for f in self.families.of(parse, head))

    def _mood(self, i: int, *, verbal: bool) -> Iterator[str]:
        parse = self.parse
        if verbal:
            yield f"future {is_future(parse, i)}"
            yield f"obliged {is_obliged(parse, i)}"
        for c in parse.children[i]:
            if parse.dep[c] == Dep.NEGATION:
                yield "negated"
            elif parse.dep[c] == Dep.AUXILIARY:
                yield f"auxiliary {parse.lower[c]}"

    def _sentence(self, number: int) -> tuple[frozenset[str], list[str]]:
        """Return the families of the words of a sentence, and how many actors it names."""
        known = self._of_sentence.get(number)
        if known is None:
            first, last = self.parse.bounds[number]
            here = range(first, last)
            families = frozenset(f for k in here for f in self.families.of(self.parse, k))
            kinds = len({self.named.kinds[k] for k in here if k in self.named.kinds})
            actors = len({self.named.names[k] for k in here if k in self.named.names})
            known = families, [f"kinds {min(_MOST, kinds)}", f"actors {min(_MOST, actors)}"]
            self._of_sentence[number] = known
        return known
