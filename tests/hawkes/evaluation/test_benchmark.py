"""The benchmark: crises split by time, transplants with known truth, scores counted by hand."""

from itertools import pairwise

import numpy as np
import pytest
from talion.events.table import EventTable
from talion.hawkes.choice.choice_terms import TableKind
from talion.hawkes.evaluation.benchmark import BenchmarkTask, as_rows, run, split
from talion.hawkes.evaluation.methods import by_nearness
from talion.hawkes.evaluation.response_scores import Judged, difference, scores
from talion.hawkes.evaluation.transplants import TransplantRules, transplants
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
    for at in range(6)
    for row in (
        event(f"t{at}", 1000 * at, "PQ", "military_action"),
        event(f"r{at}", 1000 * at + at, "QP", "summons", f"t{at}"),
    )
)
HOSTS = EventTable.from_rows(
    event(f"h{at}", 17_000 + 9 * at, ("AB", "BA", "AC")[at % 3], ("sanction", "threat")[at % 2])
    for at in range(40)
)


def test_crises_are_cut_at_the_median_response() -> None:
    early, late = split(CRISES)
    assert sorted(early) == ["r0", "r1", "r2", "t0", "t1", "t2"]
    assert early["r2"] == "t2"
    assert late["t3"] is None


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
        assert rows[name]["time"] - rows[other]["time"] in (3, 4, 5)
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
    told = by_nearness(events, known, 7, either=False)
    assert told.said.tolist() == [-1, 0, 2]
    hidden = by_nearness(events, known, 7, either=True)
    assert hidden.said.tolist() == [-1, 3, 2]  # of one day, either may have come first
    assert scores(told).f1 == 1.0
    assert scores(hidden).recall == 0.5


def test_the_interval_of_a_difference_holds_it_and_is_none_between_equals() -> None:
    draw = np.random.default_rng(4)
    true = np.where(draw.random(200) < 0.5, 0, -1)
    right = Judged(np.arange(200) // 4, true, true, (true >= 0).astype(float))
    guess = np.where(draw.random(200) < 0.7, true, -1)
    worse = Judged(right.dyad, true, guess, (guess >= 0).astype(float))
    found = difference(right, worse, draws=200)
    assert 0 < found.low < found.f1 < found.high
    assert difference(right, right, draws=20).high == 0


def test_every_method_is_scored_in_every_task() -> None:
    truth = split(CRISES)[1]
    task = BenchmarkTask("crises", CRISES, truth, False, TableKind.LISTED)
    ways = {
        f"{days}": lambda of, days=days: by_nearness(of.events, of.truth, days, either=of.either)
        for days in (3, 90)
    }
    rows = as_rows(run([task], ways, draws=10))
    assert [row["method"] for row in rows] == ["3", "90"]
    assert [row["responses"] for row in rows] == [3, 3]
    assert [row["recall"] for row in rows] == [0.333, 1.0]
    assert all(a["events"] == b["events"] for a, b in pairwise(rows))
