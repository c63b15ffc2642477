"""Chains in an event table: the longest ones among the events that count, with their evidence."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from talion.reciprocity.chain import Chain, Step
from talion.reciprocity.chains import RankedChains
from talion.reciprocity.event_history import event_history
from talion.reciprocity.event_masks import in_scope, of_types
from talion.reciprocity.longest_chains import longest_chains
from talion.reciprocity.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    import numpy.typing as npt

    from talion.events.table import EventTable
    from talion.reciprocity.antecedents import Antecedents
    from talion.reciprocity.history import History


@dataclass(frozen=True, slots=True)
class EventChains:
    """Chains of an event table, the events in them as a history, how many there are by length.

    `lengths[n]` is the number of chains of n events.
    """

    history: History
    found: RankedChains
    lengths: npt.NDArray[np.int64]


def event_chains(
    events: EventTable, antecedents: Antecedents, scope: Scope | None = None, limit: int | None = 20
) -> EventChains:
    """Return the best chains of a table; see `talion.reciprocity.longest_chains`.

    Raises `UsageError` where dates are asked for and the table has none.

    >>> from talion.events.table import EventTable
    >>> from talion.reciprocity.antecedents import Antecedents
    >>> ends = [("Norway", "Russia"), ("Russia", "Norway")]
    >>> events = EventTable.from_rows(
    ...     {
    ...         "id": name,
    ...         "time": float(at),
    ...         "source": ends[at % 2][0],
    ...         "target": ends[at % 2][1],
    ...         "responds_to": "abc"[at - 1] if at else None,
    ...     }
    ...     for at, name in enumerate("abc")
    ... )
    >>> found = event_chains(events, Antecedents.stated_only(events.columns())).found
    >>> [step.events[0].id for step in found.chains[0].steps], found.total
    (['a', 'b', 'c'], 1)
    """
    scope = scope or Scope()
    columns = events.columns()
    best = longest_chains(
        antecedents,
        columns.severity,
        probability=scope.probability,
        length=scope.length,
        limit=limit,
        held=in_scope(events, columns, scope),
        wanted=of_types(columns, scope.types) if scope.types else None,
    )
    rows = sorted({row for chain in best.rows for row in chain})
    history = event_history(events, antecedents, rows)
    place = dict(zip(rows, history.events, strict=True))
    ids = [[place[row] for row in chain] for chain in best.rows]
    found = RankedChains(tuple(_chains(history, ids)), best.at_least(scope.length))
    return EventChains(history, found, best.lengths)


def _chains(history: History, chains: Sequence[Sequence[str]]) -> Iterator[Chain]:
    """Yield chains, given by the ids of their events, with the responses between these."""
    links = {(r.event, r.antecedent): r for r in history.responses}
    for ids in chains:
        steps = [Step((history.events[ids[0]],))]
        for before, here in pairwise(ids):
            steps.append(Step((history.events[here],), (links[here, before],)))
        yield Chain(tuple(steps))
