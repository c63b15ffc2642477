"""The incident type that a cell means: everyday words, codes of CAMEO or WEIS, ICEWS relations."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from talion.events.cameo import code_mapping, relation_code
from talion.events.event_types import UNTYPED, named_type
from talion.events.ontology_tables import table_rows


class EventCodes(StrEnum):
    """A vocabulary of event codes in numbers, as `--event-codes` names it."""

    CAMEO = "cameo"
    WEIS = "weis"


_FORCE = re.compile(r"2[12]\d")
"""Codes of seizure and force in WEIS; CAMEO has no roots above 20."""

_OBJECT = re.compile(r"s? (?:of|on|against|by|in|for|to) ")

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
    """
    plain = text.strip()
    if not plain:
        return UNTYPED
    if codes is EventCodes.WEIS and (found := weis_as_cameo(plain)):
        plain = found
    elif found := _named(plain):
        return found
    code = relation_code(plain)
    mapping = code_mapping(code) if code else None
    return mapping.type if mapping else text


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
def _named(text: str) -> str | None:
    """Return the type of everyday words: as a whole, then by the longest phrase among them."""
    plain = _plain(text)
    words = _type_words()
    if found := named_type(text):  # a type's own name means it, also of a type that was added
        return found
    if plain in words:
        return words[plain]
    bare = _plain(re.sub(r"\([^()]{0,80}\)|\d{1,9}", " ", text))
    if bare in words or bare.removesuffix("s") in words:
        return words.get(bare) or words[bare.removesuffix("s")]
    padded = f" {bare} "
    held = [p for p in words if _is_head(p, bare) or (" " in p and f" {p} " in padded)]
    return words[max(held, key=len)] if held else None


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
