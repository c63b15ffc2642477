"""From event tables to the model: samples to fit, and events to attribute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from talion.events.row_dates import EXACT
from talion.events.table import EventTable as Table
from talion.events.table import is_numeric
from talion.hawkes.choice.choice_terms import TableKind
from talion.hawkes.dyads import dyads
from talion.hawkes.kernels import Kernels
from talion.hawkes.replies import CANDIDATES, Replies, attributed, replies
from talion.hawkes.sample import Sample

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.events.event_columns import EventColumns
    from talion.events.table import EventTable
    from talion.hawkes.reply_model import Model

VAGUE = 31.0
"""From this many days between the first and last possible day, a date does not order events."""

PROBED = 1000
"""Rows that show how a table's ids are made."""


def order_is_listed(events: EventTable) -> bool:
    """Whether events of one day are listed in the order in which they happened.

    They are in a table made by hand, whose events have ids of their own. Ids made of date, source
    and target come from a machine-coded export, whose order within a day is alphabetical.

    >>> ends = {"time": 1.0, "source": "Norway", "target": "Russia"}
    >>> order_is_listed(Table.from_rows([{"id": "summons-1", **ends}]))
    True
    >>> from datetime import date
    >>> coded = {"id": "2018-03-26/Norway/Russia/expulsion", "date": date(2018, 3, 26)}
    >>> order_is_listed(Table.from_rows([{**coded, **ends}]))
    False
    """
    ids = events.table["id"].slice(0, PROBED).to_pylist()
    dates = events.table["date"].slice(0, PROBED).to_pylist()
    sources = events.table["source"].slice(0, PROBED).to_pylist()
    return not any(
        name.startswith(f"{date}/{source}/")
        for name, date, source in zip(ids, dates, sources, strict=True)
    )


@dataclass(frozen=True, slots=True)
class ModelEvents:
    """The events of a table as the model takes them, in order of `time`; `row` leads back.

    An event known to a month, a year or an interval is put on the middle day of its span.
    """

    columns: EventColumns
    time: npt.NDArray[np.float64]
    source: npt.NDArray[np.int32]
    target: npt.NDArray[np.int32]
    type: npt.NDArray[np.int16]
    reports: npt.NDArray[np.int32]
    row: npt.NDArray[np.int64] | None

    @classmethod
    def of(cls, events: EventTable) -> ModelEvents:
        """Take the events from a table."""
        columns = events.columns()
        time, reports = columns.time, columns.reports
        open_days = spans(events)
        if not open_days.any():
            return cls(columns, time, columns.source, columns.target, columns.type, reports, None)
        time = time + np.floor(open_days / 2.0)
        row = np.argsort(time, kind="stable")
        return cls(
            columns,
            time[row],
            columns.source[row],
            columns.target[row],
            columns.type[row],
            reports[row],
            row,
        )

    def __len__(self) -> int:
        """Return the number of events."""
        return len(self.time)

    def kinds(self, model: Model) -> npt.NDArray[np.int32] | None:
        """Return the number that a model gives to the type of each event, None without types."""
        return (
            np.take(model.kinds(self.columns.types), self.type)
            if model.typed and len(self)
            else None
        )


def spans(events: EventTable) -> npt.NDArray[np.float64]:
    """Return by row the days between first and last possible day; 0 for exact days and times.

    >>> from datetime import date
    >>> march = {"date": date(2018, 3, 1), "last": date(2018, 3, 31), "precision": "month"}
    >>> row = {"id": "a", "time": 17_591.0, "source": "Norway", "target": "Russia"}
    >>> spans(Table.from_rows([row | march])).tolist()
    [30.0]
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    table = events.table
    if _all_exact(table["precision"]):
        return np.broadcast_to(0.0, len(table))
    loose = pc.invert(pc.is_in(table["precision"].cast("string"), pa.array(EXACT)))
    days = pc.subtract(table["last"].cast("int32"), table["date"].cast("int32"))
    spans = pc.if_else(loose, pc.fill_null(days, 0), 0)
    return np.maximum(np.asarray(spans.to_numpy(), np.float64), 0.0)


def _all_exact(precision: Any) -> bool:
    """Whether a column has only exact precisions, by its dictionaries, which is quick to see."""
    return all(set(chunk.dictionary.to_pylist()) <= set(EXACT) for chunk in precision.chunks)


def datable(events: EventTable) -> npt.NDArray[np.bool_]:
    """Return by row whether an event is dated closely enough, to a month, for inference.

    >>> from datetime import date
    >>> year = {"date": date(2018, 1, 1), "last": date(2018, 12, 31), "precision": "year"}
    >>> row = {"id": "a", "time": 17_532.0, "source": "Norway", "target": "Russia"}
    >>> datable(Table.from_rows([row | year])).tolist()
    [False]
    """
    return spans(events) < VAGUE


def sample(events: EventTable, until: float | None = None) -> Sample:
    """Return the sample of a table: in days where it has dates, else with kernels of its span.

    `until` ends the span that an undated table's kernels are scaled to.

    >>> ends = {"source": "Norway", "target": "Russia"}
    >>> events = Table.from_rows([{"id": f"e{at}", "time": at, **ends} for at in (0.0, 16_384.0)])
    >>> found = sample(events)  # exact times of unknown unit: the kernels are scaled to their span
    >>> found.types, found.dyads.groups, found.kernels.shortest, found.kernels.resolution
    (('act',), 1, 1.0, 0.0)
    """
    ordered = ModelEvents.of(events)
    columns = ordered.columns
    kernels = Kernels()
    if is_numeric(events):
        end = ordered.time[-1] if until is None else until
        kernels = Kernels.for_span(float(end - ordered.time[0]))
    kinds = len(columns.types)
    number = np.maximum(np.bincount(columns.type, minlength=kinds), 1)
    gravity = np.bincount(columns.type, columns.severity, kinds) / number
    states = len(columns.states)
    return Sample.of(
        ordered.time,
        ordered.source,
        ordered.target,
        ordered.type,
        columns.types,
        states,
        kernels,
        gravity,
    )


def how_made(events: EventTable) -> TableKind:
    """Return how a table was made, as far as its ids show (see `order_is_listed`).

    >>> row = {"id": "summons-1", "time": 1.0, "source": "Norway", "target": "Russia"}
    >>> how_made(Table.from_rows([row])).name
    'LISTED'
    """
    return TableKind.LISTED if order_is_listed(events) else TableKind.CODED


def infer_replies(
    model: Model,
    events: EventTable,
    *,
    candidates: int = CANDIDATES,
    either: bool | None = None,
    threads: int | None = None,
    made: TableKind | None = None,
) -> Replies:
    """Infer what each event of a table responds to, by the model alone; see `replies`.

    `either` (by default, where `order_is_listed` is false) leaves open who led on a day on which
    both sides acted; `made` (by default `how_made`) is how the table was made. What sources state
    is ignored. Events known only to a year or a longer span neither respond nor get responses nor
    count for others: which came first is not known.

    >>> from datetime import date
    >>> from talion.hawkes.reply_model import Model
    >>> first = {"id": "a", "time": 17_600.0, "date": date(2018, 3, 10), "type": "expulsion"}
    >>> second = {"id": "b", "time": 17_602.0, "date": date(2018, 3, 12), "type": "expulsion"}
    >>> rows = [
    ...     {"source": "Norway", "target": "Russia", **first},
    ...     {"source": "Russia", "target": "Norway", **second},
    ... ]
    >>> found = infer_replies(Model.default(), Table.from_rows(rows))
    >>> found.rows[:, 0].tolist(), (found.reply > 0.9).tolist()
    ([-1, 0], [False, True])
    """
    known = datable(events)
    made = how_made(events) if made is None else made
    if not known.all():
        exact = Table(events.table.filter(known))
        unsure = made == TableKind.CODED if either is None else either
        found = infer_replies(
            model, exact, candidates=candidates, either=unsure, threads=threads, made=made
        )
        return spread(found, np.flatnonzero(known), len(events))
    ordered = ModelEvents.of(events)
    unsure = made == TableKind.CODED if either is None else either
    model = stretched(model, float(np.ptp(ordered.time))) if is_numeric(events) else model
    model = model.covering(ordered.columns.types)
    found = replies(
        model,
        ordered.time,
        ordered.source,
        ordered.target,
        ordered.kinds(model),
        len(ordered.columns.states),
        candidates=candidates,
        either=unsure and model.kernels.resolution > 0,
        threads=threads,
        reports=ordered.reports,
        made=made,
    )
    return found if ordered.row is None else _back(found, ordered.row)


def infer_replies_among(
    model: Model,
    events: EventTable,
    ground: npt.NDArray[np.floating],
    *,
    candidates: int = CANDIDATES,
    either: bool,
    made: TableKind,
    threads: int | None = None,
) -> Replies:
    """Infer what each event of a table of some pairs, all datable, responds to.

    `ground` is the background rate at each row, which depends on events outside the table. The
    model is taken as it is; see `stretched`.

    >>> from dataclasses import replace
    >>> from datetime import date
    >>> from talion.hawkes.reply_model import Model
    >>> first = {"id": "a", "time": 17_600.0, "date": date(2018, 3, 10), "type": "expulsion"}
    >>> second = {"id": "b", "time": 17_602.0, "date": date(2018, 3, 12), "type": "expulsion"}
    >>> events = Table.from_rows(
    ...     [
    ...         {"source": "Norway", "target": "Russia", **first},
    ...         {"source": "Russia", "target": "Norway", **second},
    ...     ]
    ... )
    >>> quiet, busy = np.full(2, 1e-6), np.full(2, 1e6)  # the level of both states
    >>> rates, by_hand = replace(Model.default(), choice=None), TableKind.LISTED
    >>> found = [
    ...     infer_replies_among(rates, events, level, either=False, made=by_hand)
    ...     for level in (quiet, busy)
    ... ]
    >>> [round(float(replies.reply[1]), 3) for replies in found]
    [0.987, 0.0]
    """
    ordered = ModelEvents.of(events)
    states = len(ordered.columns.states)
    model = model.covering(ordered.columns.types)
    kinds = ordered.kinds(model)
    grouped = dyads(ordered.time, ordered.source, ordered.target, kinds, states, model.kernels)
    rates = ground if ordered.row is None else ground[ordered.row]
    unsure = either and model.kernels.resolution > 0
    reports = ordered.reports
    found = attributed(model, grouped, rates, candidates, unsure, threads, reports, made)
    return found if ordered.row is None else _back(found, ordered.row)


def stretched(model: Model, span: float) -> Model:
    """Return a model in days scaled to the span of times of unknown unit; others as they are.

    >>> from talion.hawkes.reply_model import Model
    >>> stretched(Model.default(), span=16_384.0).kernels.shortest  # 2⁻¹⁴ of the span
    1.0
    """
    return model.on(Kernels.for_span(span)) if model.kernels.resolution > 0 else model


def spread(found: Replies, at: npt.NDArray[np.int64], number: int) -> Replies:
    """Return the replies of rows `at` as replies of `number` rows, the others without any.

    >>> one = Replies(np.ones(1), np.zeros(1), np.zeros((1, 1), np.int32), np.ones((1, 1)))
    >>> whole = spread(one, np.array([2]), 4)  # row 0 of the one becomes row 2 of four
    >>> whole.reply.tolist(), whole.rows[:, 0].tolist()
    ([0.0, 0.0, 1.0, 0.0], [-1, -1, 2, -1])
    """
    to_row = np.append(at, -1).astype(np.int32)
    whole = Replies(
        np.zeros(number, found.reply.dtype),
        np.zeros(number, found.campaign.dtype),
        np.full((number, found.rows.shape[1]), -1, np.int32),
        np.zeros((number, found.rows.shape[1]), found.shares.dtype),
    )
    whole.reply[at], whole.campaign[at] = found.reply, found.campaign
    whole.rows[at], whole.shares[at] = to_row[found.rows], found.shares
    return whole


def _back(found: Replies, row: npt.NDArray[np.int64]) -> Replies:
    """Return replies in the order of the table's rows."""
    place = np.empty(len(row), np.int64)
    place[row] = np.arange(len(row))
    to_row = np.append(row, -1).astype(np.int32)
    return Replies(
        found.reply[place],
        found.campaign[place],
        to_row[found.rows][place],
        found.shares[place],
    )
