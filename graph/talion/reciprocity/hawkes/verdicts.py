"""Verdicts: every act of a table with what it answers, stated or inferred, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from talion.reciprocity.events.schema import EventTable
    from talion.reciprocity.hawkes.replies import Replies

ANSWER = 0.5
"""Probability from which an act is said to be an answer."""

STATED, INFERRED = "stated", "inferred"


def verdicts(
    events: EventTable, found: Replies, *, least: float = ANSWER, stated: bool = True
) -> Iterator[dict[str, Any]]:
    """Yield for each act its shares of origin, what it answers, and the candidates.

    What a source states stands above the model: then `p_reply` is 1, the answer is the act that
    the source names (null where it names one outside the table), and `basis` is `stated`; the
    model's `candidates` are still told. With `stated` false the sources are left aside. An
    inferred answer is given where `p_reply` is at least `least`.
    """
    table = events.table
    names = ("id", "date", "time", "source", "target", "type", "count", "reports", "basis")
    rows = {name: table[name].to_pylist() for name in names}
    causes = events.columns().responds_to

    def named(row: int, other: int, share: float) -> dict[str, Any]:
        lag = rows["time"][row] - rows["time"][other]
        whole = rows["date"][other] is not None
        return {
            "id": rows["id"][other],
            "date": _when(rows["date"][other], rows["time"][other]),
            "lag_days": round(lag) if whole else lag,
            "share": round(share, 6),
        }

    for row in range(len(events)):
        told = stated and rows["basis"][row] is not None
        cause = int(causes[row])
        reply = 1.0 if told else round(float(found.reply[row]), 6)
        campaign = 0.0 if told else round(float(found.campaign[row]), 6)
        candidates = [
            named(row, other, share)
            for other, share in zip(
                found.rows[row].tolist(), found.shares[row].tolist(), strict=True
            )
            if other >= 0
        ]
        answer = candidates[0] if candidates and reply >= least else None
        if told:
            answer = named(row, cause, 1.0) if cause >= 0 else None
        yield {
            "id": rows["id"][row],
            "date": _when(rows["date"][row], rows["time"][row]),
            "source": rows["source"][row],
            "target": rows["target"][row],
            "type": rows["type"][row],
            "count": rows["count"][row],
            "reports": rows["reports"][row],
            "p_reply": reply,
            "p_campaign": campaign,
            "p_background": round(max(0.0, 1.0 - reply - campaign), 6),
            "answers": answer,
            "candidates": candidates,
            "basis": STATED if told else INFERRED,
        }


def _when(day: date | None, time: float) -> str | float:
    """Return a day in ISO form, or the number of an undated table."""
    return time if day is None else day.isoformat()
