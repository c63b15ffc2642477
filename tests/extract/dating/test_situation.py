"""How an event is told: its tense, and the time that the passage was last at."""

import pytest
from talion.extract.dating.situation import Situation, Tense, tense_of
from talion.extract.slots.times import TimeTagger
from talion.extract.text.parse import Parse
from talion.extract.text.pipeline import pipeline
from talion.extract.triggers.detection import find_triggers
from talion.extract.triggers.lexicon import lexicon
from talion.model.date import Date
from talion.model.incident import Status

pytestmark = pytest.mark.usefixtures("incidents")


def parsed(text: str) -> Parse:
    return Parse.of(pipeline()(text))


@pytest.mark.parametrize(
    ("sentence", "word", "tense"),
    [
        ("Peru expelled two envoys.", "expelled", Tense.PAST),
        ("Peru had expelled two envoys.", "expelled", Tense.PAST_PERFECT),
        ("Peru has expelled two envoys.", "expelled", Tense.PERFECT),
        ("Peru will expel two envoys.", "expel", Tense.MODAL),
        ("Peru might expel two envoys.", "expel", Tense.MODAL),
        ("Peru expels two envoys.", "expels", Tense.PRESENT),
        ("Two envoys were expelled.", "expelled", Tense.PAST),
        ("Peru regretted the expulsion.", "expulsion", Tense.PAST),
    ],
)
def test_the_tense_is_that_of_the_nearest_verb_at_or_above(
    sentence: str, word: str, tense: Tense
) -> None:
    parse = parsed(sentence)
    assert tense_of(parse, parse.words.index(word)) is tense


def situation(text: str, published: str = "2021-05-12") -> Situation:
    parse = parsed(text)
    last = find_triggers(parse, lexicon(), frozenset())[-1]
    tagger = TimeTagger(parse, Date(published))
    return Situation.of(parse, tagger, last, last.traits, Status.REPORTED)


def test_a_passage_about_another_year_is_of_old_and_one_about_this_month_is_not() -> None:
    assert situation("In 2018 all changed. Peru expelled a Cuban envoy.").is_of_old
    assert not situation("On 3 May all changed. Peru expelled a Cuban envoy.").is_of_old
    assert not situation("Peru expelled a Cuban envoy.").is_of_old


def test_a_deadline_is_no_time_of_the_passage_and_a_distant_time_is_none_either() -> None:
    assert situation("All must be done by 2018. Peru expelled a Cuban envoy.").passage is None
    far = "In 2018 all changed. " + "It rained. " * 7 + "Peru expelled a Cuban envoy."
    assert situation(far).passage is None
