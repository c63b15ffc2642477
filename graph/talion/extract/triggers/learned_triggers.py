"""Triggers that the lexicon does not have: words that tell of an incident by learned weights."""

from collections.abc import Mapping
from dataclasses import replace

from talion.extract.lang import Dep, Tag, calendar_words, verbs
from talion.extract.text.parse import Parse
from talion.extract.triggers.candidate_words import CandidateWords
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.frame import Flag, Frame, FrameKind
from talion.extract.triggers.objects import noun_objects, objects_of, subjects_of
from talion.extract.triggers.trigger_model import TriggerModel

#: From this probability on a word that the lexicon does not know counts as a trigger.
LEAST_CHANCE = 0.2
#: A word that the lexicon marks as weak counts from this one on.
LEAST_CHANCE_OF_WEAK = 0.1
_LEADING = (Dep.OPEN_COMPLEMENT, Dep.CLAUSAL_COMPLEMENT, Dep.PREPOSITIONAL_COMPLEMENT)


def with_learned(
    words: CandidateWords,
    triggers: list[Trigger],
    model: TriggerModel,
    least: float,
    kinds: frozenset[str],
    encoded: Mapping[int, Mapping[str, float]] | None = None,
) -> list[Trigger]:
    """Return triggers with the chance of each, and those that the weights add, in reading order.

    The chance of a word is that by the weights or, where `encoded` has the probabilities of types
    for it, the mean of both. Added are words that report an incident of one of `kinds` with a
    probability of at least `least`; not those that the lexicon knows, that lead to a trigger or
    only say that somebody reacted, or whose type has a trigger right above or below in the parse.

    >>> import numpy as np
    >>> from talion.extract.triggers.candidate_words import NamedTokens
    >>> from talion.extract.triggers.word_families import word_families
    >>> text = parse("Peru sent two envoys away.")
    >>> table = np.array([[0.0, 9.0]], np.float32)
    >>> model = TriggerModel(("", "expulsion"), {"lemma send": 0}, table)
    >>> words = CandidateWords(text, NamedTokens(), word_families())
    >>> found = with_learned(words, [], model, 0.5, frozenset(model.types))
    >>> [(trigger.i, trigger.type) for trigger in found]
    [(1, 'expulsion')]
    """
    known = {(t.i, t.type) for t in triggers}
    taken = {t.i for t in triggers}
    parse = words.parse
    chances = {
        i: _mixed(model.chances(words.features(i)), (encoded or {}).get(i))
        for i in words.and_those(taken)
    }
    found = [replace(t, chance=chances[t.i].get(t.type, 0.0)) for t in triggers]
    found = [t for t in found if Flag.WEAK not in t.frame.flags or t.chance >= LEAST_CHANCE_OF_WEAK]
    able = [i for i in chances if i not in taken and parse.lemma[i] not in calendar_words.PERIODS]
    likely = [(*_likeliest(chances[i], kinds), i) for i in able]
    for chance, kind, i in sorted(likely, key=lambda x: (-x[0], x[2])):
        if chance < least or _leads_to(parse, i, taken) or parse.lemma[i] in verbs.REACTING:
            continue
        if not any((k, kind) in known for k in _near(parse, i)):
            known.add((i, kind))
            found.append(_learned(parse, i, kind, chance))
    return sorted(found, key=lambda t: (t.i, t.type))


def _mixed(learned: dict[str, float], encoded: Mapping[str, float] | None) -> dict[str, float]:
    if not encoded:
        return learned
    return {kind: (p + encoded.get(kind, 0.0)) / 2 for kind, p in learned.items()}


def _likeliest(chances: Mapping[str, float], kinds: frozenset[str]) -> tuple[float, str]:
    return max(((p, kind) for kind, p in chances.items() if kind in kinds), default=(0.0, ""))


def _leads_to(parse: Parse, i: int, triggers: set[int]) -> bool:
    """Whether what a verb brings about or tells of is a trigger.

    "forced Chile to close it", "stopped short of closing it", "accused Chile of the closure".
    """
    if not parse.is_verb(i):
        return False
    below = [i, *parse.kids(i, Dep.ADVERB, Dep.ADJECTIVAL_COMPLEMENT)]
    governed = [
        k for b in below for c in parse.kids(b, Dep.PREPOSITION) for k in parse.kids(c, *_LEADING)
    ]
    if parse.lemma[i] in verbs.SPEAKING_OF_DEEDS:
        of = parse.kids(i, Dep.PREPOSITION)
        governed += [k for c in of for k in parse.kids(c, Dep.PREPOSITIONAL_OBJECT)]
    return any(k in triggers for k in (*parse.kids(i, *_LEADING), *governed))


def _near(parse: Parse, i: int) -> list[int]:
    """Return a word, those right below it, and the two above it."""
    return [i, *parse.children[i], *parse.ancestors(i)[:2]]


def _learned(parse: Parse, i: int, kind: str, chance: float) -> Trigger:
    word, flags = parse.lemma[i], frozenset({Flag.LEARNED})
    text = f"{word} %{Flag.LEARNED}"
    if not (parse.is_verb(i) or parse.tag[i] in (Tag.PARTICIPLE, Tag.GERUND)):
        frame = Frame(kind, text, FrameKind.NOUN, (word,), flags=flags)
        return Trigger(i, frame, tuple(noun_objects(parse, i)), chance)
    objects = objects_of(parse, i)
    if not objects and not parse.is_passive(i):
        objects = subjects_of(parse, i)
    return Trigger(
        i, Frame(kind, text, FrameKind.VERB, (word,), flags=flags), tuple(objects), chance
    )
