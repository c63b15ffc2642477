"""What consolidation finds again of known incidents that were reported as coders report them.

    python scripts/bench/consolidation.py TRUTH.csv [--seeds N] [--wrong SHARE] [--planted SHARE]

TRUTH.csv holds dated incidents (date,source,target,type). Each is reported on its day and on the
days after (a geometric tail), a share of the reports in the wrong direction; reports of a response
report its antecedent again; a third are announced up to three days before, half of these as the
other side's event; some are reported again months later. The shares are guesses of ours, not
measured.

Printed are, for reports as they are, for days in a row joined, for a plain pause of seven days, for
the rules of Talion without the one against echoes, and for all of them: the share of known
incidents found (within a day), that of known responses in kind (the other side's incident within
14 days after), the share of the found ones that are known, F1, and the mean error of the day.
`--wrong` is the share of reports in the wrong direction; with `--planted` that share of the
incidents without a response gets one in kind, after the delays of those that have one.
"""

import argparse
from collections.abc import Callable
from dataclasses import replace
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
SOON = 14  # days within which the other side's incident is a response
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


def responses(truth: list[Incident]) -> set[Incident]:
    """Return the incidents that follow one of the other side within `SOON` days."""
    return {
        (day, source, target)
        for day, source, target in truth
        if any((s, t) == (target, source) and 0 <= day - d <= SOON for d, s, t in truth)
    }


def planted(truth: list[Incident], share: float, rng: np.random.Generator) -> list[Incident]:
    """Return incidents with responses in kind planted to a share of those without one."""
    known = responses(truth)
    delays = [
        min(day - d for d, s, t in truth if (s, t) == (target, source) and 0 <= day - d <= SOON)
        for day, source, target in known
    ]
    answered = {
        (d, s, t)
        for d, s, t in truth
        if any((t, s) == (source, target) and 0 <= day - d <= SOON for day, source, target in known)
    }
    more = [
        (day + int(rng.choice(delays)), target, source)
        for day, source, target in truth
        if (day, source, target) not in answered | known and rng.random() < share
    ]
    return sorted(truth + more)


def reported(truth: list[Incident], rng: np.random.Generator, wrong: float) -> list[Incident]:
    """Return reports of incidents as machine coders give them: day, source, target."""
    rows: list[Incident] = []
    fame = {frozenset(parties): rng.gamma(1.0, 8.0) for _, *parties in truth}
    for day, source, target in truth:
        here, there = (source, target), (target, source)
        many = 1 + int(rng.poisson(fame[frozenset(here)]))
        responds = any((s, t) == there and 0 <= day - d <= SOON for d, s, t in truth)
        for lag in rng.geometric(TAIL, many) - 1:
            rows.append((day + int(lag), *(there if rng.random() < wrong else here)))
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


def matched(truth: list[Incident], found: set[Incident]) -> dict[Incident, int]:
    """Return the known incidents found within a day with their errors, each found one once."""
    left, errors = set(found), {}
    for day, source, target in truth:
        near = [(abs(d - day), (d, s, t)) for d, s, t in left if (s, t) == (source, target)]
        error, best = min(near, default=(9, None))
        if best is not None and error <= 1:
            left.discard(best)
            errors[day, source, target] = error
    return errors


def main() -> None:
    """Print a line for each way to find incidents."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("truth", type=Path)
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--wrong", type=float, default=WRONG)
    parser.add_argument("--planted", type=float, default=0.0)
    asked = parser.parse_args()
    truth, states = known(asked.truth)
    ways = {
        "reports folded, one a day": folded,
        "days in a row joined": by(PLAIN, 1),
        "pause of seven days": by(PLAIN, 7),
        "without the rule on echoes": by(replace(Consolidation(), echo=1e9), 7),
        "Talion's rules": by(Consolidation(), 7),
    }
    for name, find in ways.items():
        rows, errors = [], list[int]()
        for seed in range(asked.seeds):
            rng = np.random.default_rng(seed)
            real = planted(truth, asked.planted, rng) if asked.planted else truth
            found = find(reported(real, rng, asked.wrong), states)
            hits, soon = matched(real, found), responses(real)
            recall, precision = len(hits) / len(real), len(hits) / len(found)
            rows.append(
                (
                    recall,
                    len(soon & hits.keys()) / max(len(soon), 1),
                    precision,
                    2 * recall * precision / (recall + precision),
                )
            )
            errors += hits.values()
        recall, answers, precision, f1 = np.mean(rows, axis=0)
        print(
            f"{name:<27} recall {recall:.3f}  of responses {answers:.3f}  precision "
            f"{precision:.3f}  F1 {f1:.3f}  mean error {np.mean(errors):.2f} days"
        )


if __name__ == "__main__":
    main()
