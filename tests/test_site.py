"""The documentation site: built strictly, whole without a network, searched from disk."""

import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]

#: Attributes that make a browser fetch something; links for people (`a`) are followed by hand.
FETCHED = {"src", "srcset", "data", "poster", "href"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as scripts/check builds it."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


class Fetches(HTMLParser):
    """Gathers what a page makes a browser fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "a":
            self.found += [value for name, value in attrs if name in FETCHED and value]


def fetches(page: str) -> list[str]:
    parser = Fetches()
    parser.feed(page)
    return parser.found


def elsewhere(address: str) -> bool:
    return address.startswith(("http:", "https:", "//"))


def test_a_page_that_fetches_from_elsewhere_would_be_found() -> None:
    page = '<a href="https://a.org"></a><link href="//b.org/font.css"><img src="c.png">'
    assert [f for f in fetches(page) if elsewhere(f)] == ["//b.org/font.css"]


def test_no_page_fetches_anything_from_another_host(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 10
    for page in pages:
        found = [f for f in fetches(page.read_text("utf-8")) if elsewhere(f)]
        assert not found, f"{page.name} fetches {found}"
        assert "Content-Security-Policy" in page.read_text("utf-8")
    for sheet in site.rglob("*.css"):
        text = sheet.read_text("utf-8").replace('url("', "url(").replace("url('", "url(")
        assert "url(http" not in text, sheet.name
        assert "url(//" not in text, sheet.name


def test_every_page_of_the_navigation_can_be_searched(site: Path) -> None:
    index = json.loads((site / "search/search_index.json").read_text("utf-8"))
    found = {entry["location"].partition("#")[0] for entry in index["docs"]}
    assert {"index.html", "guide.html", "architecture.html", "contributing.html"} <= found


def test_the_site_opens_and_searches_from_disk_without_a_request(site: Path, browser: Any) -> None:
    context = browser.new_context()
    page = context.new_page()
    requested: list[str] = []
    problems: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.on("console", lambda message: problems.append(message.text))
    page.goto((site / "index.html").as_uri())
    page.click(".md-search__input")
    page.keyboard.type("ledger")
    page.wait_for_selector(".md-search-result__item")
    context.close()
    assert not [url for url in requested if elsewhere(url)]
    assert not problems
