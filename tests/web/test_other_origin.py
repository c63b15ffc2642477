"""A page of another origin, in a real browser: it reads the endpoint only where it may."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page
from talion.store import Store
from talion.web.app import create_app
from talion.web.pool import Limits

#: Asks as YASGUI does (a form), as Comunica does (with its own Accept), and for the JSON API.
SCRIPT = """async address => {
    const asked = {
        form: ["/sparql", {method: "POST", body: new URLSearchParams(
            {query: "ASK { ?a tal:expelled ?b }"})}],
        query: ["/sparql", {method: "POST", body: "ASK { ?a tal:expelled ?b }", headers: {
            "Content-Type": "application/sparql-query",
            "Accept": "application/sparql-results+json;q=1.0, application/json;q=0.9"}}],
        counts: ["/api/counts", {}],
        manifest: ["/reconcile", {}],
    };
    const found = {};
    for (const [name, [path, options]] of Object.entries(asked)) {
        try {
            const response = await fetch(address + path, options);
            found[name] = await response.json();
        } catch (error) {
            found[name] = error.name;
        }
    }
    return found;
}"""


class BlankPage(BaseHTTPRequestHandler):
    """An empty page, and nothing in the log."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>elsewhere</title>")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    """The origin of a page that is not the app's."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BlankPage)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def serve(store: Store, origins: list[str]) -> Iterator[str]:
    app = create_app(store, limits=Limits(seconds=20), origins=origins)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(20)


@pytest.fixture
def page(browser: Browser, elsewhere: str) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(elsewhere)
    yield page
    context.close()


def test_it_reads_nothing_by_default(page: Page, seeds_store: Path) -> None:
    for address in serve(Store.open(seeds_store), []):
        found = page.evaluate(SCRIPT, address)
        assert set(found.values()) == {"TypeError"}  # what fetch says of a blocked answer


def test_it_reads_data_where_its_origin_is_allowed(
    page: Page, seeds_store: Path, elsewhere: str
) -> None:
    for address in serve(Store.open(seeds_store), [elsewhere]):
        found = page.evaluate(SCRIPT, address)
        assert found["form"]["boolean"] is True
        assert found["query"]["boolean"] is True
        assert found["counts"]["incidents"] == 53
        assert found["manifest"]["versions"] == ["0.2"]
        framed = page.evaluate(
            """async address => {
                const frame = document.createElement("iframe");
                frame.src = `${address}/reconcile/preview?id=russia`;
                document.body.append(frame);
                await new Promise(done => frame.addEventListener("load", done));
                return frame.src;
            }""",
            address,
        )
        shown = next(frame for frame in page.frames if frame.url == framed)
        assert shown.locator("h1").inner_text() == "Russia"
