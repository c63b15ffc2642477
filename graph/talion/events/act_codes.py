"""How a coded act is read: its incident type, how long reports of it linger, who acts."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from talion.resources import ontology_file
from talion.store.reference import incident_types

_T = TypeVar("_T")

UNTYPED = "act"
"""The type of an act of which none is told."""

UNKNOWN_SEVERITY = 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """How the acts of one CAMEO code are read.

    `type` is the incident type, or `cameo:NN` (the root of the code) where the code is none;
    `of_diplomats` and `of_state` are the types to take instead when the target is diplomats, or
    the bare state. Acts of one `family` are consolidated together, because coders mix their
    codes. `linger` is the number of days for which reports of one act may pause. `mutual`:
    coders write the act down once a side; `reverse`: the coded source is the one acted upon.
    """

    type: str
    of_diplomats: str
    of_state: str
    family: str
    linger: int
    mutual: bool = False
    reverse: bool = False


@cache
def _table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of one CSV table of the ontology."""
    text = ontology_file(f"tables/{name}").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def _type_codes() -> dict[str, str]:
    """Return CAMEO code -> incident type, for the codes that only one type bears."""
    bearers: dict[str, list[str]] = {}
    for kind in incident_types():
        for code in kind.cameo:
            bearers.setdefault(code, []).append(kind.id)
    return {code: kinds[0] for code, kinds in bearers.items() if len(kinds) == 1}


@cache
def _readings() -> dict[str, dict[str, str]]:
    """Return the rows of the table of readings by code prefix."""
    return {row["cameo"]: row for row in _table("cameo_readings.csv")}


@cache
def cameo_codes() -> frozenset[str]:
    """Return every CAMEO code, with its root."""
    codes = {row["code"] for row in _table("cameo.csv")}
    return frozenset(codes | {code[:2] for code in codes})


@cache
def read_code(code: str) -> Reading | None:
    """Return how a CAMEO code is read, by its longest known prefixes; None when it is no code."""
    if not cameo_codes() & {code, code[:3]}:
        return None
    row = _longest(_readings(), code) or {}
    kind = row.get("type") or _longest(_type_codes(), code) or f"cameo:{code[:2]}"
    return Reading(
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
    """Return the types that codes are read as where their target is diplomats."""
    return frozenset(row["of_diplomats"] for row in _readings().values() if row["of_diplomats"])


def _longest(entries: dict[str, _T], code: str) -> _T | None:
    """Return the entry of the longest prefix of a code."""
    for end in range(len(code), 1, -1):
        if code[:end] in entries:
            return entries[code[:end]]
    return None


@cache
def named_type(words: str) -> str | None:
    """Return the incident type that words name: its id, its label, or a noun that only it has.

    Case, underscores, a plural and what follows "of" do not matter (`Sanctions`, `attack on a
    person`, `summoning of the ambassador`). None for words that name none.
    """
    text = " ".join(re.split(r"[\s_-]+", words.strip().casefold()))
    for name in (text, text.removesuffix("s"), *(p.removesuffix("s") for p in text.split(" of "))):
        if name in _type_names():
            return _type_names()[name]
    return None


@cache
def is_known_type(kind: str) -> bool:
    """Whether a type is one of the ontology, of CAMEO, or none at all."""
    return kind in {UNTYPED, *_type_names().values()} or kind.startswith("cameo:")


@cache
def _type_names() -> dict[str, str]:
    """Return the ids, labels and telling nouns of the incident types, and the types."""
    bearers: dict[str, set[str]] = {}
    for kind in incident_types():
        for noun in kind.nouns:
            bearers.setdefault(noun.split()[0].casefold(), set()).add(kind.id)
    names = {noun: kinds.pop() for noun, kinds in bearers.items() if len(kinds) == 1}
    for kind in incident_types():
        names |= {kind.id.replace("_", " "): kind.id, kind.label.casefold(): kind.id}
    return names


@cache
def relation_code(relation: str) -> str | None:
    """Return the CAMEO code of a relation as ICEWS or CAMEO spell it; a code is its own."""
    if relation.isdigit():
        return relation
    return _relations().get(relation.casefold())


@cache
def _relations() -> dict[str, str]:
    return {row["relation"].casefold(): row["cameo"] for row in _table("icews_relations.csv")}


@cache
def type_reading(kind: str) -> Reading:
    """Return how acts that already bear a type are read: as they stand."""
    codes = [code for known in incident_types() if known.id == kind for code in known.cameo]
    lingers = [reading.linger for code in codes if (reading := read_code(code))]
    return Reading(kind, kind, kind, kind, linger=max(lingers, default=0))


@cache
def severity_of(kind: str) -> float:
    """Return the severity of a type, 0 to 1.

    Incident types have theirs in the ontology. A `cameo:NN` has the Goldstein value of its root,
    from -10 (force) to 10 (peace), turned to 1..0, everything friendly being 0 (Goldstein 1992,
    "A Conflict-Cooperation Scale for WEIS Events Data"). Any other type has 0.5.
    """
    for known in incident_types():
        if known.id == kind:
            return known.severity
    if kind.startswith("cameo:"):
        scale = {row["code"]: float(row["goldstein"]) for row in _table("cameo.csv")}
        root = kind.removeprefix("cameo:")
        return min(1.0, max(0.0, -scale.get(root + "0", scale.get(root, 0.0)) / 10))
    return UNKNOWN_SEVERITY


@cache
def type_labels() -> dict[str, str]:
    """Return the names of types: of incident types, and of CAMEO's roots as `cameo:NN`."""
    labels = {known.id: known.label for known in incident_types()}
    roots = (row for row in _table("cameo.csv") if len(row["code"]) == 2)
    return labels | {f"cameo:{row['code']}": row["name"].casefold() for row in roots}
