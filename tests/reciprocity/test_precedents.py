"""Precedents: likeness with reasons, reactions, and what is to be expected."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from talion.reciprocity import to_json
from talion.reciprocity.event import Event, Evidence
from talion.reciprocity.history import History
from talion.reciprocity.precedent_similarity import WEIGHTS
from talion.reciprocity.precedents import Precedents, precedents
from talion.reciprocity.stored_history import read_history
from talion.store import View

MakeEvent = Callable[..., Event]
Write = Callable[..., History]


def reasons(found: Precedents, ident: str) -> dict[str, str]:
    [precedent] = (p for p in found.found if p.event.id == ident)
    return {r.kind: r.words for r in precedent.reasons}


@pytest.fixture
def history(make_event: MakeEvent, written: Write) -> History:
    listed = [
        make_event("uk", "uk", "ru", "2018-03-14", count=23),
        make_event("uk-back", "ru", "uk", "2018-03-17", count=23),
        make_event("us", "us", "ru", "2018-03-26", count=60),
        make_event("us-back", "ru", "us", "2018-03-29", count=30),
        make_event("fi", "fi", "ru", "2018-03-26", count=1),
        make_event("cap", "nl", "ru", "2019-01-01", kind="staff_cap", count=5),
        make_event("now", "nl", "ru", "2020-12-10", count=20),
        make_event("later", "be", "ru", "2022-03-29", count=21),
    ]
    return written(listed, "uk-back<uk", "us-back<us 0.8")


def test_the_weights_of_the_perfect_precedent_add_up_to_one() -> None:
    assert sum(WEIGHTS.values()) == pytest.approx(1)


def test_only_earlier_events_are_precedents_the_most_alike_first(history: History) -> None:
    found = precedents(history, "now")
    ids = [p.event.id for p in found.found]
    assert ids[0] == "uk"
    assert "later" not in ids
    assert "now" not in ids
    scores = [p.score for p in found.found]
    assert scores == sorted(scores, reverse=True)


def test_every_likeness_has_its_reason(history: History) -> None:
    found = precedents(history, "now", least=0)
    assert reasons(found, "uk") == {
        "type": "expulsion too",
        "parties": "the same target, by a state of NATO",
        "role": "opens an exchange too",
        "size": "23, here 20",
        "recency": "3 years before",
    }
    assert reasons(found, "fi")["parties"] == "the same target"  # in NATO from 2023 on only
    assert reasons(found, "cap")["parties"] == "the same two sides"
    assert "type" not in reasons(found, "cap")


def test_reactions_tell_how_soon_and_how_large(history: History) -> None:
    found = precedents(history, "now")
    got = {
        p.event.id: [(r.event.id, r.ratio, r.lag and r.lag.least) for r in p.reactions]
        for p in found.found
    }
    assert got["uk"] == [("uk-back", 1.0, 3)]
    assert got["us"] == [("us-back", 0.5, 3)]
    assert got["fi"] == []


def test_what_is_expected_weighs_each_precedent_by_its_likeness(history: History) -> None:
    found = precedents(history, "now", limit=2)
    assert [p.event.id for p in found.found] == ["uk", "us"]
    assert found.outcome is not None
    assert found.outcome.answered == pytest.approx(1)
    assert found.outcome.types == pytest.approx({"expulsion": 1})
    assert found.outcome.delay is None  # of two delays there is no median
    assert [lag.least for lag in found.outcome.delays] == [3, 3]
    assert found.outcome.ratio == 1.0  # the weightier of the two


def test_inferred_reactions_count_from_the_probability_asked_for(history: History) -> None:
    found = precedents(history, "now", probability=0.9)
    assert {p.event.id for p in found.found if p.reactions} == {"uk"}


def test_without_earlier_events_nothing_is_expected(history: History) -> None:
    found = precedents(history, "uk")
    assert (found.found, found.outcome) == ((), None)
    assert [r.event.id for r in found.reactions] == ["uk-back"]


def test_natos_expulsion_of_2021_has_those_the_article_names_among_its_precedents(
    view: View,
) -> None:
    known = read_history(view)
    found = precedents(known, "2021-10-06-expulsion-nato-russia", limit=20)
    named = {a for a, b in known.precedents if b == found.event.id}
    assert len(named) == 8
    responses = {p.event.id for p in found.found if any(r.kind == "named" for r in p.reasons)}
    assert responses >= {i for i in named if known.events[i].type == "expulsion"}
    shown = json.loads(json.dumps(to_json.precedents(known, found)))
    assert shown["expected"]["precedents"] == len(found.found)


def test_an_undated_event_is_earlier_only_if_it_was_reported_by_then(
    make_event: MakeEvent, written: Write
) -> None:
    def responses(it: Event, published: str) -> Event:
        return replace(it, evidence=(Evidence("article", "words", 0, 5, published=published),))

    listed = [
        responses(make_event("known", "be", "ru"), "2020-12-01"),
        responses(make_event("later", "be", "ru"), "2022-03-30"),
        make_event("unknown", "be", "ru"),
        responses(make_event("year", "be", "ru", "2020"), "2020-12-09"),
        responses(make_event("maybe", "be", "ru", "2020"), "2021-05-01"),
        make_event("now", "nl", "ru", "2020-12-10"),
    ]
    found = precedents(written(listed), "now", least=0)
    assert {p.event.id for p in found.found} == {"known", "year"}


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2021-09-20", "shortly before"),
        ("2020-12-10", "10 months before"),
        ("2021", "the same year"),
        ("2020", "the year before"),
        ("2018", "2 to 4 years before"),
        ("2018-03-14", "4 years before"),
    ],
)
def test_how_long_before_is_given_as_closely_as_dates_allow(
    make_event: MakeEvent, written: Write, date: str, words: str
) -> None:
    known = written(
        [make_event("then", "be", "ru", date), make_event("now", "nl", "ru", "2021-10-06")]
    )
    known = replace(known, precedents=(("then", "now"),))
    assert reasons(precedents(known, "now", least=0), "then")["recency"] == words


def test_parts_of_one_action_are_no_precedents_of_each_other(
    make_event: MakeEvent, written: Write
) -> None:
    listed = [
        make_event("old", "de", "ru", "2001-03-01"),
        make_event("whole", "nato", "ru", "2018-03-26"),
        make_event("first", "de", "ru", "2018-03-26"),
        make_event("later", "de", "ru", "2018-03-29"),
    ]
    history = written(listed, parts="first<whole later<whole")
    assert [p.event.id for p in precedents(history, "later").found] == ["old"]
    apart = written(listed)
    assert "first" in [p.event.id for p in precedents(apart, "later").found]
