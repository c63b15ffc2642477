"""What a page is given: the document, passages, families, the policy."""

import json
import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talion.errors import MissingExtraError
from talion.model.article import Article
from talion.model.date import Date
from talion.model.incident import Incident, IncidentType, Span, Status
from talion.model.type_traits import DoneTo, Nature, TypeTraits
from talion.render.bundle import csp_hash, script
from talion.render.page import inline_json, render_page
from talion.render.page_data import PageData, document
from talion.render.passage import MARGIN, passage
from talion.render.type_families import TypeFamily, group_of
from talion.store.reference import incident_types


def test_a_quote_stands_in_its_paragraph_at_its_place() -> None:
    text = "First.\nIt said they must leave today.\nLast."
    start = text.index("must leave")
    row = passage(Article("a", text), Span("must leave", start, start + 10))
    assert row == {"quote": "must leave", "passage": "It said they must leave today.", "at": 13}


def test_places_count_as_javascript_does() -> None:
    row = passage(Article("a", "🙂🙂 leave"), Span("leave", 3, 8))
    assert row["at"] == 5


def test_a_long_paragraph_is_cut_at_words() -> None:
    text = "word " * 1000
    row = passage(Article("a", text), Span("word", 2500, 2504))
    assert len(row["passage"]) <= 2 * MARGIN + 4
    assert row["passage"].startswith("word")
    assert row["passage"][row["at"] :].startswith("word")
    assert row["passage"].endswith("word")


def test_a_quote_that_is_not_there_comes_without_a_passage() -> None:
    assert passage(Article("a", "other"), Span("quote", 0, 5)) == {"quote": "quote"}
    assert passage(None, Span("quote", 0, 5)) == {"quote": "quote"}


@given(st.text(min_size=1), st.integers(0, 50), st.integers(1, 50))
def test_a_passage_holds_its_quote(text: str, start: int, length: int) -> None:
    start = min(start, len(text) - 1)
    quote = text[start : start + length]
    row = passage(Article("a", text), Span(quote, start, start + len(quote)))
    units = row["passage"].encode("utf-16-le", "surrogatepass")[2 * row["at"] :]
    assert units.startswith(quote.encode("utf-16-le", "surrogatepass"))


def test_every_type_of_the_ontology_has_a_family() -> None:
    found = {t.id: group_of(t) for t in incident_types()}
    assert "other" not in found.values()
    assert set(found.values()) <= set(TypeFamily)
    assert found["expulsion"] == "diplomatic"
    assert found["espionage"] == "covert"
    assert found["legal_action"] == found["sanction"] == "law"
    assert found["sabotage"] == "force"
    assert found["threat"] == "words"
    assert group_of(IncidentType("x", "x", "", 0.5, None)) == "other"


@pytest.mark.parametrize(
    ("traits", "family"),
    [
        (TypeTraits(), "law"),
        (TypeTraits(done_to=DoneTo.MISSION), "diplomatic"),
        (TypeTraits(nature=Nature.DEED), "force"),
        (TypeTraits(nature=Nature.DEED, covert=True), "covert"),
        (TypeTraits(nature=Nature.UTTERANCE), "words"),
    ],
)
def test_a_type_without_event_codes_has_the_family_of_its_traits(
    traits: TypeTraits, family: str
) -> None:
    assert group_of(IncidentType("x", "x", "", 0.5, "did", traits=traits)) == family


def test_empty_slots_are_left_out_and_vague_dates_have_two_ends() -> None:
    vague = Incident("i", "threat", Status.ALLEGED, (), ("b",), None, Date("2018-02"), ())
    (row,) = document(PageData(incidents=(vague,)))["incidents"]
    assert row == {
        "id": "i",
        "type": "threat",
        "status": "alleged",
        "targets": ("b",),
        "date": "2018-02",
        "earliest": "2018-02-01",
        "latest": "2018-02-28",
    }


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_inline_json_is_the_same_value_without_markup(text: str) -> None:
    written = inline_json({"text": text})
    assert json.loads(written) == {"text": text}
    assert not re.search("[<>&\u2028\u2029\ud800-\udfff]", written)


def test_data_never_becomes_markup_in_our_own_scripts() -> None:
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert word not in script()


def test_the_hash_of_a_script_is_that_of_the_standard() -> None:
    # The example of the Content Security Policy, level 2, section 4.2.5.
    assert csp_hash("alert('Hello, world.');") == (
        "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    )


@pytest.fixture(scope="module")
def page() -> str:
    return render_page(PageData(title="A & <b>"))


def test_the_page_is_one_file_that_allows_nothing_else(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src &#39;none&#39;")
    assert "unsafe" not in policy[1]
    assert "<title>A &amp; &lt;b&gt;</title>" in page
    assert not re.search(r'(?:src|href)="(?!data:,")', page)


def test_without_the_extra_a_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyvis", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'talion\[draw\]'"):
        render_page(PageData())


def test_the_same_graph_gives_the_same_page(page: str) -> None:
    assert render_page(PageData(title="A & <b>")) == page
