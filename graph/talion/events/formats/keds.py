"""KEDS and TABARI: tab-separated, in CAMEO or WEIS, with or without a line of names.

Schrodt, Davis and Weddle 1994, "Political Science: KEDS—A Program for the Machine Coding of Event
Data", Social Science Computer Review 12(4).
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from talion.errors import EventImportError
from talion.events.coded_table import CodedReport, CodedTable, Vocabularies
from talion.events.state_names import state_of
from talion.events.states.code_systems import CodeSystem, state_of_code
from talion.events.values.date_order import full_year
from talion.events.values.type_words import EventCodes, codes_of, weis_as_cameo
from talion.model.date import Date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talion.events.event_format import ReadContext
    from talion.events.file_head import FileHead
    from talion.events.row_fields import Row

_NAMES = ("date", "source", "target", "code", "label", "text")
_RAW = re.compile(r"\d{6}(?:\d{2})?\t[A-Z][\w~]*\t[A-Z][\w~]*\t[\d\]]+")
_ACTOR = re.compile(r"[A-Z][A-Z0-9~]{2,}")
_LONG = re.compile(r"\d{4}")
_SYSTEMS = {EventCodes.CAMEO: CodeSystem.CAMEO, EventCodes.WEIS: CodeSystem.WEIS}


def _is_raw(head: FileHead) -> bool:
    return bool(head.lines and _RAW.match(head.lines[0]))


def _accepts(head: FileHead) -> float:
    if _is_raw(head):
        return 1.0
    if not {"date", "source", "target", "code"} <= head.columns:
        return 0.0
    shape = head.shape
    at = shape.keys.index("source")
    cells = [line.split(shape.separator) for line in head.lines[shape.above + 1 :]]
    actors = [row[at].strip('" ') for row in cells if len(row) > at]
    coded = sum(bool(_ACTOR.fullmatch(actor)) for actor in actors)
    return float(bool(actors) and coded * 2 > len(actors))


def _vocabularies(rows: Sequence[tuple[int, Row]], context: ReadContext) -> Vocabularies:
    """Return how the rows are read: by roots 21 and 22, which CAMEO lacks, else by the actors."""
    codes, why = _event_codes([row for _, row in rows], context)
    system = context.told.actors or _SYSTEMS[codes]

    def read(row: Row) -> CodedReport:
        day = _day(row["date"])
        code = re.sub(r"\D", "", row["code"])
        if not code:
            raise ValueError(f"'{row['code']}' is no code")
        if codes is EventCodes.WEIS:
            code = weis_as_cameo(code) or f"weis:{code}"
        source, target = (_actor(row[side], system, day) for side in ("source", "target"))
        return CodedReport(day, (source,), (target,), code)

    return Vocabularies(read, system.label, f"{codes.name}: {why}")


def _actor(code: str, system: CodeSystem, day: date) -> str:
    """Return the state of a code, else the code; as one of its system if others have it as well.

    >>> _actor("ISR", CodeSystem.WEIS, date(1990, 1, 1)), _actor("UNO", CodeSystem.WEIS, date.min)
    ('Israel', 'UNO')
    >>> _actor("ISL", CodeSystem.WEIS, date(1990, 1, 1))  # Islamic groups; Iceland in ISO 3166
    'ISL (WEIS actor codes)'
    """
    known = state_of_code(code, system, day)
    return known or (f"{code} ({system.label})" if state_of(code) else code)


def _event_codes(rows: Sequence[Row], context: ReadContext) -> tuple[EventCodes, str]:
    if context.told.event_codes:
        return context.told.event_codes, "as specified"
    codes = {re.sub(r"\D", "", row.get("code", "")) for row in rows}
    if codes_of(codes) is EventCodes.WEIS:
        return EventCodes.WEIS, "it has codes 21x or 22x, and CAMEO ends at 20"
    if any(_LONG.fullmatch(code) for code in codes):
        return EventCodes.CAMEO, "it has codes of four digits, and WEIS has three"
    actors = {row.get(side, "") for row in rows for side in ("source", "target")}
    known = {
        codes: sum(state_of_code(actor, system) is not None for actor in actors)
        for codes, system in _SYSTEMS.items()
    }
    if known[EventCodes.CAMEO] == known[EventCodes.WEIS] and rows:
        raise EventImportError(
            "codes", "may be of CAMEO or of WEIS; say which with --event-codes cameo or weis"
        )
    best = max(known, key=lambda codes: known[codes])
    return best, f"it knows {known[best]} of {len(actors)} actor codes, more than the other"


def _day(text: str) -> date:
    """Return a day of yymmdd, yyyymmdd or ISO 8601; ValueError for none.

    >>> _day("950101"), _day("19790415")
    (datetime.date(1995, 1, 1), datetime.date(1979, 4, 15))
    """
    plain = text.replace("-", "")
    if not (plain.isdecimal() and len(plain) in (6, 8)):
        return Date(text).earliest
    year = full_year(plain[:-4])
    try:
        return date(year, int(plain[-4:-2]), int(plain[-2:]))
    except ValueError:
        raise ValueError(f"'{text}' is no day of the calendar") from None


FORMAT = CodedTable(
    name="keds",
    title="KEDS, TABARI (tab-separated; CAMEO or WEIS)",
    accepts=_accepts,
    vocabularies=_vocabularies,
    columns={"date": "date", "source": "source", "target": "target", "type": "code"},
    header=lambda head: _NAMES if _is_raw(head) else None,
    ragged=True,
    example="date\tsource\ttarget\tcode\n1979-04-15\tIRQ\tUAR\t193",
    mind="WEIS and CAMEO have the same form and other meanings: --event-codes says which where the "
    "file does not",
)
