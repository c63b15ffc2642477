"""Council on Foreign Relations, Cyber Operations Tracker."""

from __future__ import annotations

import re

from talion.events.column_table import ColumnTable
from talion.events.row_fields import LeftOut, NoState, Row
from talion.events.state_names import country_of
from talion.events.states.dated_names import state_named
from talion.events.values.type_words import coded
from talion.model.gazetteer import fold
from talion.store.reference import gazetteer

_PARTED = re.compile(r"[,;\n]")
_PRIVATE = re.compile(
    r"compan|contractor|firm|visitor|users|activist|individual|dissident|business|corporat"
    r"|journalist|think tank|industr|sector|website|student|people|persons",
    re.IGNORECASE,
)
"""What is named after a state and is no part of it."""

_MOST = 3  # parts that one name can have: "Iran, Islamic Republic of"


def _victims(row: Row) -> str:
    """Return the victims that are states: of free text, those that stand by themselves."""
    cut = (" ".join(part.split()).removeprefix("and ") for part in _PARTED.split(row["victims"]))
    parts, found, at = list(cut), dict[str, None](), 0
    while at < len(parts):
        for end in range(min(len(parts), at + _MOST), at, -1):
            states = _states(", ".join(parts[at:end]))
            if states or end == at + 1:
                found |= dict.fromkeys(states)
                at = end
                break
    return ";".join(found)


def _states(text: str) -> list[str]:
    """Return the state of a name, or the two of "X and Y"; none for other words."""
    state = state_named(text)
    if state and _names(state, text) and not (_PRIVATE.search(text) and country_of(text) is None):
        return [state]
    pair = [state_named(name) for name in text.split(" and ")]
    return [name for name in pair if name] if len(pair) > 1 and all(pair) else []


def _names(state: str, text: str) -> bool:
    """Whether a text has a name of a state in it, or a demonym: no body that several states have.

    >>> _names("India", "Indian Army"), _names("United States", "National Security Council")
    (True, False)
    """
    plain, actor = f" {fold(text)} ", gazetteer().actor(state)
    names = (*actor.names, *actor.demonyms, *actor.codes) if actor else ()
    return any(f" {fold(name)} " in plain for name in (state, *names))


def _left_out(row: Row) -> LeftOut | None:
    if not row["sponsor"]:
        return NoState("no sponsor")
    return None if _victims(row) else NoState("no victim that is a state")


FORMAT = ColumnTable(
    name="cfr",
    title="CFR Cyber Operations Tracker (CSV)",
    marks=frozenset({"title", "date", "affiliations", "response", "victims", "sponsor", "type"}),
    fields={
        "date": "date",
        "source": "sponsor",
        "target": _victims,
        "type": lambda row: coded("cfr").get(row["type"], coded("cfr")[""]),
    },
    left_out=_left_out,
    example="Title,Date,Affiliations,Response,Victims,Sponsor,Type\n"
    'A worm,2012-05-28,,,"Iran, Israel",United States,Sabotage',
    mind="Date is the day of disclosure, not of the operation; victims that are companies or "
    "persons are left out; Response has no date and is not read",
)
