"""Many articles to a graph: read them, extract their findings, resolve these, write."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from talion.build.extractions import extract_each, processes_for
from talion.build.resolution import decisions_by_people, resolve_reports
from talion.errors import ArticleError, InputError
from talion.ingest.articles import article_files, read_article
from talion.ingest.metadata import NOTHING, Metadata
from talion.ingest.sidecar import read_sidecar, sidecar_for
from talion.model.article import Article
from talion.model.record import Origin, Record
from talion.resolve.records import record
from talion.resources import seeds
from talion.store import Store

#: Called with the number of articles done so far.
Tick = Callable[[int], None]


def _ignore(_: object) -> None:
    """Do nothing."""


@dataclass(slots=True)
class Batch:
    """What became of a batch of articles: how many were written, which were not, and why.

    `processes` is how many extracted in parallel; 0 where there were too few to share out.
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
    """Build the graph of some articles, or of the shipped seeds, replacing what the store holds.

    `paths` are files and folders. Reviewed findings beside an article (`article.json`) replace the
    extractor's. People's decisions about reports are kept. An article that cannot be used is listed
    among the problems of the result, and the others are still written; when none can be used, the
    store stays as it was. `tick` is called with the number of articles done so far.

    >>> store = Store.memory()
    >>> build(store).articles  # the seeds
    5
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
    """Add articles to the graph, replacing those of the same id; see `build`."""
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
        decisions = decisions_by_people(view)
    records = _records(paths, facts, batch, force=force)
    first = next(records, None)
    if first is None:  # nothing could be read: the store stays as it was
        return batch
    with store.writer(fresh=fresh) as writer:
        writer.put_reference()
        for made in chain([first], records):
            writer.put_record(made)
            tick(batch.articles + len(batch.problems))
        resolve_reports(writer, decisions)
    return batch


def _records(
    paths: list[str | Path], facts: Metadata, batch: Batch, *, force: bool
) -> Iterator[Record]:
    """Yield the record of every article that can be used; the others go into the problems."""
    files = list(_files(paths, batch))
    reviewed = [file for file in files if sidecar_for(file).is_file()]
    unread = [file for file in files if not sidecar_for(file).is_file()]
    for file, article in _articles(reviewed, facts, batch):
        try:
            findings = read_sidecar(sidecar_for(file), article)
            made = record(article, findings, origin=Origin.REVIEWED)
        except InputError as error:
            batch.problems.append(error)
            continue
        batch.reviewed += 1
        yield made
    batch.processes = processes_for(len(unread))
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
    """Yield the records of articles that the extractor reads, in their order."""
    for article, outcome in extract_each(articles, processes=batch.processes, force=force):
        if isinstance(outcome, InputError):
            batch.problems.append(outcome)
        elif not outcome.findings.incidents:
            batch.problems.append(ArticleError(article.id, "tells of no incident that can be read"))
        else:
            batch.extracted += 1
            yield record(article, outcome.findings, origin=Origin.EXTRACTED)
