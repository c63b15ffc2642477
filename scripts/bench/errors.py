#!/usr/bin/env python3
"""What the extractor misses and what it reports that is not there, by cause.

    python scripts/bench/errors.py ../shared/evaluation/fresh [--show "no trigger"]

EVALUATION holds `articles` and `gold`. What is missed is sorted by what became of the words of the
annotated quote, and counted once more where it stands in a list or beside another of its
type that shares a side; what is false by the annotated incident that it comes nearest to.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

from talion.evaluation.actor_matching import FoldedParty, Roster
from talion.evaluation.scoring import compare
from talion.extract.analysis import context_of, shipped_judgement, triggers_of
from talion.extract.extractor import read
from talion.extract.rules import Rejection
from talion.extract.text.cleaning import prepare
from talion.extract.text.parse import Parse
from talion.extract.text.pipeline import is_word, pipeline
from talion.ingest.articles import read_article
from talion.model.date import Date
from talion.model.findings import Finding, Findings

#: How many characters apart two quotes stand that are reported together.
TOGETHER = 250
REALIS = frozenset(
    {Rejection.DENIED, Rejection.ASKED, Rejection.ONLY_THREATENED, Rejection.PART_OF_ORDER}
)
NO_PARTY = frozenset({Rejection.NO_PARTY, Rejection.NO_ANTECEDENT})
Span = tuple[int, int]
Sides = tuple[FoldedParty, FoldedParty]


def meet(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def wrong_sides(a: Sides, b: Sides) -> str:
    """Return which sides of two incidents differ, in words; nothing where both agree."""
    if a[0].agrees(b[0]) and a[1].agrees(b[1]):
        return ""
    if a[0].agrees(b[1]) and a[1].agrees(b[0]):
        return "sides exchanged"
    if a[0].agrees(b[0]):
        return "target wrong"
    return "agent wrong" if a[1].agrees(b[1]) else "both sides wrong"


class Reading:
    """One article as annotated and as read."""

    def __init__(self, path: Path, gold: Path) -> None:
        article = read_article(path)
        prepared = prepare(article.text, is_word)
        doc = pipeline()(prepared.text)
        parse = Parse.of(doc)
        self.gold = Findings.from_dict(json.loads(gold.read_text(encoding="utf-8")))
        self.found = read(article, prepared, doc)
        least = replace(shipped_judgement(), least=0.0)
        every = read(article, prepared, doc, least).findings
        self.comparison = compare(self.gold, self.found.findings)
        self.possible = {g.id for g, _ in compare(self.gold, every).matched}
        published = Date(article.published) if article.published else None
        self.triggers = [
            (t.type, prepared.span(parse.offset[t.i], parse.end(t.i)))
            for t in triggers_of(context_of(parse, published))
        ]
        self.at = {e.finding: (e.start, e.end) for e in self.found.explanations}
        starts = {g.id: article.text.find(g.quote) for g in self.gold.incidents}
        self.quoted = {
            g.id: (starts[g.id], starts[g.id] + len(g.quote)) for g in self.gold.incidents
        }
        ours, theirs = self.found.findings.actors, self.gold.actors
        self._ours, self._theirs = Roster(ours, theirs), Roster(theirs, ours)

    def sides(self, finding: Finding) -> Sides:
        """Return agents and targets of a finding of either reader, for comparison."""
        roster = self._ours if finding in self.found.findings.incidents else self._theirs
        return roster.party(finding.agents), roster.party(finding.targets)

    def in_list(self, gold: Finding) -> bool:
        """Whether another of its type stands beside it that shares just one of its sides."""
        start = self.quoted[gold.id][0]
        return any(
            o is not gold
            and o.type == gold.type
            and abs(self.quoted[o.id][0] - start) < TOGETHER
            and wrong_sides(self.sides(gold), self.sides(o)) in ("target wrong", "agent wrong")
            for o in self.gold.incidents
        )

    def why_missed(self, gold: Finding) -> str:
        """Return why an annotated incident is not among those found."""
        if gold.id in self.possible:
            return "too unlikely"
        span, kind = self.quoted[gold.id], gold.type
        same = [p for p in self.comparison.false if p.type == kind and meet(self.at[p.id], span)]
        if same:
            return min((wrong_sides(self.sides(p), self.sides(gold)) for p in same), key=len)
        types = {t for t, place in self.triggers if meet(place, span)}
        reasons = {
            u.reason
            for u in self.found.unresolved
            if u.type == kind and span[0] <= u.place < span[1]
        }
        for words, rejections in (
            ("unclear who did it to whom", {Rejection.UNDIRECTED}),
            ("denied, asked, only threatened or part of an order, by mistake", REALIS),
            ("too unlikely, with other sides", {Rejection.UNLIKELY}),
            ("no party", NO_PARTY),
        ):
            if reasons & rejections:
                return words
        if kind in types:
            return "taken for another incident of the article"
        return "only a trigger of another type" if types else "no trigger"

    def why_false(self, found: Finding) -> str:
        """Return what is wrong with a finding that matches no annotated incident."""
        sides = self.sides(found)
        same = [g for g in self.gold.incidents if g.type == found.type]
        here = [g for g in self.gold.incidents if meet(self.quoted[g.id], self.at[found.id])]
        differences = [(wrong_sides(sides, self.sides(g)), g in here) for g in same]
        if any(not words for words, _ in differences):
            counts = {p.count for g, p in self.comparison.matched if g in same} - {None}
            other = found.count is not None and found.count not in counts
            return "counted twice, with another count" if other else "counted twice"
        near = [words for words, beside in differences if beside]
        if near:
            return min(near, key=len)
        if any(not wrong_sides(sides, self.sides(g)) for g in here):
            return "of another type"
        if any(words != "both sides wrong" for words, _ in differences):
            return "reported elsewhere, with another side"
        return "no incident, or one of another type and sides" if here else "no incident there"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("evaluation", type=Path)
    parser.add_argument("--show", help="print the incidents of a cause")
    args = parser.parse_args()
    missed: Counter[str] = Counter()
    listed: Counter[str] = Counter()
    false: Counter[str] = Counter()
    wanted = reported = 0
    for path in sorted((args.evaluation / "articles").glob("*.txt")):
        reading = Reading(path, args.evaluation / "gold" / f"{path.stem}.json")
        wanted += len(reading.gold.incidents)
        reported += len(reading.found.findings.incidents)
        for finding in reading.comparison.missed:
            cause = reading.why_missed(finding)
            missed[cause] += 1
            listed[cause] += reading.in_list(finding)
            if cause == args.show:
                print(f"missed {path.stem} {finding.type} {finding.quote!r}")
        for finding in reading.comparison.false:
            cause = reading.why_false(finding)
            false[cause] += 1
            if cause == args.show:
                print(f"false {path.stem} {finding.type} {finding.quote!r}")
    print(
        f"missed {missed.total()} of {wanted}, of these {listed.total()} in a list or beside others"
    )
    for cause, n in missed.most_common():
        print(f"{n:5} ({listed[cause]}) {cause}")
    print(f"false {false.total()} of {reported}")
    for cause, n in false.most_common():
        print(f"{n:5} {cause}")


if __name__ == "__main__":
    main()
