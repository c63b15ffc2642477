"""Why the extractor found what it found, in words for people who read news, not its rules."""

from collections.abc import Iterator

from talion.extract.explanation import Explanation

_SLOTS = {"agents": "who", "targets": "to whom", "date": "when"}

_FLAGS = {
    "future": "of what is to come",
    "obliged": "of what somebody must do",
    "passive": "in the passive",
    "negated": "where it is denied",
    "subject": "of what is its subject",
    "doer": "naming who does it",
    "victim": "of what is done to its subject",
    "context": "where envoys are spoken of",
    "weak": "where the text has reported it before",
    "uttered": "said by whoever speaks",
}


def reasons(given: Explanation) -> Iterator[tuple[str, str]]:
    """Yield what led to a finding: a short name, and why, in words."""
    yield "word", f"“{given.trigger}”"
    for slot, reason in given.rules:
        yield _SLOTS.get(slot, slot), reason.words
    yield "meaning", meaning(given.frame)


def meaning(frame: str) -> str:
    """Return in which use a word reports the incident: `“order”, of mission, with “close” near`.

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
    words = names if "<" in piece else [f"“{name}”" for name in names]
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
