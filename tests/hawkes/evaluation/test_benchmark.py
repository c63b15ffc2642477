"""The benchmark: crises split by time, transplants with known truth, scores counted by hand."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from talion.events.table import EventTable
from talion.hawkes.choice.choice_terms import TableKind
from talion.hawkes.evaluation.benchmark_tasks import BenchmarkTask, benchmark_tasks, split
from talion.hawkes.evaluation.methods import by_nearness
from talion.hawkes.evaluation.response_scores import Judged, difference, scores
from talion.hawkes.evaluation.transplants import TransplantRules, transplants
from talion.hawkes.evaluation.who_answered_whom import (
    COMPARED,
    Training,
    as_rows,
    benchmark_methods,
    run,
)
from talion.model.days import day_of


def event(
    ident: str, day: int, ends: str, kind: str, antecedent: str | None = None
) -> dict[str, object]:
    return {
        "id": ident,
        "time": float(day),
        "date": day_of(day),
        "source": ends[0],
        "target": ends[1],
        "type": kind,
        "responds_to": antecedent,
        "basis": "stated" if antecedent else None,
    }


CRISES = EventTable.from_rows(
    row
    for at in range(40)
    for row in (
        event(f"t{at}", 1000 * at, "PQ", "military_action"),
        event(f"r{at}", 1000 * at + at % 6, "QP", "summons", f"t{at}"),
    )
)
HOSTS = EventTable.from_rows(
    event(f"h{at}", 17_000 + 9 * at, ("AB", "BA", "AC")[at % 3], ("sanction", "threat")[at % 2])
    for at in range(40)
)


def test_crises_are_cut_at_the_median_response() -> None:
    early, late = split(CRISES)
    assert {name[1:] for name in early} == {str(at) for at in range(20)}
    assert early["r2"] == "t2"
    assert late["t20"] is None
    few = EventTable(CRISES.table.slice(0, 12))
    assert split(few) == (
        {},
        {**{f"t{n}": None for n in range(6)}, **{f"r{n}": f"t{n}" for n in range(6)}},
    )


@pytest.mark.parametrize("renamed", [0.0, 1.0])
def test_a_transplant_keeps_the_delay_and_the_direction(renamed: float) -> None:
    truth = split(CRISES)[1]
    rules = TransplantRules(renamed=renamed)
    table, known = transplants(CRISES, truth, HOSTS, 12, 5, rules)
    rows = {row["id"]: row for row in table.table.to_pylist()}
    responses = {name: other for name, other in known.items() if other is not None}
    assert len(responses) == 12
    assert len(known) == 24
    for name, other in responses.items():
        assert rows[name]["time"] - rows[other]["time"] in range(6)
        assert rows[name]["source"] == rows[other]["target"]
        own = {"summons", "military_action"}
        assert ({rows[name]["type"], rows[other]["type"]} == own) is (renamed == 0)
    assert len({row["source"] for row in rows.values()} & {"A", "B", "C"}) == 0


def test_an_unopened_transplant_responds_to_nothing() -> None:
    rules = TransplantRules(unopened=1.0)
    table, known = transplants(CRISES, split(CRISES)[1], HOSTS, 4, 5, rules)
    assert list(known.values()) == [None] * 4
    assert set(known) <= set(table.table["id"].to_pylist())


def test_the_nearest_is_the_latest_measure_of_the_other_side() -> None:
    events = EventTable.from_rows(
        [
            event("a", 0, "AB", "sanction"),
            event("talk", 5, "AB", "cameo:04"),
            event("b", 6, "BA", "sanction"),
            event("c", 6, "AB", "sanction"),
        ]
    )
    known = {"a": None, "b": "a", "c": "b"}
    told = by_nearness(BenchmarkTask("told", events, known, False, TableKind.LISTED), 7)
    assert told.said.tolist() == [-1, 0, 2]
    hidden = by_nearness(BenchmarkTask("hidden", events, known, True, TableKind.LISTED), 7)
    assert hidden.said.tolist() == [-1, 3, 2]  # of one day, either may have come first
    assert scores(told).f1 == 1.0
    assert scores(hidden).recall == 0.5


def test_the_interval_of_a_difference_holds_it_and_is_none_between_equals() -> None:
    draw = np.random.default_rng(4)
    true = np.where(draw.random(200) < 0.5, 0, -1)
    rows = np.arange(200)
    right = Judged(rows // 4, true, true, (true >= 0).astype(float), rows, rows, true >= 0)
    guess = np.where(draw.random(200) < 0.7, true, -1)
    worse = replace(right, said=guess, probability=(guess >= 0).astype(float))
    found = difference(right, worse, draws=200)
    assert 0 < found.low < found.f1 < found.high
    assert difference(right, right, draws=20).high == 0


def test_a_lone_event_has_no_response_and_one_in_eight_can_be_asked_for() -> None:
    rules = TransplantRules(lone=6 / 7)
    known = transplants(CRISES, split(CRISES)[1], HOSTS, 210, 5, rules)[1]
    responses = sum(other is not None for other in known.values())
    assert responses / len(known) == pytest.approx(1 / 8, abs=0.04)
    assert all(known[other] is None for other in known.values() if other is not None)


def test_contested_ones_have_rivals_and_turned_links_count_as_direction() -> None:
    events = EventTable.from_rows(
        [
            event("a", 0, "AB", "sanction"),
            event("b", 5, "AB", "threat"),
            event("c", 6, "BA", "sanction"),
            event("d", 6, "AB", "sanction"),
        ]
    )
    task = BenchmarkTask("one", events, {"c": "b", "d": "c"}, True, TableKind.CODED)
    said, sure = np.array([-1, -1, 3, -1]), np.array([0.0, 0.0, 0.9, 0.1])
    found = scores(task.judged(said, sure))  # c is told to respond to d, which responds to it
    assert found.reached == 2
    assert found.contested == 1  # c has a, b and d to choose from, d only c
    assert found.first == 0
    assert found.direction == 0
    right = scores(task.judged(np.array([-1, -1, 1, 2]), np.ones(4)))
    assert (right.first, right.direction, right.f1) == (1, 1, 1)


def test_every_method_is_scored_in_every_task() -> None:
    tasks = benchmark_tasks({"crises": CRISES}, HOSTS, {"h3": None, "h4": "h3"})
    assert [task.name for task in tasks] == [
        "crises, order known",
        "crises, order hidden",
        "transplants, busy",
        "transplants, dense",
        "transplants, one in eight",
        "read",
    ]
    ways = {f"{days}": lambda of, days=days: by_nearness(of, days) for days in (3, 90)}
    rows = as_rows(run(tasks[:2], ways, draws=10))
    assert [row["method"] for row in rows] == ["3", "90"] * 2
    assert [row["responses"] for row in rows] == [20] * 4
    assert rows[0]["recall"] == 0.7  # delays of 2 to 5 and 0 days, of which 14 are up to 3
    assert rows[1]["recall"] == 1
    assert all(a["events"] == b["events"] for a, b in pairwise(rows))


def test_models_learn_from_the_earlier_half_and_are_compared() -> None:
    training = Training.of({"crises": CRISES}, None)
    ways = benchmark_methods(training, steps=3)
    assert COMPARED in ways
    task = benchmark_tasks({"crises": CRISES}, None)[0]
    lines = {line.method: line for line in run([task], ways, draws=5)}
    assert lines[COMPARED].scores.f1 == 1
    assert set(lines[COMPARED].above) == set(ways) - {COMPARED}
    few = Training.of({"few": EventTable(CRISES.table.slice(0, 12))}, None)
    assert COMPARED not in benchmark_methods(few, steps=3)
