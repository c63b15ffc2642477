"""The incident type that a cell means: everyday words, codes of CAMEO or WEIS, ICEWS relations."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from talion.events.cameo import code_mapping, relation_code
from talion.events.event_types import UNTYPED, is_known_type, named_type
from talion.events.ontology_tables import table_rows
from talion.events.values.type_frames import is_barred, is_reversed, type_by_frames
from talion.vocabulary import TYPES_NS


class EventCodes(StrEnum):
    """A vocabulary of event codes in numbers, as `--event-codes` names it."""

    CAMEO = "cameo"
    WEIS = "weis"


_FORCE = re.compile(r"2[12]\d")
"""Codes of seizure and force in WEIS; CAMEO has no roots above 20."""

_OBJECT = re.compile(r"s? (?:of|on|against|by|in|for|to) ")

_IDS = ("type:", TYPES_NS)
"""What begins a type's id, and its IRI."""

_CODE = re.compile(r"\d{2,4}")


def codes_of(cells: set[str]) -> EventCodes | None:
    """Return the vocabulary of a column of event codes, None where it holds none.

    >>> codes_of({"195", "223"}).value, codes_of({"195", "163"}).value, codes_of({"expulsion"})
    ('weis', 'cameo', None)
    """
    codes = {cell for cell in cells if _CODE.fullmatch(cell)}
    if not codes or len(codes) * 2 < len(cells - {""}):
        return None
    return EventCodes.WEIS if any(_FORCE.fullmatch(code) for code in codes) else EventCodes.CAMEO


def type_meant(text: str, codes: EventCodes | None = None) -> str:
    """Return the type that a cell means; the text itself where it means none known.

    >>> type_meant("PNG"), type_meant("Embassy closure"), type_meant("Asset freeze")
    ('expulsion', 'closure', 'sanction')
    >>> type_meant("195", EventCodes.WEIS), type_meant("195", EventCodes.CAMEO), type_meant("duel")
    ('break_of_relations', 'military_action', 'duel')
    >>> type_meant("severed all diplomatic relations"), type_meant("lifted sanctions")
    ('break_of_relations', 'lifted sanctions')
    """
    return exact_type(text, codes) or worded_type(text) or text


def exact_type(text: str, codes: EventCodes | None = None) -> str | None:
    """Return the type that a whole cell names: its name, everyday words or a code; None for none.

    >>> exact_type("embassy closure"), exact_type("the embassy was closed")
    ('closure', None)
    """
    plain = text.strip()
    for beginning in _IDS:
        plain = plain.removeprefix(beginning)
    if not plain:
        return UNTYPED
    if is_known_type(plain):
        return plain
    if codes is EventCodes.WEIS and (found := weis_as_cameo(plain)):
        plain = found
    elif found := _exact(plain):
        return found
    code = relation_code(plain)
    mapping = code_mapping(code) if code else None
    return mapping.type if mapping else None


def weis_as_cameo(code: str) -> str | None:
    """Return the CAMEO code nearest to a WEIS code (McClelland 1976), None for no WEIS code.

    >>> weis_as_cameo("195"), weis_as_cameo("201"), weis_as_cameo("999")
    ('161', '166', None)
    """
    return coded("weis", "cameo").get(code) or coded("weis", "cameo").get(code[:2])


@cache
def coded(data_set: str, column: str = "type") -> dict[str, str]:
    """Return the types, or CAMEO codes, that the codes of a data set are read as.

    >>> coded("icb-trigger")["3"], coded("plover", "cameo")["SANCTION/expel"]
    ('sanction', '166')
    """
    rows = table_rows("coded_types.csv")
    return {row["code"]: row[column] for row in rows if row["set"] == data_set}


@cache
def _exact(text: str) -> str | None:
    """Return the type of words as a whole, without numbers and what stands in brackets."""
    words = _type_words()
    found = named_type(text)  # a type's own name means it, also of a type that was added
    part = " of " in text.casefold()
    if found and not part:
        return found
    for plain in (_plain(text), _bare(text)):
        if plain in words or plain.removesuffix("s") in words:
            return words.get(plain) or words[plain.removesuffix("s")]
    if found and not is_barred(text, found):
        return type_by_frames(text, least=2) or found
    return None


@cache
def worded_type(text: str) -> str | None:
    """Return the type of the words within a text, in everyday words or by trigger words.

    Phrases of several words are surest, then triggers with what they are done to, then single
    words. None where a text says that something was not done, or names no type.

    >>> worded_type("Expels 23 diplomats"), worded_type("froze all its assets"), worded_type("duel")
    ('expulsion', 'sanction', None)
    """
    bare = _bare(text)
    held = [p for p in _type_words() if _is_head(p, bare) or (" " in p and _stands_in(p, bare))]
    held = [phrase for phrase in held if not is_reversed(bare, phrase)]
    longest = max(held, key=len, default="")
    if " " in longest:
        return _type_words()[longest]
    found = type_by_frames(bare, least=2)
    return found or _type_words().get(longest) or type_by_frames(bare)


def _bare(text: str) -> str:
    """Return the words of a text without numbers and brackets.

    >>> _bare("PNG ×10 (in May)"), _bare("Expelled 23 of them")
    ('png', 'expelled of them')
    """
    return _plain(re.sub(r"\([^()]{0,80}\)|[x×]? ?\d{1,9}(?: ?[x×])?", " ", text))


def _stands_in(phrase: str, text: str) -> bool:
    return f" {phrase} " in f" {text} "


def _is_head(phrase: str, text: str) -> bool:
    """Whether a text is a phrase with what it is done to, or a compound of a word that decides.

    >>> _is_head("sanctions", "sanctions on banks"), _is_head("expulsion", "coordinated expulsions")
    (True, True)
    >>> _is_head("war", "trade war")
    False
    """
    if text.startswith(phrase) and _OBJECT.match(text[len(phrase) :]):
        return True
    last = text.removesuffix("s").endswith(f" {phrase.removesuffix('s')}")
    first = text.startswith(f"{phrase} ")
    return phrase in _deciding() and (last or first)


@cache
def _deciding() -> frozenset[str]:
    """Return the words that name one type whatever stands before or after them."""
    return frozenset(_plain(r["words"]) for r in table_rows("type_words.csv") if r["decides"])


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", text.replace("_", " ").casefold()).split())


@cache
def _type_words() -> dict[str, str]:
    return {_plain(row["words"]): row["type"] for row in table_rows("type_words.csv")}
