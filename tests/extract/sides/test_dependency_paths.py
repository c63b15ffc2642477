"""The way through the parse between two words, as a label."""

import pytest
from talion.extract.sides.dependency_paths import path

from tests.extract.sides.conftest import Texts


@pytest.mark.parametrize(
    ("text", "start", "end", "way"),
    [
        ("Peru expelled a Cuban envoy.", "expelled", "Peru", "nsubj"),
        ("Peru expelled a Cuban envoy.", "expelled", "Cuban", "dobj amod"),
        ("A Cuban envoy was expelled by Peru.", "expelled", "Peru", "by pobj"),
        ("A Cuban envoy was expelled by Peru.", "Cuban", "Peru", "^amod ^nsubjpass by pobj"),
        ("Peru closed its embassy in Cuba.", "closed", "Cuba", "dobj in pobj"),
        ("Peru expelled a Cuban envoy.", "Peru", "Peru", "itself"),
    ],
)
def test_the_label_names_each_step_up_and_down(
    context: Texts, text: str, start: str, end: str, way: str
) -> None:
    parse = context(text).parse
    assert path(parse, parse.words.index(start), parse.words.index(end)) == way


def test_names_in_a_row_stand_as_far_as_the_first(context: Texts) -> None:
    parse = context("Peru, Chile and Bolivia expelled a Cuban envoy.").parse
    verb = parse.words.index("expelled")
    ways = {path(parse, verb, parse.words.index(s)) for s in ("Peru", "Chile", "Bolivia")}
    assert ways == {"nsubj"}


def test_words_of_two_sentences_have_no_way(context: Texts) -> None:
    parse = context("Peru protested. Cuba expelled an envoy.").parse
    assert path(parse, parse.words.index("Peru"), parse.words.index("Cuba")) == "elsewhere"


def test_a_long_way_is_cut_to_its_first_and_last_step(context: Texts) -> None:
    text = "Peru protested against the closure of the office of the embassy of the king of Bhutan."
    parse = context(text).parse
    way = path(parse, parse.words.index("protested"), parse.words.index("Bhutan"))
    assert way == "against … pobj"
