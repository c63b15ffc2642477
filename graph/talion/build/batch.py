"""Many articles to a graph: read them, extract their findings, resolve these, write."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from talion.build.extractions import processes_for
from talion.build.findings_cache import FindingsCache, findings_of_each
from talion.build.partial_resolution import resolve_again
from talion.build.resolution import decisions_by_people, resolve_reports
from talion.build.same_text import KnownTexts, named
from talion.errors import ArgumentError, ArticleError, InputError, InvalidGraphError, SidecarError
from talion.ingest.articles import article_files, read_article
from talion.ingest.metadata import NOTHING, Metadata
from talion.ingest.sidecar import read_draft, sidecar_for
from talion.llm.article_language import with_language
from talion.model.article import Article
from talion.model.decision import Decision
from talion.model.findings import Findings
from talion.model.record import Origin, Record
from talion.readers.article_source import ArticleSource
from talion.resolve.records import record
from talion.resolve.sound_findings import sound_findings
from talion.resources import seeds
from talion.store import Store, View, Writer, iris
from talion.store.decided_actors import overridden
from talion.store.value_rows import PUBLICATION

#: Of fewer articles than one in so many of a store's, it is resolved what they can affect.
_SHARE = 4
#: Called with the number of articles done so far.
Tick = Callable[[int], None]


def _ignore(_: object) -> None:
    """Do nothing."""


@dataclass(slots=True)
class Batch:
    """What became of a batch of articles: how many were written, which were not, and why.

    `processes` is how many extracted in parallel; 0 where there were too few to share out.
    `unchanged` articles had been read before, by this version of the extractor, and were not read
    again. `replaced` are the ids of articles that the store held before and that are not among
    these. `texts` are those of the batch, and of the graph that it is added to. `after` gives the
    values of the graph as it is then, where they are known without reading it; only for values.
    """

    reviewed: int = 0
    extracted: int = 0
    problems: list[InputError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    processes: int = 0
    unchanged: int = 0
    replaced: tuple[str, ...] = ()
    texts: KnownTexts = field(default_factory=KnownTexts, repr=False, compare=False)
    after: View | None = field(default=None, repr=False, compare=False)

    @property
    def articles(self) -> int:
        """How many articles were written."""
        return self.reviewed + self.extracted


def build(
    store: Store,
    paths: str | Path | Iterable[str | Path] | None = None,
    *,
    facts: Metadata = NOTHING,
    force: bool = False,
    tick: Tick = _ignore,
    reader: ArticleSource | None = None,
) -> Batch:
    """Build the graph of some articles, or of the shipped seeds, replacing what the store holds.

    `paths` are files and folders, or one of them. Reviewed findings beside an article
    (`article.json`) replace the extractor's. People's decisions about reports, and graphs that
    Talion has not written itself, are kept. An article that cannot be used is listed among the
    problems of the result, and the others are still written; when none can be used, the store stays
    as it was. `tick` is called with the number of articles done so far. `reader` reads
    in place of the built-in rules.

    >>> store = Store.memory()
    >>> build(store).articles  # the seeds
    5
    """
    return _write(store, _paths(paths), facts, force=force, tick=tick, fresh=True, reader=reader)


def add(
    store: Store,
    paths: str | Path | Iterable[str | Path],
    *,
    facts: Metadata = NOTHING,
    force: bool = False,
    tick: Tick = _ignore,
    reader: ArticleSource | None = None,
) -> Batch:
    """Add articles to the graph, replacing those of the same id; see `build`.

    >>> store = Store.memory()
    >>> add(store, [Path(str(seeds())) / "2020-12-dutchreview.txt"]).reviewed
    1
    """
    return _write(store, _paths(paths), facts, force=force, tick=tick, fresh=False, reader=reader)


def _paths(paths: str | Path | Iterable[str | Path] | None) -> list[str | Path]:
    if isinstance(paths, str | Path):
        return [paths]  # not its letters
    return [Path(str(seeds()))] if paths is None else list(paths)


def _write(
    store: Store,
    paths: list[str | Path],
    facts: Metadata,
    *,
    force: bool,
    tick: Tick,
    fresh: bool,
    reader: ArticleSource | None,
) -> Batch:
    if not isinstance(store, Store):
        raise ArgumentError("", store, "a store", "; Store.create makes one")
    batch = Batch()
    if not fresh:
        with store.view() as view:
            batch.texts = KnownTexts.of(view)
    cache = FindingsCache.of(store, reader)
    records: list[Record] = []
    for made in _records(paths, facts, batch, cache, force=force, reader=reader):
        records.append(made)
        tick(batch.articles + len(batch.problems))
    if not records:  # nothing could be read: the store stays as it was
        return batch
    # Only now: reading takes long, writing does not.
    with store.writer(fresh=fresh) as writer, store.view() as before:
        if fresh:
            writer.keep_foreign(before)
            batch.replaced = _others(before, records)
        writer.put_reference()
        writer.put_records(records)
        records = _leave_out(writer, before, records, batch, fresh=fresh)
        batch.after = _resolve(writer, before, records, fresh=fresh)
    return batch


def _leave_out(
    writer: Writer, before: View, records: list[Record], batch: Batch, *, fresh: bool
) -> list[Record]:
    """Leave out the articles that break a shape, and return the records of the others.

    An article that was added again stays as it was. InvalidGraphError where all break one.
    """
    broken = writer.broken_articles()
    if not broken:
        return records
    if all(made.article.id in broken for made in records):
        raise InvalidGraphError([line for lines in broken.values() for line in lines])
    for article, lines in broken.items():
        writer.put_back(article, None if fresh else before)
        reason = f"breaks the shapes: {lines[0]}; left out"
        batch.problems.append(ArticleError(article, reason))
    for made in records:
        if made.article.id in broken:
            batch.reviewed -= made.origin == Origin.REVIEWED
            batch.extracted -= made.origin == Origin.EXTRACTED
    return [made for made in records if made.article.id not in broken]


def _resolve(
    writer: Writer, before: View, records: Sequence[Record], *, fresh: bool
) -> View | None:
    """Resolve all reports; of a store whose values are kept only those that can have changed.

    Returns a view of the result in the latter case, which knows all values.
    """
    decisions = decisions_by_people(before)
    articles = {r.article.id for r in records}
    many = _SHARE * len(records) > len(before.of_kind(PUBLICATION))
    if fresh or not before.kept() or many or _reach_others(writer, before, articles, decisions):
        resolve_reports(writer, decisions)
        return None
    return resolve_again(writer, before, articles, decisions)


def _reach_others(
    writer: Writer, before: View, articles: Iterable[str], decisions: Iterable[Decision]
) -> bool:
    """Whether decisions about actors now say something else of articles that did not change.

    A merge waits until the graph has the actor that is to stay; a new article may bring it.
    """
    decisions = [d for d in decisions if d.is_of_identity]
    if not decisions:
        return False
    writer.put_actor_decisions(decisions)
    own = {iris.article_graph(article) for article in articles}
    states = (overridden(view.database()) for view in (before, writer.view()))
    old, new = ({q for q in state if q.graph_name not in own} for state in states)
    return old != new


def _others(view: View, records: Iterable[Record]) -> tuple[str, ...]:
    """Return the ids of the articles that a store holds beside those of some records, sorted."""
    written = {made.article.id for made in records}
    rows = view.select("SELECT DISTINCT ?a WHERE { ?a a tal:Article }").rows
    return tuple(sorted({iris.ident(str(a), "article") for (a,) in rows} - written))


def _records(
    paths: list[str | Path],
    facts: Metadata,
    batch: Batch,
    cache: FindingsCache | None,
    *,
    force: bool,
    reader: ArticleSource | None,
) -> Iterator[Record]:
    """Yield the record of every article that can be used; the others go into the problems."""
    files = list(_files(paths, batch))
    reviewed = [file for file in files if sidecar_for(file).is_file()]
    unread = [file for file in files if not sidecar_for(file).is_file()]
    for file, article in _articles(reviewed, facts, batch):
        try:
            findings = _reviewed(sidecar_for(file), article, batch)
            made = record(article, findings, origin=Origin.REVIEWED)
        except InputError as error:
            batch.problems.append(error)
            continue
        batch.reviewed += 1
        batch.texts.add(article)  # only now: a copy may have findings that can be used
        yield made
    batch.processes = processes_for(len(unread))
    articles = _noted((article for _, article in _articles(unread, facts, batch)), batch)
    yield from _extracted(articles, batch, cache, force=force, reader=reader)


def _noted(articles: Iterable[Article], batch: Batch) -> Iterator[Article]:
    """Note articles among those of which others may be copies: what is read in one is in both."""
    for article in articles:
        batch.texts.add(article)
        yield article


def _sound(findings: Findings, article: Article, batch: Batch) -> Findings:
    """Return what a reader found in an article; what cannot stand goes into the problems."""
    sound, unsound = sound_findings(findings, article)
    for problem in unsound:
        reason = f"{problem.place}: {problem.reason}; left out, the rest is used"
        batch.problems.append(ArticleError(article.id, reason))
    return sound


def _reviewed(path: Path, article: Article, batch: Batch) -> Findings:
    """Return an article's reviewed findings; those that cannot stand go into the problems."""
    draft, left_out = read_draft(path, article)
    findings, unsound = sound_findings(draft, article)
    for problem in (*left_out, *unsound):
        reason = f"{problem.reason}; left out, the rest of the file is used"
        batch.problems.append(SidecarError(path, reason, problem.place))
    return findings


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
            article = named(read_article(file, facts=facts, note=batch.notes.append), file)
        except ArticleError as error:
            batch.problems.append(error)
            continue
        twin = batch.texts.twin(article)
        if twin is None:
            yield file, article
        else:
            reason = f"has the same text as the article '{twin}', which stands for both; left out"
            batch.problems.append(ArticleError(file, reason))


def _extracted(
    articles: Iterable[Article],
    batch: Batch,
    cache: FindingsCache | None,
    *,
    force: bool,
    reader: ArticleSource | None,
) -> Iterator[Record]:
    """Yield the records of articles that the extractor reads or has read, in their order."""
    if reader is not None:
        articles = map(with_language, articles)
    each = findings_of_each(articles, cache, processes=batch.processes, force=force, reader=reader)
    for article, findings, kept in each:
        if isinstance(findings, ArticleError):
            batch.problems.append(findings)
            continue
        batch.unchanged += kept
        if not findings.incidents:
            batch.problems.append(
                ArticleError(article.id, "reports no incident that the extractor recognizes")
            )
        else:
            try:
                made = record(article, _sound(findings, article, batch), origin=Origin.EXTRACTED)
            except InputError as error:
                batch.problems.append(error)
                continue
            batch.extracted += 1
            yield made
