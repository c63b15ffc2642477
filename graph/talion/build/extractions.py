"""Many articles through the extractor, each paired with its outcome, in order."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from talion.errors import ArticleError
from talion.ingest.articles import read_articles
from talion.ingest.metadata import NOTHING, Metadata
from talion.model.article import Article

if TYPE_CHECKING:
    from talion.extract import Extraction
    from talion.readers.article_source import ArticleSource

#: Up to this many articles one process is faster than several, which first have to start.
_FEW = 40

Note = Callable[[str], None]


def _ignore(_: str) -> None:
    """Do nothing with a note."""


@dataclass(frozen=True, slots=True)
class ArticleExtraction:
    """An article and what the extractor found in it."""

    article: Article
    extraction: "Extraction"


def extract_files(
    paths: Iterable[Path | str],
    *,
    facts: Metadata = NOTHING,
    force: bool = False,
    note: Note = _ignore,
    reader: "ArticleSource | None" = None,
) -> Iterator[ArticleExtraction | ArticleError]:
    """Extract from the articles of files and folders; what cannot be used comes as its error.

    Errors come as early as they are met, extractions in the order of the articles. Many articles
    are shared out over all processors. `reader` reads in place of the built-in rules. Raises
    MissingExtraError where the extractor is not installed.
    """
    paths = list(paths)
    errors: deque[ArticleError] = deque()

    def articles() -> Iterator[Article]:
        for found in read_articles(paths, facts=facts, note=note):
            if isinstance(found, ArticleError):
                errors.append(found)
            else:
                yield found

    processes = processes_for(_count(paths))
    each = extract_each(articles(), processes=processes, force=force, reader=reader)
    for article, outcome in each:
        yield from _drained(errors)
        if isinstance(outcome, ArticleError):
            yield outcome
        else:
            yield ArticleExtraction(article, outcome)
    yield from _drained(errors)


def extract_each(
    articles: Iterable[Article],
    *,
    processes: int,
    force: bool,
    reader: "ArticleSource | None" = None,
) -> Iterator[tuple[Article, "Extraction | ArticleError"]]:
    """Yield each article with its extraction or the reason why there is none, in their order.

    With `processes` 0 all are read in this process. The extractor is imported with the first
    article, not before: spaCy takes seconds to import.
    """
    source = iter(articles)
    first = next(source, None)
    if first is None:
        return
    waiting: deque[Article] = deque()

    def feed() -> Iterator[Article]:
        for article in chain([first], source):
            waiting.append(article)
            yield article

    for outcome in _read(reader)(feed(), processes=processes, force=force):
        yield waiting.popleft(), outcome


def _read(reader: "ArticleSource | None") -> "Callable[..., Iterator[Extraction | ArticleError]]":
    """Return what reads many articles; the extractor is imported here."""
    if reader is not None:
        return reader.read
    from talion.extract import extract_all

    return extract_all


def processes_for(articles: int) -> int:
    """Return how many processes should share out some articles; 0 for none but this one.

    >>> processes_for(3)
    0
    """
    return (os.cpu_count() or 1) if articles > _FEW else 0


def _drained(errors: deque[ArticleError]) -> Iterator[ArticleError]:
    while errors:
        yield errors.popleft()


def _count(paths: list[Path | str]) -> int:
    """Return about how many files the paths stand for, without reading any."""
    return sum(
        sum(1 for _ in path.rglob("*.*")) if path.is_dir() else 1 for path in map(Path, paths)
    )
