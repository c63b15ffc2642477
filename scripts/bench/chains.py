"""Chains beside the replies they rest on, and whether the expected responses come.

    python scripts/bench/chains.py [EVENTS ...] [--repeat N] [--span DAYS]

Speed: synthetic events (default 1,000,000 and 10,000,000) over 200 states and 20 years of days.
Replies with their best candidates, then all lines of responses, the best 20 of them ranked, of
each least probability; the best of N runs counts. Expectation: a history is planted by the model,
whose true antecedents are known; at a day within it, the stated probability that an event has had a
response by then is held against whether it had (expected calibration error, ten bins).
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from talion.events.table import EventTable
from talion.hawkes.evaluation.calibration import calibration
from talion.hawkes.evaluation.simulation import REPLY, simulate
from talion.hawkes.replies import replies
from talion.hawkes.reply_model import Model
from talion.model.days import day_of
from talion.reciprocity.antecedents import Antecedents
from talion.reciprocity.expected_replies import expected_replies
from talion.reciprocity.longest_chains import longest_chains

STATES, DAYS = 200, 7300
PROBABILITIES = (0.5, 0.1)


def best(call: Callable[[], Any], repeat: int) -> tuple[float, Any]:
    """Return the shortest time of several runs, and the last result."""
    times, result = [], None
    for _ in range(repeat):
        begun = time.perf_counter()
        result = call()
        times.append(time.perf_counter() - begun)
    return min(times), result


def speed(number: int, repeat: int, model: Model) -> None:
    draw = np.random.default_rng(1)
    share = 1.0 / np.arange(1, STATES + 1) ** 0.5
    share /= share.sum()
    when = np.sort(draw.integers(0, DAYS, number)).astype(np.float64)
    source = draw.choice(STATES, number, p=share).astype(np.int32)
    target = ((source + draw.integers(1, STATES, number)) % STATES).astype(np.int32)
    kind = draw.integers(0, len(model.types) - 2, number).astype(np.int32)
    severity = draw.random(number).astype(np.float32)
    first, found = best(lambda: replies(model, when, source, target, kind, STATES), repeat)
    antecedents = Antecedents.inferred_only(found)
    for least in PROBABILITIES:
        search = partial(longest_chains, antecedents, severity, probability=least, limit=20)
        second, shown = best(search, repeat)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        print(
            f"{number:>11,} events, p >= {least}: replies {first:.3f} s, chains {second:.3f} s, "
            f"together {1 + second / first:.2f} times; {shown.at_least(2):,} chains, the longest "
            f"of {len(shown.rows[0]) if shown.rows else 0}; peak {memory:.2f} GiB",
            flush=True,
        )


def expectation(model: Model, span: float) -> None:
    planted = simulate(model, span, seed=1)
    history = planted.in_days(np.random.default_rng(2))
    events = EventTable.from_rows(
        {
            "id": f"{n:08}",
            "time": float(day),
            "date": day_of(int(day)),
            "source": f"{source:03}",
            "target": f"{target:03}",
            "type": model.types[kind],
        }
        for n, (day, source, target, kind) in enumerate(
            zip(history.time, history.source, history.target, history.kind, strict=True)
        )
    )
    antecedents = Antecedents.stated_only(events.columns())
    for part in (0.5, 0.9):
        as_of = float(np.floor(span * part))
        found = expected_replies(events, antecedents, model, as_of)
        seen = history.time <= as_of
        responded = np.zeros(len(history), np.bool_)
        responded[history.parent[(history.origin == REPLY) & seen]] = True
        stated = -np.expm1(-found.now[seen])
        held = calibration(stated, responded[seen])
        print(
            f"planted, day {as_of:.0f} of {span:.0f}: {seen.sum():,} events, responded "
            f"{responded[seen].mean():.3f}, expected {stated.mean():.3f}, "
            f"calibration error {held.error:.4f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", nargs="*", type=int, default=[1_000_000, 10_000_000])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--span", type=float, default=1000.0)
    options = parser.parse_args()
    model = Model.default()
    expectation(model, options.span)
    for number in options.events:
        speed(number, options.repeat, model)


if __name__ == "__main__":
    main()
