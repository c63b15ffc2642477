"""A store that changes while it is served."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient
from talion.build import build
from talion.errors import StoreDamagedError
from talion.store import Store
from talion.store.index import Index
from talion.store.view import View
from talion.web import live_store
from talion.web.app import create_app
from talion.web.live_store import LiveStore


def _count(one: LiveStore) -> int:
    with one.use() as state:
        return int(state.summary["incidents"])


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Let no index after the first be made before the event is set; requests do not wait."""
    monkeypatch.setattr(live_store, "PATIENCE", 0.0)
    go, first, of = threading.Event(), [True], Index.of

    def held(view: View, beside: Path | None, tick: Callable[[int], None]) -> Index:
        if not first:
            assert go.wait(20)
        first.clear()
        return of(view, beside, tick)

    monkeypatch.setattr(Index, "of", held)
    return go


def _wait(one: LiveStore) -> None:
    renewal = one._renewal
    if renewal is not None:
        renewal.join(20)


def test_the_old_state_answers_until_the_new_one_is_ready(
    tmp_path: Path, slowly: threading.Event
) -> None:
    store = Store.create(tmp_path / "s")
    one = LiveStore(store)
    assert _count(one) == 0
    build(store)
    assert _count(one) == 0
    assert _count(one) == 0
    slowly.set()
    _wait(one)
    assert _count(one) == 53
    one.close()


def test_an_app_that_ends_does_not_wait_for_an_index(
    tmp_path: Path, slowly: threading.Event
) -> None:
    store = Store.create(tmp_path / "s")
    one = LiveStore(store)
    _count(one)
    build(store)
    _count(one)
    one.close()
    renewal = one._renewal
    slowly.set()
    assert renewal is not None
    renewal.join(20)
    assert one._state is None
    assert not list((tmp_path / "s" / "generations").glob("talion-*"))


def test_a_request_in_hand_keeps_its_state(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "s")
    one = LiveStore(store)
    with one.use() as state:
        build(store)
        assert _count(one) == 53
        assert list(state.view.incidents()) == []
    one.close()


def test_what_is_wrong_with_a_changed_store_is_said_once_it_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    store = Store.create(folder)
    build(store)
    with TestClient(create_app(store), base_url="http://localhost") as client:
        current = (folder / "CURRENT").read_text("utf-8")
        (folder / "generations" / "77").mkdir()
        (folder / "CURRENT").write_text("77\n", "utf-8")
        got = client.get("/api/summary")
        assert got.status_code == 503
        assert str(folder) in got.json()["error"]
        (folder / "CURRENT").write_text(current, "utf-8")
        assert client.get("/api/summary").json()["incidents"] == 53
        (folder / "CURRENT").write_text("78\n", "utf-8")
        with pytest.raises(StoreDamagedError):
            store.view()
        assert client.get("/api/summary").status_code == 503


def test_a_store_whose_folder_is_gone_is_unavailable_until_it_is_back(
    seeds_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "store"
    shutil.copytree(seeds_folder, folder)
    count = "SELECT (COUNT(*) AS ?n) { ?i a tal:Incident }"
    with TestClient(create_app(Store.open(folder)), base_url="http://localhost") as client:

        def asked() -> list[int]:
            paths = (f"/sparql?query={quote(count)}", "/api/search?q=russia", "/")
            return [client.get(path).status_code for path in paths]

        assert asked() == [200, 200, 200]
        folder.rename(tmp_path / "away")
        assert asked() == [503, 503, 503]
        said = client.get("/sparql", params={"query": count}).text
        assert "there is none" in said
        assert str(tmp_path) in said
        (tmp_path / "away").rename(folder)
        assert asked() == [200, 200, 200]
        (folder / "CURRENT").unlink()
        assert asked() == [503, 503, 503]
