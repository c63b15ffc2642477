"""The compiled choice against the terms of one event at a time, and what it promises."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from talion.events.table import EventTable
from talion.hawkes.choice.choice_fitting import Design, in_one
from talion.hawkes.choice.choice_model import ChoiceModel
from talion.hawkes.choice.choice_terms import TableKind
from talion.hawkes.choice.labelled import labelled
from talion.hawkes.from_table import infer_replies
from talion.hawkes.jit import plain_functions
from talion.hawkes.reply_model import Model
from talion.model.days import day_of

SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
DEFAULT = Model.default()
CHOICE = ChoiceModel.default()
TYPES = ("expulsion", "expulsion", "sanction", "military_action", "cameo:04")


def table(*rows: tuple[int, str, str, str], reports: int = 1) -> EventTable:
    return EventTable.from_rows(
        {
            "id": f"e{at}",
            "time": 17_000.0 + day,
            "date": day_of(17_000 + day),
            "source": source,
            "target": target,
            "type": kind,
            "reports": 1 + at % (reports + 1),
        }
        for at, (day, source, target, kind) in enumerate(sorted(rows, key=lambda row: row[0]))
    )


def by_hand(events: EventTable, made: TableKind, *, listed: bool) -> dict[int, dict[int, float]]:
    """Return by row the probability of each candidate, from the table of terms."""
    names = dict.fromkeys(events.table["id"].to_pylist())
    dyads = labelled(events, names, listed=listed)
    design = Design.of(dyads, made)
    _, shares = design.shares(design.scores(in_one(CHOICE.of(made))))
    found: dict[int, dict[int, float]] = {}
    for event, candidate, share in zip(
        design.flat.event.tolist(), design.flat.candidate.tolist(), shares.tolist(), strict=True
    ):
        nth, at = design.where[event].tolist()
        of = found.setdefault(int(dyads[nth].rows[at]), {})
        if candidate >= 0:
            of[int(dyads[nth].rows[candidate])] = share
    return found


@st.composite
def tables(draw: st.DrawFn) -> EventTable:
    """Up to 40 events of three states: many on one day, some years apart."""
    number = draw(st.integers(1, 40))
    step = st.sampled_from([0, 0, 0, 1, 2, 9, 40, 200, 400])
    days = np.cumsum(draw(st.lists(step, min_size=number, max_size=number))).tolist()
    ends = st.sampled_from([("A", "B"), ("B", "A"), ("A", "C"), ("C", "A")])
    rows = [(day, *draw(ends), draw(st.sampled_from(TYPES))) for day in days]
    return table(*rows, reports=draw(st.integers(0, 5)))


@SLOW
@given(tables(), st.booleans(), st.sampled_from(list(TableKind)), st.sampled_from([1, 3, 12]))
def test_probabilities_are_those_of_the_terms(
    events: EventTable, listed: bool, made: TableKind, wanted: int
) -> None:
    found = infer_replies(DEFAULT, events, candidates=wanted, either=not listed, made=made)
    expected = by_hand(events, made, listed=listed)
    for row, shares in expected.items():
        assert found.reply[row] == pytest.approx(sum(shares.values()), abs=3e-6)
        best = sorted((s for s in shares.values() if s > 0.0101), reverse=True)[:wanted]
        assert [s for s in found.shares[row] if s > 0.0101] == pytest.approx(best, abs=3e-6)
        for other, share in zip(found.rows[row].tolist(), found.shares[row].tolist(), strict=True):
            assert (other >= 0) == (share > 0)
            if other >= 0:
                assert share == pytest.approx(shares[other], abs=3e-6)
    assert np.all(found.reply + found.campaign <= 1 + 1e-6)


@settings(max_examples=10, deadline=None)
@given(tables(), st.booleans())
def test_interpreted_it_gives_the_same(events: EventTable, listed: bool) -> None:
    fast = infer_replies(DEFAULT, events, either=not listed)
    with plain_functions():
        slow = infer_replies(DEFAULT, events, either=not listed)
    assert fast.rows.tolist() == slow.rows.tolist()
    assert fast.reply == pytest.approx(slow.reply, abs=1e-5)


@SLOW
@given(tables())
def test_no_event_responds_to_a_later_one_or_to_one_older_than_a_year(events: EventTable) -> None:
    found, time = infer_replies(DEFAULT, events, either=True), events.columns().time
    hostile = [kind != "cameo:04" for kind in events.table["type"].to_pylist()]
    for row in np.flatnonzero(hostile).tolist():
        for other in found.rows[row][found.rows[row] >= 0].tolist():
            assert 0 <= time[row] - time[other] <= 365


def test_talk_neither_competes_nor_is_responded_to() -> None:
    bare = [(0, "A", "B", "expulsion"), (3, "B", "A", "expulsion")]
    talk = [(d, *ends, "cameo:04") for d in (0, 1, 2, 3) for ends in (("A", "B"), ("B", "A"))]
    tables = (table(*rows) for rows in (bare, bare + talk))
    alone, busy = (infer_replies(DEFAULT, events, either=False) for events in tables)
    at = len(busy) - 1 - table(*bare, *talk).table["type"].to_pylist()[::-1].index("expulsion")
    assert busy.reply[at] == pytest.approx(alone.reply[1], abs=1e-6)
    assert alone.reply[1] > 0.9


def test_a_rarer_base_rate_lowers_every_probability() -> None:
    rows = [(0, "A", "B", "expulsion"), (3, "B", "A", "expulsion"), (9, "A", "B", "sanction")]
    rarer = replace(DEFAULT, choice=CHOICE.shifted(2.0))
    usual, less = (infer_replies(m, table(*rows), either=False).reply for m in (DEFAULT, rarer))
    assert np.all(less[1:] < usual[1:])
