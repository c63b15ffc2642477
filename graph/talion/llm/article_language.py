"""The language of an article that names none, detected where it is another than English."""

from dataclasses import replace

from talion.gate.language_tables import DEFAULT
from talion.model.article import Article


def with_language(article: Article) -> Article:
    """Return an article with the code of its language, unless that is English or not clear.

    Without the library that detects languages the article stays as it is.

    >>> with_language(Article("a", "Польша выслала трех российских дипломатов.")).language
    'ru'
    """
    if article.language:
        return article
    try:
        from talion.extract.text.language import language_code

        found = language_code(article.text)
    except ModuleNotFoundError:
        return article
    return article if found in (None, DEFAULT) else replace(article, language=found)
