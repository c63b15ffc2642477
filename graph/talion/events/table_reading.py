"""What a table of one event a row was taken for."""

from __future__ import annotations

from dataclasses import replace
from textwrap import shorten
from typing import TYPE_CHECKING, Protocol

from talion.events.file_opening import told_opening
from talion.events.file_reading import SAMPLED, FileReading
from talion.events.row_dates import row_edtf
from talion.events.source_files import document_of, encoding_used, sheets_of
from talion.events.states.code_systems import CodeSystem
from talion.events.table_shape import SEPARATORS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from talion.events.conventions import Conventions
    from talion.events.event_records import EventRecords
    from talion.events.row_fields import EventFields
    from talion.events.table_shape import TableShape

_NOTED = 6
_SHOWN = ("date", "source", "target", "type", "count", "responds_to")


class _Named(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...


def with_reading(
    records: EventRecords,
    known: _Named,
    shape: TableShape,
    used: Mapping[str, Mapping[str, None]],
    *notes: str,
) -> EventRecords:
    """Return the records with what their table was taken for.

    `used` gives for each field the columns (as keys of the shape) that it comes from.
    """
    labels = dict(zip(shape.keys, shape.names, strict=True))
    columns = {
        name: " + ".join(labels.get(key, key) for key in keys)
        for name, keys in used.items()
        if name
    }
    asked = {key for keys in used.values() for key in keys}
    reading = FileReading(
        file=records.path.name + told_opening().part,
        format=known.name,
        title=known.title,
        layout=layout_of(records.path, shape),
        encoding=encoding_used(records.path),
        columns=columns,
        ignored=tuple(labels[key] for key in shape.keys if key and key not in asked),
        notes=tuple(note for note in (*notes, _type_note(records.types_by_words)) if note),
        sample=tuple(_shown(event) for event in records.events[:SAMPLED]),
    )
    if records.conventions:
        reading = _with_conventions(reading, records.conventions)
    return replace(records, reading=reading)


def _type_note(read: Mapping[str, str]) -> str:
    """Say what types were read off their words, the first few in full."""
    listed = [f"{shorten(cell, 50)} as {kinds}" for cell, kinds in read.items()]
    more = f"; and {len(listed) - _NOTED} more" if len(listed) > _NOTED else ""
    return f"types by their words: {'; '.join(listed[:_NOTED])}{more}" if listed else ""


def layout_of(path: Path, shape: TableShape) -> str:
    """Return what a file is and how its columns are separated, in words."""
    if sheets := sheets_of(path):
        text = _sheet(sheets)
    elif document := document_of(path):
        text = f"a table in {document}"
    else:
        text = (
            f"columns separated by {SEPARATORS.get(shape.separator, shape.separator)}, {shape.why}"
        )
    return text + (f"; {shape.above} records above the names of the columns" if shape.above else "")


def _sheet(sheets: Sequence[str]) -> str:
    """Name the sheet that is read, and those that are not."""
    if len(sheets) == 1:
        return "spreadsheet"
    how = told_opening()
    sheet = how.sheet or sheets[0]
    left = [name for name in sheets if name not in (how.among or (sheet,))]
    unread = f"; not read: {', '.join(left)} (--sheet chooses one)" if left else ""
    return f"spreadsheet, sheet {sheet}{unread}"


def _with_conventions(reading: FileReading, ways: Conventions) -> FileReading:
    actors, notes = ways.actors, list(reading.notes)
    for word, states in actors.unsure.items():
        notes.append(f"{word} may be {' or '.join(states)}: its rows wait for --actor-codes")
    for word, (taken, *others) in actors.elsewhere.items():
        more = f"; as a code it may be {' or '.join(others)} (--actor-codes)" if others else ""
        notes.append(f"{word} is read as {taken}{more}")
    if read := [f"{word} as {' and '.join(states)}" for word, states in ways.by_date.items()]:
        more = f"; and {len(read) - _NOTED} more" if len(read) > _NOTED else ""
        notes.append(f"by their dates: {', '.join(read[:_NOTED])}{more}")
    codes = "" if actors.system == CodeSystem.NAME and not actors.elsewhere else actors.why
    named = (
        "names" if actors.system == CodeSystem.NAME else f"{actors.system}: {actors.system.label}"
    )
    return replace(
        reading,
        dates=f"{ways.dates.order}: {ways.dates.why}" if "date" in reading.columns else "",
        actor_codes=f"{named}, {codes}" if codes else named,
        event_codes=str(ways.event_codes or ""),
        severity=f"from {ways.severity.low:g} to {ways.severity.high:g}, {ways.severity.why}"
        if "severity" in reading.columns
        else "",
        notes=tuple(notes),
    )


def _shown(event: EventFields) -> Mapping[str, str]:
    shown = {name: "" if event.get(name) is None else str(event[name]) for name in _SHOWN}
    first, last, precision = event["date"], event["last"], str(event["precision"])
    if first is not None:
        shown["date"] = row_edtf(first, last, precision)  # type: ignore[arg-type]
    return shown


def sample_line(shown: Sequence[str]) -> str:
    """Return what a row was read as, in a line.

    >>> sample_line(("2018-03-26", "Norway", "Russia", "expulsion", "1", ""))
    '2018-03-26  Norway → Russia  expulsion  1'
    """
    when, source, target, *rest = shown
    return "  ".join([when, f"{source} → {target}", *filter(None, rest)])
