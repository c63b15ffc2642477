import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talion.events.consolidation.consolidate import consolidate, each_report
from talion.events.consolidation.consolidation_rules import Consolidation, Fate
from talion.events.reports import Reports

from .oracle import Found
from .oracle import events as events_by_rule

UK, RUSSIA, GERMANY = 0, 1, 2
TYPES = ("break_of_relations", "expulsion", "military_action")
RUPTURE, EXPULSION, FIGHT = range(3)
FAMILY, LINGER = [0, 0, 1], [7, 7, 1]


def reports(rows: list[tuple[int, int, int, int]]) -> Reports:
    day, source, target, kind = (np.array([row[at] for row in rows], np.int32) for at in range(4))
    return Reports(
        day,
        source,
        target,
        kind,
        np.ones(len(rows), np.int32),
        ("United Kingdom", "Russia", "Germany"),
        TYPES,
        np.array(FAMILY, np.int32),
        np.array(LINGER, np.int32),
    )


def reported(
    source: int, target: int, by_day: dict[int, int], kind: int = EXPULSION
) -> list[tuple[int, int, int, int]]:
    return [(day, source, target, kind) for day, many in by_day.items() for _ in range(many)]


def found(
    rows: list[tuple[int, int, int, int]], fate: Fate = Fate.KEPT
) -> list[tuple[int, int, int, int]]:
    events = consolidate(reports(rows))
    chosen = np.flatnonzero(events.fate == fate)
    return sorted(
        (
            int(events.date[at]),
            int(events.source[at]),
            int(events.target[at]),
            int(events.reports[at]),
        )
        for at in chosen
    )


def test_reports_on_many_days_are_one_incident() -> None:
    events = consolidate(reports(reported(UK, RUSSIA, {14: 9, 15: 6, 16: 3, 21: 1})))
    assert (events.date.tolist(), events.last.tolist(), events.reports.tolist()) == (
        [14],
        [21],
        [19],
    )


def test_after_a_longer_silence_it_is_another_incident() -> None:
    assert found(reported(UK, RUSSIA, {14: 2, 22: 2})) == [(14, 0, 1, 2), (22, 0, 1, 2)]


def test_fighting_pauses_for_a_day_only() -> None:
    rows = reported(UK, RUSSIA, {1: 1, 2: 1, 4: 1}, FIGHT)
    assert found(rows) == [(1, 0, 1, 2), (4, 0, 1, 1)]


def test_responses_of_both_sides_are_two_incidents() -> None:
    rows = reported(UK, RUSSIA, {14: 9, 15: 4, 17: 5}) + reported(RUSSIA, UK, {17: 8, 18: 4})
    assert found(rows) == [(14, 0, 1, 18), (17, 1, 0, 12)]


def test_a_response_announced_or_miscoded_beforehand_keeps_its_own_day() -> None:
    rows = reported(UK, RUSSIA, {14: 20, 15: 12, 16: 6, 17: 5})
    rows += reported(RUSSIA, UK, {14: 3, 15: 2, 17: 12, 18: 5})
    assert found(rows) == [(14, 0, 1, 43), (17, 1, 0, 19)]  # three of the 14th are an echo


def test_a_few_reports_in_the_shadow_of_the_other_direction_are_an_echo() -> None:
    rows = reported(UK, RUSSIA, {14: 9, 15: 6}) + reported(RUSSIA, UK, {14: 1, 15: 1})
    assert found(rows) == [(14, 0, 1, 15)]
    assert found(rows, Fate.ECHO) == [(14, 1, 0, 2)]


def test_a_response_in_the_tail_of_the_provocation_is_no_echo() -> None:
    rows = reported(UK, RUSSIA, {14: 20, 15: 9, 17: 4, 18: 1}) + reported(RUSSIA, UK, {17: 2})
    assert found(rows) == [(14, 0, 1, 34), (17, 1, 0, 2)]


def test_small_events_of_both_sides_on_one_day_are_both_kept() -> None:
    rows = reported(UK, RUSSIA, {14: 2}) + reported(RUSSIA, UK, {14: 1})
    assert found(rows) == [(14, 0, 1, 2), (14, 1, 0, 1)]


def test_an_old_event_reported_again_is_no_new_one() -> None:
    rows = reported(UK, RUSSIA, {14: 9, 15: 6, 100: 1})
    assert found(rows) == [(14, 0, 1, 15)]
    assert found(rows, Fate.RETOLD) == [(100, 0, 1, 1)]
    assert found(reported(UK, RUSSIA, {14: 15, 500: 1}), Fate.RETOLD) == []


def test_shots_fired_have_neither_echo_nor_retelling() -> None:
    rows = reported(UK, RUSSIA, {14: 20}, FIGHT) + reported(RUSSIA, UK, {14: 1, 30: 1}, FIGHT)
    assert found(rows) == [(14, 0, 1, 20), (14, 1, 0, 1), (30, 1, 0, 1)]


def test_a_second_outbreak_in_one_chain_is_a_second_act() -> None:
    rows = reported(RUSSIA, UK, {17: 12, 18: 6, 19: 2, 21: 1, 23: 1, 25: 1, 30: 14, 31: 5})
    assert found(rows) == [(17, 1, 0, 23), (30, 1, 0, 19)]


def test_the_provocation_reported_again_on_the_day_of_the_response_is_no_second_event() -> None:
    rows = reported(UK, RUSSIA, {14: 12, 15: 4, 16: 1, 18: 9}) + reported(RUSSIA, UK, {18: 12})
    assert found(rows) == [(14, 0, 1, 26), (18, 1, 0, 12)]


def test_a_rumour_before_the_outbreak_is_part_of_the_event_not_its_day() -> None:
    assert found(reported(UK, RUSSIA, {10: 1, 14: 12, 15: 7})) == [(14, 0, 1, 20)]


def test_codes_that_are_mixed_make_one_incident_of_the_sharpest_type() -> None:
    rows = reported(UK, RUSSIA, {14: 8}, RUPTURE) + reported(UK, RUSSIA, {15: 1}, EXPULSION)
    events = consolidate(reports(rows))
    assert [TYPES[kind] for kind in events.type] == ["expulsion"]
    few = reported(UK, RUSSIA, {14: 15}, RUPTURE) + reported(UK, RUSSIA, {15: 1}, EXPULSION)
    assert [TYPES[kind] for kind in consolidate(reports(few)).type] == ["break_of_relations"]


def test_an_event_has_the_place_of_its_earliest_row() -> None:
    rows = [(15, UK, RUSSIA, EXPULSION), (3, GERMANY, UK, FIGHT), (14, UK, RUSSIA, EXPULSION)]
    events = consolidate(reports(rows))
    assert sorted(zip(events.source.tolist(), events.row.tolist(), strict=True)) == [(0, 0), (2, 1)]


def test_without_consolidation_every_report_is_an_act() -> None:
    rows = reported(UK, RUSSIA, {14: 2, 15: 1})
    assert each_report(reports(rows)).date.tolist() == [14, 14, 15]


def test_no_reports_are_no_events() -> None:
    assert len(consolidate(reports([])).date) == 0


ROWS = st.lists(
    st.tuples(
        st.one_of(st.integers(0, 30), st.integers(-400, 800)),
        st.integers(0, 2),
        st.integers(0, 2),
        st.integers(0, 2),
        st.integers(1, 12),
    ).filter(lambda row: row[1] != row[2]),
    max_size=30,
)


@settings(max_examples=300, deadline=None)
@given(
    ROWS, st.sampled_from([Consolidation(), Consolidation(surge_reports=2, surge=1.0, memory=9)])
)
def test_it_is_what_the_rules_say(
    drawn: list[tuple[int, int, int, int, int]], rules: Consolidation
) -> None:
    rows = [row[:4] for row in drawn for _ in range(row[4])]
    events = consolidate(reports(rows), rules)
    columns = (
        events.source,
        events.target,
        events.type,
        events.date,
        events.last,
        events.reports,
        events.fate,
    )
    ours = {Found(*values) for values in zip(*(c.tolist() for c in columns), strict=True)}
    assert ours == events_by_rule(rows, list(TYPES), FAMILY, LINGER, rules)
    assert sum(events.reports) == len(rows)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    rows = reported(UK, RUSSIA, {14: 9, 15: 6, 40: 2}) + reported(RUSSIA, UK, {14: 1, 17: 8})
    mixed = [rows[at] for at in np.random.default_rng(seed).permutation(len(rows))]
    assert found(mixed) == found(rows)
