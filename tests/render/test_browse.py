"""From a store to a page, by the library and by the command."""

import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from talion.build import build
from talion.cli import main
from talion.render import PageData, page_data
from talion.store import Store
from talion.store.questions import questions


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("browse") / "store"
    build(Store.create(folder))
    return folder


@pytest.fixture(scope="module")
def data(folder: Path) -> PageData:
    with Store.open(folder).view() as view:
        return page_data(view)


def test_the_page_holds_the_seeds(data: PageData) -> None:
    expelled = [i for i in data.incidents if i.type == "expulsion"]
    assert sum(i.status == "reported" for i in expelled) == 19
    assert sum(i.status == "prospective" for i in expelled) == 1
    assert len(data.articles) == 5
    assert data.chains
    assert {q.id for q in data.questions} >= {"unanswered", "who-expelled-whom"}


def test_everyone_spoken_of_is_there(data: PageData) -> None:
    ids = {a.id for a in data.actors}
    assert {i for n in data.incidents for i in (*n.agents, *n.targets)} <= ids
    incidents = {i.id for i in data.incidents}
    assert {end for c in data.claims for end in (c.source, c.target)} <= incidents
    assert {i for c in data.chains for step in c.steps for i in step} <= incidents
    assert {r for i in data.incidents for r in i.reports} == {r.id for r in data.reports}


def test_the_command_writes_the_page(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "new" / "page.html"
    result = CliRunner().invoke(
        main, ["--store", str(folder), "browse", "--html", str(file), "--title", "T", "--json"]
    )
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["file"] == str(file)
    listed = CliRunner().invoke(main, ["--store", str(folder), "list", "actors", "--json"])
    assert told["actors"] == json.loads(listed.stdout)["total"]  # as `build` counts them too
    with Store.open(folder).view() as view:
        assert told["actors"] + told["related_actors"] == len(page_data(view).actors)
    assert "<title>T</title>" in file.read_text(encoding="utf-8")


def test_a_place_that_cannot_be_written_is_one_line(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    place = tmp_path / "file" / "page.html"
    result = CliRunner().invoke(main, ["--store", str(folder), "browse", "--html", str(place)])
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1].startswith(f"talion: {place}: cannot be written")


def test_the_page_answers_each_question_as_the_query_of_that_name_does(
    data: PageData, folder: Path
) -> None:
    shown = {question.id: question.rows for question in data.questions}
    with Store.open(folder).view() as view:
        for asked in questions():
            rows = view.select(asked.text).rows
            theirs = [["" if c is None else unquote(str(c)) for c in row] for row in rows]
            ours = [list(map(unquote, row)) for row in shown.get(asked.name, ())]
            assert len(ours) == len(theirs)
            for one, other in zip(ours, theirs, strict=True):
                assert all(map(str.endswith, other, one))
