"""Articles read and graphs built from Python: what cannot be read at all is raised.

Every function here is a public name of `talion`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, TypeAlias

from talion.build import batch
from talion.errors import ArgumentError, ArticleError, UsageError
from talion.ingest import articles
from talion.ingest.metadata import Metadata
from talion.python_api.arguments import checked, require_graph

if TYPE_CHECKING:
    from talion.build import Batch
    from talion.model.article import Article
    from talion.readers.article_source import ArticleSource
    from talion.store import Store

Paths: TypeAlias = "str | Path | Iterable[str | Path]"


@checked
def build(
    store: Store,
    paths: Paths | None = None,
    *,
    facts: Metadata | None = None,
    force: bool = False,
    tick: Callable[[int], None] | None = None,
    reader: ArticleSource | None = None,
) -> Batch:
    """Build the graph anew from articles, or from the seeds; return what was read and what not.

    `paths` are files, or folders of them. `facts` says what a file does not say of its publication;
    `force` reads what was read before; `tick` is called with the number of articles done; `reader`
    reads in place of the rules. Raises ArticleError where nothing at all could be read; else the
    `problems` of the batch say what was left out.

    >>> import talion
    >>> store = talion.Store.memory()
    >>> build(store).articles
    5
    >>> build(store, "no-such-folder")
    Traceback (most recent call last):
    talion.errors.ArticleError: no-such-folder: there is no such file
    """
    return _batch(batch.build, store, paths, facts=facts, force=force, tick=tick, reader=reader)


@checked
def add(
    store: Store,
    paths: Paths,
    *,
    facts: Metadata | None = None,
    force: bool = False,
    tick: Callable[[int], None] | None = None,
    reader: ArticleSource | None = None,
) -> Batch:
    """Add articles to the graph, replacing those of the same id; see `build`.

    >>> import talion
    >>> from talion.resources import seeds
    >>> add(talion.Store.memory(), Path(str(seeds())) / "2020-12-dutchreview.txt").reviewed
    1
    """
    return _batch(batch.add, store, paths, facts=facts, force=force, tick=tick, reader=reader)


@checked
def read_article(path: str | Path, *, facts: Metadata | None = None) -> Article:
    """Read one article: text, HTML, PDF or another known kind, by its content.

    Its id is the file's name without the extension. Publication metadata come from `facts`, then
    from the text's header block or the page itself, then from the folder's `articles.csv`, then
    from a date at the start of the file's name. Raises ArticleError where there is no text to
    read, MissingExtraError for HTML and PDF without the extra `extract`.

    >>> from talion.resources import seeds
    >>> article = read_article(str(seeds() / "2020-12-dutchreview.txt"))
    >>> article.id, article.publisher
    ('2020-12-dutchreview', 'DutchReview')
    """
    return articles.read_article(str(path), facts=_known(facts))


def _batch(
    make: Any,
    store: Store,
    paths: Paths | None,
    *,
    facts: Metadata | None,
    tick: Callable[[int], None] | None,
    reader: ArticleSource | None,
    **options: Any,
) -> Batch:
    """Return a batch; its first problem is raised where it has no article."""
    require_graph(store, writable=True)
    listed = _listed(paths)
    if tick is not None:
        options["tick"] = tick
    if reader is not None and not hasattr(reader, "version"):
        raise ArgumentError("reader", reader, "a reader of talion.readers")
    if listed == []:
        raise UsageError("paths: name an article or a folder of them")
    done: Batch = make(store, listed, facts=_known(facts), reader=reader, **options)
    if not done.articles:
        raise (
            done.problems[0]
            if done.problems
            else ArticleError(", ".join(map(str, listed or ())), "no article is in it")
        )
    return done


def _listed(paths: Paths | None) -> list[str | Path] | None:
    if paths is None or isinstance(paths, str | PurePath):
        return None if paths is None else [str(paths)]
    found = list(paths) if isinstance(paths, Iterable) else [paths]
    for each in found:
        if not isinstance(each, str | PurePath):
            raise ArgumentError("paths", each, "the path of an article or a folder, or several")
    return [str(each) for each in found]


def _known(facts: Metadata | None) -> Metadata:
    if facts is not None and not isinstance(facts, Metadata):
        raise ArgumentError("facts", facts, "a talion.ingest.metadata.Metadata")
    return facts or Metadata()
