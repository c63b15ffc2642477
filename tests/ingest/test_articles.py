"""Articles from files, folders and streams."""

import io
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talion.errors import ArticleError
from talion.ingest.articles import MAX_BYTES, MAX_CHARACTERS, read_article, read_articles
from talion.ingest.metadata import Metadata
from talion.model.article import Article

HEADER = """url: https://example.org/1
publisher: The Example
published: 2018-03-26
title: A title: with a colon
---
"""


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_plain_text_is_an_article_named_like_its_file(tmp_path: Path) -> None:
    assert read_article(write(tmp_path, "one.txt", "Moscow said.")) == Article(
        "one", "Moscow said."
    )


def test_a_header_block_gives_publication_facts_and_is_no_text(tmp_path: Path) -> None:
    article = read_article(write(tmp_path, "one.txt", HEADER + "Moscow said.\n"))
    assert article == Article(
        "one",
        "Moscow said.\n",
        "The Example",
        "A title: with a colon",
        "2018-03-26",
        "https://example.org/1",
    )


def test_a_header_with_windows_line_endings_is_one_too(tmp_path: Path) -> None:
    article = read_article(write(tmp_path, "one.txt", HEADER.replace("\n", "\r\n") + "Said."))
    assert (article.text, article.published) == ("Said.", "2018-03-26")


def test_an_empty_published_line_says_nothing(tmp_path: Path) -> None:
    article = read_article(write(tmp_path, "one.txt", "published: \ntitle: T\n---\nSaid."))
    assert (article.published, article.title) == (None, "T")


def test_what_looks_like_a_header_without_its_end_is_text(tmp_path: Path) -> None:
    text = "title: how we name things\n\nIt is hard."
    assert read_article(write(tmp_path, "one.txt", text)).text == text


def test_a_date_at_the_start_of_the_name_is_the_publication(tmp_path: Path) -> None:
    named = {
        "2020-12-10-paper.txt": "2020-12-10",
        "2020-12-paper.txt": "2020-12",
        "2020-13-paper.txt": None,
        "paper-2020-12.txt": None,
    }
    for name, published in named.items():
        assert read_article(write(tmp_path, name, "Said.")).published == published


def test_the_folders_table_gives_facts(tmp_path: Path) -> None:
    write(tmp_path, "articles.csv", 'id,publisher,title,published,url\none,P,"A, b",2020-12,\n')
    article = read_article(write(tmp_path, "one.txt", "Said."))
    assert article == Article("one", "Said.", "P", "A, b", "2020-12", None)
    assert read_article(write(tmp_path, "two.txt", "Said.")).publisher is None


def test_a_table_without_ids_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "articles.csv", "name,publisher\n")
    with pytest.raises(ArticleError, match=r"articles\.csv, line 1: has no column 'id'"):
        read_article(write(tmp_path, "one.txt", "Said."))


def test_what_is_told_goes_before_the_header_before_the_table_before_the_name(
    tmp_path: Path,
) -> None:
    write(tmp_path, "articles.csv", "id,publisher,title\n2020-01-01-a,Table,Table\n")
    path = write(tmp_path, "2020-01-01-a.txt", "title: Header\n---\nSaid.")
    article = read_article(path, facts=Metadata(url="told"))
    assert article.url == "told"
    assert article.title == "Header"
    assert article.publisher == "Table"
    assert article.published == "2020-01-01"
    assert read_article(path, facts=Metadata(title="told")).title == "told"


def test_a_date_that_is_none_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path, "one.txt", "published: last week\n---\nSaid.")
    with pytest.raises(ArticleError, match=r"one\.txt, published: 'last week' is no date"):
        read_article(path)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"title: T\n---\n", "is empty"),
        (b"\x7fELF\0\0\0", "is not text, HTML or PDF"),
        (b"a" * (MAX_CHARACTERS + 1), "is too long: 1,000,001 characters of at most 1,000,000"),
        (b"a" * (MAX_BYTES + 1), "is too large: more than 20,000,000 bytes"),
        (b"%PDF-1.4\nnothing behind it", "is a damaged PDF"),
        (b"<!DOCTYPE html><html><body></body></html>", "is an HTML page without an article"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(ArticleError, match=f"one.txt: {reason}"):
        read_article(write(tmp_path, "one.txt", data))


def test_a_missing_file_and_a_folder_say_so(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="there is no such file"):
        read_article(tmp_path / "none.txt")
    with pytest.raises(ArticleError, match="is a folder"):
        read_article(tmp_path)


def test_another_encoding_is_read_and_noted(tmp_path: Path) -> None:
    notes: list[str] = []
    path = write(tmp_path, "one.txt", "Sophie Wilmès".encode("cp1252"))
    assert read_article(path, note=notes.append).text == "Sophie Wilmès"
    assert notes == [f"{path}: is not UTF-8; read as Windows-1252"]


def test_standard_input_is_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"publisher: P\n---\nSaid."))
    monkeypatch.setattr("sys.stdin", stdin)
    assert read_article("-") == Article("stdin", "Said.", "P")


def test_a_batch_goes_on_after_a_bad_one_and_reads_folders_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", "a/.hidden/d.txt", "e.json", "articles.csv"):
        write(tmp_path, name, "id,x\n" if name.endswith("csv") else "Said.")
    write(tmp_path, "bad.txt", b"\0")
    found = list(read_articles([tmp_path, tmp_path / "none.txt"]))
    ids = [f.id if isinstance(f, Article) else f.reason for f in found]
    assert ids == ["c", "b", "is not text, HTML or PDF", "there is no such file"]


def test_two_articles_of_one_name_are_an_article_and_an_error(tmp_path: Path) -> None:
    write(tmp_path, "a/one.txt", "First.")
    write(tmp_path, "b/one.txt", "Second.")
    first, second = read_articles([tmp_path])
    assert isinstance(first, Article)
    assert isinstance(second, ArticleError)
    assert second.reason == f"has the name of {tmp_path / 'a/one.txt'}; an article's name is its id"


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    (found,) = read_articles([tmp_path])
    assert str(found) == f"{tmp_path}: holds no article (.txt, .html, .htm, .xhtml, .pdf)"


def test_the_seeds_have_their_publication_facts(seed_articles: Path) -> None:
    found = [a for a in read_articles([seed_articles]) if isinstance(a, Article)]
    assert [(a.publisher, a.published) for a in found] == [
        ("The Moscow Times", "2020-12-10"),
        ("DutchReview", "2020-12"),
        ("The Daily Beast", "2021-10-06"),
        ("France 24 with AFP", "2022-03-29"),
        ("European Pravda", "2024-03-05"),
    ]
    assert all(a.text == (seed_articles / f"{a.id}.txt").read_bytes().decode() for a in found)


def test_the_development_articles_are_read_with_their_headers(shared: Path) -> None:
    folder = shared / "evaluation" / "dev"
    found = [a for a in read_articles([folder / "articles"]) if isinstance(a, Article)]
    assert len(found) == 15
    for article in found:
        gold = json.loads((folder / "gold" / f"{article.id}.json").read_text("utf-8"))
        assert article.published == gold["published"]
        assert article.publisher
        assert not article.text.startswith(("url:", "---"))


@given(
    st.binary(max_size=200), st.sampled_from([b"", b"%PDF-1.4\n", b"<html>", b"title: T\n---\n"])
)
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_an_article_or_one_line(data: bytes, start: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder), "one.txt", start + data)
        try:
            article = read_article(path)
        except ArticleError as error:
            assert "\n" not in str(error)  # noqa: PT017 - either is right
        else:
            assert article.text.strip()


def test_a_name_that_is_not_utf8_names_an_article(tmp_path: Path) -> None:
    path = tmp_path / "caf\udce9.txt"
    path.write_text("Peru expelled two envoys.", "utf-8")
    assert read_article(path).id == "café"
