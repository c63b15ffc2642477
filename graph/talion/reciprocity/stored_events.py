"""Events from a store: its dated incidents of status reported, a row each agent and target."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from talion.events.reading import Source, read_events
from talion.events.table import EventTable, no_events
from talion.model.claim import Basis
from talion.model.incident import Status
from talion.reciprocity.history import History, read_history, stated_antecedents
from talion.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talion.reciprocity.event import Event
    from talion.store import View


def load_events(source: str | Path) -> EventTable:
    """Return the events of a file or a store: a table in Parquet, a CSV, a raw export, a folder.

    The path `-` is standard input.
    """
    return read_events([opened(source)])


def opened(source: str | Path) -> Source:
    """Return the events of a store, which is a folder; the path of any other file as it is."""
    if not Path(source).is_dir():
        return source
    with Store.open(source).view() as view:
        return events_from_view(view)


def events_from_view(view: View) -> EventTable:
    """Return the dated incidents of status reported as events, agencies and persons folded.

    An incident of one agent and one target keeps its id; one of several is a row a pair, with the
    two actors' ids after its own. A stated response goes to `responds_to`: to the row of the
    cause in which the parties are exchanged, else to its first. Inferred responses are left out.
    """
    return events_from_history(read_history(view))


def events_from_history(told: History) -> EventTable:
    """Return the events among acts already read; see `events_from_view`."""
    pairs = {act.id: list(_pairs(act)) for act in told.events.values() if _dated(act)}
    stated = stated_antecedents(told)
    rows = [
        {
            **_when(told.events[ident]),
            "id": _row_id(ident, pair, found),
            "source": told.name(pair[0]),
            "target": told.name(pair[1]),
            **_cause(stated.get(ident, []), pair, pairs),
            "row": _provenance(told.events[ident]),
        }
        for ident, found in pairs.items()
        for pair in found
    ]
    return EventTable.from_rows(rows) if rows else EventTable.from_frame(no_events())


def _dated(act: Event) -> bool:
    return act.status is Status.REPORTED and act.date is not None


def _pairs(act: Event) -> Iterator[tuple[str, str]]:
    for source in act.by:
        for target in act.against:
            if source != target:
                yield source, target


def _row_id(ident: str, pair: tuple[str, str], found: list[tuple[str, str]]) -> str:
    return ident if len(found) == 1 else f"{ident}/{pair[0]}/{pair[1]}"


def _when(act: Event) -> dict[str, object]:
    """Return what a row says of an act apart from its parties."""
    assert act.date is not None
    return {
        "time": act.time,
        "date": act.date.earliest,
        "last": act.date.latest,
        "precision": act.date.precision,
        "type": _type(act.type),
        "count": act.count,
        "severity": act.severity,
        "reports": act.reports,
    }


def _cause(
    causes: list[str], pair: tuple[str, str], pairs: dict[str, list[tuple[str, str]]]
) -> dict[str, object]:
    """Return the row that a source says this one answers, as far as it is in the table.

    Of several causes one in which the parties are exchanged comes first.
    """
    exchanged = (pair[1], pair[0])
    there = [cause for cause in causes if pairs.get(cause)]
    if not there:
        return {"responds_to": None, "basis": f"stated: {causes[-1]}" if causes else None}
    cause = next((cause for cause in there if exchanged in pairs[cause]), there[-1])
    found = pairs[cause]
    answered = exchanged if exchanged in found else found[0]
    return {"responds_to": _row_id(cause, answered, found), "basis": Basis.STATED}


def _type(kind: str) -> str:
    """Return the type of an act; codes of CAMEO lose their colon in a graph."""
    code = kind.removeprefix("cameo-")
    return f"cameo:{code}" if code != kind and code.isdigit() else kind


def _provenance(act: Event) -> str | None:
    reports = [evidence.report for evidence in act.evidence if evidence.report]
    return reports[0] if reports else act.row
