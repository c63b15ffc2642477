"""The app in a real browser: nothing on the console, nothing from elsewhere."""

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect
from talion.store import Store
from talion.store.bulk_load import EventRow, load
from talion.web import documents, live_store
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


@pytest.fixture
def own(seeds_store: Path, tmp_path: Path) -> Iterator[str]:
    """The seeds in a store that a test may write to."""
    yield from _serve(Store.open(shutil.copytree(seeds_store, tmp_path / "store")))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A store that is too large for a page: 600 threats in 2014, and an expulsion to find."""
    states = ["russia", "netherlands", "france", "germany", "poland", "estonia"]
    acts = [
        EventRow(f"2014-{n}", "threat", states[n % 6], states[(n + 1 + n // 6 % 5) % 6],
            f"2014-{n % 12 + 1:02}-01", f"row {n}", "page")
        for n in range(600)
    ]  # fmt: skip
    acts.append(
        EventRow("2013-x", "expulsion", "japan", "iran", "2013-02-03", "unheard-of", "other")
    )
    store = Store.create(tmp_path_factory.mktemp("large") / "s")
    load(store, acts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(live_store, "WHOLE", 200)
        patch.setattr(documents, "INCIDENTS", 60)
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
    assert "rows" in page.inner_text("#status")
    assert watched.wrong == []


def test_an_iri_in_an_answer_leads_to_its_page(watched: Watched) -> None:
    page = watched.go(
        "/query#query=SELECT%20%3Fa%20%7B%20%3Fa%20rdfs%3Alabel%20'Russia'%40en%20%7D"
    )
    page.get_by_role("link", name="actor:russia").click()
    page.wait_for_selector("h1")
    assert page.inner_text("h1").startswith("Russia is a country; ")
    assert watched.wrong == []


def test_a_question_is_asked_of_others_by_name_and_its_answer_has_labels(watched: Watched) -> None:
    page = watched.go("/query")
    page.wait_for_selector("body[data-ready]")
    page.get_by_role("button", name="What did two actors do to each other?").click()
    page.wait_for_selector("#answer td")
    field = page.get_by_label("one of the two")
    field.fill("Norw")
    page.wait_for_selector("#known-one option[value=Norway]", state="attached")
    field.fill("Norway")
    with page.expect_response("**/sparql"):
        page.get_by_role("button", name="Ask", exact=True).click()
    link = page.locator("#answer a[data-iri]", has_text="Norway").first
    link.locator(".note").wait_for()
    assert "incident:" in link.inner_text()
    assert "actor/norway" in page.evaluate("decodeURIComponent(location.hash)")
    field.fill("Nowhereland")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_selector("#status.wrong")
    assert "'Nowhereland' is not an actor" in page.inner_text("#status")
    assert watched.wrong == []


def test_the_editor_completes_names_of_actors_and_terms(watched: Watched) -> None:
    page = watched.go("/query")
    page.wait_for_selector("body[data-ready]")
    for begun, whole in (("actor:nethe", "actor:netherlands"), ("type:expul", "type:expulsion")):
        page.evaluate(
            """text => {
                const editor = document.querySelector('.CodeMirror').CodeMirror;
                editor.setValue(text);
                editor.setCursor(0, text.length);
                editor.focus();
            }""",
            f"SELECT * {{ ?a ?b {begun}",
        )
        page.keyboard.press("Control+Space")
        # a single completion is taken at once, several are offered
        page.wait_for_function(
            """whole => document.querySelector('.CodeMirror').CodeMirror.getValue().includes(whole)
                || [...document.querySelectorAll('.CodeMirror-hint')]
                    .some(hint => hint.textContent === whole)""",
            arg=whole,
        )
        page.keyboard.press("Escape")
    assert watched.wrong == []


def test_what_is_wrong_with_a_query_is_said_as_text(watched: Watched) -> None:
    page = watched.go("/query#query=SELECT%20%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    page.wait_for_selector("#status.wrong")
    assert "cannot be run" in page.inner_text("#status")
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


@pytest.mark.parametrize(
    "thing", ["actor:russia", "incident:2020-12-10-expulsion-netherlands-russia"]
)
def test_the_page_and_the_pages_of_things_lead_to_each_other(watched: Watched, thing: str) -> None:
    page = watched.go(f"/#select={thing}")
    page.wait_for_selector("#app[data-ready]")
    page.get_by_role("link", name="Facts and statements").click()
    page.wait_for_selector("h1")
    assert page.url.endswith(f"/id/{thing.replace(':', '/')}")
    page.get_by_role("link", name="Show it in the graph").click()
    page.wait_for_selector("#app[data-ready]")
    assert page.locator(".evidence h3").count() == 1
    assert watched.wrong == []


@pytest.fixture
def part(browser: Browser, large: str) -> Iterator[Watched]:
    """A page that has a part of a store."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(20_000)
    watched = Watched(context.new_page(), large)
    yield watched
    assert watched.wrong == []
    context.close()


def _open(watched: Watched, state: str = "") -> Page:
    page = watched.go(f"/#{state or 'view=graph&filters=1'}")
    page.wait_for_selector("#app[data-ready]")
    assert page.locator("body[data-api]").count() == 1
    return page


def test_a_part_says_how_much_of_the_whole_is_here_and_gets_more(part: Watched) -> None:
    page = _open(part)
    expect(page.locator(".coverage")).to_contain_text("60 of 601 incidents are here.")
    expect(page.locator(".bar .count")).to_have_text("60 of 601 incidents")
    page.get_by_role("button", name="Load the latest 200 of the other 541").click()
    expect(page.locator(".coverage")).to_contain_text("260 of 601 incidents are here.")
    expect(page.locator(".bar .count")).to_have_text("260 of 601 incidents")
    page.get_by_role("button", name="Table", exact=True).click()
    expect(page.locator("caption")).to_contain_text("260 incidents")


def test_filters_of_a_part_count_the_whole(part: Watched) -> None:
    page = _open(part)
    choice = page.locator(".facet.type .choice")
    expect(choice.filter(has_text="threat")).to_contain_text("600")
    expect(choice.filter(has_text="expulsion").locator(".number")).to_have_text("1")
    choice.filter(has_text="threat").locator("input").uncheck()
    expect(page.locator(".facet.type .summary")).to_contain_text("hides 600")
    expect(page.locator(".facet.status .choice .number")).to_have_text("1/601")
    # the one that is left was not here: it comes by itself
    expect(page.locator(".bar .count")).to_have_text("1 incident")
    expect(page.locator(".coverage")).to_contain_text(
        "The only incident that passes the filters is here."
    )


def test_the_timeline_of_a_part_is_that_of_the_whole_and_a_brush_brings_its_slice(
    part: Watched,
) -> None:
    page = _open(part)
    days = [page.get_by_label(label) for label in ("From this day", "Up to this day")]
    expect(days[0]).to_have_value("2013-02-01")
    expect(days[1]).to_have_value("2014-12-31")
    page = _open(part, "from=15737&to=15764&view=table")  # February 2013
    expect(page.locator(".twin td.c-source")).to_have_text("Japan")
    expect(page.locator(".timeline-summary")).to_contain_text("hides 600")
    expect(page.locator(".coverage")).to_contain_text("2013-02-01 to 2013-02-28")


def test_a_capped_neighbourhood_says_so(part: Watched) -> None:
    page = _open(part)
    page.route("**/api/neighbourhood?*", lambda r: r.continue_(url=r.request.url + "&partners=2"))
    page.get_by_role("combobox").first.fill("russia")
    page.locator(".suggestions li").first.click()
    strip = page.locator(".coverage")
    expect(strip).to_contain_text("of 200 incidents of Russia are here")
    expect(page.locator(".evidence-body")).to_contain_text("incidents here.")
    page.get_by_role("button", name="Load").click()
    expect(strip).to_contain_text("All 200 incidents of Russia are here, with 2 of 5 partners.")
    expect(page.get_by_role("button", name="Load")).to_be_hidden()


def test_an_exchange_and_an_incident_of_a_link_come_to_a_part(part: Watched) -> None:
    page = _open(part, "view=exchange&sides=japan|iran")
    expect(page.locator(".coverage")).to_contain_text("The only incident between Japan and Iran")
    expect(page.locator(".exchange-place .act")).to_have_count(1)
    page.goto("about:blank")
    page = _open(part, "select=incident:2013-x")
    expect(page.locator(".evidence h3")).to_contain_text("Japan")


def test_what_the_app_cannot_tell_is_said(part: Watched) -> None:
    page = _open(part)
    page.route("**/api/incidents?*", lambda r: r.fulfill(status=503, json={"error": "too busy"}))
    page.get_by_role("button", name="Load the latest 200").click()
    expect(page.locator(".coverage")).to_contain_text("too busy")
    page.get_by_role("button", name="Table", exact=True).click()
    page.get_by_role("link", name="threat").first.click()
    expect(page.locator(".coverage")).to_contain_text("60 of 601 incidents are here")
    part.wrong = [line for line in part.wrong if "503" not in line]  # noted by the browser itself


def test_a_large_store_is_searched_and_grows_on_demand(part: Watched) -> None:
    page = _open(part)
    page.get_by_role("combobox").first.fill("unheard")
    page.get_by_role("option").filter(has_text="unheard-of").first.wait_for()
    page.get_by_role("combobox").first.fill("russia")
    expect(page.locator(".suggestions .only").first).to_contain_text("here, 200 in all")
    expect(page.locator(".bar .count")).not_to_have_text("60 of 601 incidents")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["wide", "narrow"])
def test_axe_finds_nothing_in_the_app(
    browser: Browser,
    small: str,
    large: str,
    scheme: Literal["light", "dark"],
    size: tuple[int, int],
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    found = []
    for address, ready in (
        (f"{small}/query", "body[data-ready]"),
        (f"{small}/query#query=SELECT%20*%20%7B%20%3Fa%20tal%3Aiso2%20%3Fb%20%7D", "#answer td"),
        (f"{small}/query#query=SELECT%20WHERE", "#status.wrong"),
        (f"{small}/id/actor/russia", "h1"),
        (f"{small}/id/article/2022-03-29-france24", "h1"),
        (f"{small}/ns", "h1"),
        (f"{large}/#select=actor:russia", "#app[data-ready]"),
        (f"{large}/#view=table&type=threat", ".twin td"),
    ):
        page.goto("about:blank")
        page.goto(address)
        page.wait_for_selector(ready)
        faults = axe.run(page).response["violations"]
        found += [(address, f["impact"], f["id"], f["nodes"][0]["html"][:200]) for f in faults]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    context.close()
    assert found == []


def test_a_chosen_question_stands_above_its_answer_on_a_phone(browser: Browser, small: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    watched = Watched(context.new_page(), small)
    page = watched.go("/query")
    page.wait_for_selector("body[data-ready]")
    question = page.get_by_role("button", name="Who expels most?")
    expect(question).to_be_hidden()
    page.locator(".ready summary").click()
    question.click()
    expect(page.locator("#answer td").first).to_be_in_viewport()
    expect(question).to_be_hidden()
    assert watched.wrong == []
    context.close()


def test_a_note_goes_into_the_store_and_is_taken_back(watched: Watched, own: str) -> None:
    watched.address = own
    page = watched.go("/#select=actor:russia")
    box = page.locator(".note-box").last
    box.get_by_label("My note").fill("ask the embassy")
    box.get_by_label("My note").blur()
    expect(box.get_by_role("status")).to_contain_text("Saved in the store.")
    page.evaluate("localStorage.clear()")  # what another browser sees
    page.reload()
    expect(box.get_by_label("My note")).to_have_value("ask the embassy")
    expect(box.get_by_role("status")).to_have_text("From the store.")
    box.get_by_role("button", name="Star").click()
    expect(box.get_by_role("status")).to_contain_text("Saved in the store.")
    box.get_by_role("button", name="Undo").click()
    expect(box.get_by_role("button", name="Star")).to_have_attribute("aria-pressed", "false")
    expect(box.get_by_role("status")).to_contain_text("Saved in the store.")
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(box.get_by_role("button", name="Star")).to_have_attribute("aria-pressed", "false")
    expect(box.get_by_label("My note")).to_have_value("ask the embassy")
    assert watched.wrong == []


def test_every_filter_of_a_part_counts_the_whole(part: Watched) -> None:
    page = _open(part, "view=table&filters=1&by=nato&against=russia")
    # Poland, the Netherlands, France, Germany and Estonia, of which 60 incidents are here
    whole = page.request.get(f"{part.address}/api/facets?by=nato&against=russia").json()
    assert 60 < whole["incidents"] < 600
    expect(page.locator(".bar .count")).to_contain_text(f"of {whole['incidents']} incidents")
    expect(page.locator(".facet.sides .summary")).to_contain_text(
        f"hides {601 - whole['incidents']}"
    )
    page.locator(".facet.publisher summary").click()
    expect(page.locator(".facet.publisher .number").first).to_have_text(f"{whole['incidents']}/600")
    page = _open(part, "view=table&filters=1&words=unheard")
    expect(page.locator(".bar .count")).to_have_text("1 incident")
    expect(page.locator(".facet.words .summary")).to_have_text("hides 600")
    page = _open(part, "view=table&filters=1&linked=1")
    expect(page.locator(".bar .count")).to_have_text("0 incidents")
    expect(page.locator(".facet.responses .summary")).to_contain_text("hides 601")


def test_an_actor_that_is_not_here_can_be_filtered_for(part: Watched) -> None:
    page = _open(part, "view=table&filters=1")
    field = page.get_by_role("combobox", name="Done by")
    field.fill("japan")
    page.get_by_role("option").filter(has_text="Japan").first.click()
    expect(page.locator(".bar .count")).to_have_text("1 incident")
    expect(page.locator(".twin td.c-source")).to_have_text("Japan")
