"""The page shows contradictions with their reports, and says what its totals are."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from talion.model.actor import Actor, ActorKind
from talion.model.article import Article
from talion.model.claim import Basis, Claim, ClaimType
from talion.model.date import Date
from talion.model.incident import Incident, IncidentType, Report, Span, Status
from talion.render.page import write_page
from talion.render.page_data import PageData

Visits = Callable[..., Any]


def told(ident: str, sides: str, date: str | None, count: int) -> tuple[Incident, Report]:
    """An incident and its only report, in an article of its own."""
    one, other = ((side,) for side in sides.split())
    when = Date(date) if date else None
    slots = ("expulsion", Status.REPORTED, one, other, count, when)
    quote = Span(f"quote of {ident}", 0, 9 + len(ident))
    return Incident(ident, *slots, (f"r{ident}",)), Report(f"r{ident}", f"t{ident}", *slots, quote)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [
        told("a", "us ru", "2018-03-26", 60),
        told("b", "us ru", None, 48),
        told("c", "us ru", "2016-12-29", 35),
        told("d", "ru us", "2018-03-20", 60),
    ]
    claim = Claim("l", ClaimType.RESPONSE, "d", "a", Basis.STATED, "td", Span("quote", 0, 5))
    data = PageData(
        actors=(
            Actor("us", "America", ActorKind.COUNTRY),
            Actor("ru", "Russia", ActorKind.COUNTRY),
        ),
        incidents=tuple(incident for incident, _ in rows),
        reports=tuple(report for _, report in rows),
        articles=tuple(Article(r.article, r.quote.text, f"Paper {r.article}") for _, r in rows),
        types=(IncidentType("expulsion", "expulsion", "…", 0.5, "expelled"),),
        contradictions=(claim,),
        overlaps=(("a", "b"), ("b", "c")),
    )
    return write_page(tmp_path_factory.mktemp("truth") / "page.html", data)


def test_a_contradiction_stands_at_both_incidents_with_what_their_reports_say(
    visit: Visits, path: Path
) -> None:
    for ident, words in (("d", "is said to answer, but came before"), ("a", "but came after")):
        page = visit().open(path, f"view=graph&filters=1&select=incident:{ident}")
        shown = page.locator(".evidence").inner_text()
        assert "Contradictions" in shown
        assert words in shown
        assert "dated 2018-03-20 by Paper td" in shown
        assert "dated 2018-03-26 by Paper ta" in shown
        assert "Answered by" not in shown


def test_the_exchange_and_the_relations_say_at_least_and_up_to(visit: Visits, path: Path) -> None:
    page = visit().open(path, "filters=1&view=exchange&sides=us|ru")
    summary = page.locator(".exchange-summary")
    assert summary.inner_text().startswith("no responses")
    assert "expulsion: 95–143 by " in summary.inner_text()
    assert ", 60 by " in summary.inner_text()
    title = summary.locator(".count-link").first.get_attribute("title")
    assert title == "at least 95, up to 143 in 3 reports that may overlap by America: expulsion"
    page = visit().open(path, "filters=1&view=table&table=relations")
    first = page.locator(".tables tbody tr").first.inner_text()
    assert first.split("\t")[3:7] == ["3", "2", "95", "143"]
