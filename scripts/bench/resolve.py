"""How long resolving takes as articles grow, beside comparing all sentences by their words alone.

    python scripts/bench/resolve.py [COPIES ...]

The five seeds are copied (default 20 and 100 times: 100 and 500 articles), in two ways. `new`:
every copy's dates and publication are moved on by a month and its quotes are drawn anew from the
seeds' words, so that each tells affairs of its own. `retold`: all copies tell the same affairs.
The peer, in the same run: rapidfuzz's `token_set_ratio` over every pair of quotes of one type, as
deduplication by text does; above 200 copies its time is reckoned from that of 200 by the number
of pairs.
"""

import argparse
import random
import resource
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz
from talion.ingest.articles import read_article
from talion.ingest.sidecar import read_sidecar, sidecar_for
from talion.model.date import Date
from talion.model.incident import Report
from talion.model.record import Origin, Record
from talion.resolve.cross_document import resolve_incidents
from talion.resolve.records import record

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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("copies", nargs="*", type=int, default=[20, 100])
    records = seeds()
    print("way     articles  reports  incidents  seconds   peer   ratio  peak MiB")
    for number in parser.parse_args().copies:
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
