"""Graphs in a store that Talion has not written itself."""

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from pyoxigraph import NamedNode, Quad
from talion.build import add, build
from talion.resources import seeds as seeds_files
from talion.store import Store
from talion.store.bulk_load import EventRow, load
from talion.store.ontology_graph import is_complete
from talion.vocabulary import ID

NOTES = NamedNode("https://example.org/notes")
TRIG = f"""<{NOTES.value}> {{ <{ID}actor/russia> <x:seeAlso> <x:page>, "a note" . }}
<{ID}graph/my-own> {{ <x:s> <x:p> <x:o> . }}""".encode()
ARTICLE = Path(str(seeds_files())) / "2020-12-dutchreview.txt"
OWN = NamedNode(f"{ID}graph/my-own")

Run = Callable[..., Result]


def notes(store: Store) -> set[Quad]:
    with store.view() as view:
        return {*view.quads(NOTES), *view.quads(OWN)}


def exported(store: Store) -> bytes:
    out = io.BytesIO()
    store.export(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def plain() -> Store:
    """One article."""
    store = Store.memory()
    build(store, [ARTICLE])
    return store


@pytest.fixture
def annotated(plain: Store) -> Store:
    """One article, and two graphs of somebody else."""
    store = Store.memory()
    with store.writer(validate=False) as writer:
        writer.load_trig(exported(plain), "plain.trig")
        writer.load_trig(TRIG, "notes.trig")
    assert len(notes(store)) == 3
    return store


@pytest.mark.parametrize("again", ["build", "add", "load"])
def test_they_stay_whatever_is_written(annotated: Store, again: str) -> None:
    before = notes(annotated)
    if again == "build":
        build(annotated, [ARTICLE])
    elif again == "add":
        add(annotated, [ARTICLE])
    else:
        row = EventRow("1", "expulsion", "italy", "russia", "2021-03-31", "a", "table")
        load(annotated, [row])
    assert notes(annotated) == before
    with annotated.view() as view:
        assert is_complete(view.database())


def test_a_build_gives_the_same_bytes_and_the_graphs_beside_them(
    annotated: Store, plain: Store
) -> None:
    first = exported(annotated)
    build(annotated, [ARTICLE])
    assert exported(annotated) == first
    with annotated.engine.write() as database:
        for graph in (NOTES, OWN):
            database.remove_graph(graph)
    assert exported(annotated) == exported(plain)


def test_they_go_with_an_export_and_come_with_an_import(annotated: Store) -> None:
    copy = Store.memory()
    with copy.writer(fresh=True) as writer:
        writer.load_trig(exported(annotated), "all.trig")
    assert notes(copy) == notes(annotated)


def test_an_article_that_a_build_leaves_out_is_told(
    talion: Run, tmp_path: Path, seeds_folder: Path
) -> None:
    store = tmp_path / "store"
    shutil.copytree(seeds_folder, store)
    folder = tmp_path / "articles"
    folder.mkdir()
    for file in Path(str(seeds_files())).glob("2020-12-dutchreview*"):
        shutil.copy(file, folder)
    done = talion("build", str(folder), store=store)
    assert "4 articles that the store held before left it: 2020-12-10-moscow-times, " in done.stderr
    assert "(talion add keeps them)" in done.stderr
    again = json.loads(talion("build", "--json", str(folder), store=store).stdout)
    assert again["replaced"] == []
