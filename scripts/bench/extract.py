#!/usr/bin/env python3
"""What reading costs: the whole extraction against bare `nlp.pipe`, and memory over a long stream.

    scripts/bench/extract.py FOLDER [--rounds 5] [--stream 10000] [--processes 0]

FOLDER holds articles as `talion extract` takes them. Bare and whole take turns in one process, and
the medians of their processor times are compared; then the articles are streamed again and
again and the memory in use is read off on the way.
"""

import argparse
import os
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

from talion.extract import extract_all
from talion.extract.text.pipeline import PACKAGES, pipeline
from talion.ingest.articles import read_article
from talion.model.article import Article


def seconds(work: Callable[[], None]) -> float:
    """Return the processor time that a piece of work takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def bare_pipeline() -> object:
    """Return the same pipeline as it is installed, with nothing of ours in it."""
    from importlib import import_module

    for package in PACKAGES:
        try:
            return import_module(package).load()
        except ImportError:
            continue
    raise SystemExit("no English pipeline is installed")


def compare(articles: list[Article], rounds: int) -> tuple[float, float]:
    nlp = bare_pipeline()

    def bare() -> None:
        for _ in nlp.pipe(a.text for a in articles):  # type: ignore[attr-defined]
            pass

    def whole() -> None:
        for _ in extract_all(articles, force=True):
            pass

    bare()  # both read their files once before they are timed
    whole()
    times = [(seconds(bare), seconds(whole)) for _ in range(rounds)]
    return statistics.median(b for b, _ in times), statistics.median(w for _, w in times)


def resident() -> float:
    """Return the memory in use now, in megabytes."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def stream(articles: list[Article], size: int, processes: int) -> Iterator[tuple[int, float]]:
    given = islice(cycle(articles), size)
    for number, _ in enumerate(extract_all(given, processes=processes, force=True), 1):
        if number in (size // 10, size // 2, size):
            yield number, resident()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--stream", type=int, default=0)
    parser.add_argument("--processes", type=int, default=0)
    args = parser.parse_args()
    articles = [read_article(p) for p in sorted(args.folder.glob("*.txt"))]
    words = sum(len(a.text.split()) for a in articles)
    print(f"{len(articles)} articles, {words} words, {pipeline().meta['name']}")
    if args.rounds:
        bare, whole = compare(articles, args.rounds)
        print(
            f"bare nlp.pipe {bare:.2f} s, whole extraction {whole:.2f} s, ratio {whole / bare:.2f}"
        )
    if args.stream:
        begun = time.perf_counter()
        for number, megabytes in stream(articles, args.stream, args.processes):
            rate = number / (time.perf_counter() - begun)
            print(f"{number} articles: {megabytes:.0f} MB in use, {rate:.1f} articles/s")


if __name__ == "__main__":
    main()
