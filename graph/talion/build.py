"""From articles to a graph: read, take out the findings, resolve, write, derive."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from talion.errors import ArticleError, DecisionError, InputError
from talion.ingest.articles import article_files, read_article
from talion.ingest.metadata import NOTHING, Metadata
from talion.ingest.sidecar import read_sidecar, sidecar_for
from talion.model.article import Article
from talion.model.date import Date
from talion.model.decision import MERGE, SPLIT, Decision
from talion.model.incident import Incident
from talion.model.record import Record
from talion.model.title import title
from talion.resolve.decisions import decided, forgotten
from talion.resolve.incidents import resolve_incidents
from talion.resolve.records import EXTRACTED, REVIEWED, record
from talion.resources import seeds
from talion.store import Store, View, Writer
from talion.store.lookup import find_incident
from talion.store.reference import incident_types

#: Called with the number of articles done so far.
Tick = Callable[[int], None]


def _ignore(_: object) -> None:
    """Do nothing."""


@dataclass(slots=True)
class Batch:
    """What became of a batch of articles: how many were read, which could not be, and why."""

    reviewed: int = 0
    extracted: int = 0
    problems: list[InputError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

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
    """Make the graph of some articles, or of the shipped seeds, in place of what the store holds.

    Files and folders alike; reviewed findings beside an article (`article.json`) stand in for the
    extractor's. What persons decided about reports stays decided. An article that cannot be used
    is told of in the result and the rest goes on; when none can, the store stays as it was.
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
    """Add articles to the graph; one that is there already is replaced. See `build`."""
    return _write(store, _paths(paths), facts, force=force, tick=tick, fresh=False)


def settle(writer: Writer, decisions: Iterable[Decision]) -> None:
    """Resolve all reports to incidents anew, under some decisions of persons, and derive.

    The same reports and decisions give the same graph, in whatever order they came.
    """
    view = writer.view()
    published = {a.id: Date(a.published) if a.published else None for a in view.articles()}
    resolution = resolve_incidents(view.reports(), decisions, published)
    writer.put_decisions(resolution.decisions)
    names = {a.id: a.name for a in view.actors()}
    labels = {t.id: t.label for t in incident_types()}
    titles = {i.id: title(i, names, labels) for i in resolution.incidents}
    writer.put_incidents(resolution.incidents, titles)


def decide(store: Store, kind: str, first: str, second: str, reason: str) -> tuple[Incident, ...]:
    """Record a person's decision that two things are one incident or two, and resolve anew.

    `kind` is MERGE or SPLIT, `first` and `second` are ids of reports (`article#e1`) or of
    incidents, which stand for all their reports. It holds over the resolver and over what the
    person decided before. Returns the incidents that now tell of these reports. Raises
    UnknownError for an unknown id, DecisionError where it cannot be so; nothing is then changed.
    """
    with store.writer() as writer:
        view = writer.view()
        one, two = reports_of(view, first), reports_of(view, second)
        if kind == SPLIT:  # a report is taken out of its incident
            one, two = (one - two, two) if one > two else (one, two - one)
        if not one or not two or one & two:
            raise DecisionError(first, second, "they are the same")
        settle(writer, decided(kind, one, two, view.decisions(), reason))
        now = [i for i in view.incidents() if not (one | two).isdisjoint(i.reports)]
        if kind == MERGE and not any({min(one), min(two)} <= set(i.reports) for i in now):
            raise DecisionError(
                first, second, "an earlier split keeps them apart; see: talion decisions"
            )
    return tuple(now)


def forget(store: Store, first: str, second: str) -> tuple[Decision, ...]:
    """Take back what a person decided between two reports or incidents, and resolve anew.

    Returns the decisions taken back. Raises UnknownError for an unknown id, DecisionError where
    nothing was decided.
    """
    with store.writer() as writer:
        view = writer.view()
        stood = personal(view)
        left = forgotten(reports_of(view, first), reports_of(view, second), stood)
        if len(left) == len(stood):
            raise DecisionError(first, second, "no person decided anything about them")
        settle(writer, left)
    return tuple(d for d in stood if d not in left)


def reports_of(view: View, reference: str) -> frozenset[str]:
    """Return the report of that id, or all reports of the incident; UnknownError for neither."""
    incident = find_incident(view, reference)
    return frozenset([reference] if reference in incident.reports else incident.reports)


def personal(view: View) -> list[Decision]:
    """Return the decisions that persons took."""
    return [d for d in view.decisions() if d.by == "person"]


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
    articles = iter(articles)
    first = next(articles, None)
    if first is None:
        return
    from talion.extract import extract_all  # spaCy is heavy, and not needed for reviewed findings

    for found in extract_all(chain([first], articles), force=force):
        if isinstance(found, InputError):
            batch.problems.append(found)
        elif not found.findings.incidents:
            name = found.findings.article
            batch.problems.append(ArticleError(name, "tells of no incident that can be read"))
        else:
            batch.extracted += 1
            yield record(found.article, found.findings, origin=EXTRACTED)
