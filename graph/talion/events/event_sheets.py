"""The sheets of a workbook that hold events: each table in the columns of the first one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from talion.errors import EventImportError
from talion.events.file_head import FileHead
from talion.events.file_opening import opening, told_opening
from talion.events.source_files import opened, sheets_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from talion.events.event_records import EventRecords
    from talion.events.file_opening import Opening
    from talion.events.row_fields import EventFields


def event_sheets(path: Path, format_of: Callable[[FileHead], str | None]) -> tuple[Opening, ...]:
    """Return how to open each sheet of a workbook that holds events; none for other files.

    Those are the first sheet of a known format, by `format_of`, and the others of the same format
    and columns, where most of their rows stand in no sheet before. None too where the sheet is
    told, and where no sheet is of a known format.
    """
    usual = told_opening()
    names = () if usual.sheet else sheets_of(path)
    if len(names) < 2:
        return ()
    chosen: dict[str, tuple[str, tuple[str, ...]]] = {}
    seen: Counter[str] = Counter()
    for name in names:
        with opening(replace(usual, sheet=name)):
            found = _kind(path, format_of)
            if found is None or (chosen and found not in chosen.values()):
                continue
            rows = Counter(_lines(path))
        if (rows & seen).total() * 2 <= rows.total():
            chosen[name] = found
            seen += rows
    return tuple(replace(usual, sheet=name, among=tuple(chosen)) for name in chosen)


def with_distinct_ids(sheets: Sequence[tuple[EventRecords, str]]) -> list[EventRecords]:
    """Return the events of sheets, with the name of the sheet in ids where sheets share some.

    >>> from pathlib import Path
    >>> from talion.events.event_records import events_of_rows
    >>> row = {"id": "1", "date": "2018", "source": "UK", "target": "Russia"}
    >>> sheets = [(events_of_rows(Path("a.xlsx"), [(2, row)]), name) for name in ("East", "West")]
    >>> [records.events[0]["id"] for records in with_distinct_ids(sheets)]
    ['East/1', 'West/1']
    """
    idents = [ident for records, _ in sheets for ident in {e["id"] for e in records.events} - {""}]
    if len(set(idents)) == len(idents):
        return [records for records, _ in sheets]
    return [
        replace(records, events=tuple(_prefixed(event, sheet) for event in records.events))
        for records, sheet in sheets
    ]


def _prefixed(event: EventFields, sheet: str) -> EventFields:
    named = {name: event[name] for name in ("id", "responds_to") if event.get(name)}
    return event | {name: f"{sheet}/{ident}" for name, ident in named.items()}


def _kind(
    path: Path, format_of: Callable[[FileHead], str | None]
) -> tuple[str, tuple[str, ...]] | None:
    """Return the format and the columns of the sheet that is open, None for no known format."""
    try:
        head = FileHead.of(path)
        found = format_of(head)
    except EventImportError:
        return None
    return (found, head.shape.keys) if found else None


def _lines(path: Path) -> Iterator[str]:
    """Yield the lines of the sheet that is open, without the first and the empty ones."""
    with opened(path) as file:
        next(file, b"")
        yield from (text for line in file if (text := line.decode().strip(",\n")))
