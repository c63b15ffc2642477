"""The table of replies says what the rows say, whatever the dates and the statements."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talion.events.table import EventTable, no_events
from talion.hawkes.from_table import infer_replies
from talion.hawkes.replies import Replies
from talion.hawkes.reply_model import Model
from talion.hawkes.reply_rows import reply_rows
from talion.hawkes.reply_table import reply_schema, reply_table

SPANS = {"day": 0, "month": 27, "year": 364, "interval": 3}


@st.composite
def histories(draw: st.DrawFn) -> EventTable:
    number = draw(st.integers(1, 12))
    numeric = draw(st.booleans())
    rows: list[dict[str, Any]] = []
    for n in range(number):
        day = draw(st.integers(0, 60))
        sides = draw(st.sampled_from([("France", "Mali"), ("Mali", "France")]))
        row = {"id": f"e{n}", "time": float(day), "source": sides[0], "target": sides[1]}
        if not numeric:
            precision = draw(st.sampled_from(sorted(SPANS)))
            first = date(1970, 1, 1) + timedelta(day)
            row |= {"date": first, "last": first + timedelta(SPANS[precision])}
            row["precision"] = precision
        stated = draw(st.sampled_from([None, None, "elsewhere", "e0", "e1"]))
        if stated is not None and stated != row["id"]:
            row |= {"responds_to": stated, "basis": "stated"}
        rows.append(row)
    return EventTable.from_rows(rows)


def flat(other: dict[str, Any] | None) -> dict[str, Any] | None:
    if other is None:
        return None
    lag = other["lag_days"]
    span = lag if isinstance(lag, list) else [lag, lag]
    return {**other, "date": str(other["date"]), "lag_days": [float(days) for days in span]}


@settings(max_examples=80, deadline=None)
@given(histories(), st.sampled_from([0.0, 0.3, 0.5]), st.booleans(), st.randoms())
def test_a_table_says_what_the_rows_say(
    events: EventTable, least: float, stated: bool, draw: Any
) -> None:
    number = len(events)
    rows = np.full((number, 2), -1, np.int32)
    for row in range(number):
        known = draw.sample(range(number), min(number, draw.randrange(3)))
        rows[row, : len(known)] = known
    shares = np.where(
        rows >= 0, np.array([draw.random() / 2 for _ in rows.flat]).reshape(rows.shape), 0
    )
    reply = shares.sum(1).astype(np.float32)
    campaign = ((1 - reply) * draw.choice([0, 0.5, 1])).astype(np.float32)
    found = Replies(reply, campaign, rows, shares.astype(np.float32))
    told = reply_table(events, found, least=least, stated=stated)
    assert told.schema == reply_schema()
    expected = list(reply_rows(events, found, least=least, stated=stated, rounded=False))
    times = events.table["time"].to_pylist()
    for row, one, time in zip(told.to_pylist(), expected, times, strict=True):
        assert row.pop("time") == time
        for name in ("p_reply", "p_campaign", "p_background"):
            assert row.pop(name) == pytest.approx(one.pop(name), abs=1e-12)
        one |= {"date": str(one["date"]), "antecedent": flat(one["antecedent"])}
        one["candidates"] = [flat(other) for other in one["candidates"]]
        assert row == one


def test_a_table_without_events_is_empty() -> None:
    events = EventTable.from_frame(no_events())
    assert reply_table(events, infer_replies(Model.default(), events)).num_rows == 0
