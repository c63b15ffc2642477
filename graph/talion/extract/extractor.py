"""From articles to findings in the codebook's form: one, or many in parallel."""

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from talion.errors import ArticleError
from talion.extract.analysis import Judgement, analyse
from talion.extract.explanation import Extraction
from talion.extract.lang import NAME
from talion.extract.text.cleaning import Prepared, prepare
from talion.extract.text.language import language
from talion.extract.text.parse import Parse
from talion.extract.text.pipeline import is_word, pipeline
from talion.extract.to_findings import to_findings
from talion.model.article import Article
from talion.model.date import Date

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Longer texts are refused: no news article is that long, and the parser's memory grows with it.
MAX_CHARACTERS = 500_000
_BATCH = 32


def extract(article: Article, *, force: bool = False) -> Extraction:
    """Return what a careful reader takes out of an article.

    Raises ArticleError where the text is longer than MAX_CHARACTERS, or in a language that the
    pipeline does not read, unless `force`; MissingExtraError where no pipeline is installed.

    >>> article = Article("a1", "Peru expelled two Cuban envoys.", published="2021-05-12")
    >>> for finding in extract(article).findings.incidents:
    ...     print(finding.type, finding.agents, finding.targets, finding.count, finding.quote)
    expulsion ('Peru',) ('Cuba',) 2 Peru expelled two Cuban envoys.
    """
    check(article, force=force)
    prepared = prepare(article.text, is_word)
    return read(article, prepared, pipeline()(prepared.text))


def extract_all(
    articles: Iterable[Article], *, processes: int = 0, force: bool = False
) -> Iterator[Extraction | ArticleError]:
    """Yield the extraction of each article, in order; `processes` more than 1 shares them out.

    An article that `extract` would refuse yields the error, so that the others go on.

    >>> articles = [Article("a1", "Peru expelled two Cuban envoys."),
    ...             Article("a2", "Polska wydaliła trzech rosyjskich dyplomatów.")]
    >>> [type(found).__name__ for found in extract_all(articles)]
    ['Extraction', 'ArticleError']
    """
    stream = iter(articles)
    if processes > 1:
        yield from _shared_out(stream, processes, force)
        return
    while batch := list(islice(stream, _BATCH)):
        yield from _batch(batch, force)


def _batch(articles: list[Article], force: bool) -> list[Extraction | ArticleError]:
    """Return what a few articles give, parsed together."""
    done: list[Extraction | ArticleError] = []
    ready: list[tuple[int, Article, Prepared]] = []
    for number, article in enumerate(articles):
        try:
            check(article, force=force)
        except ArticleError as error:
            done.append(error)
            continue
        done.append(ArticleError(article.id, "was not read"))
        ready.append((number, article, prepare(article.text, is_word)))
    docs = pipeline().pipe([prepared.text for _, _, prepared in ready])
    for (number, article, prepared), doc in zip(ready, docs, strict=True):
        done[number] = read(article, prepared, doc)
    return done


def _shared_out(
    stream: Iterator[Article], processes: int, force: bool
) -> Iterator[Extraction | ArticleError]:
    """Read batches in worker processes, a few ahead, and yield them in order."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    chunks = iter(lambda: list(islice(stream, _BATCH)), [])
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting = deque(pool.submit(_batch, c, force) for c in islice(chunks, 2 * processes))
        while waiting:
            done = waiting.popleft().result()
            waiting.extend(pool.submit(_batch, c, force) for c in islice(chunks, 1))
            yield from done


def check(article: Article, *, force: bool = False) -> None:
    """Raise ArticleError where an article is too long or not in English (unless `force`).

    >>> check(Article("a1", "Polska wydaliła trzech rosyjskich dyplomatów."))
    Traceback (most recent call last):
        ...
    talion.errors.ArticleError: a1: is written in Polish; only English is read (--force tries)
    """
    if len(article.text) > MAX_CHARACTERS:
        raise ArticleError(
            article.id,
            f"has {len(article.text):,} characters; more than {MAX_CHARACTERS:,} are not read",
        )
    found = NAME if force else language(article.text)
    if found != NAME:
        raise ArticleError(
            article.id, f"is written in {found}; only {NAME} is read (--force tries)"
        )


def read(
    article: Article, prepared: Prepared, doc: "Doc", judgement: Judgement | None = None
) -> Extraction:
    """Return the extraction of an article from its prepared text and that text's parse.

    Without a judgement it is made by the weights that ship with the package.

    >>> article = Article("a1", "Peru expelled two Cuban envoys.")
    >>> prepared = prepare(article.text, is_word)
    >>> found = read(article, prepared, pipeline()(prepared.text)).findings
    >>> [(incident.type, incident.count) for incident in found.incidents]
    [('expulsion', 2)]
    """
    published, title = _date(article.published), article.title or ""
    analysis = analyse(Parse.of(doc), published, judgement, title)
    return to_findings(article, prepared, analysis)


def _date(published: str | None) -> Date | None:
    try:
        return Date(published) if published else None
    except ValueError:
        return None
