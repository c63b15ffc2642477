"""Articles whose text is there already under another name: by standard input, or as a copy."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from talion.ingest.articles import STDIN
from talion.model.article import Article
from talion.store import View, iris

#: So many characters of the hash of its text are in the name of an article from standard input.
_SHOWN = 12


class KnownTexts:
    """The texts of a graph and of a batch, to tell an article of which they are copies.

    Two articles of one text are one, unless their publishers or dates differ: a wire story that two
    newspapers print is two.

    >>> known = KnownTexts([Article("one", "Peru expelled two.", publisher="Post")])
    >>> known.twin(Article("two", "Peru expelled two."))
    'one'
    >>> known.twin(Article("three", "Peru expelled two.", publisher="Times")) is None
    True
    """

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        self._known: dict[str, list[Article]] = defaultdict(list)
        for article in articles:
            self.add(article)

    @classmethod
    def of(cls, view: View) -> "KnownTexts":
        """Take the texts of a graph, of which it keeps the hashes.

        >>> KnownTexts.of(view).twin(Article("new", view.articles()[0].text)) is not None
        True
        """
        known = cls()
        rows = view.select(
            "SELECT ?a ?hash ?publisher ?issued { ?a tal:sha256 ?hash . "
            "OPTIONAL { ?a dcterms:publisher ?publisher } OPTIONAL { ?a dcterms:issued ?issued } }"
        ).rows
        for node, digest, *told in rows:
            publisher, issued = (None if value is None else str(value) for value in told)
            ident = iris.ident(str(node), "article")
            article = Article(ident, "", publisher=publisher, published=issued)
            known._known[str(digest)].append(article)
        return known

    def add(self, article: Article) -> None:
        """Note an article."""
        self._known[article.sha256].append(replace(article, text=""))

    def twin(self, article: Article) -> str | None:
        """Return the id of the article that this one is a copy of; None where it is none."""
        found = (known for digest in _hashes(article) for known in self._known.get(digest, ()))
        same = (known.id for known in found if known.id != article.id and _agree(known, article))
        return next(same, None)


def _hashes(article: Article) -> set[str]:
    """Return the hashes of a text as it is, and with the ends of line of either system."""
    lines = article.text.replace("\r\n", "\n")
    texts = (article.text, lines, lines.replace("\n", "\r\n"))
    return {replace(article, text=text).sha256 for text in texts}


def _agree(one: Article, other: Article) -> bool:
    pairs = (one.publisher, other.publisher), (one.published, other.published)
    return all(a is None or b is None or a == b for a, b in pairs)


def named(article: Article, file: object) -> Article:
    """Return an article from standard input with a name of its own, made of its text.

    >>> named(Article("stdin", "Peru expelled two."), "-").id
    'stdin-c40382e06c00'
    >>> named(Article("one", "Peru expelled two."), "one.txt").id
    'one'
    """
    if str(file) != STDIN:
        return article
    return replace(article, id=f"{article.id}-{article.sha256[:_SHOWN]}")
