"""The link cues of `ontology/link-cues.ttl`: wordings that say how two incidents are linked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from talion.extract.lang import TAG
from talion.model.claim import ClaimType
from talion.store.facts import facts_of_quads
from talion.store.reference import parse_ontology
from talion.vocabulary import RDF, TAL


class Position(StrEnum):
    """Where a cue stands (`tal:position`)."""

    BETWEEN = "between"
    OPENING = "opening"
    REACTION = "reaction"
    NOUN = "noun"
    VERB = "verb"
    VERB_BACK = "verb back"
    SENTENCE = "sentence"


class Order(StrEnum):
    """Which of two linked incidents is mentioned first (`tal:order`)."""

    RESPONSE_FIRST = "response first"
    ANTECEDENT_FIRST = "antecedent first"


class Condition(StrEnum):
    """What must hold beside the cue itself (`tal:condition`)."""

    GOVERNS = "governs"
    NOT_DURATION = "not duration"
    DEED = "deed"
    NAMED = "named"
    LAST = "last"


_LINKS = {
    TAL.Response: ClaimType.RESPONSE,
    TAL.Precedent: ClaimType.PRECEDENT,
    TAL.Part: ClaimType.PART,
}


@dataclass(frozen=True, slots=True)
class Cue:
    """A wording and what it is evidence of; `text` is the parser's tokens, a space between two."""

    text: str
    links: ClaimType
    position: Position
    order: Order | None = None
    conditions: frozenset[Condition] = frozenset()

    @property
    def whole(self) -> str:
        """The text with a space around it, to be found as whole words.

        >>> Cue("over", ClaimType.RESPONSE, Position.BETWEEN).whole
        ' over '
        """
        return f" {self.text} "


def tokens(text: str) -> str:
    """Return a wording as the tokens that the parser makes of it, with a space between two.

    >>> tokens("In a tit-for-tat move")
    'in a tit - for - tat move'
    """
    return " ".join(text.casefold().replace("-", " - ").replace("'s", " 's").split())


def read_cues(language: str = TAG) -> Iterator[Cue]:
    """Yield the cues of a language; ValueError where a group says what no rule knows.

    >>> [cue.order.value for cue in read_cues() if cue.text == "blamed on"]
    ['response first']
    """
    quads = parse_ontology("link-cues.ttl", language)
    for group in facts_of_quads(quads).values():
        if TAL.CueGroup not in group.get(RDF.type, ()):
            continue
        order = next((Order(o) for o in group.get(TAL.order, ())), None)
        for text in group.get(TAL.cue, ()):
            yield Cue(
                text=tokens(text),
                links=_LINKS[next(t for t in _LINKS if t in group[TAL.links])],
                position=Position(group[TAL.position][0]),
                order=order,
                conditions=frozenset(map(Condition, group.get(TAL.condition, ()))),
            )


@cache
def cues(links: ClaimType, position: Position, order: Order | None = None) -> tuple[Cue, ...]:
    """Return the cues of a kind of link at a position, those of most words first.

    >>> found = cues(ClaimType.RESPONSE, Position.BETWEEN, Order.RESPONSE_FIRST)
    >>> [cue.text for cue in found if cue.text in ("after", "in response to")]
    ['in response to', 'after']
    """
    found = [
        cue
        for cue in read_cues()
        if (cue.links, cue.position) == (links, position) and order in (None, cue.order)
    ]
    return tuple(sorted(found, key=lambda cue: -len(cue.text.split())))


@cache
def cue_words(links: ClaimType, *positions: Position, bare: bool = False) -> frozenset[str]:
    """Return the texts of the cues at some positions; only those without a condition if `bare`.

    >>> "retaliate" in cue_words(ClaimType.RESPONSE, Position.VERB)
    True
    """
    return frozenset(
        cue.text
        for position in positions
        for cue in cues(links, position)
        if not (bare and cue.conditions)
    )


def found_in(sentence: str, candidates: Iterable[Cue]) -> Cue | None:
    """Return the first of some cues that occurs in a sentence, or that a word of it begins with.

    >>> found_in("peru retaliated at once", cues(ClaimType.RESPONSE, Position.SENTENCE)).text
    'retaliat'
    >>> found_in("a correspondent said", cues(ClaimType.RESPONSE, Position.SENTENCE)) is None
    True
    """
    return next((cue for cue in candidates if f" {cue.text}" in f" {sentence}"), None)
