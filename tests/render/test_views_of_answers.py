"""Lanes, story, figure, map, notes and certainty on the page."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from talion.model.actor import Actor, ActorKind
from talion.model.claim import Basis, Claim, ClaimType
from talion.model.date import Date
from talion.model.incident import Incident, IncidentType, Status
from talion.model.type_traits import CountedAs, TypeTraits
from talion.render.page import write_page
from talion.render.page_data import PageChain, PageData

Visits = Callable[..., Any]
EXPULSION = IncidentType(
    "expulsion", "expulsion", "", 0.5, "expelled", plover=("SANCTION/expel",), verbs=("expel",),
    traits=TypeTraits(counts=CountedAs.PERSONS, removes=True),
)  # fmt: skip


def wave() -> PageData:
    """Four states expel 23, 4, 4 and 1 Ruritanians; three get as many back four days later."""
    names = {"albania": 23, "belgium": 4, "chile": 4, "denmark": 1}
    acts, claims = [], []
    for n, (name, count) in enumerate(names.items()):
        sides = (name,), ("ruritania",)
        day = Date(f"2018-03-{26 + n // 2}")
        acts.append(Incident(name[0], "expulsion", Status.REPORTED, *sides, count, day, ()))
        if name != "denmark":
            back = Date("2018-03-30")
            acts.append(
                Incident(
                    f"r{name[0]}", "expulsion", Status.REPORTED, *sides[::-1], count, back, (),
                    confidence=0.4 if name == "chile" else None,
                )
            )  # fmt: skip
            claims.append(Claim(f"c{n}", ClaimType.RESPONSE, f"r{name[0]}", name[0], Basis.STATED))
    claims.append(Claim("d", ClaimType.RESPONSE, "d", "ra", Basis.INFERRED, None, None, 0.2, "m"))
    codes = {"albania": "AL", "belgium": "BE", "chile": "CL", "denmark": "DK"}
    actors = [Actor(i, i.title(), ActorKind.COUNTRY, codes=(c,)) for i, c in codes.items()]
    actors.append(Actor("ruritania", "Ruritania", ActorKind.COUNTRY, codes=("RU",)))
    chain = PageChain("k", "Albania ⇄ Ruritania", (("a",), ("ra",)))
    return PageData(
        tuple(actors), tuple(acts), claims=tuple(claims), types=(EXPULSION,), chains=(chain,)
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(tmp_path_factory.mktemp("wave") / "wave.html", wave())


def test_lanes_of_a_wave_end_in_one_trunk_and_an_open_end(visit: Visits, path: Path) -> None:
    one = visit()
    page = one.open(path, "view=lanes&chance=0.3")
    assert (
        page.locator(".lanes .view-head h2").inner_text() == "Albania and 3 more against Ruritania"
    )
    assert page.locator(".lane-name, .side-name").all_text_contents() == [
        "Ruritania", "Albania", "Belgium", "Chile", "Denmark",
    ]  # fmt: skip
    assert page.locator(".trunk").count() == 1
    assert page.locator(".open-run").count() == 1
    cells = page.locator(".lane-cell:not(.tick)").all_text_contents()
    assert cells[:3] == ["23", "23", "4 days"]
    assert cells[-3:] == ["1", "none", "open"]
    assert page.locator(".lanes-drawing .number-in").first.text_content() == "31"
    assert one.quiet(), one.console


def test_a_story_goes_by_keys_and_ends_in_the_balance(visit: Visits, path: Path) -> None:
    page = visit().open(path, "view=story&chain=k")
    heading = page.locator(".story h2")
    assert heading.inner_text() == "Albania: expulsion of 23"
    page.locator(".story").focus()
    page.keyboard.press("ArrowRight")
    assert heading.inner_text() == "Ruritania: expulsion of 23"
    assert "4 days later" in page.locator(".story-when").inner_text()
    assert page.locator(".story-balance td").all_inner_texts() == ["1", "1", "0", "1", "23", "23"]
    page.keyboard.press("Home")
    assert heading.inner_text().startswith("Albania")
    page.keyboard.press("Escape")
    assert page.locator(".stage").get_attribute("data-view") == "exchange"


def test_a_figure_has_title_finding_legend_and_no_chrome(visit: Visits, path: Path) -> None:
    one = visit(viewport={"width": 700, "height": 420})
    page = one.page
    state = "view=exchange&sides=albania|ruritania&title=Eye+for+eye&note=Checked."
    page.goto(f"{path.as_uri()}?embed=1#{state}")
    page.wait_for_selector("#app[data-ready]")
    assert not page.locator(".bar").is_visible()
    words = page.locator(".figure text").all_text_contents()
    assert words[0] == "Eye for eye"
    assert words[1].startswith("1 of 2 acts was answered; 23 expelled, 23 in return")
    assert words[-1].startswith("Checked. An act told in several reports is counted once.")
    assert words[-1].endswith(" Made with Talion.")
    box = page.locator(".figure").bounding_box()
    assert (box["width"], box["height"]) == (700, 420)
    whole = visit().open(path, state)
    whole.locator("summary", has_text="Export").click()
    with whole.expect_download() as download:
        whole.locator(".export").get_by_role("button", name="SVG").click()
    drawing = ET.fromstring(Path(download.value.path()).read_text("utf-8"))
    assert next(drawing.iter("{http://www.w3.org/2000/svg}title")).text == "Eye for eye"


def test_the_map_places_states_and_opens_what_is_behind_a_line(visit: Visits, path: Path) -> None:
    one = visit()
    page = one.open(path, "view=map")
    assert page.locator(".map-place-mark").count() == 5
    assert page.locator(".map-arc").count() == 4
    page.locator(".map-place-mark", has_text="Chile").focus()
    page.keyboard.press("Enter")
    assert page.locator(".evidence h3").inner_text() == "Chile"
    assert one.quiet(), one.console


def test_notes_and_stars_stay_and_are_exported(visit: Visits, path: Path) -> None:
    page = visit().open(path, "select=incident:a")
    page.get_by_role("button", name="Star", exact=True).click()
    page.get_by_label("My note", exact=True).fill("ask the embassy")
    page.get_by_label("My note", exact=True).blur()
    page.reload()
    page.wait_for_selector("#app[data-ready]")
    assert page.get_by_label("My note", exact=True).input_value() == "ask the embassy"
    page.locator("summary", has_text="Notes").click()
    page.locator(".notes-menu", has_text="ask the embassy").wait_for()  # filled once it is open
    page.locator("summary", has_text="Export").click()
    with page.expect_download() as download:
        page.locator(".export").get_by_role("button", name="JSON").click()
    saved = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert saved["notes"] == {"incident:a": {"text": "ask the embassy", "star": True}}


def test_an_answer_has_a_note_of_its_own(visit: Visits, path: Path) -> None:
    page = visit().open(path, "select=incident:a")
    note = page.locator(".response-note").first
    note.locator("summary").click()
    note.get_by_label("My note on this answer").fill("the same number")
    note.get_by_label("My note on this answer").blur()
    page.locator("summary", has_text="Notes").click()
    page.locator(".notes-menu .pick", has_text="the same number").click()
    assert "select=incident" in page.url
    assert page.locator(".response-note textarea").first.input_value() == "the same number"
    assert page.locator(".response-note[open]").count() == 1


def test_each_saved_view_stands_in_the_notes_at_once(visit: Visits, path: Path) -> None:
    page = visit().open(path)
    page.locator("summary", has_text="Notes").click()
    names = ["the first", "the second", "the third"]
    for name in names:
        page.get_by_label("Name of this view").fill(name)
        page.get_by_role("button", name="Save this view").click()
        page.locator(".notes-menu li", has_text=name).wait_for()
    assert page.locator(".notes-menu .pick").all_inner_texts() == names
    for name in names:
        page.get_by_role("button", name=f"Remove {name}").click()
    assert page.locator(".notes-menu .pick").count() == 0


def test_what_was_read_less_surely_is_marked_and_can_be_hidden(visit: Visits, path: Path) -> None:
    page = visit().open(path, "filters=1")
    assert page.locator(".act.unsure").count() >= 1
    assert "40 % sure that it is read right" in page.locator("[data-act=rc]").first.inner_text()
    page.get_by_label("Least certainty of what a program read, in percent").fill("50")
    assert page.locator(".act.unsure").count() == 0
    assert page.locator(".bar .count").inner_text() == "6 of 7 incidents"


def test_on_paper_the_evidence_stands_below_what_it_is_of(visit: Visits, path: Path) -> None:
    page = visit(viewport={"width": 760, "height": 1000}).open(path, "select=incident:a")
    page.get_by_label("My note", exact=True).fill("see page 4")
    page.get_by_label("My note", exact=True).blur()
    page.emulate_media(media="print")
    view = page.locator(".answers").bounding_box()
    evidence = page.locator(".evidence").bounding_box()
    assert evidence["y"] >= view["y"] + view["height"] - 1
    assert not page.locator(".bar").is_visible()
    assert page.get_by_label("My note", exact=True).is_visible()  # what is noted is printed
    page.get_by_label("My note", exact=True).fill("")
    assert not page.get_by_label("My note", exact=True).is_visible()
