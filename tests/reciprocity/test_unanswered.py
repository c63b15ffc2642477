"""Unanswered events: what the model expects of an event, compared with its definition."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from talion.events.table import EventTable
from talion.hawkes.dyads import dyads
from talion.hawkes.fitting.marks import MARKS, marks
from talion.hawkes.from_table import infer_replies
from talion.hawkes.kernels import SHORT_SCALES
from talion.hawkes.reply_model import ROLES, TYPE, Model
from talion.model.date import Date
from talion.reciprocity.antecedents import Antecedents
from talion.reciprocity.expected_replies import expected_replies
from talion.reciprocity.stored_history import read_history
from talion.reciprocity.unanswered import unanswered_events, unanswered_incidents
from talion.store import View

REPLY, LATEST, ALIKE = (ROLES.index(r) for r in ("reply", "reply_latest", "reply_alike"))


def table(*rows: tuple[int, str, str, str]) -> EventTable:
    """Events `(day, source, target, type)`."""
    return EventTable.from_rows(
        {
            "id": str(n),
            "time": float(day),
            "date": Date("1970-01-01").earliest.fromordinal(719_163 + day),
            "source": source,
            "target": target,
            "type": kind,
        }
        for n, (day, source, target, kind) in enumerate(rows)
    )


def by_definition(events: EventTable, model: Model, as_of: float) -> list[float]:
    """The mean number of responses by a time, added up mark by mark and scale by scale."""
    columns = events.columns()
    kinds = model.kinds(columns.types)[columns.type]
    grouped = dyads(
        columns.time, columns.source, columns.target, kinds, len(columns.states), model.kernels
    )
    standing = np.empty(len(events), np.int64)
    standing[grouped.order] = grouped.standing
    found = []
    for i, at in enumerate(columns.time):
        of_mark = np.empty(MARKS, np.int64)
        marks(int(standing[i]), int(kinds[i]), of_mark)
        later = [
            columns.time[j]
            for j in range(i + 1, len(events))
            if (columns.source[j], columns.target[j]) == (columns.source[i], columns.target[i])
        ]
        end = min([as_of, *later])
        whole = model.kernels.mass(np.array([as_of - at, end - at]))[:, :SHORT_SCALES]
        total = sum(
            model.weights[REPLY, m, :SHORT_SCALES] @ whole[0]
            + model.weights[LATEST, m, :SHORT_SCALES] @ whole[1]
            for m in of_mark
        )
        total += model.weights[ALIKE, TYPE + kinds[i], :SHORT_SCALES] @ whole[0]
        found.append(float(total))
    return found


@given(
    st.lists(
        st.tuples(
            st.integers(0, 400),
            st.sampled_from(["X", "Y"]),
            st.just("Z"),
            st.sampled_from(["expulsion", "sanction", "of no known type"]),
        ),
        min_size=1,
        max_size=8,
    ),
    st.integers(0, 500),
)
def test_what_is_expected_adds_up_the_weights_of_the_marks(
    responses: list[tuple[int, str, str, str]], more: int
) -> None:
    rows = [
        (day, s, t, k) if n % 2 else (day, t, s, k) for n, (day, s, t, k) in enumerate(responses)
    ]
    events, model = table(*rows), Model.default()
    as_of = float(max(day for day, *_ in rows) + more)
    antecedents = Antecedents.of(events.columns(), infer_replies(model, events))
    found = expected_replies(events, antecedents, model, as_of)
    assert found.now == pytest.approx(by_definition(events, model, as_of))
    assert (found.now <= found.ever + 1e-12).all()


def test_a_response_is_missed_more_with_time() -> None:
    events, model = table((0, "X", "Y", "expulsion")), Model.default()
    antecedents = Antecedents.of(events.columns(), infer_replies(model, events))
    by_day = [
        unanswered_events(events, antecedents, model, as_of=Date(d))[1][0]
        for d in ("1970-01-01", "1970-01-08", "1970-03-01")
    ]
    expected = [s.expected or 0.0 for s in by_day]
    assert expected == sorted(expected)
    assert [s.coming or 0.0 for s in by_day] == sorted(
        (s.coming or 0.0 for s in by_day), reverse=True
    )
    assert all(s.unanswered == 1 for s in by_day)


def test_an_event_with_a_stated_or_likely_response_is_not_unanswered() -> None:
    rows = ((0, "X", "Y", "expulsion"), (3, "Y", "X", "expulsion"), (9, "X", "W", "expulsion"))
    events, model = table(*rows), Model.default()
    antecedents = Antecedents.of(events.columns(), infer_replies(model, events))
    chance = expected_replies(events, antecedents, model, 9.0).unanswered
    assert chance[0] == pytest.approx(1 - antecedents.shares[1].sum(), abs=1e-6)
    stated = EventTable.from_frame(
        events.frame().with_columns(responds_to=pl.Series([None, "0", None], dtype=pl.String))
    )
    antecedents = Antecedents.of(stated.columns(), infer_replies(model, stated))
    assert expected_replies(stated, antecedents, model, 9.0).unanswered.tolist() == [0.0, 1.0, 1.0]
    _, found, _ = unanswered_events(stated, antecedents, model)
    assert [s.event.id for s in found] == ["2"]


def test_what_happens_after_the_day_asked_about_is_not_known() -> None:
    events, model = table((0, "X", "Y", "expulsion"), (3, "Y", "X", "expulsion")), Model.default()
    antecedents = Antecedents.of(events.columns(), infer_replies(model, events))
    assert expected_replies(events, antecedents, model, 2.0).unanswered.tolist() == [1.0, 0.0]


def test_no_events_have_no_unanswered_ones() -> None:
    from talion.events.table import no_events

    events = EventTable.from_frame(no_events())
    assert (
        unanswered_events(events, Antecedents.stated_only(events.columns()), Model.default())[1]
        == []
    )


def test_in_the_seeds_expulsions_without_a_response_are_unanswered_and_no_others(
    view: View,
) -> None:
    found = unanswered_incidents(read_history(view), Model.default())
    ids = [s.event.id for s in found]
    assert "2020-expulsion-norway-russia" in ids
    assert "2021-expulsion-united-states-russia" not in ids  # Russia's of July responds to it
    assert "2021-07-expulsion-russia-united-states" not in ids  # it is a response itself
    both = [
        s.event.id for s in unanswered_incidents(read_history(view), Model.default(), closing=True)
    ]
    assert "2021-07-expulsion-russia-united-states" in both
    assert all(s.unanswered >= 0.5 for s in found)
    assert all((s.expected is None) is (s.event.date.days() >= 28) for s in found if s.event.date)
    assert all(0 <= s.expected <= 1 for s in found if s.expected is not None)
