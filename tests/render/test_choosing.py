"""Choosing what is shown: days typed, families and single types, and what hovering tells."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

Visits = Callable[..., Any]


def test_typed_days_are_the_brush_and_stay_in_the_address(visit: Visits, seeds_page: Path) -> None:
    page = visit().open(seeds_page, "view=graph")
    first, last = page.get_by_label("From this day"), page.get_by_label("Up to this day")
    whole = first.input_value(), last.input_value()
    first.fill("2020-12-10")
    last.fill("2020-12-10")
    assert "from=18606&to=18606" in page.url
    page.reload()
    page.wait_for_selector("#app[data-ready]")
    assert [first.input_value(), last.input_value()] == ["2020-12-10", "2020-12-10"]
    shown = page.evaluate("document.querySelector('.count').textContent")
    assert "of 57" in shown
    last.fill("2019-01-01")  # before the first: they change places
    assert [first.input_value(), last.input_value()] == ["2019-01-01", "2020-12-10"]
    first.fill("")
    last.fill("")
    assert (first.input_value(), last.input_value()) == whole
    assert "from=" not in page.url


def test_only_one_type_a_family_all_and_none(visit: Visits, seeds_page: Path) -> None:
    page = visit().open(seeds_page, "view=table&filters=1")
    count = page.locator(".count")
    boxes = page.locator(".facet.type input")
    number = boxes.count()
    page.locator(".facet.type .choice", has_text="expulsion").hover()
    page.get_by_role("button", name="Only expulsion (o)").click()
    assert page.locator(".facet.type input:checked").count() == 1
    assert count.inner_text().startswith("21 of 57")
    page.locator(".facet.type input[data-value=threat]").press("o")
    assert page.locator(".facet.type input:checked").get_attribute("data-value") == "threat"
    assert page.evaluate("document.activeElement.dataset.value") == "threat"
    page.get_by_role("button", name="All types").click()
    assert page.locator(".facet.type input:checked").count() == number
    page.get_by_role("button", name="No type").click()
    assert count.inner_text().startswith("0 of 57")
    family = page.locator(".facet.type .family", has_text="diplomacy")
    assert family.get_attribute("aria-pressed") == "false"
    family.click()
    assert page.locator(".facet.type input:checked").count() == 2
    assert page.evaluate("document.activeElement.textContent") == "diplomacy"
    assert "type=" in unquote(page.url)


def test_hovering_in_the_graph_tells_without_a_click(visit: Visits, seeds_page: Path) -> None:
    one = visit()
    page = one.open(seeds_page, "view=graph&select=actor:russia")
    page.wait_for_timeout(200)
    page.locator(".network").focus()
    page.keyboard.press("0")
    page.wait_for_timeout(300)
    box = page.locator(".network").bounding_box()
    card = page.locator(".graph > .card")
    found = set()
    for x in range(60, int(box["width"]) - 40, 40):
        for y in range(60, int(box["height"]) - 60, 40):
            page.mouse.move(box["x"] + x, box["y"] + y)
            if card.is_visible():
                found.add(card.inner_text())
    assert any(words.startswith("Russia: did ") for words in found)
    assert any("→" in words and "act" in words for words in found)
    page.mouse.move(box["x"] + 2, box["y"] + box["height"] + 40)
    assert not card.is_visible()
    assert one.quiet(), one.console


def test_a_chain_of_the_menu_is_shown_with_its_sides(visit: Visits, seeds_page: Path) -> None:
    page = visit().open(seeds_page)
    page.locator("summary", has_text="Chains").click()
    page.locator(".menu[open] .pick").first.click()
    assert page.locator(".stage").get_attribute("data-view") == "story"
    assert page.locator(".story .disc").count() == 3
    page.get_by_role("button", name="Exchange", exact=True).first.click()
    page.locator("summary", has_text="Chains").click()
    page.locator(".menu[open] .pick").first.click()
    assert page.locator(".exchange .view-head h2").inner_text() == "Russia and United States"
    assert page.locator(".exchange .disc").count() > 2
