"""Writing an event table into a store: each row an incident whose report quotes the row."""

from __future__ import annotations

import csv
import io
from itertools import groupby
from typing import TYPE_CHECKING, Any

from talion.errors import UsageError
from talion.events.event_types import severity_of, type_labels
from talion.events.row_dates import row_edtf
from talion.events.table import EventTable
from talion.json_reading import parsed_json
from talion.model.actor import Actor, ActorKind, slug
from talion.model.incident import IncidentType
from talion.store.bulk_load import EventRow, load
from talion.store.reference import gazetteer, incident_types

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from talion.store import Store

#: What of a row its quote holds, in this order.
COLUMNS = ("id", "date", "source", "target", "type", "count", "responds_to", "basis", "row")
_BATCH = 20_000


def write_to_store(
    store: Store,
    events: EventTable,
    *,
    publisher: str,
    tick: Callable[[int], None] = lambda _: None,
) -> int:
    """Write events into a store in place of all that it held; return the number of statements.

    The rows of a day are an article of `publisher`; a row that responds to another states so.
    `tick` is called with the number of rows done. Raises `UsageError` for numeric times, which are
    no days.

    >>> from datetime import date
    >>> from talion.store import Store
    >>> row = {"id": "a", "time": 17_604.0, "date": date(2018, 3, 14), "type": "expulsion"}
    >>> events = EventTable.from_rows([{"source": "United Kingdom", "target": "Russia", **row}])
    >>> made = Store.memory()
    >>> write_to_store(made, events, publisher="A table") > 20
    True
    >>> with made.view() as graph:
    ...     [str(incident.date) for incident in graph.incidents()]
    ['2018-03-14']
    """
    if "numeric" in events.table["precision"].unique().to_pylist():
        raise UsageError("the events have numeric times; a store holds dates")
    actors = _Actors(events)
    types = _types(events)
    named = {kind: ident for ident, kind in types.items()}
    known = {kind.id for kind in incident_types()}
    made = [_type(ident, kind) for ident, kind in types.items() if kind not in known]
    # an event whose date is vague may stand between others by time, not by its first day
    ordered = EventTable(events.table.sort_by([("date", "ascending"), ("time", "ascending")]))
    rows = _event_rows(ordered, actors, named, slug(publisher))
    return load(
        store, rows, actors=actors.made.values(), types=made, publisher=publisher, tick=tick
    )


class _Actors:
    """The ids of the names in a table: those of the reference data, or new ones."""

    def __init__(self, events: EventTable) -> None:
        known = gazetteer()
        self.ids: dict[str, str] = {}
        self.made: dict[str, Actor] = {}
        for name in _words(events, "source", "target"):
            found = known.actor(name)
            self.ids[name] = found.id if found else self._new(name, {a.id for a in known})

    def _new(self, name: str, taken: set[str]) -> str:
        ident = base = slug(name)
        number = 1
        while ident in taken or ident in self.made:
            number += 1
            ident = f"{base}-{number}"
        self.made[ident] = Actor(ident, name, ActorKind.ORGANIZATION)
        return ident


def _words(events: EventTable, *columns: str) -> list[str]:
    """Return the distinct words of some columns."""
    return sorted({w for c in columns for w in events.table[c].unique().to_pylist() if w})


def _types(events: EventTable) -> dict[str, str]:
    """Return the types of a table by the ids that they have in the graph."""
    return {kind.replace(":", "-"): kind for kind in _words(events, "type")}


def _type(ident: str, kind: str) -> IncidentType:
    """Return an incident type for what the ontology has none for."""
    label = type_labels().get(kind, kind)
    return IncidentType(ident, label, f"{label} ({kind} in a table).", severity_of(kind), None)


def _event_rows(
    events: EventTable, actors: _Actors, types: dict[str, str], page: str
) -> Iterator[EventRow]:
    """Yield the rows as the store takes them, those of a day after each other."""
    reports = _reports(events, page)
    for row in _rows(events):
        yield EventRow(
            row["id"],
            types[row["type"]],
            actors.ids[row["source"]],
            actors.ids[row["target"]],
            _edtf(row),
            _quote(row),
            _page(row, page),
            row["count"],
            reports.get(row["responds_to"]),
            None if row["responds_to"] in reports else _outside(row),
        )


def _outside(row: dict[str, Any]) -> str | None:
    """Return what a row says that it responds to outside the table; None where it does not."""
    return str(row["responds_to"] or row["basis"]) if row["basis"] else None


def _rows(events: EventTable) -> Iterator[dict[str, Any]]:
    for batch in events.table.to_batches(max_chunksize=_BATCH):
        yield from batch.to_pylist()


def _reports(events: EventTable, page: str) -> dict[str, str]:
    """Return the report of each event that another one responds to."""
    antecedents = set(_words(events, "responds_to"))
    if not antecedents:
        return {}
    found = {}
    for name, rows in groupby(_rows(events), key=lambda row: _page(row, page)):
        for number, row in enumerate(rows, 1):
            if row["id"] in antecedents:
                found[row["id"]] = f"{name}#e{number}"
    return found


def _page(row: dict[str, Any], page: str) -> str:
    return f"{page}-{row['date'].isoformat()}"


def _edtf(row: dict[str, Any]) -> str:
    return row_edtf(row["date"], row["last"], row["precision"])


def _quote(row: dict[str, Any]) -> str:
    """Return a row in a line: where it stands and all its columns, else the event's as CSV."""
    if row["evidence"]:
        return " | ".join([row["row"] or "", *_cells(row["evidence"])])
    out = io.StringIO()
    cells = [_edtf(row) if c == "date" else row[c] for c in COLUMNS]
    csv.writer(out, lineterminator="").writerow("" if c is None else c for c in cells)
    return " ".join(out.getvalue().splitlines())


def _cells(evidence: str) -> list[str]:
    """Return the filled cells of a row, with their columns; other evidence as it is, on a line."""
    try:
        cells = parsed_json(evidence)
    except ValueError:
        cells = None
    if not isinstance(cells, dict):
        return [" ".join(evidence.split())]
    words = {name: "" if cell is None else str(cell) for name, cell in cells.items()}
    return [f"{name}: {' '.join(cell.split())}" for name, cell in words.items() if cell]
