"""A view answers every question that a function of the package does, and shows itself."""

import inspect
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest
import talion
from talion.python_api.rows import DRAWN
from talion.vocabulary import SVG_NS

SVG = f"{{{SVG_NS}}}"


@pytest.fixture(scope="module")
def view(seeds: talion.Store) -> talion.View:
    return talion.Store(seeds.engine).view()


class _Shape(HTMLParser):
    """Counts elements, and fails where their ends do not match."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize(
    "name", ["chains", "ledger", "replies", "waves", "unanswered", "precedents", "motifs"]
)
def test_a_method_has_the_options_of_its_function(view: talion.View, name: str) -> None:
    function = inspect.signature(getattr(talion, name))
    method = inspect.signature(getattr(view, name))
    assert list(method.parameters.values()) == list(function.parameters.values())[1:]


def test_a_view_answers_what_the_functions_do(view: talion.View) -> None:
    assert view.chains(limit=3) == talion.chains(view, limit=3)
    assert view.ledger("NATO", "Russia") == talion.ledger(view, "NATO", "Russia")
    assert view.waves(states=3) == talion.waves(view, states=3)
    assert view.unanswered() == talion.unanswered(view)
    assert view.replies() == talion.replies(view)
    assert view.motifs() == talion.motifs(view)
    assert view.ask("in-kind") == talion.ask(view, "in-kind")
    some = "2020-12-10-expulsion-netherlands-russia"
    assert view.precedents(some) == talion.precedents(view, some)
    assert view.validate() == []
    assert view.to_networkx().number_of_nodes() == 29
    assert (view.resolve("Q159").name, view.incident("2020-12-10-exp").id) == ("Russia", some)


def test_values_have_a_length_a_place_and_slices(view: talion.View) -> None:
    assert (len(view.incidents()), len(view.articles())) == (53, 5)
    (russia,) = view.actors(["russia"])
    assert russia.name == "Russia"
    assert len(view.incidents()[:2].to_pandas()) == 2
    assert view.incidents()[-1].date is None


def test_every_result_makes_tables(view: talion.View) -> None:
    for result, rows in (
        (view.incidents(), 53),
        (view.chains(limit=2), 2),
        (view.chains()[0], 4),  # of three steps, one has two events
        (view.ledger("Netherlands", "Russia"), 10),
        (view.waves(), len(view.waves())),
        (view.waves()[0], 1),
        (view.precedents("2020-12-10-exp"), len(view.precedents("2020-12-10-exp").found)),
        (view.unanswered(), len(view.unanswered())),
        (view.ask("in-kind"), len(view.ask("in-kind").rows)),
        (view.select("SELECT ?a { ?a a tal:Article }"), 5),
        (view.replies(), len(view.replies())),
    ):
        sizes = result.to_pandas().shape[0], result.to_polars().height, result.to_arrow().num_rows
        assert sizes == (rows, rows, rows), result
        assert rows > 0


def test_a_table_without_rows_has_its_columns(view: talion.View) -> None:
    for result, column in (
        (talion.incidents(view, types="summons", since="2030"), "agents"),
        (talion.actors(view, kinds="mission"), "name"),
        (view.incidents([]), "type"),
        (view.select("SELECT ?a ?b { ?a tal:nothing ?b }"), "b"),
    ):
        assert len(result.to_rows()) == 0
        assert column in result.to_pandas().columns
        assert column in result.to_polars().columns
        assert column in result.to_arrow().column_names


def pictures(html: str) -> list[ET.Element]:
    found = []
    while "<svg" in html:
        start, end = html.index("<svg"), html.index("</svg>") + len("</svg>")
        found.append(ET.fromstring(html[start:end]))
        html = html[end:]
    return found


def test_a_notebook_draws_a_ledger_with_an_arrow_for_each_response(view: talion.View) -> None:
    ledger = view.ledger("Netherlands", "Russia")
    (picture,) = pictures(ledger._repr_html_())
    assert len(picture.findall(f"{SVG}circle")) == len(ledger.entries) == 10
    links = sum(len(entry.antecedents) for entry in ledger.entries)
    assert len(picture.findall(f"{SVG}polygon")) == links > 0
    words = [text.text for text in picture.findall(f"{SVG}text")]
    assert words[:2] == ["Netherlands", "Russia"]
    assert "expulsion of 2" in words


def test_a_notebook_draws_a_chain_with_a_box_for_each_step(view: talion.View) -> None:
    chain = view.chains()[0]
    (picture,) = pictures(chain._repr_html_())
    assert len(picture.findall(f"{SVG}rect")) == len(chain.steps) == 3
    assert len(picture.findall(f"{SVG}polygon")) == 2
    said = " ".join(text.text or "" for text in picture.findall(f"{SVG}text"))
    assert "Russia → United States: cyber operation" in said
    assert said.count("stated") == 2


def test_a_notebook_draws_a_wave_with_a_mark_for_each_event_and_response(
    view: talion.View,
) -> None:
    wave = view.waves()[0]
    (picture,) = pictures(wave._repr_html_())
    dated = [event for event in wave.events if event.time is not None]
    assert len(picture.findall(f"{SVG}circle")) == len(dated) + len(wave.responses)


def test_a_result_shows_its_first_pictures_and_a_table(view: talion.View) -> None:
    html = view.chains()._repr_html_()
    assert len(pictures(html)) == DRAWN
    assert "<th>tit for tat</th>" in html
    assert len(html) < 40_000
    for shown in (
        html,
        view.waves()._repr_html_(),
        view.ledger("NATO", "Russia")._repr_html_(),
        view.precedents("2020-12-10-exp")._repr_html_(),
        view.ask("in-kind")._repr_html_(),
        view.incidents()._repr_html_(),
        view._repr_html_(),
    ):
        _Shape(shown)


def test_names_are_escaped_and_pictures_need_nothing_from_elsewhere(tmp_path: object) -> None:
    rows = [
        {"id": "a", "time": 1.0, "source": "<b>Peru</b>", "target": "R&D"},
        {"id": "b", "time": 2.0, "source": "R&D", "target": "<b>Peru</b>"},
    ]
    table = talion.EventTable.from_rows(rows)
    html = talion.ledger(table, "<b>Peru</b>", "R&D")._repr_html_()
    assert "<b>" not in html
    (picture,) = pictures(html)
    assert [text.text for text in picture.findall(f"{SVG}text")][:2] == ["<b>Peru</b>", "R&D"]
    for outside in ("<script", "href", "url(", "<style", ' id="'):
        assert outside not in html


def test_a_text_representation_is_short(view: talion.View) -> None:
    for thing in (
        talion.Store.memory(), view, view.chains()[0], view.ledger("NATO", "Russia"),
        view.waves()[0], view.precedents("2020-12-10-exp"),
    ):  # fmt: skip
        assert len(repr(thing)) < 160
        assert repr(thing).startswith("<")
