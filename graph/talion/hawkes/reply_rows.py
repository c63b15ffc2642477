"""One row for each event of a table: what it responds to, stated or inferred, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talion.events.row_dates import last_day
from talion.events.stated_antecedents import NOTHING
from talion.model.claim import Basis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talion.events.table import EventTable
    from talion.hawkes.replies import Replies

PROBABLE = 0.5
"""The probability from which an event is reported as a response."""

MILLION = 1_000_000

_WHEN = ("time", "date", "last", "precision")


def reply_rows(
    events: EventTable,
    found: Replies,
    *,
    least: float = PROBABLE,
    stated: bool = True,
    rounded: bool = True,
) -> Iterator[dict[str, Any]]:
    """Yield for each event its shares of origin, what it responds to, and the candidates.

    What a source states takes precedence over the model: then `p_reply` is 1, the antecedent is the
    event that the source names (null where it names one outside the table), and `basis` is
    `stated`; the model's `candidates` are still given. With `stated` false the sources are ignored,
    as is a stated response that the dates rule out.
    An inferred antecedent is given where `p_reply` is at least `least`. Dates are as exact as they
    are known; `lag_days` is a number, or the least and the most days where the dates leave it open.
    `p_reply`, `p_campaign` and `p_background` add up to one, in millionths if `rounded`. Where
    nothing is inferred (of an event known only to a year, or the first of its pair) they are 0, 0
    and 1, and the basis is None.

    >>> import numpy as np
    >>> from talion.events.table import EventTable
    >>> from talion.hawkes.replies import Replies
    >>> rows = [
    ...     {"id": "a", "time": 1.0, "source": "Norway", "target": "Russia"},
    ...     {"id": "b", "time": 3.5, "source": "Russia", "target": "Norway"},
    ... ]
    >>> reply, none = np.array([0.0, 0.75]), np.zeros(2)
    >>> found = Replies(reply, none, np.array([[-1], [0]], np.int32), reply[:, None])
    >>> _, second = reply_rows(EventTable.from_rows(rows), found)
    >>> second["antecedent"]
    {'id': 'a', 'date': 1.0, 'lag_days': 2.5, 'probability': 0.75}
    >>> second["p_reply"], second["p_campaign"], second["p_background"], second["basis"]
    (0.75, 0.0, 0.25, 'inferred')
    """
    table = events.table
    plain = ("id", "time", "source", "target", "type", "count", "reports")
    dates = ("date", "last", "precision")
    rows = {name: table[name].to_pylist() for name in (*plain, *dates)}
    responds_to = events.columns().responds_to

    def named(row: int, other: int, share: float) -> dict[str, Any]:
        return {
            "id": rows["id"][other],
            "date": _when(rows, other),
            "lag_days": _lag(rows, other, row),
            "probability": round(share, 6) if rounded else share,
        }

    for row in range(len(events)):
        antecedent = int(responds_to[row])
        taken = stated and antecedent != NOTHING
        reply, campaign, background = (
            (1.0, 0.0, 0.0)
            if taken
            else _parts(float(found.reply[row]), float(found.campaign[row]), rounded=rounded)
        )
        candidates = [
            named(row, other, share)
            for other, share in zip(
                found.rows[row].tolist(), found.shares[row].tolist(), strict=True
            )
            if other >= 0
        ]
        response = candidates[0] if candidates and round(reply, 6) >= least else None
        if taken:
            response = named(row, antecedent, 1.0) if antecedent >= 0 else None
        inferred = response is not None or round(reply, 6) > 0 or round(campaign, 6) > 0
        yield {
            "id": rows["id"][row],
            "date": _when(rows, row),
            "source": rows["source"][row],
            "target": rows["target"][row],
            "type": rows["type"][row],
            "count": rows["count"][row],
            "reports": rows["reports"][row],
            "p_reply": reply,
            "p_campaign": campaign,
            "p_background": background,
            "antecedent": response,
            "candidates": candidates,
            "basis": (Basis.STATED if taken else Basis.INFERRED).value
            if taken or inferred
            else None,
        }


def _parts(reply: float, campaign: float, *, rounded: bool) -> tuple[float, float, float]:
    """Return the shares of reply, campaign and background; they add up to one."""
    if not rounded:
        campaign = min(campaign, 1 - reply)
        return reply, campaign, 1 - reply - campaign
    first = round(reply * MILLION)
    second = min(round(campaign * MILLION), MILLION - first)
    return first / MILLION, second / MILLION, (MILLION - first - second) / MILLION


def _when(rows: dict[str, list[Any]], row: int) -> str | float:
    """Return a date in EDTF, as exact as it is known, or the number of an undated table."""
    day, last = rows["date"][row], rows["last"][row]
    if day is None:
        return float(rows["time"][row])
    text = str(day.isoformat())
    if rows["precision"][row] == "interval" and last is not None and last != day:
        return f"{text}/{last.isoformat()}"
    return text[: {"month": 7, "year": 4}.get(rows["precision"][row], 10)]


def _lag(rows: dict[str, list[Any]], antecedent: int, response: int) -> float | list[int]:
    """Return the days between the two events: the least and the most where dates leave it open."""
    one, other = ({name: rows[name][i] for name in _WHEN} for i in (antecedent, response))
    if one["date"] is None or other["date"] is None:
        return float(other["time"] - one["time"])
    most = (last_day(other) - one["date"]).days
    least = min(max((other["date"] - last_day(one)).days, 0), most)
    return int(most) if least == most else [int(least), int(most)]
