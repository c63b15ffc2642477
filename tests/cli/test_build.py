"""`talion build` and `talion add`: a graph from articles, and what becomes of bad ones."""

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from talion.store import Store

Run = Callable[..., Result]
SEEDS = Path(__file__).parents[2] / "seeds"


def content(store: Path) -> bytes:
    out = io.BytesIO()
    Store.open(store).export(out)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the seeds to break."""
    return Path(shutil.copytree(SEEDS, tmp_path / "articles"))


def test_build_without_a_path_makes_the_graph_of_the_seeds(talion: Run, tmp_path: Path) -> None:
    result = talion("build", "--json", store=tmp_path / "store")
    summary = json.loads(result.stdout)
    assert (summary["articles"], summary["reviewed"], summary["problems"]) == (5, 5, [])
    assert summary["incidents"] == {"alleged": 12, "prospective": 1, "reported": 40}


def test_the_same_articles_give_the_same_graph_whole_or_one_by_one(
    talion: Run, tmp_path: Path
) -> None:
    articles = sorted(str(p) for p in SEEDS.glob("*.txt"))
    talion("build", *articles, store=tmp_path / "whole")
    for article in reversed(articles):
        assert talion("add", article, store=tmp_path / "parts").exit_code == 0
    assert content(tmp_path / "parts") == content(tmp_path / "whole")


def test_adding_an_article_again_changes_nothing(talion: Run, tmp_path: Path) -> None:
    talion("build", store=tmp_path / "store")
    before = content(tmp_path / "store")
    assert talion("add", str(SEEDS), store=tmp_path / "store").exit_code == 0
    assert content(tmp_path / "store") == before


def test_a_bad_article_is_reported_and_the_rest_goes_on(
    talion: Run, tmp_path: Path, folder: Path
) -> None:
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    sidecar = folder / "2020-12-dutchreview.json"
    sidecar.write_text(sidecar.read_text().replace("Two Russian diplomats", "Three Russians", 1))
    broken = folder / "2024-03-05-european-pravda.json"
    broken.write_text(broken.read_text()[:-10])
    result = talion("build", str(folder), "--json", store=tmp_path / "store")
    assert result.exit_code == 1
    summary = json.loads(result.stdout)
    assert summary["articles"] == 4, "dutchreview without one finding, not european-pravda"
    lines = result.stderr.splitlines()
    assert any("empty.txt: is empty" in line for line in lines)
    assert any("binary.txt: is not text" in line for line in lines)
    assert any("2020-12-dutchreview.json, incident e2: the quote is not" in line for line in lines)
    assert any("european-pravda.json, line" in line and "not JSON" in line for line in lines)


@pytest.mark.parametrize("command", ["build", "add"])
def test_when_no_article_can_be_used_the_store_stays_as_it_was(
    talion: Run, tmp_path: Path, command: str
) -> None:
    store = tmp_path / "store"
    talion("build", store=store)
    before = content(store)
    (tmp_path / "empty.txt").write_text(" \n")
    result = talion(command, str(tmp_path / "empty.txt"), store=store)
    assert result.exit_code == 1
    assert "empty.txt: is empty" in result.stderr
    assert "nothing was written" in result.stderr
    assert content(store) == before


def test_an_article_that_is_not_there_is_reported(talion: Run, tmp_path: Path) -> None:
    result = talion("build", str(tmp_path / "none.txt"), store=tmp_path / "store")
    assert result.exit_code == 1
    assert "none.txt: there is no such file" in result.stderr


@pytest.mark.parametrize("command", ["build", "add", "load", "import"])
def test_what_is_not_there_makes_no_store(talion: Run, tmp_path: Path, command: str) -> None:
    store = tmp_path / "new"
    assert talion(command, tmp_path / "missing", store=store).exit_code in (1, 2)
    assert not store.exists()
    assert talion("list", store=store).exit_code == 2  # there is none


def test_two_articles_of_one_name_are_refused(talion: Run, tmp_path: Path, folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more/2020-12-dutchreview.txt").write_text("Another text.")
    result = talion("build", str(folder), store=tmp_path / "store")
    assert result.exit_code == 1
    assert "has the name of" in result.stderr


def test_a_place_that_cannot_be_written_is_reported(talion: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    result = talion("build", store=tmp_path / "file" / "store")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_one_article_in_another_language_among_many_loses_no_other(
    talion: Run, tmp_path: Path
) -> None:
    pytest.importorskip("spacy")
    folder = tmp_path / "articles"
    folder.mkdir()
    for n in range(45):
        text = f"Latvia expelled {n + 2} Russian diplomats on 3 March 2022, the ministry said."
        (folder / f"a{n:02}.txt").write_text(text)
    (folder / "brief.txt").write_text("De ambassadeur moet het land binnen twee weken verlaten.")
    done = talion("build", str(folder), store=tmp_path / "store")
    assert done.exit_code == 1
    assert "brief: is written in Dutch" in " ".join(done.stderr.split())
    with Store.open(tmp_path / "store").view() as view:
        assert len(list(view.articles())) == 45
