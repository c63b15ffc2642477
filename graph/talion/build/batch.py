"""Articles to a graph, many at a time: read, take out the findings, resolve, write."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from talion.build.resolution import personal, settle
from talion.errors import ArticleError, InputError
from talion.ingest.articles import article_files, read_article
from talion.ingest.metadata import NOTHING, Metadata
from talion.ingest.sidecar import read_sidecar, sidecar_for
from talion.model.article import Article
from talion.model.record import Record
from talion.resolve.records import EXTRACTED, REVIEWED, record
from talion.resources import seeds
from talion.store import Store

#: So many articles are read by one process: starting another takes longer than reading them.
_FEW = 40

#: Called with the number of articles done so far.
Tick = Callable[[int], None]


def _ignore(_: object) -> None:
    """Do nothing."""


@dataclass(slots=True)
class Batch:
    """The outcome of a batch of articles: how many were read, which could not be, and why.

    `processes` is the number of processes that extracted, if there was enough to share out.
    """

    reviewed: int = 0
    extracted: int = 0
    problems: list[InputError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    processes: int = 0

    @property
    def articles(self) -> int:
        """How many articles were written."""
        return self.reviewed + self.extracted


def build(
    store: Store,
    paths: Iterable[str | Path] | None = None,
    *,
    facts: Metadata = NOTHING,
    force: bool = False,
    tick: Tick = _ignore,
) -> Batch:
    """Build the graph of some articles, or of the shipped seeds; it replaces what the store holds.

    Files and folders alike; reviewed findings beside an article (`article.json`) stand in for the
    extractor's. People's decisions about reports remain in force. Articles that cannot be used are
    listed in the result and the rest goes on; if none can, the store stays as it was.
    """
    return _write(store, _paths(paths), facts, force=force, tick=tick, fresh=True)


def add(
    store: Store,
    paths: Iterable[str | Path],
    *,
    facts: Metadata = NOTHING,
    force: bool = False,
    tick: Tick = _ignore,
) -> Batch:
    """Add articles to the graph; one that is already there is replaced. See `build`."""
    return _write(store, _paths(paths), facts, force=force, tick=tick, fresh=False)


def _paths(paths: Iterable[str | Path] | None) -> list[str | Path]:
    return [Path(str(seeds()))] if paths is None else list(paths)


def _write(
    store: Store,
    paths: list[str | Path],
    facts: Metadata,
    *,
    force: bool,
    tick: Tick,
    fresh: bool,
) -> Batch:
    batch = Batch()
    with store.view() as view:
        decided = personal(view)
    with suppress(_NothingReadError), store.writer(fresh=fresh) as writer:
        writer.put_reference()
        for made in _records(paths, facts, batch, force=force):
            writer.put_record(made)
            tick(batch.articles + len(batch.problems))
        if not batch.articles:
            raise _NothingReadError
        settle(writer, decided)
    return batch


class _NothingReadError(Exception):
    """Leaves the writer's block without a commit."""


def _records(
    paths: list[str | Path], facts: Metadata, batch: Batch, *, force: bool
) -> Iterator[Record]:
    """Yield the record of every article that can be used; tell the batch of the others."""
    files = list(_files(paths, batch))
    reviewed = [file for file in files if sidecar_for(file).is_file()]
    unread = [file for file in files if not sidecar_for(file).is_file()]
    for file, article in _articles(reviewed, facts, batch):
        try:
            findings = read_sidecar(sidecar_for(file), article)
            made = record(article, findings, origin=REVIEWED)
        except InputError as error:
            batch.problems.append(error)
            continue
        batch.reviewed += 1
        yield made
    if len(unread) > _FEW:
        batch.processes = os.cpu_count() or 1
    if unread:
        yield from _extracted((a for _, a in _articles(unread, facts, batch)), batch, force=force)


def _files(paths: list[str | Path], batch: Batch) -> Iterator[str | Path]:
    """Yield the files that the paths stand for; of two with one name the first."""
    seen: dict[str, str | Path] = {}
    for path in paths:
        for file in article_files(path):
            if isinstance(file, ArticleError):
                batch.problems.append(file)
                continue
            first = seen.setdefault(Path(file).stem, file)
            if first is file:
                yield file
            else:
                reason = f"has the name of {first}; an article's name is its id"
                batch.problems.append(ArticleError(file, reason))


def _articles(
    files: Iterable[str | Path], facts: Metadata, batch: Batch
) -> Iterator[tuple[str | Path, Article]]:
    for file in files:
        try:
            yield file, read_article(file, facts=facts, note=batch.notes.append)
        except ArticleError as error:
            batch.problems.append(error)


def _extracted(articles: Iterable[Article], batch: Batch, *, force: bool) -> Iterator[Record]:
    """Yield what the extractor makes of articles, which come back in the order they went in."""
    articles = iter(articles)
    first = next(articles, None)
    if first is None:
        return
    from talion.extract import extract_all  # spaCy is heavy, and not needed for reviewed findings

    waiting: deque[Article] = deque()

    def feed() -> Iterator[Article]:
        for article in chain([first], articles):
            waiting.append(article)
            yield article

    for found in extract_all(feed(), processes=batch.processes, force=force):
        article = waiting.popleft()
        if isinstance(found, InputError):
            batch.problems.append(found)
        elif not found.findings.incidents:
            batch.problems.append(ArticleError(article.id, "tells of no incident that can be read"))
        else:
            batch.extracted += 1
            yield record(article, found.findings, origin=EXTRACTED)
