"""Which acts of a bloc did somebody not respond to: the filter of sides and responses."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from talion.model.actor import Actor, ActorKind, Membership
from talion.model.claim import Basis, Claim, ClaimType
from talion.model.date import Date
from talion.model.incident import Incident, IncidentType, Status
from talion.render.page import write_page
from talion.render.page_data import PageData

Visits = Callable[..., Any]
TYPES = (
    IncidentType("expulsion", "expulsion", "", 0.5, "expelled", verbs=("expel",)),
    IncidentType("sabotage", "sabotage", "", 0.8, None),
)


def incident(
    ident: str, source: str, target: str, kind: str = "expulsion", **more: Any
) -> Incident:
    status = more.get("status", Status.REPORTED)
    date = Date(more.get("date", "2018-03-26"))
    return Incident(ident, kind, status, (source,), (target,), None, date, ())


def league() -> PageData:
    """Members of a league expel Ruritanians: one is answered, one joins, two open and wait."""
    named = {"albania": "2000", "belgium": "2004", "denmark": "2004", "estonia": "2004"}
    until = {"estonia": Date("2010")}
    members = [
        Actor(i, i.title(), ActorKind.COUNTRY, memberships=(of_league,))
        for i, since in named.items()
        for of_league in (Membership(i, "league", Date(since), until.get(i)),)
    ]
    others = [Actor(name, name.title(), ActorKind.COUNTRY) for name in ("chile", "ruritania")]
    acts = [
        incident("x", "ruritania", "albania", "sabotage", date="2018-03-01"),
        incident("a", "albania", "ruritania"),
        incident("ra", "ruritania", "albania", date="2018-03-30"),
        incident("b", "belgium", "ruritania"),  # joins Albania, and nobody responds
        incident("d", "denmark", "ruritania"),  # Chile responds to it, Ruritania only may
        incident("c", "chile", "denmark", date="2018-04-02"),
        incident("m", "ruritania", "denmark", status=Status.PROSPECTIVE, date="2018-04-09"),
        incident("s", "denmark", "ruritania", "sabotage"),
        incident("e", "estonia", "ruritania"),  # no member any more
        incident("n", "chile", "ruritania"),  # never one
        incident("p", "albania", "ruritania", status=Status.PROSPECTIVE, date="2019-01-01"),
    ]
    pairs = [("a", "x"), ("ra", "a"), ("b", "x"), ("c", "d"), ("m", "d")]
    claims = [
        Claim(f"c{n}", ClaimType.RESPONSE, *pair, Basis.STATED) for n, pair in enumerate(pairs)
    ]
    claims.append(Claim("i", ClaimType.RESPONSE, "ra", "b", Basis.INFERRED, None, None, 0.3, "m"))
    bloc = Actor("league", "League", ActorKind.ORGANIZATION)
    return PageData((*members, *others, bloc), tuple(acts), claims=tuple(claims), types=TYPES)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("league") / "league.html", league())


def test_the_expulsions_of_a_league_to_which_the_target_did_not_respond(
    visit: Visits, path: Path
) -> None:
    one = visit()
    page = one.open(path, "filters=1&view=table")
    page.get_by_role("combobox", name="Done by").fill("league")
    page.get_by_role("combobox", name="Done by").press("Enter")
    page.get_by_role("combobox", name="Done to").fill("ruri")
    page.get_by_role("combobox", name="Done to").press("Enter")
    page.get_by_label("Whether the target responded").select_option(
        label="no response by the target"
    )
    rows = page.locator("[data-shown] tbody tr")
    rows.nth(2).wait_for()
    cells = [[cell.inner_text() for cell in row.locator("td,th").all()] for row in rows.all()]
    assert sorted((c[1], c[3], c[6]) for c in cells) == [
        ("Belgium", "expulsion", "joins"),
        ("Denmark", "expulsion", "opens"),
        ("Denmark", "sabotage", "opens"),
    ]
    assert page.locator("[data-shown] caption").inner_text() == (
        "3 incidents: 2 open an exchange, 1 joins others, filtered"
    )
    assert "hides 8" in page.locator(".facet.sides .summary").inner_text()
    page.get_by_label("Whether the target responded").select_option(label="the target responded")
    assert [row.locator("td").nth(1).inner_text() for row in rows.all()] == ["Albania"]
    assert one.quiet(), one.console


def test_where_nothing_is_answered_the_opening_view_says_so_and_leads_on(
    visit: Visits, path: Path
) -> None:
    page = visit().open(path, "by=league&against=ruritania&reply=none")
    assert "None of these acts was responded to" in page.locator(".answers .nothing").inner_text()
    page.get_by_role("button", name="See all 3 in the table").click()
    assert page.locator("[data-shown] tbody tr").count() == 3
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("button", name="Remove League").click()
    assert page.locator("[data-shown] tbody tr").count() == 5
