"""Whether a text says that something was not done, or is undone."""

from talion.extract.text.parse import Parse
from talion.extract.text.words import words
from talion.extract.triggers.detection import Trigger

_DENIED = words(
    """
    deny refuse decline avoid prevent refrain resist reject reverse rescind cancel stop
    oppose prohibit rule fail delay postpone
    """
)

_REVERSED = words(
    """
    lift ease remove waive reverse repeal end undo unwind revoke cancel relax avoid prevent
    withdraw drop suspend rescind
    """
)

_DEPENDENT = words("xcomp pcomp prep dobj acl pobj ccomp")

_FOUGHT = words("combat counter fight prevent tackle deter thwart detect curb")

_ABLE = frozenset(["authority", "right", "power", "ability", "pretext"])

_NEGATIVES = words("not n't n’t never no without neither nor nobody")


def governors(parse: Parse, i: int) -> list[int]:
    """Return the words that a trigger hangs on, up to the verb of saying."""
    return parse.ancestors(i)[:8]


def negated(parse: Parse, i: int, above: list[int]) -> bool:
    """Whether a trigger is denied: "did not", "refused to", "has no plans to"."""
    if any(
        parse.lower[c] in _NEGATIVES and parse.dep[c] in ("neg", "det", "preconj")
        for c in parse.children[i]
    ):
        return True
    if parse.pos[i] in ("NOUN", "PROPN"):
        return _noun_negated(parse, i)
    at = i
    for a in above[:4]:
        dep = parse.dep[at]
        to = any(parse.lower[c] == "to" for c in parse.children[at])
        if dep == "advcl" and to and parse.lemma[a] in _DENIED:
            return True
        passive_participle = dep == "acl" and parse.tag[at] == "VBN"
        if dep not in _DEPENDENT or passive_participle:
            break
        if dep != "ccomp" and any(parse.dep[c] == "neg" for c in parse.children[a]):
            return True
        if (
            parse.lower[a] in ("without", "no")
            or parse.lemma[a] in _DENIED
            or parse.lemma[a] in _ABLE
        ):
            return True
        if parse.pos[a] == "NOUN" and any(parse.lower[c] == "no" for c in parse.children[a]):
            return True
        at = a
    return False


def _noun_negated(parse: Parse, i: int) -> bool:
    head = parse.head[i]
    if parse.dep[i] in ("dobj", "pobj", "conj") and any(
        parse.lemma[a] in _FOUGHT for a in parse.ancestors(i)[:2]
    ):
        return True
    if parse.dep[i] == "pobj":
        return parse.lower[head] == "without" or (
            parse.lemma[parse.head[head]] in ("plan", "intention", "need", "reason")
            and any(parse.lower[c] == "no" for c in parse.children[parse.head[head]])
        )
    return parse.dep[i] in ("dobj", "nsubjpass") and any(
        parse.dep[c] == "neg" for c in parse.children[head]
    )


def reversed_(parse: Parse, trigger: Trigger) -> bool:
    """Whether a measure is spoken of as lifted or undone: it stands, but is not news."""
    i = trigger.i
    at = i
    for a in governors(parse, i)[:2]:
        if parse.dep[at] not in ("dobj", "pobj", "nsubjpass", "prep", "compound"):
            return False
        if parse.lemma[a] in _REVERSED and parse.is_verb(a):
            return not parse.is_verb(i)
        at = a
    return False
