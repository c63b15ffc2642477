"""A reader added as a newcomer would: what recognises a kind of file, and what reads it."""

import json
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from talion import plugins
from talion.errors import ArticleError, PluginError, UsageError
from talion.ingest import readers
from talion.ingest.articles import article_files, read_article
from talion.ingest.metadata import Metadata
from talion.ingest.readers import REGISTRY, ArticleReader, extensions


def read_wire(file: Path | str, data: bytes, note: Callable[[str], None]) -> tuple[Metadata, str]:
    item = json.loads(data)
    return Metadata(publisher=item["agency"], published=item["day"]), item["body"]


WIRE = ArticleReader("wire item", (".wire",), lambda data: data.startswith(b'{"agency"'), read_wire)
ITEM = '{"agency": "Example Wire", "day": "2022-04-07", "body": "Norway expelled three diplomats."}'


@pytest.fixture
def item(tmp_path: Path) -> Path:
    file = tmp_path / "norway.wire"
    file.write_text(ITEM, "utf-8")
    return file


def test_a_registered_reader_reads_its_files_and_folders_of_them(item: Path) -> None:
    with REGISTRY.registered(WIRE):
        article = read_article(item)
        assert (article.publisher, article.published) == ("Example Wire", "2022-04-07")
        assert article.text == "Norway expelled three diplomats."
        assert list(article_files(item.parent)) == [item]
        with pytest.raises(UsageError, match="'wire item' already"), REGISTRY.registered(WIRE):
            pass
    assert ".wire" not in extensions()
    assert read_article(item).text == ITEM  # text, as before
    [none] = article_files(item.parent)
    assert isinstance(none, ArticleError)


def test_a_file_that_no_reader_recognises_is_refused_with_the_known_kinds(tmp_path: Path) -> None:
    file = tmp_path / "picture.txt"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d")
    with pytest.raises(ArticleError, match="is not text, HTML or PDF"):
        read_article(file)


@pytest.fixture(autouse=True)
def as_installed() -> Iterator[None]:
    yield
    REGISTRY.forget()


def test_an_installed_package_offers_a_reader(
    item: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "wired.py").write_text(
        "from talion.ingest.metadata import NOTHING\n"
        "from talion.ingest.readers import ArticleReader\n"
        "def read(file, data, note): return NOTHING, 'read by wired'\n"
        "READER = ArticleReader('wired', ('.wire',), lambda data: data[:1] == b'{', read)\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    point = EntryPoint("wired", "wired:READER", readers.GROUP)
    monkeypatch.setattr(plugins, "entry_points", lambda group: [point])
    REGISTRY.forget()
    assert read_article(item).text == "read by wired"
    broken = EntryPoint("gone", "no_such_module:READER", readers.GROUP)
    monkeypatch.setattr(plugins, "entry_points", lambda group: [broken])
    REGISTRY.forget()
    with pytest.raises(PluginError, match="no_such_module"):
        read_article(item)
