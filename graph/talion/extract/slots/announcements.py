"""Whose decision it is: "Peru's move to close", "a decision last week by Cuba to expel"."""

from talion.extract.entities.context import Scene
from talion.extract.entities.coreference import resolve
from talion.extract.entities.noun_phrases import Side
from talion.extract.text.parse import Parse
from talion.extract.text.words import words

_DECISIONS = words(
    """
    decision move order step threat plan intention decree resolution ruling choice bid vow
    warning announcement proposal
    """
)
#: How far before its infinitive a decision is looked for, in tokens.
_REACH = 10
#: Words before a decision that is told as what another measure answers.
_ANSWERED = words("after following for over to at against by from with despite")


def decision_of(parse: Parse, i: int) -> int | None:
    """Return the noun of decision that an active infinitive completes, by the order of words.

    Between the two stand only a time, an adverb or a by-phrase; the parser often hangs such an
    infinitive on the verb of the sentence instead.
    """
    to = next((k for k in (i - 1, i - 2) if k > 0 and parse.lower[k] == "to"), None)
    if to is None or parse.is_passive(i):
        return None
    first = max(parse.bounds[parse.sentence[i]][0], to - _REACH)
    for k in range(to - 1, first - 1, -1):
        if parse.lemma[k] in _DECISIONS and parse.pos[k] == "NOUN":
            return k
        if parse.is_verb(k) or parse.words[k] in (",", ";", ":"):
            return None
    return None


def decider(scene: Scene, i: int) -> tuple[Side, str]:
    """Return who took the decision that an infinitive completes, where the text names it."""
    parse = scene.parse
    noun = decision_of(parse, i)
    if noun is None:
        return Side(), ""
    rule = f"whose '{parse.lemma[noun]}' it is"
    for k in range(noun + 1, i):
        if parse.lower[k] in ("by", "of", "in") and parse.dep[k] in ("prep", "agent"):
            by = scene.below(k) if parse.lower[k] == "by" else Side()
            if by.states:
                return by, rule
    for c in parse.children[noun]:
        if c < noun and parse.dep[c] in ("poss", "amod", "compound", "nmod"):
            if parse.pos[c] == "PRON":
                continue
            own = resolve(scene, c) if parse.dep[c] == "poss" else scene.side(c)
            if own.states:
                return own, rule
    return Side(), ""


def is_answered(parse: Parse, noun: int) -> bool:
    """Whether a decision is told as what another measure answers: its time is its own."""
    return parse.dep[noun] == "pobj" and parse.lower[parse.head[noun]] in _ANSWERED
