"""Fold and consolidate against polars' own read and group-by of the same columns.

    python scripts/bench/events.py [ROWS ...] [--repeat N] [--gdelt FILE]

Makes tidy ICEWS files of that many synthetic rows (default 1,000,000 and 10,000,000): 200 states,
half of the actors a part of one (`Police (France)`), all ICEWS relations, 20 years, a fifth of the
rows in bursts of reports on one event. Both read the same file in one run, each in a process of its
own, so that its peak memory is its own too; the best of N counts.
"""

import argparse
import csv
import resource
import tempfile
import time
from collections.abc import Callable
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import numpy as np
import polars as pl
from talion.events.file_head import FileHead
from talion.events.format_registry import detect
from talion.events.reading import import_events
from talion.events.state_names import state_of
from talion.resources import ontology_file
from talion.store.reference import gazetteer

T = TypeVar("T")

ROLES = ("Police", "Citizen", "Foreign Affairs", "Military", "Government", "Media Personnel")
COLUMNS = ["date", "source", "relation", "target"]
GDELT = [1, 6, 16, 26]
"""Where the day, both actors' names and the code stand in an export of GDELT."""
TEXT = dict.fromkeys((f"column_{at + 1}" for at in GDELT), pl.String)


def actors() -> list[str]:
    """Return 200 states and as many parts of each as there are roles."""
    named = sorted(
        a.name for a in gazetteer() if a.kind == "country" and state_of(a.name) == a.name
    )
    states = named[:200]
    return states * len(ROLES) + [f"{role} ({state})" for role in ROLES for state in states]


def relations() -> list[str]:
    """Return the relations of ICEWS."""
    text = ontology_file("tables/icews_relations.csv").read_text(encoding="utf-8")
    return [row["relation"] for row in csv.DictReader(text.splitlines())]


def make(rows: int, path: Path) -> None:
    """Write that many rows: single reports, and bursts of ten reports on one event."""
    rng = np.random.default_rng(rows)
    names, verbs = actors(), relations()
    bursts = rows // 50
    single = rows - 10 * bursts
    skew = rng.permutation(len(names)), rng.permutation(len(verbs))

    def drawn(count: int) -> list[np.ndarray]:
        source, target = (skew[0][(len(names) * rng.random(count) ** 3).astype(int)] for _ in "st")
        relation = skew[1][(len(verbs) * rng.random(count) ** 3).astype(int)]
        return [rng.integers(5_000, 12_300, count), source, relation, target]

    burst = [np.repeat(column, 10) for column in drawn(bursts)]
    burst[0] = burst[0] + rng.geometric(0.4, len(burst[0])) - 1
    columns = [np.concatenate(pair) for pair in zip(drawn(single), burst, strict=True)]
    words = (None, names, verbs, names)
    frame = pl.DataFrame(
        {
            name: pl.Series(column).cast(pl.Int32).cast(pl.Date)
            if listed is None
            else pl.Series(listed).gather(column)
            for name, column, listed in zip(COLUMNS, columns, words, strict=True)
        }
    )
    frame.sort("date").write_csv(path)


def make_gdelt(rows: int, path: Path, sample: Path) -> None:
    """Write that many rows: those of an export repeated, the copies of one on different days."""
    parts = [line.split("\t", 2) for line in sample.read_text(encoding="utf-8").splitlines()]
    days = pl.date_range(date(1999, 1, 1), date(2018, 12, 31), eager=True).dt.strftime("%Y%m%d")
    drawn = np.random.default_rng(rows).integers(0, len(days), rows // len(parts) + 1)
    with path.open("w", encoding="utf-8") as out:
        for turn in range(rows // len(parts)):
            day = days[int(drawn[turn])]
            out.writelines(f"{ident}\t{day}\t{rest}\n" for ident, _, rest in parts)


def polars_alone(path: Path) -> int:
    """Read the four columns and group by them."""
    if path.suffix == ".CSV":
        read = pl.read_csv(
            path,
            separator="\t",
            has_header=False,
            columns=GDELT,
            quote_char=None,
            schema_overrides=TEXT,
        )
        return read.group_by(read.columns).len().height
    return pl.read_csv(path, columns=COLUMNS).group_by(COLUMNS).len().height


def talion(path: Path) -> int:
    """Read, fold, consolidate, to an event table."""
    known = detect(FileHead.of(path)).name if path.suffix == ".CSV" else "icews-tidy"
    return len(import_events([path], known).events)


def best(run: Callable[[Path], int], path: Path, repeat: int) -> tuple[float, int, float]:
    """Return the least seconds of some runs, what the last returned, and the peak memory in GiB."""
    seconds, found = [], 0
    for _ in range(repeat):
        began = time.perf_counter()
        found = run(path)
        seconds.append(time.perf_counter() - began)
    return min(seconds), found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def alone(function: Callable[..., T], *arguments: object) -> T:
    """Call a function in a process of its own, so that memory is its own too."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)


def main() -> None:
    """Run for each size and print both times and their ratio."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("rows", nargs="*", type=int, default=[1_000_000, 10_000_000])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--gdelt", type=Path, metavar="FILE", help="an export to repeat rows of")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("events.CSV" if asked.gdelt else "events.csv")
        for rows in asked.rows:
            if asked.gdelt:
                alone(make_gdelt, rows, path, asked.gdelt)
            else:
                alone(make, rows, path)
            ours, incidents, memory = alone(best, talion, path, asked.repeat)
            peer, groups, peer_memory = alone(best, polars_alone, path, asked.repeat)
            print(
                f"{rows:>11,} rows: "
                f"talion {ours:6.2f} s, {memory:.1f} GiB ({incidents:,} incidents); "
                f"polars {peer:6.2f} s, {peer_memory:.1f} GiB ({groups:,} groups); "
                f"ratio {ours / peer:.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
