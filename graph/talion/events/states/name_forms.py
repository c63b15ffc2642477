"""The forms in which tables write the names of states: inverted, official, abbreviated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_GOVERNMENT = re.compile(
    r"^(?:the\s+)?(?:(?:government|govt\.?|republic|kingdom|state|commonwealth|principality)\s+of"
    r"|military forces of|police forces of|armed forces of)\s+",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r" (?:government|govt\.?)$", re.IGNORECASE)
_YEARS = re.compile(r"\( ?\d{4} ?[-–—] ?(?:\d{4}|present)? ?\)$", re.IGNORECASE)
_NOTE = re.compile(r"\s{0,2}\[(?:\d{1,3}|[a-z]{1,2}|note \d{1,2}|\?)\]", re.IGNORECASE)
_BRACKETED = re.compile(r"^(.*\S)\s*\(([^()]+)\)$")
_INVERTED = re.compile(r"^([^,]+),\s*(.+)$")
_WORDS = (
    (re.compile(r"\bRep\.?(?=\s|$)"), "Republic"),
    (re.compile(r"\bDem\.?(?=\s|$)"), "Democratic"),
    (re.compile(r"\bGt\.?(?=\s)"), "Great"),
    (re.compile(r"\bFed\.?(?=\s|$)"), "Federation"),
    (re.compile(r"\bSt\.?(?=\s)"), "Saint"),
    (re.compile(r"\bIs\.?(?=\s|$)"), "Islands"),
    (re.compile(r"\bN\.?(?=\s)"), "North"),
    (re.compile(r"\bS\.?(?=\s)"), "South"),
    (re.compile(r"\bE\.?(?=\s)"), "East"),
    (re.compile(r"\bW\.?(?=\s)"), "West"),
    (re.compile(r"&"), " and "),
)


def name_forms(name: str) -> Iterator[str]:
    """Yield the forms of a name that may be known, itself first.

    >>> "Islamic Republic of Iran" in name_forms("Iran, Islamic Republic of")
    True
    >>> "Ukraine" in name_forms("Military Forces of Ukraine (2019-)")
    True
    >>> "Gambia" in name_forms("Gambia, The"), "Korea" in name_forms("Korea, Republic of")
    (True, False)
    """
    plain = " ".join(name.replace("\xa0", " ").strip(" \t*†‡").split())
    plain = _YEARS.sub("", _NOTE.sub("", plain)).strip()
    seen: set[str] = set()
    for form in _forms(plain):
        if form and form not in seen:
            seen.add(form)
            yield form


def _forms(plain: str) -> Iterator[str]:
    yield plain
    long = plain
    for pattern, word in _WORDS:
        long = pattern.sub(word, long)
    long = " ".join(long.split())
    yield long
    for text in (plain, long):
        bare = _SUFFIX.sub("", _GOVERNMENT.sub("", text))
        if bare != text:
            yield from _forms_of_bare(bare)
        yield from _forms_of_bare(text)


def _forms_of_bare(text: str) -> Iterator[str]:
    yield text
    inside = _BRACKETED.match(text)
    match = _INVERTED.match(text) or inside
    if not match:
        return
    short, official = match[1].strip(), match[2].strip()
    yield f"{official} {short}"
    yield f"{short} {official}"
    for word in ("Democratic People's Republic of", "Republic of", "the", "The"):
        if official == word:
            yield f"{word} {short}"
    if short.casefold() not in SEVERAL and _OFFICIAL.search(official):
        yield short
    if inside and not _OFFICIAL.search(official):
        yield official


_OFFICIAL = re.compile(
    r"\b(?:republic|kingdom|states?|federation|federated|islamic|democratic|arab|people\W?s|united"
    r"|plurinational|bolivarian|socialist|union|commonwealth|principality|sultanate|emirate"
    r"|province|former|yugoslav|sar|rb|pdr|dr|duchy|hashemite|co-?operative|confederation|territory"
    r"|independent|excl\w*|incl\w*)\b|^the$",
    re.IGNORECASE,
)
"""What stands in the official part of a name, and in no other state's name beside it."""

SEVERAL = frozenset({"korea", "congo", "china", "vietnam", "yemen", "germany", "sudan", "guinea"})
"""Short names that several states have had: what follows the comma decides."""
