"""What a column is, by the words of its name: "Expelling country", "To whom?", "Type d'action"."""

from __future__ import annotations

import re
from functools import cache

from talion.events.ontology_tables import table_rows

REPLY_DATE = "reply_date"
"""The column of the day of a response that stands in the row of what it responds to."""

PAIR = "pair"
"""The column that holds both sides: Georgia → Russia."""

REPLY = "reply"
"""The column of such a response."""

_WORD = re.compile(r"[^\W\d_]+")
_ARROW = re.compile(r"→|[-=]{1,4}>|[-–—/]|\bvs\b")
_BEGINNING = re.compile(r"^(?:start|begin|beginning|onset|event|incident|st)[ _]")
_POSSESSIVE = re.compile(r"['’`]s?(?!\w)|['’`](?=s\b)")


def role_of(key: str) -> str | None:
    """Return the field of an event that a column's name speaks of, None where it does not say.

    A column that dates is a date whatever else its name says, a number a count; what was done comes
    before whom it was done to, and that before who did it, since names say more of these.

    >>> [role_of(name) for name in ("acting power", "expelled diplomats' country", "measure taken")]
    ['source', 'target', 'type']
    >>> [role_of(name) for name in ("when did it happen?", "which country did it?", "how many?")]
    ['date', 'source', 'count']
    >>> role_of("target's response"), role_of("date of response"), role_of("remarks")
    ('reply', 'reply_date', None)
    """
    words = set(_WORD.findall(_POSSESSIVE.sub(" ", key)))
    said = {field for field, listed in _words().items() if not words.isdisjoint(listed)}
    party = "party" in said
    if "none" in said:
        return None
    if "date" in said:
        return REPLY_DATE if "reply" in said else "date"
    if "target with party" in said and party:
        return "target"
    if (party or "source" in said) and "target" in said and _ARROW.search(key):
        return PAIR
    if "count" in said and not (party and "source" in said):
        return None if "reply" in said else "count"
    for field in (REPLY, "severity", "type", "target", "source", PAIR):
        if field in said:
            return None if field == "type" and party else field
    return "source" if party else None


@cache
def part_of_date(key: str) -> str | None:
    """Return which part of a date a column holds, by its whole name.

    >>> part_of_date("yr"), part_of_date("monat"), part_of_date("months later")
    ('year', 'month', None)
    >>> part_of_date("start_year"), part_of_date("end_year")
    ('year', None)
    """
    plain = _BEGINNING.sub("", key)
    parts = (part for part in ("year", "month", "day") if plain in _words()[part])
    return next(parts, None)


@cache
def is_remark(key: str) -> bool:
    """Whether a column holds remarks or references, by its name.

    >>> is_remark("note"), is_remark("measure")
    (True, False)
    """
    return not _words()["none"].isdisjoint(_WORD.findall(key))


@cache
def is_initiator(key: str) -> bool:
    """Whether a column says, by its name, which of two sides began.

    >>> is_initiator("initiator"), is_initiator("initiated by"), is_initiator("sender")
    (True, True, False)
    """
    return not _words()["initiator"].isdisjoint(_WORD.findall(key))


@cache
def _words() -> dict[str, frozenset[str]]:
    return {row["field"]: frozenset(row["words"].split()) for row in table_rows("column_words.csv")}
