"""The opening view: who answered whom, in ranked rows of two sides."""

import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from talion.model.actor import Actor, ActorKind
from talion.model.claim import Basis, Claim, ClaimType
from talion.model.date import Date
from talion.model.incident import Incident, IncidentType, Status
from talion.render.bundle import asset
from talion.render.page import write_page
from talion.render.page_contents import page_data
from talion.render.page_data import PageData
from talion.store import Store

Visits = Callable[..., Any]


@pytest.fixture(scope="module")
def path(seeds: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    with seeds.view() as view:
        return write_page(tmp_path_factory.mktemp("answers") / "page.html", page_data(view))


def act(ident: str, agent: str, target: str, date: str | None, **more: Any) -> Incident:
    kind = more.get("kind", "expulsion")
    status = more.get("status", Status.REPORTED)
    when = Date(date) if date else None
    return Incident(ident, kind, status, (agent,), (target,), more.get("count"), when, ())


def answer(ident: str, source: str, target: str, probability: float | None = None) -> Claim:
    basis = Basis.STATED if probability is None else Basis.INFERRED
    run = None if probability is None else "run"
    return Claim(ident, ClaimType.RESPONSE, source, target, basis, None, None, probability, run)


def states(*names: str) -> tuple[Actor, ...]:
    return tuple(Actor(name, name.title(), ActorKind.COUNTRY) for name in names)


def test_the_first_screen_tells_who_answered_whom(visit: Visits, path: Path) -> None:
    one = visit()
    page = one.open(path)
    assert page.locator(".views [aria-current=page]").inner_text() == "Answers"
    assert page.locator(".view-head h2").first.inner_text() == "Who answered whom"
    sentence = page.locator(".answers .sentence").inner_text()
    # 21 incidents are the target of a stated response, and 1 of 53 is only expected
    assert "21 of 52 acts were answered; each time a source says so; 1 more expected." in sentence
    rows = page.locator(".pair-row")
    names = [row.split("\n") for row in rows.locator("h3").all_inner_texts()]
    assert names[0][0] == "Belgium and 3 more"  # four states expelled on 29 March 2022
    assert names[1][0] == "Netherlands"
    assert page.locator(".finding .big").nth(1).inner_text() == "5 of 11 answered"
    quotes = page.locator(".row-quote q").all_inner_texts()
    assert len(quotes) == len(set(quotes)) >= 5  # no quote twice
    answered = [int(text.split()[0]) for text in page.locator(".finding .big").all_inner_texts()]
    assert answered == sorted(answered, reverse=True)  # ranked as the sentence says
    drawn = page.locator(".pair-row").nth(1).locator(".act").count()
    assert drawn == page.locator(".pair-row").nth(1).locator("[data-act]").count() == 12
    box = rows.nth(4).bounding_box()
    assert box["y"] + box["height"] <= 900  # five rows without scrolling
    # labels meet neither each other nor the edge
    for row in rows.all():
        boxes = [label.bounding_box() for label in row.locator(".act-label").all()]
        for a, b in combinations(boxes, 2):
            apart_x = a["x"] + a["width"] - 4 <= b["x"] or b["x"] + b["width"] - 4 <= a["x"]
            apart_y = abs(a["y"] - b["y"]) >= 13  # lines of 12.5 pixels; the boxes have their halo
            assert apart_x or apart_y, (a, b)
    ends = page.locator(".arc-line").evaluate_all(
        "all => all.filter(line => line.closest('.pair-row')).map(line =>"
        " line.getPointAtLength(line.getTotalLength()).x - line.getPointAtLength(0).x)"
    )
    assert len(ends) > 12
    assert min(ends) >= -0.01  # no arrow points back in time
    assert one.quiet(), one.console


def test_the_keyboard_goes_by_row_by_act_to_answer_and_cause(visit: Visits, path: Path) -> None:
    page = visit().open(path)
    page.locator("[data-act][tabindex='0']").focus()

    def at() -> str:
        return str(page.evaluate("document.activeElement.dataset.act"))

    page.keyboard.press("ArrowDown")
    assert at() == "2014-07-military-action-russia-netherlands"
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    assert at() == "undated-espionage-russia-svr-netherlands"
    page.keyboard.press("a")
    assert at() == "2020-12-10-expulsion-netherlands-russia"
    assert page.locator(".answers .card").is_visible()
    page.keyboard.press("c")
    assert at() == "undated-espionage-russia-svr-netherlands"
    page.keyboard.press("Enter")
    assert "espionage" in page.locator(".evidence h3").inner_text()
    assert at() == "undated-espionage-russia-svr-netherlands"  # the focus stays
    page.keyboard.press("e")
    assert page.locator(".exchange .view-head h2").inner_text() == "Netherlands and Russia"


def test_filters_time_and_legend_act_on_the_rows(visit: Visits, path: Path) -> None:
    page = visit().open(path, "from=18993&to=19357")  # 2022
    sentence = page.locator(".answers .sentence")
    assert "Filters hide" in sentence.inner_text()
    assert page.locator(".pair-row").count() >= 2
    page.locator(".sentence button").click()
    assert page.locator(".filters").is_visible()
    page.locator(".answers-legend .family", has_text="words").click()
    page.wait_for_url("**type=*")
    assert page.locator(".pair-row .disc.words").count() == 0
    assert page.locator(".pair-row .disc.diplomatic").count() > 0


def many() -> PageData:
    """Ruritania and Graustark: 70 acts each within ten weeks, two inferred answers, 5 talks."""
    acts = [
        act(f"{one}{n}", one, other, f"2014-{1 + n // 28:02}-{1 + n % 28:02}")
        for n in range(70)
        for one, other in (("ruritania", "graustark"), ("graustark", "ruritania"))
    ]
    talks = [
        act(f"t{n}", "ruritania", "graustark", "2014-01-05", kind="cameo-04") for n in range(5)
    ]
    claims = (
        answer("c1", "graustark1", "ruritania0", 0.7),
        answer("c2", "graustark2", "ruritania0", 0.6),
        answer("c3", "ruritania9", "graustark8", 0.25),
    )
    types = (
        IncidentType("expulsion", "expulsion", "", 0.5, "expelled", plover=("SANCTION/expel",)),
        IncidentType("cameo-04", "consult", "", 0.0, None, cameo=("04",)),
    )
    return PageData(states("ruritania", "graustark"), (*acts, *talks), claims=claims, types=types)


def test_a_large_store_opens_on_bars_with_shares_and_sums(visit: Visits, tmp_path: Path) -> None:
    page = visit().open(write_page(tmp_path / "many.html", many()))
    row = page.locator(".spark-row")
    assert row.count() == 1
    # 0.7 and 0.6 for one act count as one; with 0.25 for the other: 1.25 of 140
    assert row.locator(".about").inner_text() == "1"
    assert row.locator(".two").first.inner_text().split() == ["70", "70"]
    assert "5 talk" in row.inner_text()
    assert "70 % sure" in row.locator(".surest").inner_text()
    assert "hostile in" in row.locator(".unseen").text_content()
    page.get_by_role("button", name="show 5 acts of talk and cooperation").click()
    assert row.locator(".two").first.inner_text().split() in (["75", "70"], ["70", "75"])
    page.locator(".spark-row .names").click()
    assert page.locator(".exchange-drawing .act").count() == 145
    page.get_by_role("button", name="month", exact=True).click()
    assert page.locator(".exchange-drawing .act").count() == 145


def test_what_the_dates_contradict_has_no_arrow_and_says_so(visit: Visits, tmp_path: Path) -> None:
    acts = (
        act("a", "ruritania", "graustark", "2014-05-01"),
        act("b", "graustark", "ruritania", "2014-05-03"),
        act("c", "graustark", "ruritania", "2014-04-01"),
    )
    data = PageData(
        states("ruritania", "graustark"), acts, claims=(answer("x", "b", "a"),),
        contradictions=(answer("y", "c", "a"),),
    )  # fmt: skip
    page = visit().open(write_page(tmp_path / "page.html", data))
    assert page.locator(".arc").count() == 1
    page.get_by_role("button", name="dates conflict").click()
    assert "Contradictions" in page.locator(".evidence").inner_text()


FAMILIES = ("diplomatic", "law", "covert", "force", "words")
#: Machado, Oliveira and Fernandes 2009, severity 1: protanopia, deuteranopia, tritanopia.
VISION = {
    "ordinary": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.01182, 0.04294, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.3039],
        ]
    ),
}


def linear(colour: str) -> Any:
    parts = np.array([int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(rgb: Any) -> Any:
    matrix = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    xyz = np.array(matrix) @ np.clip(rgb, 0, 1) / [0.95047, 1, 1.08883]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("vision", VISION)
def test_families_differ_for_every_kind_of_colour_vision(scheme: int, vision: str) -> None:
    names = dict(re.findall(r"--(\w+): light-dark\((#\w{6}, #\w{6})\)", asset("page.css")))
    seen = {
        name: lab(VISION[vision] @ linear(names[name].split(", ")[scheme])) for name in FAMILIES
    }
    nearest = min(np.linalg.norm(seen[a] - seen[b]) for a, b in combinations(FAMILIES, 2))
    assert nearest >= 20
    paper = linear(names["paper"].split(", ")[scheme])
    for name in FAMILIES:
        one, other = sorted(
            float(np.dot([0.2126, 0.7152, 0.0722], rgb))
            for rgb in (linear(names[name].split(", ")[scheme]), paper)
        )
        assert (other + 0.05) / (one + 0.05) >= 3


def test_chains_have_names_of_their_own_and_the_axis_names_each_year(
    visit: Visits, path: Path
) -> None:
    page = visit().open(path, "view=exchange&sides=russia|netherlands")
    ticks = page.locator(".exchange-place .tick").all_text_contents()
    for year in ("2014", "2018", "2020", "2022"):
        assert any(year in tick for tick in ticks), year
    page.locator("summary", has_text="Chains").click()
    names = page.locator(".menu[open] button").all_inner_texts()
    assert len(names) == len(set(names)) > 10


def test_what_may_lie_outside_the_days_chosen_is_said(visit: Visits, path: Path) -> None:
    page = visit().open(path, "from=17604&to=17611")  # the week after 14 March 2018
    sentence = page.locator(".answers .sentence").inner_text()
    assert "2 of 6 acts were answered" in sentence
    assert "The dates of all are too vague to be sure of these days." in sentence
