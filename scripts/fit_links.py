#!/usr/bin/env python3
"""Fit the weights by which links are chosen to annotated articles, and cross-validate them.

    python scripts/fit_links.py FOLDER ... [-o FILE] [--folds 5] [--penalty 2] [--threshold 0.2]

Each FOLDER holds `articles/NAME.txt` with `gold/NAME.json`, or `NAME.txt` beside `NAME.json`, in
the form of the codebook. Annotated incidents are laid on the words of their quotes, so that links
are learned apart from the faults of the extractor. Printed is the F1 of links between given
incidents on articles that the weights were not fitted to, at several thresholds; with -o the
weights of a fit to all articles are written as JSON. Folds go by article, by a hash of its name.
"""

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from logistic_regression import logistic
from talion.extract.analysis import Analysis, analyse
from talion.extract.entities.noun_phrases import Party
from talion.extract.incidents.event_mention import EventCluster, EventMention
from talion.extract.links.candidate_link import LinkRule
from talion.extract.links.cued_links import cued_links
from talion.extract.links.link_extraction import pairs
from talion.extract.links.link_model import SHIPPED, LinkModel
from talion.extract.links.pair_features import PairFeatures, carried
from talion.extract.text.cleaning import Prepared, prepare
from talion.extract.text.parse import Parse
from talion.extract.text.pipeline import is_word, pipeline
from talion.extract.triggers.detection import Trigger, find_triggers
from talion.extract.triggers.frame import Frame, FrameKind
from talion.extract.triggers.lexicon import lexicon
from talion.ingest.articles import read_article
from talion.model.claim import ClaimType
from talion.model.date import Date
from talion.model.findings import Finding, Findings

KINDS = (ClaimType.RESPONSE, ClaimType.PRECEDENT)
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
#: A feature of fewer pairs than this is left out.
RARE = 8
#: The features of pairs that a rule links.
CUED = {f"rule {rule.name}" for rule in LinkRule}
Key = tuple[ClaimType, str, str]


@dataclass(frozen=True)
class Row:
    """A pair of incidents by the groups they belong to; `direct` are the kinds annotated of it."""

    ends: tuple[str, str]
    groups: tuple[str, str]
    features: list[str]
    direct: frozenset[ClaimType]
    grouped: frozenset[ClaimType]


@dataclass(frozen=True)
class Annotated:
    """The pairs of one article, and what is annotated of them by group."""

    folder: str
    name: str
    rows: list[Row]
    keys: set[Key]


def main() -> None:
    """Fit, cross-validate, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("-o", "--out", type=Path, help=f"write the weights, as {SHIPPED.name}")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--penalty", type=float, default=2.0)
    parser.add_argument(
        "--threshold", type=float, default=0.2,
        help="the least probability of a link",
    )  # fmt: skip
    args = parser.parse_args()
    data = [a for folder in args.folders for a in annotated(folder)]
    print(f"{len(data)} articles, {sum(len(a.rows) for a in data):,} pairs")
    chances = {}
    for fold in range(args.folds):
        model = fit([a for a in data if fold_of(a.name, args.folds) != fold], args.penalty, 0.0)
        for article in data:
            if fold_of(article.name, args.folds) == fold:
                chances[article.folder, article.name] = [
                    {kind: model.probability(kind, row.features) for kind in KINDS}
                    for row in article.rows
                ]
    report(data, chances)
    if args.out:
        model = fit(data, args.penalty, args.threshold)
        args.out.write_text(model.to_json() + "\n", encoding="utf-8")
        print(f"wrote {args.out}")


def fold_of(name: str, folds: int) -> int:
    """Return the fold of an article."""
    return hashlib.sha256(name.encode()).digest()[1] % folds


def annotated(folder: Path) -> Iterator[Annotated]:
    """Yield the annotated articles of a folder."""
    apart = (folder / "gold").is_dir()
    for path in sorted((folder / "gold" if apart else folder).glob("*.json")):
        text = (folder / "articles" if apart else folder) / f"{path.stem}.txt"
        findings = Findings.from_dict(json.loads(path.read_text(encoding="utf-8")))
        article = read_article(text)
        prepared = prepare(article.text, is_word)
        parse = Parse.of(pipeline()(prepared.text))
        said = analyse(parse, Date(article.published) if article.published else None)
        clusters = dict(on_the_text(article.text, prepared, parse, said, findings))
        rows = list(rows_of(said, clusters, findings))
        group = groups(findings)
        keys = {
            (k.type, group[k.source], group[k.target]) for k in findings.links if k.type in KINDS
        }
        yield Annotated(folder.name, path.stem, rows, keys)


def on_the_text(
    text: str, prepared: Prepared, parse: Parse, said: Analysis, findings: Findings
) -> Iterator[tuple[str, EventCluster]]:
    """Yield the annotated incidents whose quote stands in the text, as the extractor has them."""
    nationals = frozenset(m.end - 1 for m in said.context.mentions if m.use == "demonym")
    triggers = find_triggers(parse, lexicon(), nationals)
    starts = [prepared.span(parse.offset[i], parse.end(i))[0] for i in range(len(parse))]
    named = {a.name for a in findings.actors if a.type in ("person", "agency")}
    for finding in findings.incidents:
        at = text.find(finding.quote)
        inside = [i for i, s in enumerate(starts) if at <= s < at + len(finding.quote)]
        inside = [i for i in inside if not parse.words[i].isspace()]
        if at >= 0 and inside:
            trigger = trigger_in(parse, triggers, finding, inside)
            yield finding.id, cluster(parse, trigger, finding, named)


def trigger_in(
    parse: Parse, triggers: list[Trigger], finding: Finding, inside: list[int]
) -> Trigger:
    """Return the trigger of an incident in its quote: of its type, of any, else the first verb."""
    here = sorted((t for t in triggers if t.i in set(inside)), key=lambda t: t.type != finding.type)
    if here and here[0].type == finding.type:
        return here[0]
    top = [i for i in inside if parse.head[i] not in inside or parse.head[i] == i]
    verbs = [i for i in top if parse.is_verb(i)] or [i for i in inside if parse.is_verb(i)]
    at = here[0].i if here else (verbs or top or inside)[0]
    kind = FrameKind.VERB if parse.is_verb(at) else FrameKind.NOUN
    return Trigger(at, Frame(finding.type, "", kind, (parse.lemma[at],)))


def cluster(parse: Parse, trigger: Trigger, finding: Finding, named: set[str]) -> EventCluster:
    """Return an annotated incident as a cluster of one mention."""
    agents, targets = (
        Party(tuple(n for n in side if n not in named), tuple(n for n in side if n in named))
        for side in (finding.agents, finding.targets)
    )
    slots = (finding.count, finding.date, finding.status)
    mention = EventMention(
        trigger, finding.type, agents, targets, *slots, parse.sentence[trigger.i],
        dated=finding.date is not None, verbal=parse.is_verb(trigger.i),
    )  # fmt: skip
    dated = finding.date is not None
    found = EventCluster([mention], finding.type, agents, targets, *slots, dated, topic="")
    mention.incident = found
    return found


def groups(findings: Findings) -> dict[str, str]:
    """Return for each incident the name of the group that `part_of` ties it to."""
    group = {i.id: i.id for i in findings.incidents}
    for link in findings.links:
        if link.type == ClaimType.PART:
            one, other = group[link.source], group[link.target]
            group = {k: min(one, other) if g in (one, other) else g for k, g in group.items()}
    return group


def rows_of(said: Analysis, clusters: dict[str, EventCluster], findings: Findings) -> Iterator[Row]:
    """Yield the pairs of incidents of an article that belong to different groups."""
    incidents, names = list(clusters.values()), {id(c): name for name, c in clusters.items()}
    cued = cued_links(said.context, incidents, [])
    rules = {(k.type, id(k.source), id(k.target)): k.rule for k in cued}
    group, direct, grouped = groups(findings), defaultdict(set), defaultdict(set)
    for link in findings.links:
        if link.type in KINDS:
            direct[link.source, link.target].add(link.type)
            grouped[group[link.source], group[link.target]].add(link.type)
    features = PairFeatures(said.context.parse, incidents, rules)
    for pair in pairs(incidents, cued):
        ends = names[id(pair.response)], names[id(pair.antecedent)]
        tied = group[ends[0]], group[ends[1]]
        found = features.of(pair)
        if tied[0] != tied[1] and carried(found):
            yield Row(ends, tied, found, frozenset(direct[ends]), frozenset(grouped[tied]))


def fit(data: list[Annotated], penalty: float, threshold: float) -> LinkModel:
    """Return the model fitted to articles; pairs linked through their groups alone do not count."""
    rows = [row for article in data for row in article.rows]
    number: dict[str, int] = defaultdict(int)
    for row in rows:
        for feature in row.features:
            number[feature] += 1
    names = sorted(f for f, n in number.items() if n >= RARE)
    weights = {}
    for kind in KINDS:
        used = [r for r in rows if kind in r.direct or kind not in r.grouped]
        right = np.array([float(kind in r.direct) for r in used])
        weights[kind] = dict(zip(names, logistic(matrix(used, names), right, penalty), strict=True))
    return LinkModel(weights, threshold)


def matrix(rows: list[Row], names: list[str]) -> npt.NDArray[np.float64]:
    """Return a row a pair and a column a feature, 1 where the pair has it."""
    column = {name: n for n, name in enumerate(names)}
    found = np.zeros((len(rows), len(names)))
    for n, row in enumerate(rows):
        found[n, [column[f] for f in row.features if f in column]] = 1.0
    return found


def report(
    data: list[Annotated], chances: dict[tuple[str, str], list[dict[ClaimType, float]]]
) -> None:
    """Print the scores of each folder, and the F1 of all, at each threshold."""
    for threshold in THRESHOLDS:
        line, total = [], np.zeros(3, int)
        for folder in sorted({a.folder for a in data}):
            counts = np.zeros(3, int)
            for article in (a for a in data if a.folder == folder):
                made = chosen(article, chances[folder, article.name], threshold)
                counts += len(article.keys), len(made), len(made & article.keys)
            line.append(f"{folder} {scores(*counts)}")
            total += counts
        print(f"{threshold:.2f}  {' | '.join(line)} | all {scores(*total)}")


def scores(gold: int, made: int, right: int) -> str:
    """Return precision, recall and F1 as a line."""
    precision, recall = right / max(made, 1), right / max(gold, 1)
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * right / max(gold + made, 1):.3f}"


def chosen(article: Annotated, chances: list[dict[ClaimType, float]], threshold: float) -> set[Key]:
    """Return the links chosen, by group, as the extractor chooses: see `find_links`."""
    options = sorted(
        ((p, kind, n) for n, by in enumerate(chances) for kind, p in by.items() if p >= threshold),
        reverse=True,
    )
    taken: set[frozenset[str]] = set()
    settled: set[tuple[ClaimType, str]] = set()
    made: set[Key] = set()
    for _, kind, n in options:
        row, source = article.rows[n], (kind, article.rows[n].ends[0])
        cued = not CUED.isdisjoint(row.features)
        if frozenset(row.ends) not in taken and (cued or source not in settled):
            taken.add(frozenset(row.ends))
            settled.add(source)
            made.add((kind, *row.groups))
    return made


if __name__ == "__main__":
    main()
