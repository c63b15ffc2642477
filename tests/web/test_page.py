"""The app in a real browser: nothing on the console, nothing from elsewhere."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page
from talion.store import Store
from talion.store.bulk import Act, load
from talion.web import served
from talion.web.app import create_app


class Watched:
    """A page, and all that it complains of or asks for elsewhere."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.wrong: list[str] = []
        page.on("console", lambda m: self.wrong.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: self.wrong.append(str(e)))
        page.on("dialog", lambda d: self.wrong.append(f"dialog {d.message}"))
        page.on("request", lambda r: self._asked(r.url))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:")):
            self.wrong.append(f"asks for {url}")

    def go(self, path: str) -> Page:
        """Open a page of the app and wait until it is drawn."""
        self.page.goto(self.address + path)
        return self.page


def _serve(store: Store) -> Iterator[str]:
    config = uvicorn.Config(create_app(store), port=0, log_level="error", ws="none")
    socket = config.bind_socket()
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]})
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def small(seeds_store: Path) -> Iterator[str]:
    yield from _serve(Store.open(seeds_store))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A store that is too large for a page: a ring of threats, and one to find."""
    states = ["russia", "netherlands", "france", "germany", "poland", "estonia"]
    acts = [
        Act(f"2014-{n}", "threat", states[n % 6], states[(n + 1 + n % 2) % 6],
            f"2014-{n % 12 + 1:02}-01", f"row {n}", "page")
        for n in range(served.WHOLE + 100)
    ]  # fmt: skip
    acts.append(Act("2013-x", "expulsion", "japan", "iran", "2013-02-03", "unheard-of", "other"))
    store = Store.create(tmp_path_factory.mktemp("large") / "s")
    load(store, acts)
    yield from _serve(store)


@pytest.fixture
def watched(browser: Browser, small: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield Watched(context.new_page(), small)
    context.close()


def test_the_graph_opens_without_a_word_on_the_console(watched: Watched) -> None:
    page = watched.go("/")
    page.wait_for_selector("#app[data-ready]")
    page.get_by_role("link", name="SPARQL").click()
    page.wait_for_url("**/query")
    assert watched.wrong == []


def test_a_question_is_asked_and_answered_in_the_editor(watched: Watched) -> None:
    page = watched.go("/query")
    page.wait_for_selector("body[data-ready]")
    page.get_by_role("button", name="Who expels most?").click()
    page.wait_for_selector("#answer td")
    assert "rows" in page.inner_text("#said")
    assert watched.wrong == []


def test_an_iri_in_an_answer_leads_to_its_page(watched: Watched) -> None:
    page = watched.go(
        "/query#query=SELECT%20%3Fa%20%7B%20%3Fa%20rdfs%3Alabel%20'Russia'%40en%20%7D"
    )
    page.get_by_role("link", name="actor:russia").click()
    page.wait_for_selector("h1")
    assert page.inner_text("h1") == "Russia"
    assert watched.wrong == []


def test_what_is_wrong_with_a_query_is_said_as_text(watched: Watched) -> None:
    page = watched.go("/query#query=SELECT%20%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    page.wait_for_selector("#said.wrong")
    assert "cannot be run" in page.inner_text("#said")
    # the browser itself notes the answer's status
    assert all("400" in line for line in watched.wrong)


def test_hostile_text_in_an_answer_stays_text(watched: Watched) -> None:
    page = watched.go("/query")
    page.wait_for_selector("body[data-ready]")
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    page.evaluate(
        "text => document.querySelector('.CodeMirror').CodeMirror.setValue(text)",
        f"SELECT ('{hostile}' AS ?x) (<javascript:alert(3)> AS ?y) {{}}",
    )
    page.click("#run")
    page.wait_for_selector("#answer td")
    assert page.inner_text("#answer td:first-child") == hostile
    assert page.locator("#answer [href^='javascript']").count() == 0
    assert page.locator("#answer img, #answer script").count() == 0
    assert watched.wrong == []


@pytest.mark.parametrize("path", ["/id/actor/russia", "/id/article/2022-03-29-france24", "/ns"])
def test_things_have_pages_that_lead_on(watched: Watched, path: str) -> None:
    page = watched.go(path)
    assert page.locator("main a").count() + page.locator("main tr").count() > 5
    assert watched.wrong == []


def test_a_large_store_is_searched_and_grows_on_demand(browser: Browser, large: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    watched = Watched(context.new_page(), large)
    page = watched.go("/")
    page.wait_for_selector("#app[data-ready]")
    assert page.locator("body[data-api]").count() == 1
    page.get_by_role("combobox").first.fill("unheard")
    page.get_by_role("option").filter(has_text="unheard-of").first.wait_for()
    assert watched.wrong == []
    context.close()
