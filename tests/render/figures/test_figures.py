"""Figures of the command line: what they say; that they are the page's; that they are drawn."""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import Result
from talion.model.date import Date
from talion.render.figures.drawn_styles import DrawnStyles, StyledElement
from talion.render.figures.figure_request import FigureLook
from talion.render.figures.store_figures import FigureScope, chain_of, exchange_of, wave_of
from talion.render.page import write_page
from talion.render.page_contents import page_data
from talion.store import Store, View

Run = Callable[..., Result]
SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.fixture(scope="session")
def of_two(seeds: Store) -> str:
    with seeds.view() as view:
        return exchange_of(view, "Netherlands", "Russia", FigureLook(note="Drawn for <a> & b."))


def test_an_exchange_has_title_finding_quote_legend_sources_note_and_credit(of_two: str) -> None:
    words = texts(of_two)
    assert words[0] == "Netherlands and Russia, 2014–2022"
    finding = "5 of 11 acts were answered; 23 expelled; answered the same day; "
    assert words[1] == f"{finding}1 against others, 1 against nobody named."
    assert "“Dutch Expel 2 Russian Diplomats for Spying”" in words
    assert [w for w in words if w in ("force", "covert", "diplomacy", "words", "law")] == [
        "force", "law", "covert", "diplomacy", "words",
    ]  # fmt: skip
    assert words[-2] == "Sources: The Moscow Times, DutchReview, France 24 with AFP."
    assert words[-1].startswith("Drawn for <a> & b. An act told in several reports")
    assert words[-1].endswith("Made with Talion.")


def test_a_figure_says_each_act_to_those_who_do_not_see_it(of_two: str) -> None:
    root = ET.fromstring(of_two)
    assert root.get("role") == "img"
    described = root.findtext(f"{SVG}desc") or ""
    assert "Netherlands → Russia: expulsion of 2, 10 December 2020, reported" in described
    assert "; answered by threat by Leonid Slutsky, Russia, the same day" in described


def test_a_figure_needs_neither_style_sheet_nor_font_nor_network(of_two: str) -> None:
    root = ET.fromstring(of_two)
    assert not any("class" in element.attrib for element in root.iter())
    assert "url(http" not in of_two
    assert "var(" not in of_two
    assert of_two.count("@font-face") == 4
    discs = {e.get("fill") for e in root.iter(f"{SVG}circle")}
    assert {"#0076cb", "#883977", "#fcfbf8"} <= discs


def test_the_same_figure_has_the_same_bytes(view: View, of_two: str) -> None:
    assert exchange_of(view, "NL", "Moscow", FigureLook(note="Drawn for <a> & b.")) == of_two


def test_filters_of_time_leave_out_what_lies_before(view: View) -> None:
    look = FigureLook(title="Since 2022")
    words = texts(exchange_of(view, "NL", "Russia", look, FigureScope(since=Date("2022"))))
    assert words[0] == "Since 2022"
    assert "17" in words
    assert "expulsion 2" not in words


def test_chains_and_waves_go_by_number(view: View) -> None:
    assert texts(chain_of(view, 1, FigureLook()))[0] == "United States and Russia, 2021"
    wave = texts(wave_of(view, 1, FigureLook(900, 500, dark=True)))
    assert wave[0] == "Belgium and 3 more against Russia, March 2022"
    assert {"Belgium", "Netherlands", "Ireland", "Czech Republic"} <= set(wave)


def test_styles_follow_the_sheet_by_weight_and_place() -> None:
    alleged = StyledElement("g", frozenset({"act", "alleged"}))
    disc = StyledElement("circle", frozenset({"disc", "covert"}))
    assert DrawnStyles().attributes([alleged, disc]) == {
        "fill": "#fcfbf8", "stroke": "#883977", "stroke-width": "2",
    }  # fmt: skip
    dark = DrawnStyles(dark=True).attributes([StyledElement("text", frozenset({"figure-title"}))])
    assert dark["fill"] == "#e8e5df"
    assert (dark["font-size"], dark["font-weight"]) == ("21px", "600")
    assert dark["font-family"].startswith("'Source Serif 4'")


def test_it_is_the_figure_of_the_page(browser: Any, view: View, tmp_path: Path) -> None:
    page_file = write_page(tmp_path / "page.html", page_data(view, ask=False))
    page = browser.new_page(viewport={"width": 700, "height": 420})
    page.goto(f"{page_file.as_uri()}?embed=1#view=exchange&sides=netherlands|russia")
    page.wait_for_selector(".figure")
    page.evaluate("document.fonts.ready")
    drawn = page.evaluate(
        """() => [[...document.querySelectorAll(".figure text")].map((t) => t.textContent),
        [...document.querySelectorAll(".figure circle")].map((c) => +c.getAttribute("cx"))]"""
    )
    page.close()
    svg = exchange_of(view, "Netherlands", "Russia", FigureLook())
    assert texts(svg) == drawn[0]
    places = [float(c.get("cx", "0")) for c in ET.fromstring(svg).iter(f"{SVG}circle")]
    assert places == pytest.approx(drawn[1], abs=4)  # the browser also kerns


@pytest.mark.parametrize("size", [(480, 320), (1200, 800)])
def test_a_browser_draws_the_file_with_all_words_inside(
    browser: Any, view: View, tmp_path: Path, size: tuple[int, int]
) -> None:
    file = tmp_path / "figure.svg"
    file.write_text(wave_of(view, 1, FigureLook(*size)), "utf-8")
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(file.as_uri())
    out = page.evaluate(
        """() => [...document.querySelectorAll("text")].filter((t) => {
          const box = t.getBoundingClientRect();
          return box.left < 0 || box.right > innerWidth || box.top < 0 || box.bottom > innerHeight;
        }).map((t) => t.textContent)"""
    )
    fonts = page.evaluate("document.fonts.ready.then((fonts) => [...fonts].map((f) => f.status))")
    page.close()
    assert (out, said) == ([], [])
    assert set(fonts) == {"loaded"}


def test_a_picture_is_of_twice_the_size(talion: Run, tmp_path: Path) -> None:
    result = talion("figure", "chain", "-o", f"{tmp_path}/chain.png", "--size", "500x320")
    assert result.exit_code == 0, result.stderr
    data = (tmp_path / "chain.png").read_bytes()
    assert struct.unpack(">II", data[16:24]) == (1000, 640)


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        (("exchange", "Netherlands"), 2, "an exchange has two sides, not 1"),
        (("exchange", "Peru", "Chile"), 2, "nothing to draw between Peru and Chile"),
        (("exchange", "Nowhereland", "Chile"), 2, "Nowhereland"),
        (("chain", "99"), 2, "there is no chain 99; there are"),
        (("wave", "one"), 2, "a wave is given by its number"),
        (("wave", "--size", "90x90"), 2, "from 480×320 to 1200×800, not 90×90"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_one_line(
    talion: Run, tmp_path: Path, given: tuple[str, ...], code: int, words: str
) -> None:
    file = tmp_path / "x.svg"
    result = talion("figure", *given, "-o", str(file))
    assert (result.exit_code, words in result.stderr) == (code, True), result.stderr
    assert not file.exists()
