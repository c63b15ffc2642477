"""Reading events from a store: its dated incidents of status reported, a row a dyad."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from talion.events.reading import Source, read_events
from talion.events.table import EventTable, no_events, require_extra
from talion.model.claim import Basis
from talion.model.incident import Status
from talion.reciprocity.history import History, stated_antecedents
from talion.reciprocity.stored_history import read_history
from talion.store import Store

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from talion.reciprocity.event import Event
    from talion.store import View

    Dyad = tuple[str, str]


def load_events(source: str | Path) -> EventTable:
    r"""Read the events of a store, which is a folder, or of a file of any known format.

    The path `-` is standard input.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "events.csv")
    ...     _ = file.write_text("date,source,target,type\n2018-03-14,UK,Russia,expulsion\n")
    ...     load_events(file).frame()["target"].to_list()
    ['Russia']
    """
    return read_events([events_or_path(source)])


def events_or_path(source: str | Path) -> Source:
    """Return the events of a store, which is a folder; the path of any other file as it is.

    >>> events_or_path("events.csv")
    'events.csv'
    >>> import tempfile
    >>> from talion.store import Store
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Store.create(Path(folder, "store"))
    ...     len(events_or_path(Path(folder, "store")))
    0
    """
    if not Path(source).is_dir():
        return source
    with Store.open(source).view() as view:
        return events_from_view(view)


def events_from_view(view: View) -> EventTable:
    """Return the dated incidents of status reported as events, agencies and persons folded.

    An incident of one agent and one target keeps its id; one of several is a row a dyad, with the
    two actors' ids after its own. A stated response goes to `responds_to`: to the row of the
    antecedent in which the parties are exchanged, else to its first. Inferred ones are left out.

    >>> events = events_from_view(view).frame()
    >>> events["source"].to_list()[-1], events["type"].to_list()[-1]
    ('Russia', 'threat')
    """
    return events_from_history(read_history(view))


def events_from_history(history: History) -> EventTable:
    """Return the events of a history that was read already; see `events_from_view`.

    >>> events = events_from_history(history).frame()
    >>> baltic = events.filter(events["id"].str.starts_with("2022-expulsion-estonia"))
    >>> baltic["id"].str.split("/").list.get(1).to_list()  # a row for each of three states
    ['estonia', 'latvia', 'lithuania']
    """
    require_extra()
    dated = (event for event in history.events.values() if _is_dated(event))
    dyads = {event.id: list(_dyads(event)) for event in dated}
    stated = stated_antecedents(history)
    rows = [
        {
            **_fields(history.events[ident]),
            "id": _row_id(ident, dyad, found),
            "source": history.name(dyad[0]),
            "target": history.name(dyad[1]),
            **_antecedent(stated.get(ident, []), dyad, dyads, history.elsewhere.get(ident)),
        }
        for ident, found in dyads.items()
        for dyad in found
    ]
    return EventTable.from_rows(rows) if rows else EventTable.from_frame(no_events())


def incidents_of_rows(events: EventTable, incidents: Collection[str]) -> list[str]:
    """Return by row of a store's events the incident, one of `incidents`, that it is a dyad of.

    >>> rows = incidents_of_rows(events_from_history(history), history.events)
    >>> rows.count("2022-expulsion-estonia-latvia-lithuania-russia")
    3
    """
    return [_incident_of(str(ident), incidents) for ident in events.table["id"].to_pylist()]


def _incident_of(row: str, incidents: Collection[str]) -> str:
    """Return the incident of a row, whose id the ids of both actors may follow.

    >>> _incident_of("2018/expulsion/uk/ru", {"2018/expulsion"})
    '2018/expulsion'
    """
    while row not in incidents and "/" in row:
        row = row.rpartition("/")[0]
    return row


def _is_dated(event: Event) -> bool:
    return event.status == Status.REPORTED and event.date is not None


def _dyads(event: Event) -> Iterator[Dyad]:
    for source in event.by:
        for target in event.against:
            if source != target:
                yield source, target


def _row_id(ident: str, dyad: Dyad, found: list[Dyad]) -> str:
    return ident if len(found) == 1 else f"{ident}/{dyad[0]}/{dyad[1]}"


def _fields(event: Event) -> dict[str, object]:
    """Return the columns of a row apart from its parties and its antecedent."""
    assert event.date is not None
    reports = [evidence.report for evidence in event.evidence if evidence.report]
    return {
        "time": event.time,
        "date": event.date.earliest,
        "last": event.date.latest,
        "precision": event.date.precision,
        "type": _type(event.type),
        "count": event.count,
        "severity": event.severity,
        "reports": event.reports,
        "row": reports[0] if reports else event.row,
    }


def _antecedent(
    stated: list[str], dyad: Dyad, dyads: Mapping[str, list[Dyad]], outside: str | None
) -> dict[str, object]:
    """Return the row that a source says this one responds to, as far as it is in the table.

    Of several antecedents one in which the parties are exchanged comes first; `outside` is what it
    responds to outside the graph.
    """
    exchanged = (dyad[1], dyad[0])
    there = [ident for ident in stated if dyads.get(ident)]
    if not there:
        words = f"stated: {stated[-1]}" if stated else outside
        return {"responds_to": None, "basis": words if words != "" else "stated"}
    ident = next((ident for ident in there if exchanged in dyads[ident]), there[-1])
    found = dyads[ident]
    antecedent = exchanged if exchanged in found else found[0]
    return {"responds_to": _row_id(ident, antecedent, found), "basis": Basis.STATED}


def _type(kind: str) -> str:
    """Return the type of an event; codes of CAMEO lose their colon in a graph."""
    code = kind.removeprefix("cameo-")
    return f"cameo:{code}" if code != kind and code.isdigit() else kind
