"""A view added as a newcomer would: one new file that registers itself, and one line."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from talion.render import page
from talion.render.bundle import asset, link
from talion.render.page_data import PageData

Visits = Callable[..., Any]
HELLO = """
import { h, svg } from "../base/dom.js";
import { register } from "./registry.js";

register({
  name: "hello",
  label: "Hello",
  state: { greeting: "Hello" },
  skip: "Skip to hello",
  create: ({ store }) => {
    const words = h("p", { tabindex: "0" });
    const size = { width: 20, height: 20, viewBox: "0 0 20 20" };
    const drawing = svg("svg", size, svg("text", {}, "drawn"));
    return {
      element: h("section", { class: "hello" }, words, drawing),
      update: (state, _, { shown }) => words.replaceChildren(`${state.greeting}, ${shown.size}`),
      title: (state) => `${state.greeting} there`,
      drawing: () => drawing,
      table: () => ({ name: "hello", columns: ["n"], rows: [{ select: "", cells: [1] }] }),
      chainChange: (chain) => ({ greeting: chain.label }),
      focus: () => words.focus(),
    };
  },
});
"""


@pytest.fixture
def path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, seeds_data: PageData) -> Path:
    """A page with one more view: views/hello.js, and a line in views/index.js."""

    def read(name: str) -> str:
        if name == "views/hello.js":
            return HELLO
        return asset(name) + ('import "./hello.js";\n' if name == "views/index.js" else "")

    monkeypatch.setattr(page, "script", lambda: link(read=read))
    return page.write_page(tmp_path / "page.html", seeds_data)


def test_an_added_view_has_a_tab_a_title_an_address_and_a_way_for_the_keyboard(
    visit: Visits, path: Path
) -> None:
    one = visit()
    shown = one.open(path)
    tabs = shown.locator(".views button")
    assert tabs.all_inner_texts()[-1] == "Hello"
    assert not shown.locator(".hello").is_visible()
    tabs.last.click()
    assert shown.locator(".hello p").inner_text().startswith("Hello, ")
    assert shown.title() == "Hello there – Talion"
    shown.wait_for_url("**view=hello*")
    other = one.open(path, "view=hello&greeting=Welcome")
    assert other.locator(".hello p").inner_text().startswith("Welcome, ")
    assert other.locator(".views [aria-current=page]").inner_text() == "Hello"
    other.goto("about:blank")
    again = one.open(path)
    again.locator(".skip", has_text="Skip to hello").focus()
    again.keyboard.press("Enter")
    assert again.evaluate("document.activeElement.parentElement.className") == "hello"
    assert one.quiet(), one.console


def test_an_added_view_is_saved_as_a_picture_and_as_a_table(visit: Visits, path: Path) -> None:
    shown = visit().open(path, "view=hello")
    shown.locator("summary", has_text="Export").click()

    def saved(label: str) -> tuple[str, str]:
        with shown.expect_download() as download:
            shown.locator(".export").get_by_role("button", name=label).click()
        return download.value.suggested_filename, Path(download.value.path()).read_text("utf-8-sig")

    name, drawing = saved("SVG")
    assert name == "talion-hello.svg"
    assert [t.text for t in ET.fromstring(drawing).iter("{http://www.w3.org/2000/svg}text")] == [
        "drawn"
    ]
    assert saved("CSV") == ("talion-hello.csv", "n\n1\n")


def test_a_chain_can_be_shown_in_an_added_view(visit: Visits, path: Path) -> None:
    shown = visit().open(path, "chain=c1")
    actions = shown.locator(".evidence .actions button")
    assert actions.all_inner_texts() == ["Exchange", "Story", "Graph", "Hello"]
    actions.last.click()
    assert shown.locator(".hello p").inner_text().startswith("hacking → expulsion")


def test_two_views_of_one_name_are_refused(visit: Visits, tmp_path: Path) -> None:
    def read(name: str) -> str:
        if name == "views/other.js":
            return HELLO.replace('"hello"', '"graph"')
        return asset(name) + ('import "./other.js";\n' if name == "views/index.js" else "")

    one = visit()
    one.page.add_script_tag(content=link("views/index.js", read), type="module")
    one.page.wait_for_timeout(200)
    assert any("two views are called graph" in line for line in one.console)
