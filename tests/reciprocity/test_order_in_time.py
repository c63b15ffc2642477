"""Whatever the dates, stated or inferred: no response comes surely before what it responds to."""

from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from talion.events.row_dates import is_surely_before
from talion.events.table import EventTable
from talion.hawkes.reply_model import Model
from talion.model.date import Date
from talion.reciprocity.antecedents import antecedents_of
from talion.reciprocity.event_chains import event_chains
from talion.reciprocity.response import Lag
from talion.reciprocity.scope import Scope

DATES = st.sampled_from(
    ["2018", "2018-03", "2018-03-01", "2018-03-14", "2018-03-15", "2018-03-20/2018-04-02"]
)


@st.composite
def tables(draw: st.DrawFn) -> EventTable:
    """Up to eight events of two states, most of them close in time; some say what they answer."""
    rows: list[Mapping[str, Any]] = []
    for n in range(draw(st.integers(1, 8))):
        when = Date(draw(DATES))
        one, other = draw(st.permutations(["Russia", "Norway"]))
        named = draw(st.none() | st.integers(0, 7))
        rows.append(
            {
                "id": f"e{n}",
                "date": when.earliest,
                "last": when.latest,
                "precision": when.precision,
                "time": float(when.earliest.toordinal() - 719_163),
                "source": one,
                "target": other,
                "type": "expulsion",
                "responds_to": None if named in (None, n) else f"e{named}",
                "basis": None if named in (None, n) else "stated",
            }
        )
    return EventTable.from_rows(rows)


@settings(max_examples=60, deadline=None)
@given(tables())
def test_no_response_of_a_table_comes_surely_before_its_antecedent(events: EventTable) -> None:
    rows = events.table.to_pylist()
    antecedents = antecedents_of(events, Model.default())
    for row, at in enumerate(antecedents.row.tolist()):
        assert at < 0 or not is_surely_before(rows[row], rows[at])
    for row, others in enumerate(antecedents.others.tolist()):
        assert not any(o >= 0 and is_surely_before(rows[row], rows[o]) for o in others)
    found = event_chains(events, antecedents, Scope(probability=0.01))
    for chain in found.found.chains:
        for response in chain.responses:
            ends = (found.history.events[i] for i in (response.antecedent, response.event))
            lag = Lag.between(*ends)
            assert lag is not None
            assert 0 <= lag.least <= lag.most
