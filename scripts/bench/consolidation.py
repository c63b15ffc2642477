"""What consolidation finds again of known incidents that were reported as coders report them.

    python scripts/bench/consolidation.py TRUTH.csv [--seeds N]

TRUTH.csv holds dated incidents (date,source,target,type). Each is reported on its day and on the
days after (a geometric tail), a share of the reports in the wrong direction; reports of a response
report its antecedent again; a third are announced up to three days before, half of these as the
other side's event; some are reported again months later. The shares are guesses of ours, not
measured.

Printed are, for reports as they are, for days in a row joined, for a plain pause of seven days and
for the rules of Talion: the share of known incidents found (within a day), the share of the found
ones that are known, and the mean error of the day.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
from talion.events.consolidation.consolidate import consolidate, each_report
from talion.events.consolidation.consolidation_rules import Consolidation, Fate
from talion.events.event_format import ReadContext
from talion.events.formats import user_table
from talion.events.reports import Reports

Incident = tuple[int, int, int]  # day, source, target

TAIL = 0.45  # each report is this likely to be of the incident's own day
WRONG = 0.08  # share of reports coded in the wrong direction
RECALLED = 0.3  # share of reports of a response that report its antecedent too, as of the same day
ANNOUNCED = 1 / 3  # share of incidents reported before they happen
PLAIN = Consolidation(surge=1e9, forerunner=0.0, onset=0.0, echo=1e9, retold=1e9)


def known(path: Path) -> tuple[list[Incident], list[str]]:
    """Return the incidents of a table by day, and its states."""
    rows = user_table.FORMAT.read(path, ReadContext()).events
    states = sorted({str(row[side]) for row in rows for side in ("source", "target")})
    found = []
    for row in rows:
        day = int(float(str(row["time"])))
        found.append((day, states.index(str(row["source"])), states.index(str(row["target"]))))
    return sorted(found), states


def reported(truth: list[Incident], rng: np.random.Generator) -> list[Incident]:
    """Return reports of incidents as machine coders give them: day, source, target."""
    rows: list[Incident] = []
    fame = {frozenset(parties): rng.gamma(1.0, 8.0) for _, *parties in truth}
    for day, source, target in truth:
        here, there = (source, target), (target, source)
        many = 1 + int(rng.poisson(fame[frozenset(here)]))
        responds = any((s, t) == there and 0 <= day - d <= 14 for d, s, t in truth)
        for lag in rng.geometric(TAIL, many) - 1:
            rows.append((day + int(lag), *(there if rng.random() < WRONG else here)))
            if responds and rng.random() < RECALLED:
                rows.append((day + int(lag), *there))
        if rng.random() < ANNOUNCED:
            ahead, told = int(rng.integers(1, 4)), 1 + int(rng.integers(0, 1 + many // 6))
            rows += [(day - ahead, *(there if rng.random() < 0.5 else here))] * told
        for later in rng.integers(30, 300, rng.binomial(3, min(0.5, many / 40))):
            rows.append((day + int(later), source, target))
    return rows


def as_reports(rows: list[Incident], states: list[str], linger: int) -> Reports:
    """Return reports of one type."""
    day, source, target = (np.array(column, np.int32) for column in zip(*rows, strict=True))
    zero, one = np.zeros(len(rows), np.int32), np.ones(len(rows), np.int32)
    return Reports(
        day,
        source,
        target,
        zero,
        one,
        tuple(states),
        ("expulsion",),
        zero[:1],
        np.full(1, linger, np.int32),
    )


def folded(rows: list[Incident], states: list[str]) -> set[Incident]:
    """Return every report as an incident."""
    events = each_report(as_reports(rows, states, 0))
    return set(
        zip(events.date.tolist(), events.source.tolist(), events.target.tolist(), strict=True)
    )


def by(rules: Consolidation, linger: int) -> Callable[[list[Incident], list[str]], set[Incident]]:
    """Return a way to find incidents by rules."""

    def find(rows: list[Incident], states: list[str]) -> set[Incident]:
        events = consolidate(as_reports(rows, states, linger), rules)
        kept = events.fate == Fate.KEPT
        columns = (events.date[kept], events.source[kept], events.target[kept])
        return set(zip(*(column.tolist() for column in columns), strict=True))

    return find


def matched(truth: list[Incident], found: set[Incident]) -> list[int]:
    """Return the errors in days of the known incidents found within a day, each found one once."""
    left, errors = set(found), []
    for day, source, target in truth:
        near = [(abs(d - day), (d, s, t)) for d, s, t in left if (s, t) == (source, target)]
        error, best = min(near, default=(9, None))
        if best is not None and error <= 1:
            left.discard(best)
            errors.append(error)
    return errors


def main() -> None:
    """Print a line for each way to find incidents."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("truth", type=Path)
    parser.add_argument("--seeds", type=int, default=200)
    asked = parser.parse_args()
    truth, states = known(asked.truth)
    ways = {
        "reports folded, one a day": folded,
        "days in a row joined": by(PLAIN, 1),
        "pause of seven days": by(PLAIN, 7),
        "Talion's rules": by(Consolidation(), 7),
    }
    for name, find in ways.items():
        recall, precision, errors = [], [], list[int]()
        for seed in range(asked.seeds):
            found = find(reported(truth, np.random.default_rng(seed)), states)
            hits = matched(truth, found)
            recall.append(len(hits) / len(truth))
            precision.append(len(hits) / len(found))
            errors += hits
        print(
            f"{name:<26} recall {np.mean(recall):.3f}  precision {np.mean(precision):.3f}  "
            f"mean error {np.mean(errors):.2f} days"
        )


if __name__ == "__main__":
    main()
