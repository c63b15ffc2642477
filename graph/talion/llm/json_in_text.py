"""The JSON object in what a model writes, also amid other words, fenced, or cut short."""

import json
import re
from dataclasses import dataclass
from typing import Any

_TAG = re.compile(r"<(/?)(think|thinking|reasoning)>", re.IGNORECASE)
_TRAILING = re.compile(r",(\s*[\]}])")
#: The keys by which an object is known to be a reply.
_LISTS = frozenset({"incidents", "events", "findings", "links", "relations", "same", "actors"})
#: So many beginnings of an object are tried.
_TRIES = 50
#: Deeper nested replies are not read.
_DEEPEST = 30


@dataclass(frozen=True, slots=True)
class FoundJson:
    """A JSON object, and whether it was closed by the reader because the text broke off."""

    value: dict[str, Any]
    cut: bool


def json_in(text: str) -> FoundJson | None:
    """Return the JSON object of a reply; None where there is none.

    >>> json_in('Here it is:\\n```json\\n{"links": [],}\\n```').value
    {'links': []}
    >>> json_in('{"incidents": [{"id": "e1"}, {"id": "e2", "quo')
    FoundJson(value={'incidents': [{'id': 'e1'}]}, cut=True)
    """
    text = _without_thoughts(text)
    fenced = sorted(_fenced(text), key=len, reverse=True)
    for candidate in (*fenced, text):
        if (found := _whole(candidate.strip())) is not None:
            return FoundJson(found, False)
    for candidate in (*fenced, text):
        start = candidate.find("{")
        if start >= 0 and (closed := _closed(candidate[start:])) is not None:
            return FoundJson(closed, True)
    return None


def _without_thoughts(text: str) -> str:
    """Return a text without what stands between `<think>` and `</think>` and tags like it."""
    kept, at, opened = [], 0, ""
    for tag in _TAG.finditer(text):
        name = tag[2].casefold()
        if not opened and not tag[1]:
            kept.append(text[at : tag.start()])
            at, opened = tag.start(), name
        elif tag[1] and name == opened:
            at, opened = tag.end(), ""
    return "".join((*kept, text[at:]))


def _fenced(text: str) -> list[str]:
    """Return what stands between fences of three backquotes, the name of a language left out."""
    found = []
    for block in text.split("```")[1::2]:
        first, line, rest = block.partition("\n")
        found.append(rest if line and (not first.strip() or first.strip().isalpha()) else block)
    return found


def _whole(text: str) -> dict[str, Any] | None:
    """Return the first object of a text that has a list of what is asked for."""
    if text.startswith("["):
        items = _decoded(text)
        return {"incidents": items} if _all_objects(items) else None
    for place, _ in zip(re.finditer("{", text), range(_TRIES), strict=False):
        found = _decoded(text[place.start() :])
        if isinstance(found, dict) and any(str(key).casefold() in _LISTS for key in found):
            return found
    return None


def _all_objects(items: Any) -> bool:
    return isinstance(items, list) and all(isinstance(item, dict) for item in items)


def _decoded(text: str) -> Any:
    """Return the first JSON value of a text, with trailing commas and raw line ends forgiven."""
    decoder = json.JSONDecoder(strict=False)
    for form in (text, _TRAILING.sub(r"\1", text)):
        try:
            return decoder.raw_decode(form)[0]
        except (ValueError, RecursionError):
            continue
    return None


def _closed(text: str) -> dict[str, Any] | None:
    """Return an object that broke off, without the item in which it did."""
    depth: list[str] = []
    quoted = False
    ends: list[tuple[int, str]] = []
    for place, c in enumerate(text):
        if quoted:
            quoted = c != '"' or not _even(text, place)
        elif c == '"':
            quoted = True
        elif c in "{[":
            depth.append("}" if c == "{" else "]")
            if len(depth) > _DEEPEST:
                return None
        elif c in "}]":
            if not depth or depth.pop() != c:
                break
            ends.append((place + 1, "".join(reversed(depth))))
    for end, rest in reversed([e for e in ends if len(e[1]) <= 2]):
        found = _decoded(text[:end] + rest)
        if isinstance(found, dict) and any(str(key).casefold() in _LISTS for key in found):
            return found
    return None


def _even(text: str, place: int) -> bool:
    """Whether the backslashes before a place cancel each other."""
    number = len(text[:place]) - len(text[:place].rstrip("\\"))
    return number % 2 == 0
