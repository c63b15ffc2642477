"""What a reader is: something that reads articles and returns what each of them reports."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from talion.errors import ArticleError
from talion.extract.explanation import Extraction
from talion.llm.reader_settings import ReaderSettings
from talion.model.article import Article

#: Called with something to know before or while reading.
Note = Callable[[str], None]


class ArticleSource(Protocol):
    """A reader that has been set up."""

    @property
    def version(self) -> str:
        """A text that changes with whatever decides the findings: they are kept under it."""

    def read(
        self, articles: Iterable[Article], *, processes: int = 0, force: bool = False
    ) -> Iterator[Extraction | ArticleError]:
        """Yield what each article gives, or why it gives nothing, in the order of the articles.

        `processes` is how many processes may share the work, `force` whether to read what the
        reader would refuse.
        """


@dataclass(frozen=True, slots=True)
class ReaderKind:
    """A reader by its name: what it is, and how it is set up."""

    name: str
    title: str
    make: Callable[[ReaderSettings, Note], ArticleSource]
