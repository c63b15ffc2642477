"""The exchange of two sides on the page: the ledger's numbers, what the dates tell, all in view."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from talion.model.actor import Actor, ActorKind, Membership
from talion.model.claim import Basis, Claim, ClaimType
from talion.model.date import Date
from talion.model.incident import Incident
from talion.reciprocity.ledger import ledger
from talion.reciprocity.party import ExchangeSide
from talion.reciprocity.side_totals import SideTotals
from talion.reciprocity.stored_history import read_history
from talion.render.page import write_page
from talion.render.page_contents import page_data
from talion.render.page_data import PageData
from talion.store import Store

Visits = Callable[..., Any]
WORDS = ("done", "answered", "alleged", "planned", "unanswered")


@pytest.fixture(scope="module")
def path(seeds: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    with seeds.view() as view:
        return write_page(tmp_path_factory.mktemp("exchange") / "page.html", page_data(view))


def balance(page: Any) -> dict[str, list[str]]:
    """How many incidents of both sides are listed, by the head of their column."""
    heads = page.locator(".balance thead th").all_inner_texts()
    rows = [row.locator("td").all() for row in page.locator(".balance tbody tr").all()]
    return {head: [counted(row[n]) for row in rows] for n, head in enumerate(heads)}


def counted(cell: Any) -> str:
    """The number of a cell; where it is about so many by their probabilities, of how many."""
    if not cell.locator("button").count():
        return str(cell.inner_text())
    found = re.search(r"(\d+): ", cell.locator("button").get_attribute("aria-label"))
    assert found
    return found[1]


def totals_of(account: SideTotals) -> tuple[int, int, int, int, int]:
    return (
        account.events, account.answered, account.alleged, account.planned, len(account.open)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("russia", "netherlands"),
        ("russia", "united-states"),
        ("netherlands", "russia"),
        ("nato", "russia"),
        ("russia", "european-union"),
        ("svr", "netherlands"),
    ],
)
def test_the_numbers_are_those_of_the_ledger(
    visit: Visits, seeds: Store, path: Path, one: str, other: str
) -> None:
    with seeds.view() as view:
        known = read_history(view)
    found = ledger(known, ExchangeSide(known, one), ExchangeSide(known, other), probability=0)
    page = visit().open(path, f"view=exchange&sides={one}|{other}")
    shown = balance(page)
    expected = zip(WORDS, zip(*map(totals_of, found.totals), strict=True), strict=True)
    assert shown == {word: [str(n or "–") for n in pair] for word, pair in expected}
    assert page.locator("[data-act]:not([data-outside])").count() == len(found.entries)
    responses = sum(len(e.responses) for e in found.entries)
    summary = page.locator(".exchange-summary").inner_text()
    possible = rf"({responses} response|about \d+ responses?, {responses} possible)"
    assert re.match(possible if responses else "no responses", summary)
    if any(e.responses for e in found.entries) and "possible" not in summary:
        assert all(c.basis is Basis.STATED for e in found.entries for c in e.responses)


def test_each_number_lists_what_it_counts(visit: Visits, path: Path) -> None:
    page = visit().open(path, "view=exchange&sides=russia|netherlands")
    links = page.locator(".balance .count-link")
    numbers = [int(text) for text in links.all_inner_texts()]
    assert sum(numbers) > 10
    for link, number in zip(links.all(), numbers, strict=True):
        link.focus()
        page.keyboard.press("Enter")
        assert page.locator(".evidence .lines li").count() == number
    page.wait_for_url("**select=list*")
    page.locator(".exchange-summary .count-link").first.click()
    assert page.locator(".evidence .claims > li").count() == 5


def ends(page: Any) -> list[tuple[float, float]]:
    """Where the line of each arrow begins and ends, from left to right."""
    lines = page.locator(".exchange-place .arc-line").evaluate_all(
        "all => all.map(line => [0, line.getTotalLength()].map(at => line.getPointAtLength(at).x))"
    )
    return [(float(first), float(last)) for first, last in lines]


def test_every_mark_and_arrow_is_in_view_and_no_arrow_points_left(
    visit: Visits, path: Path
) -> None:
    page = visit().open(path, "view=exchange&sides=russia|netherlands")
    room = page.locator(".exchange-place").bounding_box()
    parts = page.locator(".exchange-place :is(.act, .arc-head, .act-label)").all()
    assert len(parts) > 15
    for part in parts:
        box = part.bounding_box()
        assert room["x"] <= box["x"]
        assert box["x"] + box["width"] <= room["x"] + room["width"]
    found = ends(page)
    assert (
        len(found) == 7
    )  # five between the two; a hack of the OPCW, and a deportation of nobody named
    assert all(first <= last + 0.01 for first, last in found)


def test_a_mark_tells_what_it_is_under_the_pointer_and_by_keyboard(
    visit: Visits, path: Path
) -> None:
    page = visit().open(path, "view=exchange&sides=netherlands|russia")
    page.locator(".exchange-place .act").last.hover()
    assert page.locator(".exchange .card").is_visible()
    page.locator("[data-act][tabindex='0']").focus()
    first = page.evaluate("document.activeElement.textContent")
    assert first.startswith("Russia → Netherlands: military action, July 2014, alleged")
    seen = []
    for key in (*["ArrowRight"] * 5, "a", "c", "Enter"):
        page.keyboard.press(key)
        seen.append(page.evaluate("document.activeElement.dataset?.act ?? ''"))
    expulsion = next(ident for ident in seen if ident.startswith("2020-12-10-expulsion"))
    assert page.locator(".evidence h3").inner_text()
    assert expulsion


def incident(ident: str, agent: str, target: str, date: str | None, **more: Any) -> Incident:
    slots = {"type": "expulsion", "status": "reported", "count": None} | more
    return Incident(
        ident, slots["type"], slots["status"], (agent,), (target,), slots["count"],
        Date(date) if date else None, (), more.get("disputed", ()),
    )  # fmt: skip


def crowd() -> PageData:
    """Forty undated incidents and ten of one year; Borduria left the Pact in 2019."""
    kinds = ("expulsion", "influence operation", "espionage", "threat")
    vague = [incident(f"u{n}", "syldavia", "borduria", None, type=kinds[n % 4]) for n in range(40)]
    year = [incident(f"y{n}", "borduria", "syldavia", "2018", count=n) for n in range(10)]
    late = incident("late", "borduria", "syldavia", "2020-05-01", disputed=("status",))
    gone = Membership("borduria", "pact", None, Date("2019-01-31"))
    claims = (
        Claim("c1", ClaimType.RESPONSE, "y0", "u3", Basis.INFERRED, None, None, 0.7, "r"),
        Claim("c2", ClaimType.RESPONSE, "y0", "u3", Basis.INFERRED, None, None, 0.6, "r"),
        Claim("c3", ClaimType.RESPONSE, "late", "u39", Basis.STATED),
        Claim("c4", ClaimType.RESPONSE, "late", "u38", Basis.INFERRED, None, None, 0.9, "r"),
    )
    actors = (
        Actor("syldavia", "Syldavia", ActorKind.COUNTRY),
        Actor("borduria", "Borduria", ActorKind.COUNTRY, memberships=(gone,)),
        Actor("pact", "The Pact", ActorKind.ORGANIZATION),
    )
    return PageData(actors, (*vague, *year, late), claims=claims)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("crowd") / "page.html", crowd())


def test_acts_without_a_date_and_a_link_are_counted_and_no_mark_stands_upon_another(
    visit: Visits, crowded: Path
) -> None:
    page = visit().open(crowded, "view=exchange&sides=syldavia|borduria")
    marks = page.locator(".exchange-place .act .disc").evaluate_all(
        "all => all.map(d => ['cx', 'cy', 'r'].map(n => Number(d.getAttribute(n))))"
    )
    assert len(marks) == 13  # ten of 2018, one of 2020, and the causes of two of them
    assert page.locator(".exchange-note").inner_text().startswith("38 acts without a date")
    for i, (x, y, r) in enumerate(marks):
        for a, b, s in marks[:i]:
            assert (x - a) ** 2 + (y - b) ** 2 >= (r + s) ** 2 - 0.1, (x, y, a, b)


@pytest.mark.parametrize("width", [1440, 1024, 700, 390])
def test_the_drawing_is_never_wider_than_its_window(visit: Visits, path: Path, width: int) -> None:
    page = visit(viewport={"width": width, "height": 844}).open(
        path, "view=exchange&sides=russia|netherlands"
    )
    assert page.locator(".exchange-place svg").bounding_box()["width"] <= width
    assert page.locator(".exchange").evaluate("e => e.scrollWidth <= e.clientWidth")


def test_one_response_is_one_arrow_and_a_stated_cause_leaves_no_other(
    visit: Visits, crowded: Path
) -> None:
    page = visit().open(crowded, "view=exchange&sides=syldavia|borduria")
    assert page.locator(".arc.inferred").count() == 1
    assert page.locator(".arc.stated").count() == 1


def test_a_bloc_counts_a_member_only_while_it_belonged(visit: Visits, crowded: Path) -> None:
    page = visit().open(crowded, "view=exchange&sides=pact|syldavia")
    assert balance(page)["done"] == ["10", "40"]


def test_reports_that_disagree_are_marked(visit: Visits, crowded: Path) -> None:
    page = visit().open(crowded, "view=exchange&sides=syldavia|borduria")
    assert page.locator(".act .disputed-mark").count() == 1
    words = page.locator("[data-act=late]").inner_text()
    assert "the reports disagree on status" in words


def test_the_exchange_counts_what_the_opening_view_counts(visit: Visits, path: Path) -> None:
    """Also where one side answers what the other did to a third: both say so, in numbers."""
    page = visit().open(path)
    found = {}
    for row in page.locator(".pair-row").all():
        sides = str(row.get_attribute("data-key")).split("\t")
        if len(sides) == 2 and "\n" not in "".join(sides):  # neither a wave nor pairs in one row
            words = " ".join(row.locator(".finding").inner_text().split())
            found["|".join(sides)] = words
    assert found["netherlands|russia"].startswith("5 of 11 answered 23 expelled")
    assert found["netherlands|russia"].endswith("1 against others, 1 against nobody named")
    assert len(found) >= 4
    for pair, words in found.items():
        page = visit().open(path, f"view=exchange&sides={pair}")
        summary = page.locator(".exchange-summary").inner_text()
        if (
            "members included" in summary
        ):  # an organization has those of its members, the row its own
            assert pair == "nato|russia"
            continue
        number = re.match(r"\d+ of \d+", words)
        assert number
        assert f"{number[0]} acts" in summary, pair
        assert ("against others" in words) == ("against others" in summary)


def test_an_exchange_without_sides_is_that_of_the_pair_with_most_answers(
    visit: Visits, path: Path
) -> None:
    page = visit().open(path, "view=exchange")
    assert page.locator(".exchange h2").inner_text() == "Netherlands and Russia"
    page.get_by_role("button", name="Swap the sides").click()
    assert "sides=russia%7Cnetherlands" in page.url
