"""The types of events: their names, their severity, and which type words name."""

from __future__ import annotations

import re
from functools import cache

from talion.events.ontology_tables import table_rows
from talion.store.reference import incident_types

UNTYPED = "act"
"""The type of an event for which none is given."""

UNKNOWN_SEVERITY = 0.5
"""The middle of the scale, for a type that the ontology does not have."""

_CAMEO = "cameo:"


@cache
def named_type(words: str) -> str | None:
    """Return the incident type that words name: its id, its label, or a noun that only it has.

    Case, underscores, a plural and what follows "of" do not matter. None for words that name none.

    >>> named_type("Sanctions"), named_type("summoning of the ambassador"), named_type("duel")
    ('sanction', 'summons', None)
    """
    text = " ".join(re.split(r"[\s_-]+", words.strip().casefold()))
    for name in (text, text.removesuffix("s"), *(p.removesuffix("s") for p in text.split(" of "))):
        if name in _type_names():
            return _type_names()[name]
    return None


@cache
def is_known_type(kind: str) -> bool:
    """Whether a type is one of the ontology, of CAMEO, or none at all.

    >>> is_known_type("expulsion"), is_known_type("cameo:11"), is_known_type("duel")
    (True, True, False)
    """
    return kind in {UNTYPED, *_type_names().values()} or kind.startswith(_CAMEO)


@cache
def _type_names() -> dict[str, str]:
    """Return the ids, labels and characteristic nouns of the incident types, and the types."""
    bearers: dict[str, set[str]] = {}
    for kind in incident_types():
        for noun in kind.nouns:
            bearers.setdefault(noun.split()[0].casefold(), set()).add(kind.id)
    names = {noun: kinds.pop() for noun, kinds in bearers.items() if len(kinds) == 1}
    for kind in incident_types():
        names |= {kind.id.replace("_", " "): kind.id, kind.label.casefold(): kind.id}
    return names


@cache
def severity_of(kind: str) -> float:
    """Return the severity of a type, 0 to 1.

    Incident types have theirs in the ontology. A `cameo:NN` has the Goldstein value of its root,
    from -10 (force) to 10 (peace), mapped to 1..0, everything friendly being 0 (Goldstein 1992,
    "A Conflict-Cooperation Scale for WEIS Events Data"). Any other type has 0.5.

    >>> severity_of("cameo:19"), severity_of("cameo:05"), severity_of("duel")
    (1.0, 0.0, 0.5)
    """
    for known in incident_types():
        if known.id == kind:
            return known.severity
    if kind.startswith(_CAMEO):
        scale = {row["code"]: float(row["goldstein"]) for row in table_rows("cameo.csv")}
        root = kind.removeprefix(_CAMEO)
        return min(1.0, max(0.0, -scale.get(root + "0", scale.get(root, 0.0)) / 10))
    return UNKNOWN_SEVERITY


@cache
def type_labels() -> dict[str, str]:
    """Return the names of types: of incident types, and of CAMEO's roots as `cameo:NN`.

    >>> type_labels()["expulsion"], type_labels()["cameo:19"]
    ('expulsion', 'fight')
    """
    labels = {known.id: known.label for known in incident_types()}
    roots = (row for row in table_rows("cameo.csv") if len(row["code"]) == 2)
    return labels | {f"{_CAMEO}{row['code']}": row["name"].casefold() for row in roots}


@cache
def counts_something(kind: str) -> bool:
    """Whether incidents of a type have a count: of diplomats, of posts, of offices.

    >>> counts_something("expulsion"), counts_something("threat"), counts_something("duel")
    (True, False, False)
    """
    return any(known.id == kind and known.traits.counts is not None for known in incident_types())
