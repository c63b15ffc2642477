"""POLECAT: machine-coded reports in PLOVER, tab-separated.

Halterman, Bagozzi, Beger, Schrodt and Scarborough 2023, "PLOVER and POLECAT: A New Political Event
Ontology and Dataset", Harvard Dataverse, doi:10.7910/DVN/AJGVIT.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.events.coded_table import CodedReport, CodedTable, Vocabularies
from talion.events.states.code_systems import CodeSystem, state_of_code
from talion.events.values.type_words import coded
from talion.model.date import Date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from talion.events.event_format import ReadContext
    from talion.events.file_head import FileHead
    from talion.events.row_fields import Row

_MARKS = frozenset({"event date", "actor country", "recipient country", "event type"})
_NONE = frozenset({"", "none", "na", "nan"})


def _accepts(head: FileHead) -> float:
    return float(head.columns >= _MARKS)


def _states(row: Row, side: str, day: date) -> tuple[str, ...]:
    """Return the states of a side by ISO code or number, else its codes or name, as no state.

    A code that neither system has is of no state: as it stands it could be a name of another.
    """
    unknown: list[str] = []
    for column, system in (("country", CodeSystem.ISO3), ("cow", CodeSystem.COW)):
        codes = [code.strip() for code in row.get(f"{side} {column}", "").split(";")]
        codes = [code for code in codes if code.casefold() not in _NONE]
        states = [state_of_code(code, system, day) for code in codes]
        named = [s or f"{code} ({system.label})" for code, s in zip(codes, states, strict=True)]
        if any(states):
            return tuple(dict.fromkeys(named))
        unknown += named
    if unknown:
        return (unknown[0],)
    name = row.get(f"{side} name", "")
    return ("" if name.casefold() in _NONE else name,)


def _code(row: Row) -> str:
    """Return the CAMEO code of an event type with its mode, or its context."""
    codes, kind = coded("plover", "cameo"), row["event type"].strip().upper()
    contexts = [context.strip() for context in row.get("contexts", "").casefold().split(";")]
    for detail in (row.get("event mode", "").strip().casefold(), *contexts):
        if detail and f"{kind}/{detail}" in codes:
            return codes[f"{kind}/{detail}"]
    return codes.get(kind, kind)


def _read(row: Row) -> CodedReport:
    try:
        day = Date(row["event date"][:10]).earliest
    except ValueError:
        raise ValueError(f"'{row['event date']}' is no date") from None
    return CodedReport(day, _states(row, "actor", day), _states(row, "recipient", day), _code(row))


def _vocabularies(rows: Sequence[tuple[int, Row]], context: ReadContext) -> Vocabularies:
    return Vocabularies(_read, CodeSystem.ISO3.label, "PLOVER, by event type, mode and context")


FORMAT = CodedTable(
    name="polecat",
    title="POLECAT (PLOVER, tab-separated)",
    accepts=_accepts,
    vocabularies=_vocabularies,
    columns={
        "date": "Event Date",
        "source": "Actor Country",
        "target": "Recipient Country",
        "type": "Event Type",
        "mode": "Event Mode",
        "context": "Contexts",
    },
    ragged=True,
    example="Event Date\tEvent Type\tEvent Mode\tContexts\tActor Country\tRecipient Country\n"
    "2022-03-29\tSANCTION\texpel\tdiplomatic\tBEL\tRUS",
    mind="reports are consolidated to events; a row of several countries is a report of each pair; "
    "rows may be longer or shorter than the names of the columns",
)
