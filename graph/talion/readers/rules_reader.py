"""The built-in reader: rules and an ontology, offline."""

from collections.abc import Iterable, Iterator

from talion.errors import ArticleError
from talion.extract.explanation import Extraction
from talion.llm.reader_settings import ReaderSettings
from talion.model.article import Article
from talion.readers.article_source import Note, ReaderKind


class RulesReader:
    """Reads by `talion.extract`."""

    #: The extractor's own version stands for it.
    version = "rules"

    def read(
        self, articles: Iterable[Article], *, processes: int = 0, force: bool = False
    ) -> Iterator[Extraction | ArticleError]:
        """Yield the extraction of each article; spaCy is imported with the first."""
        from talion.extract import extract_all

        yield from extract_all(articles, processes=processes, force=force)


def _make(settings: ReaderSettings, note: Note) -> RulesReader:
    return RulesReader()


RULES = ReaderKind("rules", "rules and the ontology, offline", _make)
