"""How an event is told: tense, place in the text, the time that the passage was last at."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from talion.extract.lang import Dep, Pos, Tag, Word, calendar_words, function_words, verbs
from talion.extract.slots.times import TimeExpression, TimeTagger
from talion.extract.text.parse import Parse
from talion.extract.triggers.detection import Trigger
from talion.model.incident import Status
from talion.model.type_traits import TypeTraits

#: A time that stands so many sentences before an event may still be that of the passage.
BACK = 6
#: The first sentences of a text, its lead.
LEAD = 3
#: How far round an event words such as "earlier" are looked for, in tokens.
_NEAR = 12


class Tense(StrEnum):
    """The tense of the clause that an event is told in."""

    PAST_PERFECT = "past perfect"
    PERFECT = "perfect"
    MODAL = "modal"
    PAST = "past"
    PRESENT = "present"
    NON_FINITE = "non-finite"
    NONE = "no verb"


def tense_of(parse: Parse, i: int) -> Tense:
    """Return the tense of the nearest verb at or above a token.

    >>> text = parse("Peru expelled two envoys after Chile had closed a consulate.")
    >>> [tense_of(text, text.words.index(w)).value for w in ("expelled", "closed")]
    ['past', 'past perfect']
    """
    verb = next((k for k in (i, *parse.ancestors(i)) if parse.is_verb(k)), None)
    if verb is None:
        return Tense.NONE
    beside = {parse.lower[c] for c in parse.children[verb] if parse.dep[c] in _AUXILIARIES}
    if Word.HAD in beside:
        return Tense.PAST_PERFECT
    if beside & verbs.HAVING:
        return Tense.PERFECT
    if beside & (function_words.FUTURE_AUXILIARIES | function_words.POSSIBLE_AUXILIARIES):
        return Tense.MODAL
    tags = {
        parse.tag[verb],
        *(parse.tag[c] for c in parse.children[verb] if parse.lower[c] in beside),
    }
    if Tag.PAST in tags:
        return Tense.PAST
    return Tense.PRESENT if tags & {Tag.PRESENT, Tag.THIRD_PERSON} else Tense.NON_FINITE


_AUXILIARIES = (Dep.AUXILIARY, Dep.PASSIVE_AUXILIARY)


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of an event before its date is chosen.

    `passage` is the last time before its sentence, at most `BACK` sentences away, `news` the month
    in which the text appeared.
    """

    parse: Parse
    trigger: Trigger
    traits: TypeTraits
    status: Status
    tense: Tense
    passage: TimeExpression | None
    news: str | None
    beside: int

    @classmethod
    def of(
        cls, parse: Parse, tagger: TimeTagger, trigger: Trigger, traits: TypeTraits, status: Status
    ) -> "Situation":
        """Read the situation of a trigger's event off the text.

        >>> text = context("In 2018 Peru expelled an envoy. Chile then closed a consulate.")
        >>> times = TimeTagger(text.parse, text.at)
        >>> last = triggers(text)[-1]
        >>> found = Situation.of(text.parse, times, last, last.traits, Status.REPORTED)
        >>> found.passage.date, found.tense.value, found.is_of_old
        ('2018', 'past', True)
        """
        here = parse.sentence[trigger.i]
        first, last = parse.bounds[here]
        passage = next(
            (t for t in reversed(tagger.free) if t.end <= first and (t.narrated or t.date)), None
        )
        if passage is not None and here - parse.sentence[passage.start] > BACK:
            passage = None
        beside = sum(first <= t.start < last for t in tagger.free)
        tense = tense_of(parse, trigger.i)
        return cls(parse, trigger, traits, status, tense, passage, tagger.default(), beside)

    @property
    def sentence(self) -> int:
        """The number of the sentence."""
        return self.parse.sentence[self.trigger.i]

    @property
    def is_of_old(self) -> bool:
        """Whether the passage was last at a time other than that of the news."""
        then = self.passage and (self.passage.narrated or self.passage.date)
        if not then or not self.news:
            return False
        return not (then.startswith(self.news) or self.news.startswith(then))

    def features(self) -> Iterator[str]:
        """Yield what is true of the event, whatever its date.

        >>> text = context("Peru expelled a Cuban envoy.")
        >>> [one] = triggers(text)
        >>> times = TimeTagger(text.parse, text.at)
        >>> found = Situation.of(text.parse, times, one, one.traits, Status.REPORTED)
        >>> "tense past" in set(found.features())
        True
        """
        parse, i = self.parse, self.trigger.i
        word = Pos.VERB if parse.is_verb(i) else Pos.NOUN
        lead = "lead" if self.sentence < LEAD else "body"
        yield f"tense {self.tense}"
        yield f"{lead}, tense {self.tense}"
        yield f"{word}, tense {self.tense}"
        yield f"of old {self.is_of_old}, tense {self.tense}"
        yield f"of old {self.is_of_old}"
        yield lead
        yield word
        yield f"sentence {min(self.sentence, 6)}"
        yield f"type {self.trigger.type}"
        yield f"status {self.status}"
        yield f"deed {self.traits.is_deed}"
        yield f"announced {self.traits.is_announced}"
        yield f"utterance {self.traits.is_utterance}"
        yield f"times beside it {min(self.beside, 2)}"
        yield f"relation {parse.dep[i]}"
        yield from self._of_words()
        if self.passage is None:
            yield "no time before it"
        else:
            yield f"time {self.sentence - parse.sentence[self.passage.start]} sentences before it"

    def _of_words(self) -> Iterator[str]:
        parse, i = self.parse, self.trigger.i
        first, last = parse.bounds[self.sentence]
        above = parse.ancestors(i)
        near = parse.lower[max(first, i - _NEAR) : min(last, i + _NEAR)]
        yield from (f"near {w}" for w in sorted(set(near) & calendar_words.ORDERING))
        prep = next((parse.lower[a] for a in above[:3] if parse.dep[a] == Dep.PREPOSITION), None)
        if prep is not None:
            yield f"below {prep}"
        if not parse.is_verb(i):
            yield f"determiner {self._determiner()}"
        yield f"said {any(parse.lemma[a] in verbs.ANNOUNCING for a in above[:4])}"

    def _determiner(self) -> str:
        parse, i = self.parse, self.trigger.i
        plural = " plural" if parse.tag[i] in (Tag.PLURAL, Tag.NAMES) else ""
        for child in parse.children[i]:
            if parse.dep[child] == Dep.POSSESSOR:
                return "possessor" + plural
            if parse.dep[child] == Dep.DETERMINER:
                return parse.lower[child] + plural
        return "none" + plural
