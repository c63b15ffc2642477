"""How many chains chance would give: the same events, times shuffled within each dyad's level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talion.events.table import EventTable as Table
from talion.events.table import is_numeric
from talion.hawkes.from_table import ModelEvents, datable, order_is_listed
from talion.hawkes.kernels import Kernels
from talion.hawkes.replies import replies
from talion.reciprocity.antecedents import Antecedents
from talion.reciprocity.event_masks import in_scope, of_types
from talion.reciprocity.longest_chains import longest_chains
from talion.reciprocity.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy.typing as npt

    from talion.events.table import EventTable
    from talion.hawkes.reply_model import Model

LEVEL = 365.0
"""Days over which the level of a dyad is kept: each such span has as many events a direction."""

SPANS = 8
"""A table without dates keeps its levels in that many spans."""


@dataclass(frozen=True, slots=True)
class Excess:
    """Chains of at least `length` events: how many were found, and how many chance gave.

    `mean` and `deviation` are over the shuffles; `chance` is the probability that chance gives
    as many as were found, (1 + shuffles with as many) / (1 + shuffles).
    """

    length: int
    found: int
    mean: float
    deviation: float
    chance: float


def significance(
    events: EventTable,
    model: Model,
    scope: Scope | None = None,
    *,
    shuffles: int = 100,
    seed: int = 0,
    level: float | None = None,
    tick: Callable[[int], None] = lambda _: None,
) -> list[Excess]:
    """Return for each length of chain how many were found and how many chance would give.

    The null keeps every event, its type and its parties, and how often each state acted against
    each other in every span of `level` days; only the time within the span is drawn anew (a
    permutation test within strata, Good 2005). Both sides of the comparison rest on the reply model
    alone: responses that sources state do not count. Events known to a year or less exactly are
    left out of both. Chains are those of `talion.reciprocity.longest_chains` in `scope`.

    >>> from datetime import date, timedelta
    >>> from talion.hawkes.reply_model import Model
    >>> ends = [("Norway", "Russia"), ("Russia", "Norway")]
    >>> events = Table.from_rows(
    ...     {
    ...         "id": f"e{at}",
    ...         "time": 17_000.0 + at,
    ...         "date": date(2016, 7, 18) + timedelta(at),
    ...         "source": ends[at % 2][0],
    ...         "target": ends[at % 2][1],
    ...         "type": "expulsion",
    ...     }
    ...     for at in range(4)
    ... )
    >>> first = significance(events, Model.default(), shuffles=9, level=1.0)[0]
    >>> first.found == first.mean, first.chance  # within a day nothing can be shuffled
    (True, 1.0)
    """
    scope = scope or Scope()
    known = datable(events)
    events = events if known.all() else Table(events.table.filter(known))
    null = _Null(events, model, scope)
    spans = level or (null.whole / SPANS if is_numeric(events) else LEVEL)
    observed = null.lengths(null.time)
    draw = np.random.default_rng(seed)
    drawn = []
    for done in range(1, shuffles + 1):
        drawn.append(null.lengths(null.shuffled(spans, draw)))
        tick(done)
    return list(_excess(observed, drawn, scope.length))


class _Null:
    """The events of a table, whose times can be replaced."""

    def __init__(self, events: EventTable, model: Model, scope: Scope) -> None:
        self.events = ModelEvents.of(events)
        columns, row = self.events.columns, self.events.row
        self.time = self.events.time
        self.whole = float(np.ptp(self.time)) if len(self.time) else 0.0
        self.numeric = is_numeric(events)
        if self.numeric and model.kernels.resolution > 0:
            model = model.on(Kernels.for_span(self.whole))
        model = model.covering(columns.types)
        self.model, self.scope = model, scope
        self.kinds = model.kinds(columns.types)[self.events.type] if model.typed else None
        self.either = not order_is_listed(events) and model.kernels.resolution > 0

        def ordered(by_row: npt.NDArray[np.bool_] | None) -> npt.NDArray[np.bool_] | None:
            return by_row if by_row is None or row is None else by_row[row]

        self.held = ordered(in_scope(events, columns, scope))
        self.wanted = ordered(of_types(columns, scope.types) if scope.types else None)
        self.severity = columns.severity if row is None else columns.severity[row]

    def shuffled(self, level: float, draw: np.random.Generator) -> npt.NDArray[np.float64]:
        """Return a time for each event, drawn uniformly within its span of the level."""
        start = np.floor((self.time - self.time[0]) / level) * level + self.time[0]
        length = np.minimum(level, self.time[-1] + (not self.numeric) - start)
        drawn = start + draw.random(len(start)) * length
        times: npt.NDArray[np.float64] = drawn if self.numeric else np.floor(drawn)
        return times

    def lengths(self, time: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
        """Return how many chains of each length there are if the events happen at those times."""
        at = np.argsort(time, kind="stable")
        events = self.events
        found = replies(
            self.model,
            time[at],
            events.source[at],
            events.target[at],
            None if self.kinds is None else self.kinds[at],
            len(events.columns.states),
            candidates=1,
            either=self.either,
        )
        return longest_chains(
            Antecedents.inferred_only(found),
            self.severity[at],
            probability=self.scope.probability,
            length=2,
            limit=0,
            held=None if self.held is None else self.held[at],
            wanted=None if self.wanted is None else self.wanted[at],
        ).lengths


def _excess(
    observed: npt.NDArray[np.int64], drawn: list[npt.NDArray[np.int64]], least: int
) -> Iterator[Excess]:
    for length in range(least, max(least + 1, len(observed))):
        found = int(observed[length:].sum())
        null = np.array([int(d[length:].sum()) for d in drawn])
        if not found and length > least:
            return
        chance = (1 + int((null >= found).sum())) / (1 + len(drawn))
        mean = float(null.mean()) if len(drawn) else 0.0
        deviation = float(null.std()) if len(drawn) else 0.0
        yield Excess(length, found, mean, deviation, chance)
