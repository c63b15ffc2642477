"""The replies of a table as a table: what `reply_rows` yields, in columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talion.events.row_dates import EXACT
from talion.events.stated_antecedents import NOTHING
from talion.hawkes.reply_rows import PROBABLE
from talion.model.claim import Basis

if TYPE_CHECKING:
    import numpy.typing as npt
    import pyarrow as pa

    from talion.events.table import EventTable
    from talion.hawkes.replies import Replies

    Floats = npt.NDArray[np.float64]
    Rows = npt.NDArray[np.int64]


def reply_table(
    events: EventTable, found: Replies, *, least: float = PROBABLE, stated: bool = True
) -> pa.Table:
    """Return what `reply_rows` yields, unrounded, as an Arrow table of `reply_schema`.

    Dates are text; `lag_days` always holds the least and the most days. `least` and `stated` are
    those of `reply_rows`.

    >>> from talion.events.table import EventTable
    >>> from talion.hawkes.replies import Replies
    >>> rows = [
    ...     {"id": "a", "time": 1.0, "source": "Norway", "target": "Russia"},
    ...     {"id": "b", "time": 3.5, "source": "Russia", "target": "Norway"},
    ... ]
    >>> reply, none = np.array([0.0, 0.75]), np.zeros(2)
    >>> found = Replies(reply, none, np.array([[-1], [0]], np.int32), reply[:, None])
    >>> reply_table(EventTable.from_rows(rows), found)["antecedent"].to_pylist()[1]
    {'id': 'a', 'date': '1.0', 'lag_days': [2.5, 2.5], 'probability': 0.75}
    """
    import pyarrow as pa

    dates = _Dates.of(events)
    answered = events.columns().responds_to.astype(np.int64)
    taken = (answered != NOTHING) & stated
    reply = np.where(taken, 1.0, found.reply.astype(np.float64))
    campaign = np.where(taken, 0.0, np.minimum(found.campaign, 1 - reply))
    first, share = _first(found)
    told = (first >= 0) & (np.round(reply, 6) >= least)
    inferred = told | (np.round(reply, 6) > 0) | (np.round(campaign, 6) > 0)
    antecedent = np.where(taken, np.maximum(answered, -1), np.where(told, first, -1))
    shares = np.where(taken, 1.0, share)
    table, row = events.table, np.arange(len(events))
    there, rows = found.rows >= 0, found.rows.astype(np.int64)
    columns = [
        table["id"].combine_chunks(),
        table["time"].combine_chunks(),
        dates.text,
        *(table[name].cast(pa.string()).combine_chunks() for name in ("source", "target", "type")),
        *(table[name].cast(pa.int32()).combine_chunks() for name in ("count", "reports")),
        *(pa.array(values) for values in (reply, campaign, 1 - reply - campaign)),
        _events(events, dates, np.maximum(antecedent, 0), row, shares, antecedent < 0),
        pa.ListArray.from_arrays(
            pa.array(np.append(0, np.cumsum(there.sum(1))), pa.int32()),
            _events(events, dates, rows[there], there.nonzero()[0], found.shares[there]),
        ),
        _bases(taken, inferred),
    ]
    return pa.Table.from_arrays(columns, schema=reply_schema())


def reply_schema() -> pa.Schema:
    """Return the columns of a table of replies.

    >>> reply_schema().field("p_reply").type
    DataType(double)
    """
    import pyarrow as pa

    text, number = pa.string(), pa.float64()
    other = {"id": text, "date": text, "lag_days": pa.list_(number), "probability": number}
    return pa.schema(
        {
            "id": text,
            "time": number,
            "date": text,
            **dict.fromkeys(("source", "target", "type"), text),
            **dict.fromkeys(("count", "reports"), pa.int32()),
            **dict.fromkeys(("p_reply", "p_campaign", "p_background"), number),
            "antecedent": pa.struct(other),
            "candidates": pa.list_(pa.struct(other)),
            "basis": text,
        }
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Dates:
    """The dates of events: as text, and the first and last possible day, or time, as numbers."""

    text: pa.Array
    dated: npt.NDArray[np.bool_]
    first: Floats
    last: Floats

    @classmethod
    def of(cls, events: EventTable) -> _Dates:
        """Read the columns of a table."""
        import pyarrow as pa
        import pyarrow.compute as pc

        table = events.table.select(["time", "date", "last", "precision"]).combine_chunks()
        precision = table["precision"].cast(pa.string())
        days = table["date"].cast(pa.int32())
        last = pc.coalesce(table["last"].cast(pa.int32()), days)
        exact = pc.is_in(precision, pa.array(EXACT))
        day, end = (table[name].cast(pa.string()) for name in ("date", "last"))
        spread = pc.and_(pc.equal(precision, "interval"), pc.not_equal(days, last))
        text = pc.if_else(spread, pc.binary_join_element_wise(day, end, "/"), day)
        for name, length in (("month", 7), ("year", 4)):
            text = pc.if_else(
                pc.equal(precision, name), pc.utf8_slice_codeunits(day, 0, length), text
            )
        dated = np.asarray(pc.is_valid(days))
        time = table["time"].to_numpy()
        if not dated.all():
            numbers = pa.array(
                [None if d else str(float(t)) for d, t in zip(dated, time, strict=True)]
            )
            text = pc.coalesce(text, numbers)
        first, ends = (pc.fill_null(c, 0).to_numpy() for c in (days, pc.if_else(exact, days, last)))
        return cls(
            text.combine_chunks() if isinstance(text, pa.ChunkedArray) else text,
            dated,
            np.where(dated, first, time).astype(np.float64),
            np.where(dated, ends, time).astype(np.float64),
        )

    def lags(self, antecedent: Rows, response: Rows) -> Floats:
        """Return the least and the most days between pairs of events, shape (pairs, 2)."""
        both = self.dated[antecedent] & self.dated[response]
        most = self.last[response] - self.first[antecedent]
        least = np.minimum(np.maximum(self.first[response] - self.last[antecedent], 0), most)
        return np.column_stack([np.where(both, least, most), most])


def _first(found: Replies) -> tuple[Rows, Floats]:
    """Return the best candidate of each event, −1 where there is none, and its share."""
    there = found.rows >= 0
    at = np.where(there.any(1), there.argmax(1), 0)[:, None]
    first = np.take_along_axis(found.rows, at, 1)[:, 0]
    return first.astype(np.int64), np.take_along_axis(found.shares, at, 1)[:, 0].astype(np.float64)


def _events(
    events: EventTable,
    dates: _Dates,
    antecedent: Rows,
    response: Rows,
    shares: npt.NDArray[np.floating],
    missing: npt.NDArray[np.bool_] | None = None,
) -> pa.StructArray:
    """Return candidates as values of their own: id, date, lag, probability; null where missing."""
    import pyarrow as pa

    at, number = pa.array(antecedent), len(antecedent)
    lags = dates.lags(antecedent, response).ravel()
    spans = pa.ListArray.from_arrays(
        pa.array(np.arange(number + 1) * 2, pa.int32()), pa.array(lags)
    )
    parts = [
        events.table["id"].combine_chunks().take(at),
        dates.text.take(at),
        spans,
        pa.array(shares.astype(np.float64)),
    ]
    fields = list(reply_schema().field("antecedent").type)
    mask = None if missing is None else pa.array(missing)
    return pa.StructArray.from_arrays(parts, fields=fields, mask=mask)


def _bases(taken: npt.NDArray[np.bool_], inferred: npt.NDArray[np.bool_]) -> pa.Array:
    """Return what each row rests on, null where nothing is stated or inferred."""
    import pyarrow as pa

    values = pa.array([Basis.STATED.value, Basis.INFERRED.value])
    at = pa.array(np.where(taken, 0, 1), mask=~(taken | inferred))
    return values.take(at)
