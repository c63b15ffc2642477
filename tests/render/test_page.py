"""The page in a real browser, without a network."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Visits = Callable[..., Any]


def test_the_page_asks_for_nothing_and_says_nothing(visit: Visits, seeds_page: Path) -> None:
    one = visit()
    page = one.open(seeds_page, "view=graph")
    assert page.evaluate("document.querySelectorAll('canvas').length") == 1
    assert one.quiet(), (one.requests, one.console, one.dialogs)


def test_a_quote_is_marked_in_its_passage(visit: Visits, seeds_page: Path) -> None:
    one = visit()
    page = one.open(seeds_page, "select=incident:2022-03-29-france24-e12")
    quote = page.locator(".report blockquote").first
    assert quote.locator("mark").inner_text() == (
        "Moscow announced Tuesday the expulsion of ten diplomats from these countries"
    )
    assert quote.inner_text().startswith("Regarding the Baltic countries, Moscow announced")
    assert "France 24" in page.locator(".report .source").inner_text()
    assert one.quiet()
