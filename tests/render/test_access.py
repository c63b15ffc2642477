"""Everyone reaches everything: axe-core, the keyboard, small screens, reduced motion."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Visits = Callable[..., Any]

VIEWS = {
    "first": "",
    "graph": "view=graph&filters=1",
    "story": "view=story&chain=c1&step=1",
    "evidence": "select=incident:2022-03-29-france24-e12",
    "actor": "view=graph&select=actor:russia&open=russia",
    "chain": "chain=c1",
    "exchange": "view=exchange&sides=russia|netherlands",
    "table": "view=table&sort=count+down",
    "filtered": "view=table&table=actors&type=expulsion&words=spy&from=17000&to=19500&actor=russia",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["wide", "narrow"])
def test_axe_finds_nothing(
    visit: Visits, seeds_page: Path, scheme: str, size: tuple[int, int]
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    one = visit(
        color_scheme=scheme, viewport={"width": size[0], "height": size[1]}, bypass_csp=True
    )
    found = []
    for name, state in VIEWS.items():
        page = one.open(seeds_page, state)
        faults = axe.run(page).response["violations"]
        found += [(name, f["impact"], f["id"], f["nodes"][0]["html"][:200]) for f in faults]
    assert found == []


def test_every_view_is_reached_by_keyboard(visit: Visits, seeds_page: Path) -> None:
    page = visit().open(seeds_page, "filters=1")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("'act' in document.activeElement.dataset")
    page.locator(".skip", has_text="table").focus()
    page.keyboard.press("Enter")
    assert page.locator(".stage").get_attribute("data-view") == "table"
    assert page.evaluate("document.activeElement.className") == "table-scroll"
    page.locator(".skip").first.focus()
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("document.activeElement.closest('header, section, aside')?.className")
        )
    assert {"bar", "filters", "tables"} <= reached


def test_the_graph_moves_by_keyboard_and_keeps_its_place_in_the_address(
    visit: Visits, seeds_page: Path
) -> None:
    page = visit().open(seeds_page, "view=graph")
    page.locator(".network").focus()
    for key in ("ArrowRight", "+", "+"):
        page.keyboard.press(key)
    page.wait_for_url("**camera=*")
    page.keyboard.press("0")
    page.wait_for_url(lambda url: "camera" not in url)


def test_a_move_just_before_fit_leaves_no_place_in_the_address(
    visit: Visits, seeds_page: Path
) -> None:
    page = visit().open(seeds_page, "view=graph")
    page.locator(".network").focus()
    page.keyboard.press("+")
    page.keyboard.press("0")
    page.wait_for_timeout(600)
    assert "camera" not in page.url


def test_escape_closes_a_menu_and_gives_the_focus_back(visit: Visits, seeds_page: Path) -> None:
    page = visit().open(seeds_page)
    page.locator("summary", has_text="Export").click()
    page.locator(".export button").first.focus()
    page.keyboard.press("Escape")
    assert not page.locator(".export").is_visible()
    assert page.evaluate("document.activeElement.textContent") == "Export"


def test_dark_and_light_can_be_chosen(visit: Visits, seeds_page: Path) -> None:
    page = visit(color_scheme="light").open(seeds_page)
    paper = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(paper)
    page.get_by_role("button", name="Light or dark").click()
    assert page.evaluate(paper) != before


def test_reduced_motion_leaves_no_transition(visit: Visits, seeds_page: Path) -> None:
    page = visit(reduced_motion="reduce").open(seeds_page)
    moving = "e => parseFloat(getComputedStyle(e).transitionDuration) > 0"
    assert page.evaluate(f"[...document.querySelectorAll('*')].filter({moving}).length") == 0


def test_at_twice_the_size_nothing_scrolls_sideways(visit: Visits, seeds_page: Path) -> None:
    half = {"width": 720, "height": 450}  # what a window of 1440 × 900 shows at 200 %
    one = visit(viewport=half, device_scale_factor=2, reduced_motion="reduce")
    for view in ("answers", "exchange", "lanes", "story", "graph", "map", "table"):
        page = one.open(seeds_page, f"view={view}&sides=netherlands|russia")
        wide, high = page.evaluate(
            "[document.documentElement.scrollWidth, document.querySelector('.stage').clientHeight]"
        )
        assert wide <= 720, view
        assert high >= 200, view
    assert one.quiet(), one.console
