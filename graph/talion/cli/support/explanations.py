"""Why the extractor found what it found, in words for people who read news, not its rules."""

from collections.abc import Iterator

from talion.extract.explanation import Explanation
from talion.extract.rules import SlotName
from talion.extract.triggers.frame import Flag, Sort
from talion.extract.triggers.lexicon import class_labels

_SLOTS = {
    SlotName.AGENTS: "who",
    SlotName.TARGETS: "to whom",
    SlotName.DATE: "when",
    SlotName.COUNT: "how many",
    SlotName.STATUS: "how sure",
}

#: What a flag says of the use of a word; `%last` only orders the frames.
_FLAGS = {
    Flag.FUTURE: "in the future",
    Flag.OBLIGED: "as an obligation",
    Flag.PASSIVE: "in the passive",
    Flag.NEGATED: "in the negative",
    Flag.SUBJECT: "with the affected party as its subject",
    Flag.DOER: "naming the agent",
    Flag.VICTIM: "with the target as its subject",
    Flag.CONTEXT: "in a passage about envoys",
    Flag.WEAK: "repeating what the text has reported",
    Flag.UTTERED: "said by the speaker",
    Flag.LEARNED: "by its context: the lexicon does not have it",
}
_SORTS: dict[str, str] = {
    Sort.NATIONAL: "people by nationality",
    Sort.NUMBER: "numbers",
    Sort.PERSON: "persons by name",
    Sort.PLACE: "places",
    Sort.PRONOUN: "pronouns",
}


def reasons(given: Explanation) -> Iterator[tuple[str, str]]:
    """Yield what led to a finding: a short name, and why, in words.

    >>> from talion.extract.rules import Reason, Rule
    >>> agents = (SlotName.AGENTS, Reason(Rule.SUBJECT))
    >>> dict(reasons(Explanation("e1", "shut", "shut down <mission>", (agents,), "", 0, 0)))["who"]
    'the subject of the verb'
    """
    if given.trigger:
        yield "word", f"“{given.trigger}”"
    for slot, reason in given.rules:
        yield _SLOTS[slot], reason.words
    if given.frame:
        yield "meaning", meaning(given.frame)


def meaning(frame: str) -> str:
    """Return in which use a word reports the incident.

    `frame` is as written in `ontology/incident-types.ttl`; what must not stand near is left out.

    >>> meaning("order <mission> +close|shut")
    '“order”, of diplomatic missions, with “close” or “shut” near'
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
            flag = Flag(piece[1:])
            parts += [_FLAGS[flag]] if flag in _FLAGS else []
        elif mark != "-" or len(piece) == 1:
            anchor.append(piece)
    return ", ".join([f"“{' '.join(anchor)}”", *parts])


def _listed(piece: str) -> str:
    """Return the alternatives of a piece: classes of words by their names, words in quotes."""
    words = [
        _class_name(name) if "<" in piece else f"“{name}”"
        for name in piece.lstrip("+").strip("<>").split("|")
    ]
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _class_name(name: str) -> str:
    return _SORTS.get(name) or class_labels().get(name, name)
