"""Why the extractor found what it found, in words for people who read news, not its rules."""

import re
from collections.abc import Iterator

from talion.extract.explanation import Explanation

_SLOTS = {"agents": "who", "targets": "to whom", "date": "when"}

_RULES = {
    "subject": "the subject of the verb",
    "subject of the governing verb": "the subject of the verb that the word depends on",
    "by-phrase": "named after “by”",
    "'in' phrase": "named after “in”",
    "the place": "where it was done",
    "told as news": "no day is given: told as news, so of the article's time",
    "time in the clause": "given beside the word",
    "time before another event": "given as before something else",
    "time of what it was done with": "that of what it was done with",
    "no time told": "not told",
    "what it is done to": "what the word says it is done to",
    "what it is done to, as said before": "what it is done to, named earlier in the text",
    "as in the one told before": "as in what was told before",
    "owner of the decision": "whose decision it is",
    "the side that takes the measure": "the side that took the measure against it",
    "the other party of the passage": "the other side that the passage speaks of",
    "the noun names the doer": "those whom the word itself names",
}
_ABOVE = ", the subject above"
_QUOTED = re.compile(r"'([^']+)'")

_FLAGS = {
    "future": "of what is to come",
    "obliged": "of what somebody must do",
    "passive": "in the passive",
    "negated": "where it is denied",
    "subject": "of what is its subject",
    "doer": "naming who does it",
    "victim": "of what is done to its subject",
    "context": "where envoys are spoken of",
    "weak": "where the text has told of it before",
    "uttered": "said by whoever speaks",
}


def reasons(told: Explanation) -> Iterator[tuple[str, str]]:
    """Yield what led to a finding: a short name, and why, in words."""
    yield "word", f"“{told.trigger}”"
    for slot, rule in told.rules:
        if slot == "frame":
            yield "meaning", meaning(rule)
        else:
            yield _SLOTS.get(slot, slot), _because(rule)


def _because(rule: str) -> str:
    """Return how a slot was filled."""
    main = rule.removesuffix(_ABOVE)
    words = _RULES.get(main, _QUOTED.sub(r"“\1”", main))
    return words + (", a pronoun; taken to mean the subject before it" if main != rule else "")


def meaning(frame: str) -> str:
    """Return in which use a word tells of the incident: `“order”, of mission, with “close” near`.

    `frame` is as written in `ontology/incident-types.ttl`; what must not stand near is left out.
    """
    anchor: list[str] = []
    parts: list[str] = []
    for piece in frame.split():
        mark, words = piece[0], _listed(piece)
        if mark == "<":
            parts.append(f"of {words}")
        elif mark == "+":
            parts.append(f"with {words} near")
        elif mark == "%":
            parts += [_FLAGS[piece[1:]]] if piece[1:] in _FLAGS else []
        elif mark != "-" or len(piece) == 1:
            anchor.append(piece)
    return ", ".join([f"“{' '.join(anchor)}”", *parts])


def _listed(piece: str) -> str:
    """Return the alternatives of a piece: classes of words as they are, words in quotes."""
    names = [name.lstrip("#") for name in piece.lstrip("+").strip("<>").split("|")]
    told = names if "<" in piece else [f"“{name}”" for name in names]
    return " or ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)
