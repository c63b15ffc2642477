"""Articles read by the extractor, one after the other, whatever becomes of each."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from talion.errors import ArticleError
from talion.extract import Extraction, extract_all
from talion.ingest.articles import read_articles
from talion.ingest.metadata import NOTHING, Metadata
from talion.model.article import Article

#: So many articles are read by one process: starting another takes longer than reading them.
_FEW = 40

Note = Callable[[str], None]


def _ignore(_: str) -> None:
    """Do nothing with a note."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article and what the extractor took out of it."""

    article: Article
    extraction: Extraction


def read_all(
    paths: Iterable[Path | str],
    *,
    facts: Metadata = NOTHING,
    force: bool = False,
    note: Note = _ignore,
) -> Iterator[Reading | ArticleError]:
    """Read the articles of files and folders; what cannot be used comes as its error.

    Errors come as early as they are met, readings in the order of the articles. Many articles are
    shared out over all processors. Raises MissingExtraError where the extractor is not installed.
    """
    paths = list(paths)
    errors: deque[ArticleError] = deque()
    under_way: deque[Article] = deque()

    def articles() -> Iterator[Article]:
        for found in read_articles(paths, facts=facts, note=note):
            if isinstance(found, ArticleError):
                errors.append(found)
            else:
                under_way.append(found)
                yield found

    processes = (os.cpu_count() or 1) if _many(paths) else 0
    for result in extract_all(articles(), processes=processes, force=force):
        article = under_way.popleft()
        yield from _drained(errors)
        yield result if isinstance(result, ArticleError) else Reading(article, result)
    yield from _drained(errors)


def _drained(errors: deque[ArticleError]) -> Iterator[ArticleError]:
    while errors:
        yield errors.popleft()


def _many(paths: list[Path | str]) -> bool:
    """Whether there are more files than one process should read."""
    found = 0
    for path in map(Path, paths):
        found += sum(1 for _ in path.rglob("*.*")) if path.is_dir() else 1
    return found > _FEW
