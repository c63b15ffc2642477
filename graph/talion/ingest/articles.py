"""Articles from files, folders and streams: their texts and their publication metadata."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from talion.errors import ArticleError, InputError
from talion.ingest.encoding import decode
from talion.ingest.metadata import NOTHING, Metadata, checked, name_facts, table_facts
from talion.ingest.readers import extensions, read_bytes
from talion.model.article import Article
from talion.store import bounded_read

#: The longest text that is read, in characters: a book of 400 pages, not an article.
MAX_CHARACTERS = 1_000_000

#: The largest file that is opened, in bytes.
MAX_BYTES = 20_000_000

#: The name that stands for standard input.
STDIN = "-"

Note = Callable[[str], None]


def _ignore(note: str) -> None:
    """Do nothing with a note."""


def read_article(path: Path | str, *, facts: Metadata = NOTHING, note: Note = _ignore) -> Article:
    """Read one article: text, HTML, PDF or another known kind, by its content; `-` is stdin.

    Its id is the file's name without the extension. Publication metadata come from `facts`, then
    from the text's header block or the page itself, then from the folder's `articles.csv`, then
    from a date at the start of the file's name. `note` is called with what had to be done to read
    it.

    Raises ArticleError when there is no text to read, MissingExtraError for HTML and PDF when
    the extra `extract` is not installed.

    >>> from talion.resources import seeds
    >>> article = read_article(str(seeds() / "2020-12-dutchreview.txt"))
    >>> article.id, article.publisher
    ('2020-12-dutchreview', 'DutchReview')
    """
    if str(path) == STDIN:
        try:
            data = bounded_read.read_stdin(MAX_BYTES)
        except InputError as error:
            raise ArticleError(error.file, error.reason) from None
        return _article("stdin", "standard input", data, facts, note)
    path = Path(path)
    known = table_facts(path).over(name_facts(path.stem))
    ident, _ = decode(os.fsencode(path.stem))  # a name need not be UTF-8
    return _article(ident, path, _bytes(path), facts, note, known)


def read_articles(
    paths: Iterable[Path | str], *, facts: Metadata = NOTHING, note: Note = _ignore
) -> Iterator[Article | ArticleError]:
    """Read articles one after the other; one that cannot be read comes as its error in its place.

    A folder stands for the articles in it and below it, in order of name. Of two articles with one
    id the second is an error: nothing would distinguish them.

    >>> from talion.resources import seeds
    >>> [article.id for article in read_articles([str(seeds())])][:2]
    ['2020-12-10-moscow-times', '2020-12-dutchreview']
    """
    seen: dict[str, Path | str] = {}
    for path in paths:
        for found in article_files(path):
            if isinstance(found, ArticleError):
                yield found
                continue
            try:
                article = read_article(found, facts=facts, note=note)
            except ArticleError as error:
                yield error
                continue
            first = seen.setdefault(article.id, found)
            if first is found:
                yield article
            else:
                yield ArticleError(found, f"has the name of {first}; an article's name is its id")


def article_files(path: Path | str) -> Iterator[Path | str | ArticleError]:
    """Yield the files that a path stands for: itself, or those of a folder, in order of name.

    >>> list(article_files("one.txt"))
    ['one.txt']
    """
    if str(path) == STDIN or not Path(path).is_dir():
        yield path
        return
    folder, known = Path(path), extensions()
    files = sorted(
        file
        for file in folder.rglob("*")
        if file.suffix.lower() in known
        and file.is_file()
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
    )
    yield from files
    if not files:
        yield ArticleError(folder, f"holds no article ({', '.join(known)})")


def _bytes(path: Path) -> bytes:
    """Return a file's bytes; ArticleError when it is missing, unreadable or too large."""
    try:
        return bounded_read.read_bytes(path, MAX_BYTES)
    except InputError as error:
        raise ArticleError(path, error.reason) from None


def _article(
    ident: str,
    file: Path | str,
    data: bytes,
    facts: Metadata,
    note: Note,
    known: Metadata = NOTHING,
) -> Article:
    """Make an article from a file's bytes."""
    own, text = read_bytes(file, data, lambda said: note(f"{file}: {said}"))
    if not text.strip():
        raise ArticleError(file, "is empty")
    if len(text) > MAX_CHARACTERS:
        reason = f"is too long: {len(text):,} characters of at most {MAX_CHARACTERS:,}"
        raise ArticleError(file, reason)
    all_ = checked(facts.over(own).over(known), file)
    return Article(ident, text, all_.publisher, all_.title, all_.published, all_.url, all_.language)
