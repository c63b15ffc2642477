"""No article is read twice: what the extractor found is kept beside the store."""

import inspect
import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Quad
from talion import extract as room
from talion.build import Batch, add, build
from talion.build import findings_cache as cache_module
from talion.errors import ArticleError
from talion.extract.explanation import Extraction
from talion.model.article import Article
from talion.model.findings import Findings
from talion.store import Store


class Reader:
    """A stand-in for the extractor that reads one incident out of each text, and counts."""

    def __init__(self, dies_after: int | None = None) -> None:
        self.read: list[str] = []
        self.dies_after = dies_after

    def __call__(
        self, articles: Iterable[Article], *, processes: int = 0, force: bool = False
    ) -> Iterator[Extraction | ArticleError]:
        for article in articles:
            if self.dies_after is not None and len(self.read) >= self.dies_after:
                raise KeyboardInterrupt
            self.read.append(article.id)
            if "Dutch" in article.text:
                yield ArticleError(article.id, "is written in Dutch")
                continue
            item = {"id": "e1", "type": "expulsion", "status": "reported", "count": 2}
            sides = {"agents": ["Latvia"], "targets": ["Russia"], "date": "2022-03"}
            whole = {
                "article": article.id,
                "published": article.published,
                "actors": [
                    {"name": "Latvia", "type": "country"},
                    {"name": "Russia", "type": "country"},
                ],
                "incidents": [{**item, **sides, "quote": article.text[:10]}],
                "links": [],
            }
            yield Extraction(Findings.from_dict(whole))


def statements(store: Store) -> set[Quad]:
    with store.view() as view:
        return set(view.quads())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five articles."""
    made = tmp_path / "articles"
    made.mkdir()
    for n in range(5):
        (made / f"a{n}.txt").write_text(f"Latvia expelled {n} Russian diplomats.")
    return made


def run(
    monkeypatch: pytest.MonkeyPatch, store: Store, folder: Path, reader: Reader, *, fresh: bool
) -> Batch:
    monkeypatch.setattr(room, "extract_all", reader, raising=False)
    return build(store, [folder]) if fresh else add(store, [folder])


@pytest.mark.parametrize("fresh", [True, False])
def test_an_unchanged_article_is_not_read_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: Path, fresh: bool
) -> None:
    store = Store.create(tmp_path / "store")
    first, again = Reader(), Reader()
    assert run(monkeypatch, store, folder, first, fresh=fresh).unchanged == 0
    before = statements(store)
    batch = run(monkeypatch, store, folder, again, fresh=fresh)
    assert (len(first.read), again.read) == (5, [])
    assert (batch.extracted, batch.unchanged) == (5, 5)
    assert statements(store) == before


def test_a_changed_article_and_a_new_one_are_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: Path
) -> None:
    store = Store.create(tmp_path / "store")
    run(monkeypatch, store, folder, Reader(), fresh=True)
    (folder / "a3.txt").write_text("Latvia expelled 30 Russian diplomats.")
    (folder / "b.txt").write_text("Latvia expelled 40 Russian diplomats.")
    (folder / "a4.txt").rename(folder / "renamed.txt")
    reader = Reader()
    batch = run(monkeypatch, store, folder, reader, fresh=True)
    assert reader.read == ["a3", "b"]
    assert (batch.articles, batch.unchanged) == (6, 4)
    with store.view() as view:
        ids = [article.id for article in view.articles()]
    assert ids == ["a0", "a1", "a2", "a3", "b", "renamed"], "in their order, under their names"


def test_a_build_that_died_goes_on_where_it_was(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: Path
) -> None:
    store = Store.create(tmp_path / "store")
    with pytest.raises(KeyboardInterrupt):
        run(monkeypatch, store, folder, Reader(dies_after=3), fresh=True)
    assert statements(store) == set()
    reader = Reader()
    assert run(monkeypatch, store, folder, reader, fresh=True).articles == 5
    assert reader.read == ["a3", "a4"]


def test_another_version_of_the_extractor_reads_all_again_and_drops_the_old(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: Path
) -> None:
    store = Store.create(tmp_path / "store")
    run(monkeypatch, store, folder, Reader(), fresh=True)
    monkeypatch.setattr(cache_module, "extractor_version", lambda: "another")
    reader = Reader()
    run(monkeypatch, store, folder, reader, fresh=True)
    assert len(reader.read) == 5
    assert [p.name for p in (tmp_path / "store/findings").iterdir()] == ["another"]


@pytest.mark.parametrize(
    "file",
    [
        "extractor.py",
        "sides/sides.json",
        "encoder/encoder.onnx",
        "encoder/choices.npz",
        "encoder/vocabulary.txt",
    ],
)
def test_other_code_or_weights_make_another_version(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: str
) -> None:
    package = tmp_path / "talion"
    shutil.copytree(Path(cache_module.__file__).parents[1] / "extract", package / "extract")
    (package / "store").mkdir()
    (package / "store/reference.py").write_text("", "utf-8")
    monkeypatch.setattr(cache_module, "files", lambda _: package)
    version = inspect.unwrap(cache_module.extractor_version)
    before = version()
    assert version() == before
    with (package / "extract" / file).open("ab") as changed:
        changed.write(b" ")
    assert version() != before


@pytest.mark.parametrize("content", ["", "{", "[]", json.dumps({"article": "a0"})])
def test_a_kept_file_that_cannot_be_read_is_read_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: Path, content: str
) -> None:
    store = Store.create(tmp_path / "store")
    run(monkeypatch, store, folder, Reader(), fresh=True)
    for file in (tmp_path / "store/findings").rglob("*.json"):
        file.write_text(content)
    reader = Reader()
    assert run(monkeypatch, store, folder, reader, fresh=True).articles == 5
    assert len(reader.read) == 5


def test_nobody_is_locked_out_while_articles_are_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: Path
) -> None:
    store = Store.create(tmp_path / "store")
    reader = Reader()

    def writes_meanwhile(articles: Iterable[Article], **options: Any) -> Iterator[Any]:
        for outcome in reader(articles, **options):
            with store.writer() as writer:
                writer.put_reference()
            yield outcome

    monkeypatch.setattr(room, "extract_all", writes_meanwhile, raising=False)
    assert build(store, [folder]).articles == 5


def test_an_article_that_is_refused_is_refused_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, folder: Path
) -> None:
    (folder / "a2.txt").write_text("Dutch: Letland wijst diplomaten uit.")
    store = Store.create(tmp_path / "store")
    for _ in range(2):
        batch = run(monkeypatch, store, folder, Reader(), fresh=True)
        assert [str(p) for p in batch.problems] == ["a2: is written in Dutch"]
        assert batch.articles == 4
