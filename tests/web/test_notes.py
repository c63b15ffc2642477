"""Notes that people write in the app: into the store, as decisions that can be taken back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from talion.build import annotate
from talion.model.decision import Subject
from talion.model.note import Note
from talion.store import Store
from talion.store.noted import noted
from talion.web.app import create_app
from talion.web.pool import Limits

BASE = "http://localhost"
DUTCH = "incident:2020-12-10-expulsion-netherlands-russia"


@pytest.fixture
def store(seeds_store: Path, tmp_path: Path) -> Store:
    """A store of the seeds of its own."""
    return Store.open(shutil.copytree(seeds_store, tmp_path / "store"))


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    app = create_app(store, limits=Limits(workers=1))
    with TestClient(app, base_url=BASE) as client:
        yield client


def test_a_note_is_in_the_store_and_on_the_page_at_once_and_taken_back(
    client: TestClient, store: Store
) -> None:
    client.get("/")
    asked = {"about": DUTCH, "text": "two or four? ☎ ask", "star": True}
    assert client.post("/api/note", json=asked).json() == asked
    with store.view() as view:
        ident = DUTCH.removeprefix("incident:")
        assert noted(view) == [Note(Subject.INCIDENT, ident, "two or four? ☎ ask", True)]
    page = client.get("/").text
    assert f'"notes":[{{"about":"{DUTCH}"' in page
    assert 'data-notes="/api/note"' in page
    gone = client.post("/api/note", json={"about": DUTCH, "text": ""}).json()
    assert gone == {"about": DUTCH, "star": True}
    client.post("/api/note", json={"about": DUTCH, "star": False})
    with store.view() as view:
        assert noted(view) == []


def test_a_note_leaves_the_index_as_it_is(client: TestClient, store: Store) -> None:
    before = store.snapshot()
    assert before.folder is not None
    made = before.folder.with_suffix(".index").stat().st_ino
    before.close()
    client.post("/api/note", json={"about": "actor:russia", "star": True})
    after = store.snapshot()
    assert after.folder is not None
    assert after.folder.with_suffix(".index").stat().st_ino == made
    after.close()


def test_a_read_only_app_refuses_with_a_line(store: Store) -> None:
    with TestClient(create_app(store, notes=False), base_url=BASE) as client:
        answer = client.post("/api/note", json={"about": "actor:russia", "star": True})
        assert answer.status_code == 403
        assert answer.json() == {
            "error": "the app is read-only; start it with: talion serve --notes"
        }
        assert "data-notes=" not in client.get("/").text
    with store.view() as view:
        assert noted(view) == []


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"json": {"about": "actor:nobody", "text": "x"}}, 404),
        ({"json": {"about": "claim:nowhere#l1", "text": "x"}}, 404),
        ({"json": {"about": "incident:nowhere", "text": "x"}}, 404),
        ({"json": {"about": "actor:russia"}}, 400),
        ({"json": {"about": "actor:russia", "star": "yes"}}, 400),
        ({"json": {"about": "actor:russia", "text": "x" * 10_001}}, 400),
        ({"json": ["actor:russia"]}, 400),
        ({"content": b"{", "headers": {"Content-Type": "application/json"}}, 400),
        ({"data": {"about": "actor:russia", "text": "x"}}, 415),
        ({"json": {"about": "actor:russia", "text": "x"}, "headers": {"Origin": "null"}}, 403),
    ],
)
def test_what_is_no_note_of_this_app_is_refused(
    client: TestClient, sent: dict[str, object], status: int
) -> None:
    answer = client.post("/api/note", **sent)  # type: ignore[arg-type]
    assert answer.status_code == status
    assert answer.status_code == 403 or len(answer.json()["error"].splitlines()) == 1


def test_a_page_that_may_ask_for_data_may_not_write(store: Store) -> None:
    elsewhere = "https://news.example"
    app = create_app(store, origins=[elsewhere])
    with TestClient(app, base_url=BASE) as client:
        sent = {"about": "actor:russia", "star": True}
        answer = client.post("/api/note", json=sent, headers={"Origin": elsewhere})
        assert answer.status_code == 403
        assert "of this app only" in answer.json()["error"]


def test_a_note_is_about_a_response_too_and_outlasts_a_build(store: Store) -> None:
    from talion.build import build

    with store.view() as view:
        claim = view.claims()[0]
    annotate(store, f"claim:{claim.id}", "is it so?")
    annotate(store, "Russia", star=True)
    build(store)
    with store.view() as view:
        assert [(n.ref, n.text, n.star) for n in noted(view)] == [
            ("actor:russia", "", True),
            (f"claim:{claim.id}", "is it so?", False),
        ]


def test_a_note_on_an_actor_that_was_merged_is_one_on_what_it_is_now(store: Store) -> None:
    from talion.build import merge_actors

    annotate(store, "Maria Zakharova", "speaks for the ministry")
    annotate(store, "Kirill Logvinov", "in Brussels")
    merge_actors(store, "Maria Zakharova", "Kirill Logvinov", "an example")
    with store.view() as view:
        (note,) = noted(view)
    assert note.ref == "actor:kirill-logvinov"
    assert sorted(note.text.splitlines()) == ["in Brussels", "speaks for the ministry"]
