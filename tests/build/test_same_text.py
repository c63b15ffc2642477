"""The same text under two names is one article; what differs in publication is two."""

from pathlib import Path

from click.testing import CliRunner
from talion.build import add, build
from talion.cli import main
from talion.store import Store

TEXT = "Norway expelled two Russian diplomats on 3 May 2021.\nRussia protested.\n"


def names(store: Store) -> list[str]:
    with store.view() as view:
        return sorted(article.id for article in view.publications())


def test_copies_in_one_folder_are_one_article_with_a_line_each(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT)
    (tmp_path / "two.txt").write_text(TEXT)
    (tmp_path / "windows.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    (tmp_path / "mark.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    store = Store.memory()
    batch = build(store, tmp_path)
    assert names(store) == ["mark"]
    assert len(batch.problems) == 3
    assert all("has the same text as the article 'mark'" in str(p) for p in batch.problems)


def test_what_two_newspapers_print_is_two_articles(tmp_path: Path) -> None:
    for name, published in (("a", "2021-05-04"), ("b", "2021-05-05"), ("c", "2021-05-04")):
        (tmp_path / f"{name}.txt").write_text(f"published: {published}\n---\n{TEXT}")
    store = Store.memory()
    assert len(build(store, tmp_path).problems) == 1
    assert names(store) == ["a", "b"]


def test_a_copy_of_what_the_graph_holds_is_not_added_and_the_same_name_replaces(
    tmp_path: Path,
) -> None:
    (tmp_path / "one.txt").write_text(TEXT)
    (tmp_path / "copy.txt").write_text(TEXT)
    store = Store.memory()
    assert build(store, tmp_path / "one.txt").problems == []
    assert len(add(store, tmp_path / "copy.txt").problems) == 1
    assert add(store, tmp_path / "one.txt").problems == []
    assert names(store) == ["one"]


def test_texts_from_standard_input_do_not_replace_each_other(tmp_path: Path) -> None:
    def added(text: str) -> int:
        done = CliRunner().invoke(main, ["--store", str(tmp_path / "s"), "add", "-"], input=text)
        return done.exit_code

    texts = [TEXT, TEXT.replace("Norway", "Denmark")]
    assert [added(text) for text in texts] == [0, 0]
    (tmp_path / "file.txt").write_text(TEXT)
    listed = names(Store.open(tmp_path / "s"))
    assert len(listed) == 2
    assert all(name.startswith("stdin-") for name in listed)
    again = add(Store.open(tmp_path / "s"), tmp_path / "file.txt")
    assert [listed[0] in str(p) or listed[1] in str(p) for p in again.problems] == [True]


def test_a_copy_stands_in_for_an_article_whose_findings_cannot_be_used(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(TEXT)
    (tmp_path / "a.json").write_text("{")
    store = Store.memory()
    assert [str(p) for p in build(store, tmp_path).problems if "a.json" in str(p)]
    assert names(store) == ["b"]
