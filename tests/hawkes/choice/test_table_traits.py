"""What the model says of a table that is unlike those it was fitted to."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talion.events.table import EventTable
from talion.hawkes.choice.choice_terms import TableKind
from talion.hawkes.choice.table_traits import TableTraits, Unlike
from talion.model.days import day_of


def table(
    days: list[int], sides: list[int], kind: str = "sanction", coded: bool = False
) -> EventTable:
    ends = ("Peru", "Chile"), ("Chile", "Peru")
    rows = []
    for at, (day, side) in enumerate(sorted(zip(days, sides, strict=True))):
        source, target = ends[side]
        when = day_of(day)
        name = f"{when}/{source}/{target}/{kind}/{at}" if coded else f"e{at}"
        rows.append(
            {"id": name, "time": float(day), "date": when, "source": source, "target": target}
            | {"type": kind}
        )
    return EventTable.from_rows(rows)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 1)), min_size=1, max_size=25))
def test_rivals_are_the_other_sides_events_of_the_year_before(
    given_events: list[tuple[int, int]],
) -> None:
    days, sides = (list(column) for column in zip(*given_events, strict=True))
    expected = [
        sum(other != side and day - 365 <= then <= day for then, other in given_events)
        for day, side in given_events
    ]
    assert TableTraits.of(table(days, sides)).rivals == pytest.approx(np.mean(expected))


@pytest.mark.parametrize(
    ("events", "ways"),
    [
        (table([0, 5], [0, 1]), {Unlike.FEW}),
        (table([500 * n for n in range(40)], [0, 1] * 20), set()),
        (table([3 * n for n in range(40)], [0, 1] * 20), {Unlike.DENSER}),
        (table([500 * n for n in range(40)], [0, 1] * 20, "duel"), {Unlike.UNTYPED}),
        (
            table([500 * n for n in range(40)], [0, 1] * 20, coded=True),
            {Unlike.SPARSER, Unlike.NO_TALK},
        ),
    ],
)
def test_a_table_is_unlike_in_what_differs(events: EventTable, ways: set[Unlike]) -> None:
    assert set(TableTraits.of(events).unlike()) == ways


def test_times_without_a_unit_are_said_and_density_is_not() -> None:
    rows = [
        {
            "id": f"e{n}",
            "time": n / 9,
            "source": "AB"[n % 2],
            "target": "BA"[n % 2],
            "type": "threat",
        }
        for n in range(60)
    ]
    found = TableTraits.of(EventTable.from_rows(rows))
    assert found.made == TableKind.LISTED
    assert found.unlike() == (Unlike.NO_UNIT,)


def test_an_empty_table_has_no_traits() -> None:
    assert TableTraits.of(EventTable(table([0], [0]).table.slice(0, 0))).measures == 0
