"""Events that respond to nothing the other side did: they open a dispute, or join it for others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from talion.json_reading import parsed_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talion.events.table import EventTable
    from talion.hawkes.evaluation.benchmark_tasks import Truth


class _Step(NamedTuple):
    """An event of a dispute: its incident, and who acted against whom."""

    id: str
    dispute: str
    incident: str
    source: str
    target: str


def opening_events(events: EventTable) -> dict[str, None]:
    """Return the events of a table of militarized disputes that respond to nothing, by id.

    These are the events of the first incident of each dispute, and the first event of each state
    that comes into a dispute later against one that has done nothing to it there: what it responds
    to happened to somebody else. The rows of a table tell disputes by `dispnum`, incidents by
    `incidnum` (Correlates of War, MIDIP); other tables have none.

    >>> from talion.events.table import EventTable
    >>> rows = [
    ...     {"id": name, "time": time, "source": source, "target": target, "type": "threat"}
    ...     | {"evidence": f'{{"dispnum": "7", "incidnum": "700{time:.0f}"}}'}
    ...     for name, time, source, target in (
    ...         ("opens", 1.0, "Peru", "Chile"),
    ...         ("responds", 2.0, "Chile", "Peru"),
    ...         ("joins", 3.0, "Bolivia", "Chile"),
    ...         ("goes on", 4.0, "Bolivia", "Chile"),
    ...     )
    ... ]
    >>> list(opening_events(EventTable.from_rows(rows)))
    ['opens', 'joins']
    """
    steps = list(_steps(events))
    first: dict[str, str] = {}
    for step in steps:
        first[step.dispute] = min(first.get(step.dispute, step.incident), step.incident)
    met = {
        (step.dispute, side)
        for step in steps
        if step.incident == first[step.dispute]
        for side in (step.source, step.target)
    }
    found: dict[str, None] = {}
    acted: set[tuple[str, str, str]] = set()
    for step in steps:
        pairs = {(step.dispute, *ends) for ends in (step[3:], step[:2:-1])}
        joins = (step.dispute, step.source) not in met and acted.isdisjoint(pairs)
        if step.incident == first[step.dispute] or joins:
            found[step.id] = None
        acted.add((step.dispute, step.source, step.target))
    return found


def opening_halves(events: EventTable) -> tuple[Truth, Truth]:
    """Return the opening events before and from the median of their times.

    >>> from talion.events.table import EventTable
    >>> ends = {"source": "Peru", "target": "Chile", "type": "threat"}
    >>> rows = [
    ...     {"id": f"{day}", "time": float(day), **ends}
    ...     | {"evidence": f'{{"dispnum": "{day}", "incidnum": "{day}1"}}'}
    ...     for day in (1, 2)
    ... ]
    >>> opening_halves(EventTable.from_rows(rows))
    ({'1': None}, {'2': None})
    """
    found = opening_events(events)
    time = dict(zip(events.table["id"].to_pylist(), events.columns().time.tolist(), strict=True))
    cut = float(np.median([time[name] for name in found])) if found else 0.0
    early = {name: None for name in found if time[name] < cut}
    return early, {name: None for name in found if name not in early}


def _steps(events: EventTable) -> Iterator[_Step]:
    """Yield the events whose rows say to which dispute and incident they belong, in order."""
    names = ("id", "source", "target", "evidence")
    for row in events.table.select(list(names)).to_pylist():
        try:
            fields = parsed_json(row["evidence"] or "{}")
        except ValueError:  # a user's table may hold any text there
            continue
        if isinstance(fields, dict) and {"dispnum", "incidnum"} <= fields.keys():
            incident = str(fields["incidnum"])
            yield _Step(row["id"], str(fields["dispnum"]), incident, row["source"], row["target"])
