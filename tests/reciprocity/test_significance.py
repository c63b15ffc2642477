"""How many chains chance gives: the null keeps who acts how often, and draws when anew."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from talion.events.table import EventTable
from talion.hawkes.reply_model import Model
from talion.reciprocity.scope import Scope
from talion.reciprocity.significance import _Null, significance


def table(days: list[int], acting: Sequence[str] | None = None) -> EventTable:
    """Acts of X and Y against each other on those days, in turn if it is not given who acts."""
    by = acting or ["XY"[n % 2] for n in range(len(days))]
    return EventTable.from_rows(
        {
            "id": str(n),
            "time": float(day),
            "date": date(1970, 1, 1) + timedelta(days=day),
            "source": by[n],
            "target": "YX"["XY".index(by[n])],
            "type": "expulsion",
        }
        for n, day in enumerate(days)
    )


EXCHANGE = [d for start in range(0, 3600, 180) for d in (start, start + 1)]


def test_prompt_responses_make_more_chains_than_chance() -> None:
    [pairs, *_] = significance(table(EXCHANGE), Model.default(), shuffles=19, seed=1)
    assert pairs.length == 2
    assert pairs.found > pairs.mean + 3 * pairs.deviation
    assert pairs.chance == 1 / 20


@pytest.mark.parametrize("drawn", range(3))
def test_acts_of_either_at_random_times_make_no_more_than_chance(drawn: int) -> None:
    draw = np.random.default_rng(drawn)
    days = sorted(draw.integers(0, 3600, 40).tolist())
    acting = ["XY"[n] for n in draw.integers(0, 2, 40)]
    [pairs, *_] = significance(table(days, acting), Model.default(), shuffles=19, seed=1)
    assert pairs.chance > 0.05


def test_the_same_seed_gives_the_same_figures() -> None:
    events, model = table(EXCHANGE), Model.default()
    first, second = (significance(events, model, shuffles=5, seed=s) for s in (7, 7))
    assert first == second


def test_only_chains_of_the_scope_are_compared() -> None:
    events, model = table(EXCHANGE), Model.default()
    scope = Scope(only=frozenset({"sanction"}))
    [none] = significance(events, model, scope, shuffles=3)
    assert (none.found, none.mean) == (0, 0)
    assert significance(events, model, Scope(length=3), shuffles=1)[0].length == 3


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=30), st.integers(0, 2**32))
def test_every_event_stays_within_its_span_of_the_level(days: list[int], seed: int) -> None:
    null = _Null(table(sorted(days)), Model.default(), Scope())
    time = null.shuffled(365.0, np.random.default_rng(seed))

    def level(times: np.ndarray) -> Counter[tuple[int, int, int]]:
        spans = (np.floor(times - null.time[0]) // 365).astype(int).tolist()
        return Counter(zip(null.events.source, null.events.target, spans, strict=True))

    assert level(time) == level(null.time)
    assert time.max() <= null.time.max()
    assert (time == np.floor(time)).all()


def test_a_table_of_bare_times_keeps_its_levels_in_eighths() -> None:
    events = EventTable.from_rows(
        {"id": str(n), "time": t, "source": s, "target": g, "precision": "numeric"}
        for n, (t, s, g) in enumerate(
            [(k + e, "XY"[e > 0], "YX"[e > 0]) for k in range(60) for e in (0, 0.001)]
        )
    )
    [pairs, *_] = significance(events, Model.default(), shuffles=9)
    assert pairs.found > pairs.mean
    assert pairs.chance == pytest.approx(0.1)
