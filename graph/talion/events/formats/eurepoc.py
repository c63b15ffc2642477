"""European Repository of Cyber Incidents (EuRepoC): incidents by states, and dated responses.

EuRepoC 2023, "Global Dataset of Cyber Incidents", version 1.1.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from talion.events.column_table import ColumnTable
from talion.events.row_fields import LeftOut, NoState, Row
from talion.events.values.type_words import coded

if TYPE_CHECKING:
    from collections.abc import Iterator

_PART = "response of"
_UNKNOWN = re.compile(r"(?:unknown|not available|n|nan|none|nat)?|.*\(region\)", re.IGNORECASE)
_BY_STATES = re.compile(r"state$|state,|state-aff|state aff", re.IGNORECASE)
_NON_STATE = re.compile(r"non-state-group|individual|unknown|not ", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _cell(row: Row, name: str) -> str:
    return row.get(name) or row.get(name.replace("_", " ")) or ""


def _items(text: str) -> list[str]:
    """Return the items of a cell: a list as Python writes it, or separated by semicolons."""
    if text.startswith("["):
        try:
            return [str(item).strip() for item in ast.literal_eval(text)]
        except (ValueError, SyntaxError):
            return []
    return [item.strip() for item in text.split(";")]


def _named(items: list[str]) -> str:
    return ";".join(dict.fromkeys(item for item in items if not _UNKNOWN.fullmatch(item)))


def _initiators(row: Row) -> str:
    """Return the states that acted, or are suggested to have: no hackers of their own accord."""
    countries = _items(_cell(row, "initiator_country"))
    kinds = _items(_cell(row, "initiator_category"))
    if len(kinds) != len(countries):
        kinds = [kinds[0] if kinds and kinds[0] else "State"] * len(countries)
    acted = [c for c, kind in zip(countries, kinds, strict=True) if _acts_for_state(kind)]
    return _named(acted)


def _acts_for_state(kind: str) -> bool:
    return bool(_BY_STATES.search(kind)) and not _NON_STATE.match(kind)


def _left_out(row: Row) -> LeftOut | None:
    if not _initiators(row):
        known = _named(_items(_cell(row, "initiator_country")))
        return NoState("initiator is no state" if known else "initiator unknown")
    return None if _named(_items(_cell(row, "receiver_country"))) else NoState("receiver unknown")


def _parts(row: Row) -> Iterator[Row]:
    """Yield the incident, and each political response that has a day and a state."""
    yield {**row, _PART: ""}
    names = ("political_response_date", "political_response_country", "political_response_type")
    days, countries, kinds = (_items(_cell(row, name)) for name in names)
    for number, (day, country) in enumerate(zip(days, countries, strict=False), 1):
        if _DAY.match(day) and not _UNKNOWN.fullmatch(country):
            kind = kinds[number - 1] if len(kinds) >= number else ""
            response = {"responder": country, "responded": day[:10], "response": kind}
            yield {**row, _PART: str(number), **response}


def _type(row: Row) -> str:
    if row[_PART]:
        kind = row["response"].partition(":")[2].strip() or row["response"]
        return coded("eurepoc-response").get(kind, "")
    found = coded("eurepoc")
    return next((found[k] for k in found if k in _cell(row, "incident_type")), found[""])


FORMAT = ColumnTable(
    name="eurepoc",
    title="European Repository of Cyber Incidents (EuRepoC, CSV)",
    marks=(
        frozenset({"id", "receiver_country", "initiator_country", "incident_type", "start_date"})
        | {"name"},
        frozenset({"id", "name", "receiver country", "initiator country", "incident type"})
        | {"start date"},
    ),
    fields={
        "id": lambda row: f"eurepoc{row['id']}" + (f"-response{row[_PART]}" if row[_PART] else ""),
        "date": lambda row: row["responded"] if row[_PART] else _cell(row, "start_date"),
        "source": lambda row: row["responder"] if row[_PART] else _initiators(row),
        "target": lambda row: (
            _initiators(row) if row[_PART] else _named(_items(_cell(row, "receiver_country")))
        ),
        "type": _type,
        "responds_to": lambda row: f"eurepoc{row['id']}" if row[_PART] else "",
    },
    left_out=_left_out,
    parts=_parts,
    example="ID,name,start_date,incident_type,receiver_country,initiator_country,"
    "initiator_category\n7,A wiper,2022-02-24,Disruption,['Ukraine'],['Russia'],['State']",
    mind="incidents of hackers who act for no state are left out; political responses with a day "
    "and a state are responses to the incident; regions are no states",
)
