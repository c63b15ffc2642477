"""CAMEO codes and ICEWS relations mapped to incident types.

Gerner, Schrodt, Yilmaz and Abu-Jabr 2002, "Conflict and Mediation Event Observations (CAMEO)";
the tables are in `ontology/tables`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from talion.events.ontology_tables import table_rows
from talion.store.reference import incident_types

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class CodeMapping:
    """How the events of one CAMEO code are read.

    `type` is the incident type, or `cameo:NN` (the root of the code) where there is none;
    `of_diplomats` and `of_state` are the types to take instead when the target is diplomats, or
    the bare state. Events of one `family` are consolidated together, because coders mix their
    codes. `linger` is the number of days for which reports of one event may pause. `mutual`:
    coders record the event once for each side; `reverse`: the coded source is the one acted upon.
    """

    type: str
    of_diplomats: str
    of_state: str
    family: str
    linger: int
    mutual: bool = False
    reverse: bool = False


@cache
def _type_codes() -> dict[str, str]:
    """Return CAMEO code -> incident type, for the codes that only one type has."""
    bearers: dict[str, list[str]] = {}
    for kind in incident_types():
        for code in kind.cameo:
            bearers.setdefault(code, []).append(kind.id)
    return {code: kinds[0] for code, kinds in bearers.items() if len(kinds) == 1}


@cache
def _readings() -> dict[str, dict[str, str]]:
    """Return the rows of the table of exceptions by code prefix."""
    return {row["cameo"]: row for row in table_rows("cameo_readings.csv")}


@cache
def cameo_codes() -> frozenset[str]:
    """Return every CAMEO code, with its root.

    >>> sorted(code for code in cameo_codes() if code.startswith("16"))[:3]
    ['16', '160', '161']
    """
    codes = {row["code"] for row in table_rows("cameo.csv")}
    return frozenset(codes | {code[:2] for code in codes})


@cache
def code_mapping(code: str) -> CodeMapping | None:
    """Return how a CAMEO code is read, by its longest known prefixes; None when it is no code.

    >>> code_mapping("163").type, code_mapping("111").type, code_mapping("999")
    ('sanction', 'cameo:11', None)
    """
    if not cameo_codes() & {code, code[:3]}:
        return None
    row = _longest(_readings(), code) or {}
    kind = row.get("type") or _longest(_type_codes(), code) or f"cameo:{code[:2]}"
    return CodeMapping(
        type=kind,
        of_diplomats=row.get("of_diplomats") or kind,
        of_state=row.get("of_state") or kind,
        family=row.get("family") or kind,
        linger=int(row.get("linger", 0)),
        mutual=row.get("direction") == "mutual",
        reverse=row.get("direction") == "reverse",
    )


@cache
def types_of_diplomats() -> frozenset[str]:
    """Return the types that codes are read as where their target is diplomats.

    >>> sorted(types_of_diplomats())
    ['expulsion']
    """
    return frozenset(row["of_diplomats"] for row in _readings().values() if row["of_diplomats"])


def _longest(entries: dict[str, _T], code: str) -> _T | None:
    """Return the entry of the longest prefix of a code."""
    for end in range(len(code), 1, -1):
        if code[:end] in entries:
            return entries[code[:end]]
    return None


@cache
def relation_code(relation: str) -> str | None:
    """Return the CAMEO code of a relation as ICEWS or CAMEO spell it; a code is its own.

    >>> relation_code("Accuse"), relation_code("163"), relation_code("Sing a song")
    ('112', '163', None)
    """
    if relation.isdigit():
        return relation
    return _relations().get(relation.casefold())


@cache
def _relations() -> dict[str, str]:
    return {row["relation"].casefold(): row["cameo"] for row in table_rows("icews_relations.csv")}
