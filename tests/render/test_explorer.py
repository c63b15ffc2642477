"""What a reader does with the page: filter, search, brush, follow, compare, take away."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from talion.model.actor import Actor, ActorKind, Membership
from talion.model.article import Article
from talion.model.claim import Basis, Claim, ClaimType
from talion.model.date import Date
from talion.model.incident import Incident, IncidentType, Report, Slot, Span, Status
from talion.model.slot_quotes import QuotedSlot, SlotQuote
from talion.render.page import write_page
from talion.render.page_data import PageChain, PageData, PageQuestion

Visits = Callable[..., Any]
TEXT = "Ruritania expelled two Graustark envoys. Graustark, in answer, expelled three."


def small() -> PageData:
    """Two states: one expels 2, the other 3 in answer, perhaps 4 in 2018, and threatens."""
    actors = (
        Actor("graustark", "Graustark", ActorKind.COUNTRY, codes=("GK",)),
        Actor(
            "ruritania",
            "Ruritania",
            ActorKind.COUNTRY,
            memberships=(Membership("ruritania", "pact"),),
        ),
        Actor("pact", "The Pact", ActorKind.ORGANIZATION),
    )
    types = (
        IncidentType("expulsion", "expulsion", "…", 0.5, "expelled", plover=("SANCTION/expel",)),
        IncidentType("threat", "threat", "…", 0.3, "threatened", plover=("THREATEN",)),
    )
    rows = (
        ("i1", "expulsion", Status.REPORTED, "ruritania", "graustark", 2, "2018-03-01", 0, 39),
        ("i2", "expulsion", Status.REPORTED, "graustark", "ruritania", 3, "2018-03-12", 41, 77),
        ("i3", "expulsion", Status.ALLEGED, "graustark", "ruritania", 4, "2018", 41, 77),
        ("i4", "threat", Status.REPORTED, "ruritania", "graustark", None, "2019-05", 0, 39),
    )
    incidents, reports = [], []
    for ident, kind, status, agent, target, count, date, start, end in rows:
        slots = (kind, status, (agent,), (target,), count, Date(date))
        report = f"gazette#{ident}"
        reports.append(Report(report, "gazette", *slots, Span(TEXT[start:end], start, end)))
        incidents.append(Incident(ident, *slots, (report,)))
    other = Report(
        "courier#i1", "courier", "expulsion", Status.REPORTED, ("ruritania",), ("graustark",), 5,
        Date("2018-03-01"), Span("five were expelled", 0, 18),
    )  # fmt: skip
    first = incidents[0]
    incidents[0] = Incident(
        first.id, first.type, first.status, first.agents, first.targets, 2, first.date,
        ("gazette#i1", "courier#i1"), (Slot.COUNT,),
    )  # fmt: skip
    claims = (
        Claim(
            "c1", ClaimType.RESPONSE, "i2", "i1", Basis.STATED, "gazette", Span("in answer", 52, 61)
        ),
        Claim("c2", ClaimType.RESPONSE, "i4", "i2", Basis.INFERRED, None, None, 0.4, "run-1"),
    )
    articles = (
        Article("gazette", TEXT, "Gazette", "Envoys out", "2018-03-12", "https://example.org/a"),
        Article("courier", "five were expelled", "Courier"),
    )
    chains = (PageChain("k", "Ruritania ⇄ Graustark", (("i1",), ("i2",))),)
    ask = (PageQuestion("q", "Who expelled?", "…", "SELECT", ("who",), (("i1",), ("ruritania",))),)
    return PageData(
        actors, tuple(incidents), (*reports, other), claims, articles, types,
        chains=chains, questions=ask,
    )  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("small") / "small.html", small())


def count(page: Any) -> str:
    return str(page.locator(".bar .count").inner_text())


def box(page: Any, facet: str, label: str) -> Any:
    return page.locator(f".facet.{facet} label", has_text=label).locator("input")


def test_a_machine_translation_stands_under_its_quote_and_says_so(
    visit: Visits, tmp_path: Path
) -> None:
    data = replace(small(), glosses={small().reports[0].id: "five were <b>thrown</b> out"})
    report = data.reports[0]
    incident = next(i for i in data.incidents if report.id in i.reports)
    page = visit().open(write_page(tmp_path / "g.html", data), f"select=incident:{incident.id}")
    gloss = page.locator(".report .gloss")
    assert gloss.all_inner_texts() == ["machine translation: five were <b>thrown</b> out"]
    assert gloss.get_attribute("lang") == "en"


def test_the_words_for_each_part_of_a_report_stand_under_its_quote(
    visit: Visits, tmp_path: Path
) -> None:
    report = small().reports[0]
    words = (SlotQuote(QuotedSlot.COUNT, "<b>five</b>"), SlotQuote(QuotedSlot.DATE, "on Monday"))
    data = replace(small(), slot_quotes={report.id: words})
    incident = next(i for i in data.incidents if report.id in i.reports)
    page = visit().open(write_page(tmp_path / "w.html", data), f"select=incident:{incident.id}")
    page.locator(".report details.words summary").click()
    assert page.locator(".report .words dt").all_inner_texts() == ["count", "date"]
    assert page.locator(".report .words dd").all_inner_texts() == ["“<b>five</b>”", "“on Monday”"]


def test_a_filter_says_how_many_it_hides(visit: Visits, path: Path) -> None:
    page = visit().open(path, "view=graph&filters=1")
    assert count(page) == "4 incidents"
    box(page, "status", "alleged").uncheck()
    assert count(page) == "3 of 4 incidents"
    assert page.locator(".facet.status .summary").inner_text().split() == ["1/2", "hides", "1"]
    assert page.locator(".facet.type .choice", has_text="expulsion").inner_text().split() == [
        "expulsion",
        "2/3",
    ]


def test_the_numbers_of_a_filter_list_what_they_count(visit: Visits, path: Path) -> None:
    page = visit().open(path, "view=graph&filters=1&status=alleged")
    page.get_by_role("button", name="List expulsion: 2/3").click()
    assert page.locator(".evidence .lines li").count() == 2
    assert "2 of 3 incidents" in page.locator(".evidence").inner_text()
    page.get_by_role("button", name="list the 1 hidden").press("Enter")
    assert page.locator(".evidence h3").inner_text() == "Hidden by status"
    page.get_by_role("button", name="List inferred by a model: 1").click()
    assert page.locator(".evidence .claims > li").count() == 1
    assert box(page, "type", "threat").is_checked()


def test_an_actor_is_counted_where_it_takes_part_in_an_incident(visit: Visits, path: Path) -> None:
    page = visit().open(path, "view=graph&filters=1&actor=graustark")
    assert page.locator(".facet.actor .summary").inner_text().startswith("1/2")
    page.get_by_role("button", name="2 of 2 actors").click()
    assert page.locator(".twin tbody tr").count() == 2


def test_a_filtered_actor_without_incidents_leaves_the_graph(visit: Visits, path: Path) -> None:
    page = visit().open(path, "view=graph&filters=1")
    note = page.locator(".graph .graph-note")
    assert note.inner_text() == "2 of 2 actors, 1 more without incidents"
    box(page, "type", "threat").uncheck()
    assert note.inner_text() == "2 of 2 actors"


def test_improbable_responses_are_hidden_by_the_slider(visit: Visits, path: Path) -> None:
    page = visit().open(path, "filters=1&view=exchange&sides=ruritania|graustark")
    assert page.locator(".arc.stated").count() == 1
    assert page.locator(".arc.inferred").count() == 1
    page.locator(".facet.responses input[type=range]").fill("50")
    assert page.locator(".arc.inferred").count() == 0
    assert page.locator(".facet.responses .summary").inner_text() == "1/2"


def test_a_source_can_be_left_out(visit: Visits, path: Path) -> None:
    page = visit().open(path, "view=graph&filters=1")
    page.locator(".facet.publisher summary").click()
    box(page, "publisher", "Gazette").uncheck()
    assert count(page) == "1 of 4 incidents"


def test_the_search_finds_actors_incidents_and_quotes_by_keyboard(
    visit: Visits, path: Path
) -> None:
    page = visit().open(path, "view=graph&filters=1")
    page.keyboard.press("/")
    page.keyboard.type("graust")
    first = page.locator(".search [role=option]").first
    assert first.inner_text().startswith("Graustark")
    assert page.locator(".search input").get_attribute("aria-expanded") == "true"
    page.keyboard.press("Enter")
    assert page.locator(".evidence h3").inner_text() == "Graustark"
    page.keyboard.type("in answer")
    quote = page.locator(".search [role=option] q").first
    assert quote.locator("mark").inner_text() == "in"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    assert count(page) == "2 of 4 incidents"
    assert page.locator(".facet.words .chip").inner_text().startswith("“in answer”")


def test_the_brush_takes_exact_dates_in_and_vague_ones_perhaps(visit: Visits, path: Path) -> None:
    page = visit().open(
        path, "view=graph&filters=1&from=17591&to=17602"
    )  # 2018-03-01 to 2018-03-12
    assert count(page) == "3 of 4 incidents"
    assert "1 possibly inside" in page.locator(".timeline-summary").inner_text()
    page.locator(".sure input").check()
    assert count(page) == "2 of 4 incidents"
    page.locator(".timeline .link", has_text="all").click()
    assert count(page) == "4 incidents"


def test_the_brush_moves_by_keyboard_and_by_pointer(visit: Visits, path: Path) -> None:
    page = visit().open(path, "view=graph&filters=1")
    page.locator(".timeline .handle.from").focus()
    page.keyboard.press("End")
    assert count(page) == "0 of 4 incidents"
    page.keyboard.press("Home")
    assert count(page) == "4 incidents"
    area = page.locator(".timeline-area").bounding_box()
    page.mouse.move(area["x"] + 20, area["y"] + 10)
    page.mouse.down()
    page.mouse.move(area["x"] + area["width"] / 2, area["y"] + 10, steps=4)
    page.mouse.up()
    assert count(page) == "3 of 4 incidents"


def test_play_runs_to_the_end_and_stops(visit: Visits, path: Path) -> None:
    one = visit()
    one.page.clock.install()
    page = one.open(path, "view=graph&filters=1")
    page.locator(".play").click()
    assert page.locator(".play").get_attribute("aria-pressed") == "true"
    page.clock.run_for(60_000)
    assert page.locator(".play").get_attribute("aria-pressed") == "false"
    assert page.locator(".timeline .handle.to").get_attribute("aria-valuetext").startswith("2019")


def test_the_address_shows_another_reader_the_same(visit: Visits, path: Path) -> None:
    page = visit().open(path, "view=graph&filters=1")
    box(page, "status", "alleged").uncheck()
    page.get_by_role("button", name="Exchange", exact=True).click()
    page.locator(".exchange-head input").first.fill("Ruri")
    page.keyboard.press("Enter")
    page.locator(".exchange-head input").nth(1).fill("Grau")
    page.keyboard.press("Enter")
    page.locator(".exchange-place .act").first.click()
    page.wait_for_url("**select=*")
    other = visit().open(path, page.evaluate("location.hash.slice(1)"))
    for part in (".bar .count", ".evidence h3", ".exchange-summary"):
        assert other.locator(part).inner_text() == page.locator(part).inner_text()
    assert other.locator("[data-act]").count() == page.locator("[data-act]").count() == 3


def test_the_way_back_is_the_browser_s(visit: Visits, path: Path) -> None:
    page = visit().open(path, "view=graph&filters=1")
    page.locator(".example", has_text="a chain").click()
    assert page.locator(".evidence h3").inner_text().startswith("Chain")
    page.go_back()
    page.wait_for_selector(".legend")
    assert page.locator(".example").count() == 3


def test_a_click_on_a_line_shows_what_it_stands_for(visit: Visits, path: Path) -> None:
    one = visit()
    page = one.open(path, "view=graph&filters=1")
    area = page.locator(".network").bounding_box()
    place = _middle_of_the_line(page)
    page.mouse.click(area["x"] + place[0], area["y"] + place[1])
    assert page.locator(".evidence h3").inner_text() == "Graustark and Ruritania"
    page.get_by_role("button", name="Fan out types").click()
    page.get_by_role("button", name="Expand incidents").click()
    assert page.locator(".lines li").count() == 4
    page.locator(".evidence").get_by_role("button", name="Exchange").click()
    assert page.locator(".exchange-place [data-act]").count() == 4
    assert one.quiet()


def _middle_of_the_line(page: Any) -> tuple[float, float]:
    """Where the line between the two discs is: halfway between the two darkest places."""
    found = page.evaluate(
        """() => {
          const canvas = document.querySelector('.network canvas');
          const { width, height } = canvas;
          const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
          const tone = getComputedStyle(document.documentElement);
          let [left, right] = [null, null];
          for (let x = 0; x < width; x++) for (let y = 0; y < height; y++) {
            const i = 4 * (y * width + x);
            if (data[i] === 0x46 && data[i + 1] === 0x56 && data[i + 2] === 0x6a) {
              left ??= [x, y]; right = [x, y];
            }
          }
          return [left, right];
        }"""
    )
    (x1, y1), (x2, y2) = found
    return (x1 + x2) / 2, (y1 + y2) / 2


def test_reports_that_disagree_stand_side_by_side(visit: Visits, path: Path) -> None:
    page = visit().open(path, "view=graph&filters=1&select=incident:i1")
    cells = page.locator(".disputes td, .disputes th").all_inner_texts()
    assert [c for c in cells if c] == ["Gazette", "Courier", "count", "2", "5"]
    assert "This report gives 5" in page.locator(".report").nth(1).inner_text()
    assert page.locator(".claims .why").first.inner_text() == "stated · 11 days later"


def test_an_inferred_response_says_how_sure_and_by_what(visit: Visits, path: Path) -> None:
    page = visit().open(path, "view=graph&filters=1&select=incident:i4")
    why = page.locator(".claims .why").first.inner_text()
    assert why.startswith("inferred, 40 %")
    assert "run-1" in why
    assert "no source says so" in why


def test_the_exchange_says_what_is_unanswered(visit: Visits, path: Path) -> None:
    page = visit().open(path, "filters=1&view=exchange&sides=pact|graustark")
    words = page.locator("[data-act]").all_inner_texts()
    assert len(words) == 4  # Ruritania is a member of the Pact
    assert words[0].startswith("Graustark → Ruritania: expulsion")
    assert "2018, alleged; unanswered" in words[0]
    assert sum("unanswered" in text for text in words) == 1
    page.locator(".facet.responses label", has_text="inferred").locator("input").uncheck()
    assert page.locator("[data-act]", has_text="unanswered").count() == 2
    page.locator(".exchange-place .act").nth(1).hover()
    assert "expulsion" in page.locator(".exchange .card").inner_text()


def test_the_table_sorts_and_opens_evidence_by_keyboard(visit: Visits, path: Path) -> None:
    page = visit().open(path, "filters=1&view=table")
    page.locator("th button", has_text="count").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert page.locator("th[aria-sort=descending]").inner_text().startswith("count")
    assert page.locator("td.c-count").all_inner_texts() == ["4", "3", "2", ""]
    page.locator(".twin a").first.focus()
    page.keyboard.press("Enter")
    assert "expulsion 4" in page.locator(".evidence h3").inner_text()
    page.locator("[role=tab]", has_text="incidents").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("caption").inner_text() == "2 actors"  # those of incidents


def test_the_whole_quote_is_readable_in_the_table(visit: Visits, path: Path) -> None:
    state = "view=table&select=incident:i1"
    page = visit().open(path, state)
    room = page.locator(".table-scroll").bounding_box()
    for cell in page.locator("td.c-quote").all():
        box = cell.bounding_box()
        assert box["x"] + box["width"] <= room["x"] + room["width"]
    assert page.locator("td.c-quote").first.inner_text() == TEXT[:39]
    narrow = visit(viewport={"width": 900, "height": 700}).open(path, state)
    assert narrow.locator(".table-scroll.more-right").count() == 1
    narrow.locator(".table-scroll").evaluate("e => e.scrollTo(e.scrollWidth, 0)")
    narrow.wait_for_selector(".table-scroll:not(.more-right)")
    first = narrow.locator(".twin tbody td").first.bounding_box()
    assert first["x"] == narrow.locator(".table-scroll").bounding_box()["x"]


def test_a_phone_shows_each_row_as_a_card_of_its_width(visit: Visits, path: Path) -> None:
    page = visit(viewport={"width": 390, "height": 844}).open(path, "view=table&sort=count+down")
    for cell in page.locator(".twin tbody td:visible").all():
        box = cell.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
    page.locator("th button", has_text="date").click()
    assert page.locator(".twin tbody tr").first.inner_text().startswith("2018")


def test_numbers_of_the_table_open_what_they_count(visit: Visits, path: Path) -> None:
    page = visit().open(path, "filters=1&view=table&table=actors")
    row = page.locator(".twin tbody tr", has_text="Graustark")
    for column in ("as-source", "as-target"):
        link = row.locator(f"td.c-{column} a")
        number = int(link.inner_text())
        link.click()
        assert page.locator(".evidence .lines li").count() == number == 2
    page.locator("[role=tab]", has_text="incidents").click()
    cell = page.locator(".twin tbody tr", has_text="2019-05").locator("td.c-answers")
    assert cell.inner_text() == "1"
    cell.locator("a").click()
    assert page.locator(".evidence .claims > li").count() == 1
    page.locator(".twin tbody td.c-quote").nth(1).click()
    assert "expulsion 3" in page.locator(".evidence h3").inner_text()


def test_what_is_shown_can_be_taken_away(visit: Visits, path: Path) -> None:
    one = visit()
    page = one.open(path, "filters=1&view=exchange&sides=ruritania|graustark&status=alleged")
    page.locator("summary", has_text="Export").click()

    def saved(label: str) -> bytes:
        with page.expect_download() as download:
            page.locator(".export").get_by_role("button", name=label).click()
        return bytes(Path(download.value.path()).read_bytes())

    rows = list(csv.DictReader(io.StringIO(saved("CSV").decode("utf-8-sig"))))
    assert [r["count"] for r in rows] == ["2", "3", ""]
    part = json.loads(saved("JSON"))
    assert [i["id"] for i in part["incidents"]] == ["i1", "i2", "i4"]
    assert {r["article"] for r in part["reports"]} == {"gazette", "courier"}
    drawing = ET.fromstring(saved("SVG"))
    texts = [t.text for t in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert {"Ruritania", "Graustark", "Ruritania and Graustark, 2018–2019"} <= set(texts)
    assert saved("PNG").startswith(b"\x89PNG")
    page.get_by_role("button", name="Graph", exact=True).click()
    page.locator("summary", has_text="Export").click()
    graph = ET.fromstring(saved("SVG"))
    assert {"Ruritania", "Graustark"} <= {
        t.text for t in graph.iter("{http://www.w3.org/2000/svg}text")
    }
    assert one.quiet(), one.console


def test_the_graph_shows_a_legend_and_three_examples(visit: Visits, path: Path) -> None:
    page = visit().open(path, "view=graph&filters=1")
    assert page.locator(".legend li").count() > 6
    for kind, shown in (
        ("a chain", ".steps li"),
        ("an exchange", ".exchange-place .act"),
        ("a question", ".answer td"),
    ):
        page.goto("about:blank")
        page.goto(f"{path.as_uri()}#view=graph")
        page.locator(".example", has_text=kind).click()
        page.wait_for_selector(shown)


def test_a_phone_has_tabs_below_and_sheets_on_demand(visit: Visits, path: Path) -> None:
    one = visit(viewport={"width": 390, "height": 844})
    page = one.open(path)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    tabs = page.locator(".views").bounding_box()
    assert tabs["y"] + tabs["height"] == 844
    page.locator(".sheet-button").click()
    assert page.locator(".filters").is_visible()
    page.locator(".sheet-button").click()
    page.get_by_role("button", name="Graph", exact=True).click()
    head = page.locator(".bar").bounding_box()
    assert head["height"] <= 52  # one line
    page.get_by_role("button", name="Menus").click()
    page.locator(".legend-button").click()
    assert page.locator(".legend").is_visible()
    assert not page.locator(".legend-button").is_visible()


def test_the_menus_of_a_phone_open_and_close_by_keyboard(visit: Visits, path: Path) -> None:
    page = visit(viewport={"width": 390, "height": 844}).open(path)
    more = page.get_by_role("button", name="Menus")
    assert not page.locator("summary", has_text="Export").is_visible()
    more.focus()
    page.keyboard.press("Enter")
    assert more.get_attribute("aria-expanded") == "true"
    page.locator("summary", has_text="Export").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")  # closes the menu, and the next one the menus
    assert page.locator("summary", has_text="Export").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("summary", has_text="Export").is_visible()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Menus"


def test_a_page_without_incidents_opens(visit: Visits, tmp_path: Path) -> None:
    one = visit()
    page = one.open(write_page(tmp_path / "empty.html", PageData()))
    assert count(page) == "0 incidents"
    for view in ("Exchange", "Table", "Graph", "Answers"):
        page.get_by_role("button", name=view, exact=True).click()
    assert one.quiet(), one.console


def test_nonsense_in_the_address_does_no_harm(visit: Visits, path: Path) -> None:
    one = visit()
    for state in (
        "view=x&select=actor:none&chain=none&sides=a&from=x&camera=1,NaN,0&sort=%00&pin=,,|a",
        "select=pair:&open=|&fan=x&table=nothing&label=z&from=9&to=3&all=1&chance=7",
        "%E0%A4%A&&&==&select",
    ):
        assert one.open(path, state).locator(".bar .count").count() == 1
    assert one.quiet(), one.console


def test_play_ends_when_the_reader_takes_the_brush(visit: Visits, path: Path) -> None:
    one = visit()
    one.page.clock.install()
    page = one.open(path, "view=graph&filters=1")
    page.locator(".play").click()
    page.locator(".timeline .handle.from").focus()
    page.keyboard.press("Home")
    assert page.locator(".play").get_attribute("aria-pressed") == "false"
    shown = page.locator(".timeline .handle.to").get_attribute("aria-valuetext")
    page.clock.run_for(5_000)
    assert page.locator(".timeline .handle.to").get_attribute("aria-valuetext") == shown


def test_numbers_under_the_timeline_open_what_they_count(visit: Visits, path: Path) -> None:
    page = visit().open(
        path, "view=graph&filters=1&from=17591&to=17602"
    )  # 2018-03-01 to 2018-03-12
    for after in ("hides", "possibly inside"):
        link = page.locator(".timeline-summary button").nth(0 if after == "hides" else 1)
        assert link.inner_text() == "1"
        link.click()
        assert page.locator(".evidence h3").is_visible()
    assert page.locator(".evidence .lines li").count() == 1


def test_what_is_disputed_or_only_alleged_is_distinguished_everywhere(
    visit: Visits, path: Path
) -> None:
    page = visit().open(
        path,
        "filters=1&view=exchange&sides=ruritania|graustark&select=pair:graustark%09ruritania&open=graustark%09ruritania",
    )
    assert page.locator(".act .disputed-mark").count() == 1
    assert page.locator(".bars .unequal").count() == 1
    assert page.locator(".bars .span.soft").count() == 1
    assert page.locator(".lines .differs").count() == 1
    page.get_by_role("button", name="Graph", exact=True).click()
    drawing = exported(page)
    assert "expulsion 2 ≠, 2018-03-01" in drawing
    page.get_by_role("button", name="Table", exact=True).click()
    assert page.locator("td.c-status .differs").count() == 1


def exported(page: Any) -> set[str]:
    """The texts of the drawing as it is exported."""
    page.locator("summary", has_text="Export").click()
    with page.expect_download() as download:
        page.locator(".export").get_by_role("button", name="SVG").click()
    page.keyboard.press("Escape")
    drawing = ET.fromstring(Path(download.value.path()).read_bytes())
    return {t.text or "" for t in drawing.iter("{http://www.w3.org/2000/svg}text")}


def test_every_actor_of_a_small_graph_has_its_name(visit: Visits, seeds_page: Path) -> None:
    page = visit().open(seeds_page, "view=graph&filters=1")
    note = page.locator(".graph .graph-note").inner_text()
    acting, _, others = map(int, re.findall(r"\d+", note)[:3])
    assert "more without incidents" in note
    assert acting > 20
    assert len(exported(page)) == acting + others


def test_a_chain_is_numbered_and_brought_near(visit: Visits, seeds_page: Path) -> None:
    page = visit().open(seeds_page, "view=graph&filters=1&chain=c1")
    steps = page.locator(".steps > li").count()
    shown = exported(page)
    for number in range(1, steps + 1):
        assert any(text.startswith(f"{number} · ") for text in shown), shown
    actors = int(page.locator(".graph .graph-note").inner_text().split()[0])
    assert len(shown) < actors  # the rest lies beyond the edges


def test_types_fanned_out_have_their_names(visit: Visits, path: Path) -> None:
    pair = "graustark%09ruritania"
    page = visit().open(path, f"view=graph&filters=1&fan={pair}&select=pair:{pair}")
    assert {"expulsion", "expulsion ×2", "threat"} <= exported(page)


def test_hidden_and_moved_actors_can_be_had_back_one_by_one(visit: Visits, path: Path) -> None:
    page = visit().open(
        path, "view=graph&filters=1&away=pact&pin=graustark,10,20&select=actor:graustark"
    )
    assert (
        page.locator(".graph .graph-note")
        .inner_text()
        .startswith("2 of 2 actors · 1 hidden by hand")
    )
    page.get_by_role("button", name="show again").click()
    assert page.locator(".graph .graph-note").inner_text().startswith("2 of 2 actors, 1 more")
    page.get_by_role("button", name="Unpin").click()
    page.wait_for_url(lambda url: "pin" not in url)
    assert page.get_by_role("button", name="Unpin").count() == 0


def test_a_found_actor_out_of_view_is_brought_into_it(visit: Visits, path: Path) -> None:
    page = visit().open(path, "view=graph&filters=1&camera=9000,9000,1")
    assert "Graustark" not in exported(page)
    page.keyboard.press("/")
    page.keyboard.type("graust")
    page.wait_for_selector(".search [role=option]")
    page.keyboard.press("Enter")
    assert "Graustark" in exported(page)


def test_a_menu_longer_than_the_screen_stays_on_it_and_scrolls(
    visit: Visits, seeds_page: Path
) -> None:
    page = visit(viewport={"width": 390, "height": 300}).open(seeds_page, "view=graph&chain=c1")
    page.get_by_role("button", name="Menus").click()
    page.locator("summary", has_text="Export").click()
    box = page.locator(".export").locator("xpath=..").bounding_box()
    head = page.locator("summary", has_text="Export").bounding_box()
    assert head["y"] + head["height"] <= box["y"]
    assert box["y"] + box["height"] <= 300


def test_an_answer_wider_than_the_panel_says_so(visit: Visits, tmp_path: Path) -> None:
    wide = PageQuestion("w", "Wide?", "…", "SELECT", tuple("abcdefghijkl"), (("many words",) * 12,))
    page = visit().open(
        write_page(tmp_path / "wide.html", PageData(questions=(wide,))), "select=question:w"
    )
    assert page.locator(".evidence .scroll.more-right").count() == 1
    page.locator(".evidence .scroll").evaluate("e => e.scrollTo(e.scrollWidth, 0)")
    page.wait_for_selector(".evidence .scroll.more-left:not(.more-right)")
