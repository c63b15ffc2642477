"""The two shipped readers over the same articles, their agreement taken as evidence."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from talion.errors import ArticleError
from talion.extract.explanation import Extraction
from talion.llm.reader_settings import ReaderSettings
from talion.model.article import Article
from talion.readers.agreement import TWO_READERS, agreed
from talion.readers.article_source import ArticleSource, Note, ReaderKind
from talion.readers.model_reader import make_model_reader
from talion.readers.rules_reader import RulesReader


@dataclass(frozen=True, slots=True)
class BothReaders:
    """Reads by a model and by the rules; what one of them cannot read is the other's alone."""

    model: ArticleSource
    rules: ArticleSource

    @property
    def version(self) -> str:
        """The versions of the two."""
        return f"both {self.model.version} {self.rules.version}"

    def read(
        self, articles: Iterable[Article], *, processes: int = 0, force: bool = False
    ) -> Iterator[Extraction | ArticleError]:
        """Yield the union of both readings of each article."""
        waiting: deque[Article] = deque()

        def fed() -> Iterator[Article]:
            for article in articles:
                waiting.append(article)
                yield article

        for by_model in self.model.read(fed(), force=force):
            [by_rules] = self.rules.read([waiting.popleft()], force=force)
            yield _together(by_model, by_rules)


def _together(
    by_model: Extraction | ArticleError, by_rules: Extraction | ArticleError
) -> Extraction | ArticleError:
    """Return both readings in one, or the one there is; the model's error where neither is."""
    if isinstance(by_model, ArticleError):
        return by_model if isinstance(by_rules, ArticleError) else by_rules
    if isinstance(by_rules, ArticleError):
        return by_model
    made = agreed(by_model, by_rules)
    source = made.findings.provenance
    if source is None:
        return made
    return replace(
        made, findings=replace(made.findings, provenance=replace(source, reader=BOTH.name))
    )


def _make(settings: ReaderSettings, note: Note) -> BothReaders:
    return BothReaders(make_model_reader(settings, note), RulesReader())


BOTH = ReaderKind(TWO_READERS, "both; what they agree on is surer", _make)
