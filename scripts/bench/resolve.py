"""How long resolving takes as articles grow, beside comparing all sentences by their words alone.

    python scripts/bench/resolve.py [COPIES ...]
    python scripts/bench/resolve.py --annotated EVALUATION

The five seeds are copied (default 20 and 100 times: 100 and 500 articles), in two ways. `new`:
every copy's dates and publication are moved on by a month and its quotes are drawn anew from the
seeds' words, so that each tells affairs of its own. `retold`: all copies tell the same affairs.
The peer, in the same run: rapidfuzz's `token_set_ratio` over every pair of quotes of one type, as
deduplication by text does; above 200 copies its time is reckoned from that of 200 by the number
of pairs.

With --annotated: how right it is. EVALUATION holds `NAME/articles` and `NAME/gold` for dev and
fresh. Of the pairs of reports of different articles that are of one incident by
`fresh_same_incidents.json`, printed are how many the resolver finds (recall), and of those that it
makes one, how many are (precision); the pairs of `fresh_same_doubtful.json` are left out. Once with
the annotated findings given, once with what the extractor finds: a finding of its own stands for
the annotated one of its type whose quote overlaps most with its quote.
"""

import argparse
import json
import random
import resource
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz
from talion.extract.extractor import extract
from talion.ingest.articles import read_article
from talion.ingest.sidecar import read_sidecar, sidecar_for
from talion.model.article import Article
from talion.model.date import Date
from talion.model.incident import Report, Span
from talion.model.record import Origin, Record
from talion.resolve.cross_document import resolve_incidents
from talion.resolve.records import record
from talion.resolve.sound_findings import sound_findings

SEEDS = Path(__file__).parents[2] / "seeds"
PEER_AT_MOST = 200


def seeds() -> list[Record]:
    """Return what the graph keeps of the seeds."""
    articles = [(path, read_article(path)) for path in sorted(SEEDS.glob("*.txt"))]
    return [
        record(article, read_sidecar(sidecar_for(path), article), origin=Origin.REVIEWED)
        for path, article in articles
    ]


def moved(date: Date | None, months: int) -> Date | None:
    """Return a date so many months later, as exact as it was."""
    if date is None:
        return None
    year, month = divmod(date.earliest.year * 12 + date.earliest.month - 1 + months, 12)
    exact = {"day": f"-{month + 1:02}-{min(date.earliest.day, 28):02}", "month": f"-{month + 1:02}"}
    return Date(f"{year:04}{exact.get(date.precision, '')}")


def copies(
    records: list[Record], number: int, *, new: bool
) -> Iterator[tuple[Report, Date | None]]:
    """Yield the reports of so many copies, each with its publication."""
    words = [word for made in records for r in made.reports for word in r.quote.text.split()]
    draw = random.Random(1)
    for copy in range(number):
        months = copy if new else 0
        for made in records:
            name = f"{made.article.id}-{copy}"
            issued = moved(Date(made.article.published or "2020"), months)
            for report in made.reports:
                ident = report.id.replace(made.article.id, name)
                date = moved(report.date, months)
                said = report.quote
                if new:
                    drawn = draw.sample(words, len(said.text.split()))
                    said = replace(said, text=" ".join(drawn))
                yield replace(report, id=ident, article=name, date=date, quote=said), issued


def peer(reports: list[Report]) -> tuple[float, int]:
    """Compare all quotes of one type with each other; return the time and the number of pairs."""
    by_type: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        by_type[report.type].append(report.quote.text)
    begun, pairs = time.perf_counter(), 0
    for quotes in by_type.values():
        for one, two in combinations(quotes, 2):
            fuzz.token_set_ratio(one, two)
            pairs += 1
    return time.perf_counter() - begun, pairs


Pair = frozenset[str]


def pairs_of(groups: Iterable[Iterable[str]]) -> set[Pair]:
    """Return the pairs of reports of different articles that are in one group."""
    return {
        frozenset(pair)
        for group in groups
        for pair in combinations(group, 2)
        if len({report.partition("#")[0] for report in pair}) == 2
    }


def resolved_pairs(records: Iterable[Record]) -> set[Pair]:
    """Return the pairs of reports of different articles that the resolver makes one."""
    records = list(records)
    issued = {r.article.id: r.article.published for r in records}
    published = {name: Date(date) if date else None for name, date in issued.items()}
    found = resolve_incidents([x for r in records for x in r.reports], (), published)
    return pairs_of(incident.reports for incident in found.incidents)


def annotated(folder: Path) -> Iterator[tuple[Article, Record]]:
    """Yield each annotated article with what the graph keeps of it."""
    for name in ("dev", "fresh"):
        for path in sorted((folder / name / "articles").glob("*.txt")):
            article = read_article(path)
            told = read_sidecar(folder / name / "gold" / f"{path.stem}.json", article)
            yield article, record(article, told, origin=Origin.REVIEWED)


def extracted(article: Article) -> Record:
    """Return what the graph keeps of an article by the extractor's own findings."""
    findings, _ = sound_findings(extract(article, force=True).findings, article)
    return record(article, findings, origin=Origin.EXTRACTED)


def counterparts(found: Record, gold: Record) -> dict[str, str]:
    """Return for reports found the annotated report of the same type that each stands for."""
    stands: dict[str, str] = {}
    for one in found.reports:
        alike = [r for r in gold.reports if r.type == one.type and overlap(r.quote, one.quote)]
        if alike:
            best = max(alike, key=lambda r: (overlap(r.quote, one.quote), r.id))
            stands[one.id] = best.id
    return stands


def overlap(one: Span, two: Span) -> int:
    """Return how many characters two spans have in common."""
    return max(0, min(one.end, two.end) - max(one.start, two.start))


def scores(made: set[Pair], same: set[Pair], doubtful: set[Pair]) -> str:
    """Return precision and recall as a line."""
    made = made - doubtful
    right = len(made & same)
    return f"P {right / max(len(made), 1):.2f}  R {right / len(same):.2f}  ({right} of {len(made)})"


def rightness(folder: Path) -> None:
    """Print how right resolving is on annotated articles."""
    same, doubtful = (
        pairs_of(json.loads((folder / f"fresh_same_{which}.json").read_text(encoding="utf-8")))
        for which in ("incidents", "doubtful")
    )
    told = list(annotated(folder))
    print(f"annotated findings: {scores(resolved_pairs(r for _, r in told), same, doubtful)}")
    found = [(extracted(article), gold) for article, gold in told]
    stands = {one: two for own, gold in found for one, two in counterparts(own, gold).items()}
    made = {
        frozenset(stands.get(report, report) for report in pair)
        for pair in resolved_pairs(own for own, _ in found)
    }
    print(f"extracted findings: {scores(made, same, doubtful)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("copies", nargs="*", type=int, default=[20, 100])
    parser.add_argument("--annotated", type=Path, help="the folder of annotated articles")
    args = parser.parse_args()
    if args.annotated:
        rightness(args.annotated)
    else:
        speed(args.copies)


def speed(numbers: list[int]) -> None:
    """Print how long resolving takes."""
    records = seeds()
    print("way     articles  reports  incidents  seconds   peer   ratio  peak MiB")
    for number in numbers:
        for way in ("new", "retold"):
            told = list(copies(records, number, new=way == "new"))
            reports = [report for report, _ in told]
            published = {report.article: issued for report, issued in told}
            begun = time.perf_counter()
            found = resolve_incidents(reports, (), published)
            took = time.perf_counter() - begun
            sample = [r for r in reports if int(r.article.rpartition("-")[2]) < PEER_AT_MOST]
            other, _ = peer(sample)
            other *= (len(reports) / len(sample)) ** 2
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(
                f"{way:7}{number * len(records):>9,}{len(reports):>9,}{len(found.incidents):>11,}"
                f"{took:>9.2f}{other:>7.1f}{took / other:>8.3f}{peak:>10,}"
            )


if __name__ == "__main__":
    main()
