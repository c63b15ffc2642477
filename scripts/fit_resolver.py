#!/usr/bin/env python3
"""Fit the weights by which reports are held to be of one incident, and cross-validate them.

    python scripts/fit_resolver.py [--data ../shared/evaluation] [--dry-run] [--threshold 0.7]

Reads the annotated articles of DATA/dev and DATA/fresh, which of their findings are of one incident
(`fresh_same_incidents.json`; pairs of `fresh_same_doubtful.json` are left out), and the seeds.
Printed are precision and recall of pairs of reports of different articles, at several thresholds,
with weights that were fitted to the articles of other affairs: articles with two incidents or more
in common belong to one affair, and every pair is scored by weights fitted without the affairs of
both its articles. The four pairs of the seeds count as often as SEEDS says: they must be found.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt
from logistic_regression import logistic
from talion.ingest.articles import read_article
from talion.ingest.sidecar import read_sidecar
from talion.model.date import Date
from talion.model.record import Origin, Record
from talion.resolve.accounts import Account, Accounts
from talion.resolve.agglomeration import Agglomeration
from talion.resolve.blocking import candidate_pairs
from talion.resolve.pair_model import SHIPPED, PairModel
from talion.resolve.records import record
from talion.resolve.report_features import features
from talion.store.reference import gazetteer

ROOT = Path(__file__).parents[1]
FOLDS, PENALTY, RARE, SEEDS = 5, 1.0, 5, 15.0
THRESHOLDS = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85)
EDGE = 0.001

Ids = tuple[str, str]


@dataclass(frozen=True)
class Row:
    """A pair of reports that can be one, its features, and whether it is one."""

    ids: Ids
    features: Mapping[str, float]
    same: bool


@dataclass(frozen=True)
class Told:
    """What some articles tell: the reports, the pairs that are one, the pairs that can be one."""

    accounts: Mapping[str, Account]
    same: set[frozenset[str]]
    rows: Sequence[Row]


def told(folders: Iterable[tuple[Path, Path]], same: set[frozenset[str]]) -> Told:
    """Read annotated articles, from folders of texts and of findings."""
    records = [
        _record(path, gold / f"{path.stem}.json")
        for texts, gold in folders
        for path in sorted(texts.glob("*.txt"))
    ]
    issued = {r.article.id: r.article.published for r in records}
    published = {name: Date(date) if date else None for name, date in issued.items()}
    every = [report for r in records for report in r.reports]
    accounts = Accounts(gazetteer()).of_all(every, published)
    rows = []
    for a, b in candidate_pairs(list(accounts.values())):
        if a.report.article != b.report.article:
            found = {f.name: f.value for f in features(a, b)}
            ids = a.report.id, b.report.id
            rows.append(Row(ids, found, frozenset(ids) in same))
    return Told(accounts, same, sorted(rows, key=lambda row: row.ids))


def _record(text: Path, gold: Path) -> Record:
    article = read_article(text)
    return record(article, read_sidecar(gold, article), origin=Origin.REVIEWED)


def pairs_in(groups: Path) -> set[frozenset[str]]:
    """Return the pairs of reports of different articles that are in one group of a file."""
    return _pairs(json.loads(groups.read_text(encoding="utf-8")))


def _pairs(groups: Iterable[Iterable[str]]) -> set[frozenset[str]]:
    return {
        frozenset(pair)
        for group in groups
        for pair in combinations(group, 2)
        if len({_article(report) for report in pair}) == 2
    }


def _article(report: str) -> str:
    return report.partition("#")[0]


def fit(rows: Sequence[Row], seeds: Sequence[Row], threshold: float) -> PairModel:
    """Return the model fitted to some pairs, those of the seeds counted SEEDS times."""
    every = [*rows, *seeds]
    number = Counter(name for row in every for name in row.features)
    names = sorted(name for name, n in number.items() if n >= RARE)
    right = np.array([float(row.same) for row in every])
    weight = np.array([1.0] * len(rows) + [SEEDS] * len(seeds))
    found = logistic(_matrix(every, names), right, PENALTY, weight)
    return PairModel(dict(zip(names, found, strict=True)), threshold)


def _matrix(rows: Sequence[Row], names: Sequence[str]) -> npt.NDArray[np.float64]:
    column = {name: n for n, name in enumerate(names)}
    made = np.zeros((len(rows), len(names)))
    for n, row in enumerate(rows):
        for name, value in row.features.items():
            if name in column:
                made[n, column[name]] = value
    return made


def chance(model: PairModel, row: Row) -> float:
    """Return how probable a pair is by a model."""
    total = sum(model.weights.get(name, 0.0) * v for name, v in row.features.items())
    return min(max(1 / (1 + float(np.exp(-total))), EDGE), 1 - EDGE)


def folds(data: Told) -> dict[str, int]:
    """Return the fold of each article; articles of one affair are in one."""
    affair = {_article(report): _article(report) for report in data.accounts}
    shared = Counter(frozenset(_article(report) for report in pair) for pair in data.same)
    for pair, number in sorted(shared.items(), key=lambda item: sorted(item[0])):
        if number >= 2:
            one, other = sorted(affair[name] for name in pair)
            affair = {name: one if root == other else root for name, root in affair.items()}
    sizes: Counter[str] = Counter(affair[_article(report)] for report in data.accounts)
    full: Counter[int] = Counter(dict.fromkeys(range(FOLDS), 0))
    of: dict[str, int] = {}
    for root, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        of[root] = min(full, key=lambda fold: (full[fold], fold))
        full[of[root]] += size
    return {name: of[root] for name, root in affair.items()}


def cross_validated(data: Told, seeds: Told, doubtful: set[frozenset[str]]) -> dict[Ids, float]:
    """Return the probability of each pair by weights fitted without its affairs."""
    fold = folds(data)
    by_folds: dict[frozenset[int], list[Row]] = defaultdict(list)
    for row in data.rows:
        by_folds[frozenset(fold[_article(i)] for i in row.ids)].append(row)
    found: dict[Ids, float] = {}
    for left_out, tested in by_folds.items():
        known = [
            row
            for row in data.rows
            if left_out.isdisjoint(fold[_article(i)] for i in row.ids)
            and frozenset(row.ids) not in doubtful
        ]
        model = fit(known, seeds.rows, 0.0)
        found |= {row.ids: chance(model, row) for row in tested}
    return found


def grouped(chances: Mapping[Ids, float], threshold: float) -> set[frozenset[str]]:
    """Return the pairs that are one after clustering."""
    group: dict[str, frozenset[str]] = {}
    for ours, theirs in Agglomeration(chances, threshold, lambda _one, _two: False).joins():
        whole = frozenset((*ours, *theirs))
        group |= dict.fromkeys(whole, whole)
    return _pairs(sorted(g) for g in set(group.values()))


def scores(made: set[frozenset[str]], same: set[frozenset[str]]) -> str:
    """Return precision and recall as a line."""
    right = len(made & same)
    return f"P {right / max(len(made), 1):.3f} R {right / len(same):.3f} ({right} of {len(made)})"


def main() -> None:
    """Fit, cross-validate, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "evaluation")
    parser.add_argument("--dry-run", action="store_true", help="print the figures only")
    parser.add_argument("--threshold", type=float, default=0.7, help="the least linkage")
    arguments = parser.parse_args()
    folder: Path = arguments.data
    sets = [(folder / name / "articles", folder / name / "gold") for name in ("dev", "fresh")]
    data = told(sets, pairs_in(folder / "fresh_same_incidents.json"))
    doubtful = pairs_in(folder / "fresh_same_doubtful.json")
    own = ROOT / "seeds"
    seeds = told([(own, own)], pairs_in(folder / "seeds_same_incidents.json"))
    print(f"{len(data.rows)} pairs can be one; {sum(row.same for row in data.rows)} are")
    chances = cross_validated(data, seeds, doubtful)
    for threshold in THRESHOLDS:
        print(f"{threshold:.2f}  {scores(grouped(chances, threshold) - doubtful, data.same)}")
    sure = [row for row in data.rows if frozenset(row.ids) not in doubtful]
    model = fit(sure, seeds.rows, arguments.threshold)
    again = grouped({row.ids: chance(model, row) for row in seeds.rows}, arguments.threshold)
    print(f"seeds, to which the weights are fitted: {scores(again, seeds.same)}")
    if not arguments.dry_run:
        SHIPPED.write_text(model.to_json() + "\n", encoding="utf-8")
        print(f"wrote {SHIPPED}")


if __name__ == "__main__":
    main()
