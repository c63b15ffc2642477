"""Speed of replies, chains and motifs beside DuckDB, numpy's sort and raphtory, in one run.

    python scripts/bench/speed.py [EVENTS ...] [--even] [--raphtory N] [--repeat N]

Makes that many synthetic events (default 1,000,000 and 10,000,000) over 200 states and 20 years
of days, with the heavy-tailed activity of states and of types, or with all states alike (`--even`).
DuckDB does far less: for each event it finds the other side's latest event within 30 days, by ASOF
JOIN on a loaded table. Two races: `table`, both get the same loaded event table (names of states
and types, dates), and `numbers`, both get columns in which states are numbers already. Both give
their results as NumPy arrays. Talion's time includes grouping and sorting. They run in turns,
three short runs of ours to one of the join's; the best of N rounds counts. The version of DuckDB
matters (constraints.txt has the one of the checks); another one can be put before it, unpacked
into a folder named in PYTHONPATH.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from talion.events.table import EventTable
from talion.hawkes.fitting.em import flat
from talion.hawkes.fitting.statistics import sums
from talion.hawkes.from_table import infer_replies
from talion.hawkes.replies import replies
from talion.hawkes.reply_model import Model
from talion.hawkes.sample import Sample
from talion.hawkes.terms import Terms
from talion.reciprocity.antecedents import Antecedents
from talion.reciprocity.longest_chains import longest_chains
from talion.reciprocity.motifs import motif_counts

if TYPE_CHECKING:
    import numpy.typing as npt

STATES, DAYS, DELTA = 200, 7300, 30.0

ASOF = """
SELECT a.{row}, CASE WHEN a.{time} - b.{time} <= 30 THEN b.{row} END AS antecedent
FROM events a ASOF LEFT JOIN events b
ON a.source = b.target AND a.target = b.source AND a.{time} > b.{time}
"""


class Table:
    """Columns of synthetic events in time order."""

    def __init__(self, number: int, types: int, even: bool = False) -> None:
        draw = np.random.default_rng(1)
        share = 1.0 / np.arange(1, STATES + 1) ** (0.0 if even else 0.5)
        share /= share.sum()
        self.time = np.sort(draw.integers(0, DAYS, number)).astype(np.float64)
        self.source = draw.choice(STATES, number, p=share).astype(np.int32)
        step = draw.integers(1, STATES, number)
        self.target = ((self.source + step) % STATES).astype(np.int32)
        mix = draw.dirichlet(np.full(types, 0.5))
        self.kind = draw.choice(types, number, p=mix).astype(np.int32)
        self.severity = draw.random(number).astype(np.float32)


def best(call: Callable[[], Any], repeat: int) -> tuple[float, Any]:
    """Return the shortest time of several runs, and the last result."""
    times, result = [], None
    for _ in range(repeat):
        begun = time.perf_counter()
        result = call()
        times.append(time.perf_counter() - begun)
    return min(times), result


def asof(loaded: Any, row: str, time: str) -> Callable[[], Any]:
    """Return DuckDB's join on an Arrow table, loaded here."""
    import duckdb

    base = duckdb.connect()
    base.register("arrow", loaded)
    base.execute("CREATE TABLE events AS SELECT * FROM arrow")
    query = ASOF.format(row=row, time=time)
    return lambda: base.execute(query).fetchnumpy()


def race(mine: Callable[[], Any], other: Callable[[], Any], repeat: int) -> tuple[float, float]:
    """Return the shortest time of each of two, run in turns, so that noise meets both."""
    rounds = [(best(mine, 3)[0], best(other, 1)[0]) for _ in range(repeat)]
    return min(first for first, _ in rounds), min(second for _, second in rounds)


def numbers(table: Table) -> Any:
    """Return the columns as DuckDB gets them where states are numbers."""
    import pyarrow as pa

    row = np.arange(len(table.time), dtype=np.int32)
    columns = {"row": row, "time": table.time, "source": table.source, "target": table.target}
    return pa.table(columns)


def event_table(table: Table, types: tuple[str, ...]) -> EventTable:
    """Return the event table that `talion events` would have made of them."""
    import pyarrow as pa

    number = len(table.time)
    names = [f"State {n:03}" for n in range(STATES)]
    days = pa.array(table.time.astype(np.int32), pa.date32())
    plain = {
        "id": pa.array(np.char.add("event ", np.arange(number).astype(str))),
        "time": table.time,
        "date": days,
        "last": days,
        "severity": table.severity,
        "reports": np.ones(number, np.int32),
    }
    coded = {
        "source": (table.source, names),
        "target": (table.target, names),
        "type": (table.kind, types),
        "precision": (np.zeros(number, np.int32), ["day"]),
    }
    return EventTable.from_numbers(plain, coded)


def raphtory_motifs(number: int) -> tuple[float, float]:
    import raphtory

    table = Table(number, 1)
    graph = raphtory.Graph()
    rows = zip(table.time.astype(int), table.source, table.target, strict=True)
    for day, source, target in rows:
        graph.add_edge(int(day), int(source), int(target))
    count = raphtory.algorithms.global_temporal_three_node_motif
    theirs, found = best(lambda: count(graph, int(DELTA)), 1)
    columns = (table.time, table.source, table.target)
    ours, mine = best(lambda: motif_counts(*columns, STATES, DELTA), 5)
    assert np.array_equal(mine, np.asarray(found)[24:28]), "counts differ"
    return theirs, ours


def keys(table: Table) -> npt.NDArray[np.int64]:
    low = np.minimum(table.source, table.target).astype(np.int64)
    return low * STATES + np.maximum(table.source, table.target)


def measured(number: int, repeat: int, model: Model, even: bool) -> None:
    import duckdb

    types = model.types[:-2]
    table = Table(number, len(types), even)
    columns = (table.time, table.source, table.target)
    plain, found = best(lambda: replies(model, *columns, table.kind, STATES), repeat)
    antecedents = Antecedents.inferred_only(found)
    chains, _ = best(lambda: longest_chains(antecedents, table.severity, limit=20), repeat)
    motifs, _ = best(lambda: motif_counts(*columns, STATES, DELTA), repeat)
    pair = keys(table)
    sort, _ = best(lambda: np.argsort(pair, kind="stable"), repeat)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    events = event_table(table, types)
    joined = asof(events.table, "id", "date")
    whole, named = race(lambda: infer_replies(model, events, either=True), joined, repeat)
    joined = asof(numbers(table), "row", "time")
    raced = race(lambda: replies(model, *columns, table.kind, STATES), joined, repeat)
    plain, numbered = min(plain, raced[0]), raced[1]
    print(
        f"{number:>11,} events: numbers: replies {plain:.3f} s ({plain / number * 1e9:.0f} ns an "
        f"event), ASOF JOIN {numbered:.3f} s, ratio {numbered / plain:.1f}; table: replies "
        f"{whole:.3f} s, ASOF JOIN {named:.3f} s, ratio {named / whole:.1f} (DuckDB "
        f"{duckdb.__version__}); with chains {plain + chains:.3f} s, {1 + chains / plain:.2f} "
        f"times; motifs {motifs:.3f} s, argsort {sort:.3f} s, ratio {motifs / sort:.2f}; peak "
        f"before the event table {memory:.2f} GiB",
        flush=True,
    )


def fit_time(number: int) -> float:
    """Return the seconds of one EM step on so many events of four types."""
    table = Table(number, 4)
    names = ("a", "b", "c", "d")
    kernels = Model.default().kernels
    columns = (table.time, table.source, table.target)
    sample = Sample.of(*columns, table.kind, names, STATES, kernels)
    numbers = np.bincount(sample.dyads.kind, minlength=len(sample.types))
    model = flat(sample.types, kernels, STATES, DAYS, numbers, Terms())
    counted = np.ones(number, np.bool_)
    return best(lambda: sums(sample, model, counted, True), 2)[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", nargs="*", type=int, default=[1_000_000, 10_000_000])
    parser.add_argument("--even", action="store_true", help="all states equally active")
    parser.add_argument("--raphtory", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    model = Model.default()
    warm = Table(1000, len(model.types) - 2)  # compile, or load what is compiled
    found = replies(model, warm.time, warm.source, warm.target, warm.kind, STATES)
    longest_chains(Antecedents.inferred_only(found), warm.severity, limit=20)
    motif_counts(warm.time, warm.source, warm.target, STATES, DELTA)
    fit_time(1000)
    for number in options.events:
        measured(number, options.repeat, model, options.even)
    print(f"fit: {fit_time(1_000_000):.2f} s per million events and step (four types)")
    if options.raphtory:
        theirs, ours = raphtory_motifs(options.raphtory)
        print(
            f"motifs of {options.raphtory:,} events: raphtory {theirs:.2f} s, talion {ours:.5f} s, "
            f"ratio {theirs / ours:,.0f}"
        )


if __name__ == "__main__":
    main()
