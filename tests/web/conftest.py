"""The app over the seeds' graph, for all tests of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from talion.build import build
from talion.store import Store
from talion.web.app import create_app
from talion.web.pool import Limits

BASE = "http://localhost"


@pytest.fixture(scope="session")
def seeds_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store with the five seeds."""
    folder = tmp_path_factory.mktemp("seeds") / "store"
    build(Store.create(folder))
    return folder


@pytest.fixture(scope="session")
def client(seeds_store: Path) -> Iterator[TestClient]:
    """A client of the app over the seeds."""
    app = create_app(Store.open(seeds_store), limits=Limits(seconds=20))
    with TestClient(app, base_url=BASE) as client:
        yield client
