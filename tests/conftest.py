"""What many tests stand on."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from talion.build import build
from talion.cli.support.output import console
from talion.store import Store, View

ROOT = Path(__file__).parents[1]


#: The slowest files without a browser: they begin first, so that no process waits for them at the
#: end, and no browser for them.
SLOW = ("test_spark.py", "test_remote.py", "test_questions.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of the slowest files first; the others keep their order."""
    items.sort(key=lambda item: SLOW.index(item.path.name) if item.path.name in SLOW else len(SLOW))


@pytest.fixture(autouse=True)
def width(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have each test find out anew how wide what it prints may be; runners may set COLUMNS."""
    monkeypatch.delenv("COLUMNS", raising=False)
    console.cache_clear()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared evaluation and event data beside the checkout, or a skip."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared (evaluation and event data), not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def seeds() -> Store:
    """The graph of the five seed articles, in memory; not to be written to."""
    store = Store.memory()
    batch = build(store)
    assert not batch.problems
    return store


@pytest.fixture
def view(seeds: Store) -> Iterator[View]:
    """The seeds' graph to read."""
    with seeds.view() as view:
        yield view


@pytest.fixture(scope="session")
def seeds_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the seeds in a folder; not to be written to."""
    folder = tmp_path_factory.mktemp("seeds") / "store"
    build(Store.create(folder))
    return folder


@pytest.fixture
def talion(seeds_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a command on the seeds' graph, as `talion("chains", "--json")`."""
    from talion.cli import main

    monkeypatch.delenv("TALION_STORE", raising=False)

    def run(*args: str, store: Path | None = None, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(main, ["--store", str(store or seeds_folder), *args], input=stdin)

    return run


FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium; where it is missing a skip, with CI=true a failure."""
    problem = ""
    program = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        problem = "playwright is not installed (the group `tests`)"
    if program is None:
        problem = "chromium is missing: apt-get install chromium"
    if problem and os.environ.get("CI") == "true":
        pytest.fail(f"the page cannot be tested: {problem}")
    if problem:
        pytest.skip(problem)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()
