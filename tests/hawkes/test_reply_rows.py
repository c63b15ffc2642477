"""Reply rows: the shares of every event add up to one, whatever rounding and corrections did."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from talion.events.table import EventTable
from talion.hawkes.consistency import made_consistent, stated_in
from talion.hawkes.from_table import infer_replies
from talion.hawkes.replies import Replies
from talion.hawkes.reply_model import Model
from talion.hawkes.reply_rows import reply_rows

SHARES = ("p_reply", "p_campaign", "p_background")


def history(number: int) -> EventTable:
    sides = [("France", "Mali"), ("Mali", "France")]
    return EventTable.from_rows(
        {
            "id": f"e{n}",
            "time": float(19_000 + n // 2),
            "date": date.fromordinal(719_163 + 19_000 + n // 2),
            "source": sides[n % 2][0],
            "target": sides[n % 2][1],
            "type": "expulsion",
        }
        for n in range(number)
    )


@given(
    st.floats(0, 1),
    st.floats(0, 1),
    st.sampled_from([np.float32, np.float64]),
)
def test_rounded_shares_add_up_to_one(reply: float, rest: float, kind: type) -> None:
    one, two = kind([reply]), kind([(1 - reply) * rest])
    nothing = np.full((1, 1), -1, np.int32), np.zeros((1, 1), np.float32)
    found = Replies(one, two, *nothing)
    printed = next(reply_rows(history(1), found))
    assert sum(printed[name] for name in SHARES) == pytest.approx(1, abs=1e-9)
    assert all(0 <= printed[name] <= 1 for name in SHARES)
    assert printed["p_reply"] == pytest.approx(reply, abs=1e-6)
    assert printed["p_campaign"] == pytest.approx((1 - reply) * rest, abs=2e-6)


def test_shares_corrected_by_what_is_stated_add_up_to_one() -> None:
    table = history(12)
    first = dict(table.frame().rows_by_key("id", named=True, unique=True))
    rows = [dict(row) | {"id": name} for name, row in first.items()]
    rows[4] |= {"responds_to": "e5", "basis": "stated"}
    stated = EventTable.from_rows(rows)
    found = infer_replies(Model.default(), stated, either=True)
    assert found.rows[5, 0] == 4
    kept = made_consistent(found, stated.table["id"].to_pylist(), stated_in(stated))
    assert kept.reply[5] < found.reply[5]
    assert 4 not in kept.rows[5]
    for printed in reply_rows(stated, kept):
        assert sum(printed[name] for name in SHARES) == pytest.approx(1, abs=1e-9)
