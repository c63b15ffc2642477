"""The ledger of two sides, on exchanges that can be checked by hand."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talion.model.date import Date
from talion.reciprocity import to_json
from talion.reciprocity.event import Event, Evidence
from talion.reciprocity.history import History
from talion.reciprocity.ledger import Ledger, ledger
from talion.reciprocity.party import ExchangeSide
from talion.reciprocity.stored_history import read_history
from talion.store import View

from .conftest import make_event as event_of
from .conftest import make_history as history_of
from .graphs import Edge, acyclic_graphs

MakeEvent = Callable[..., Event]
Write = Callable[..., History]


@pytest.fixture
def skripal(make_event: MakeEvent, written: Write) -> History:
    listed = [
        make_event("poisoning", "ru", "uk", "2018-03-04", kind="attack_on_person"),
        make_event("uk-23", "uk", "ru", "2018-03-14", count=23),
        make_event("ru-23", "ru", "uk", "2018-03-17", count=23),
        make_event("us-60", "us", "ru", "2018-03-26", count=60),
        make_event("ru-60", "ru", "us", "2018-03-29", count=60),
        make_event("ru-more", "ru", "uk", "2018-03-31", count=50),
        make_event("nl-2", "nl", "ru", "2018-03-26", count=2),
    ]
    return written(listed, "uk-23<poisoning", "ru-23<uk-23", "us-60<poisoning", "ru-60<us-60")


def between(known: History, one: str, other: str, **more: object) -> Ledger:
    return ledger(known, ExchangeSide(known, one), ExchangeSide(known, other), **more)  # type: ignore[arg-type]


def test_only_the_events_of_the_two_sides_are_in_it_in_time_order(skripal: History) -> None:
    found = between(skripal, "uk", "ru")
    assert [(e.event.id, e.side) for e in found.entries] == [
        ("poisoning", 1),
        ("uk-23", 0),
        ("ru-23", 1),
        ("ru-more", 1),
    ]


def test_each_side_has_its_totals_its_share_of_responses_and_its_delays(
    skripal: History,
) -> None:
    uk, ru = between(skripal, "uk", "ru").totals
    assert (uk.events, uk.answered, uk.share) == (1, 1, 1.0)
    assert (ru.events, ru.answered) == (3, 1)
    assert [lag.least for lag in (*uk.delays, *ru.delays)] == [3, 10]
    assert {k: (t.incidents, t.least, t.counted) for k, t in ru.by_type.items()} == {
        "attack_on_person": (1, 0, 0),
        "expulsion": (2, 73, 2),
    }


def test_a_median_delay_takes_three_known_to_the_day(make_event: MakeEvent, written: Write) -> None:
    listed = [
        make_event("a", "uk", "ru", "2018-01-01"),
        make_event("b", "ru", "uk", "2018-01-02"),
        make_event("c", "uk", "ru", "2018-02-01"),
        make_event("d", "ru", "uk", "2018-02-06"),
        make_event("e", "uk", "ru", "2018-03-01"),
        make_event("f", "ru", "uk", "2018-03"),
    ]
    two = between(written(listed, "b<a", "d<c", "f<e"), "uk", "ru").totals[0]
    assert two.delay is None
    assert [(lag.least, lag.most) for lag in two.delays] == [(1, 1), (5, 5), (0, 30)]
    listed[-1] = make_event("f", "ru", "uk", "2018-03-08")
    three = between(written(listed, "b<a", "d<c", "f<e"), "uk", "ru").totals[0]
    assert three.delay == 5


def test_a_response_is_compared_with_its_antecedent_in_number_and_in_kind(skripal: History) -> None:
    found = between(skripal, "uk", "ru")
    assert [
        (e.event.id, e.response_count, e.antecedent_count, e.alike) for e in found.exchanges
    ] == [
        ("uk-23", 23, None, False),
        ("ru-23", 23, 23, True),
    ]
    assert (found.in_kind, found.symmetry) == (0.5, 1.0)


def test_the_target_of_the_latest_unanswered_event_owes_a_response(skripal: History) -> None:
    found = between(skripal, "uk", "ru")
    assert [a.id for a in found.totals[1].open] == ["ru-more"]
    assert found.owes is not None
    assert found.owes.actor == "uk"
    assert between(skripal, "ru", "us").owes is None


def test_a_bloc_stands_for_its_members(skripal: History) -> None:
    found = between(skripal, "nato", "ru")
    assert [e.event.id for e in found.entries if e.side == 0] == ["uk-23", "us-60", "nl-2"]
    assert found.totals[1].answered == 1  # the poisoning, by two
    assert [a.id for a in found.totals[0].open] == ["nl-2"]


def test_acts_outside_the_dates_do_not_count(skripal: History) -> None:
    found = between(skripal, "uk", "ru", since=Date("2018-03-15"))
    assert [e.event.id for e in found.entries] == ["ru-23", "ru-more"]


def test_what_is_planned_is_no_response(make_event: MakeEvent, written: Write) -> None:
    known = written(
        [make_event("a", "nl", "ru", "2020"), make_event("b", "ru", "nl", status="prospective")],
        "b<a",
    )
    found = between(known, "nl", "ru")
    assert (found.totals[0].answered, found.totals[1].events) == (0, 0)
    assert [e.responses[0].event for e in found.entries if e.responses] == ["b"]


def test_an_event_without_a_date_comes_before_its_response(
    make_event: MakeEvent, written: Write
) -> None:
    listed = [
        make_event("old", "nl", "ru", "2018"),
        make_event("expulsion", "nl", "ru", "2020-12-10"),
        make_event("threat", "ru", "nl", "2020-12"),
        make_event("spying", "ru", "nl"),
        make_event("other", "ru", "nl"),
    ]
    found = between(written(listed, "expulsion<spying", "threat<expulsion"), "nl", "ru")
    assert [e.event.id for e in found.entries] == ["old", "spying", "expulsion", "threat", "other"]


def test_answers_less_probable_than_asked_do_not_count(
    make_event: MakeEvent, written: Write
) -> None:
    known = written(
        [make_event("a", "nl", "ru", "2020"), make_event("b", "ru", "nl", "2021")], "b<a 0.4"
    )
    assert between(known, "nl", "ru").totals[0].answered == 0
    assert between(known, "nl", "ru", probability=0.3).totals[0].answered == 1


def test_the_seeds_ledger_of_the_netherlands_and_russia(view: View) -> None:
    known = read_history(view)
    shown = json.loads(json.dumps(to_json.ledger(known, between(known, "netherlands", "russia"))))
    assert shown["totals"][0]["types"]["expulsion"] == {
        "events": 3,
        "different": 3,
        "reports": 4,
        "counted": 3,
        "at_least": 23,
        "up_to": 23,
        "counting": 4,
    }
    assert shown["owes_response"]["id"] == "russia"
    assert shown["exchanges"][0]["response"] == "2020-12-10-expulsion-netherlands-russia"


def test_what_is_alleged_is_counted_apart(make_event: MakeEvent, written: Write) -> None:
    listed = [
        make_event("spying", "ru", "nl", "2020-11-01", kind="espionage", status="alleged", count=2),
        make_event("summons", "ru", "nl", "2020-11-02", kind="summons"),
        make_event("threat", "ru", "nl", status="prospective", kind="threat"),
        make_event("out", "nl", "ru", "2020-12-10", count=2),
    ]
    ru = between(written(listed, "out<spying"), "nl", "ru").totals[1]
    assert (ru.events, ru.alleged, ru.planned) == (1, 1, 1)
    assert (ru.answered, ru.alleged_answered, ru.delay) == (0, 1, None)
    assert list(ru.by_type) == ["summons"]


DATES = st.sampled_from([None, "2018", "2018-03", "2018-03-14", "2018-03-17", "2018-04-01"])


@given(acyclic_graphs(), st.data())
def test_every_response_stands_after_what_it_responds_to(
    graph: tuple[int, list[Edge]], data: st.DataObject
) -> None:
    nodes, edges = graph
    acts = [
        event_of(str(n), *(("uk", "ru") if n % 2 else ("ru", "uk")), data.draw(DATES))
        for n in range(nodes)
    ]
    known = history_of(acts, *(f"{b}<{a}" for a, b in edges if a % 2 != b % 2))
    entries = between(known, "uk", "ru").entries
    place = {e.event.id: n for n, e in enumerate(entries)}
    assert len(place) == nodes
    for entry in entries:
        assert all(place[r.antecedent] < place[entry.event.id] for r in entry.antecedents)
    free = [e.event for e in entries if not e.antecedents and not e.responses and e.event.date]
    assert free == sorted(free, key=lambda e: e.time or 0.0)


def test_no_response_is_owed_for_what_responds_to_an_event_outside_the_ledger(
    make_event: MakeEvent, written: Write
) -> None:
    acts = [
        make_event("poisoning", "ru", "uk", "2018-03-04", kind="attack_on_person"),
        make_event("us-60", "us", "ru", "2018-03-26", count=60),
        make_event("summons", "us", "ru", "2018-03-01", kind="summons"),
    ]
    found = between(written(acts, "us-60<poisoning"), "us", "ru")
    assert found.unreciprocated is not None
    assert found.unreciprocated.event.id == "summons"
    outside = replace(written(acts[1:]), elsewhere={"us-60": "the poisoning"})
    latest = between(outside, "us", "ru").unreciprocated
    assert latest is not None
    assert latest.event.id == "summons"


def test_what_is_too_mild_is_left_out_and_counted_and_still_answers(
    make_event: MakeEvent, written: Write
) -> None:
    acts = [
        make_event("expulsion", "us", "ru", "2018-03-26", count=60),
        make_event("consultation", "ru", "us", "2018-03-28", kind="talks", severity=0.1),
        make_event("visit", "ru", "us", "2019", kind="talks", severity=0.1),
    ]
    known = written(acts, "consultation<expulsion 0.9")
    found = between(known, "us", "ru", severity=0.2)
    assert [e.event.id for e in found.entries] == ["expulsion"]
    assert (found.milder, found.unreciprocated, found.totals[0].answered) == (2, None, 1)
    before = between(known, "us", "ru", severity=0.2, until=Date("2018-03-27"))
    assert before.owes is not None
    assert (before.milder, before.owes.actor) == (0, "ru")


def test_a_response_keeps_what_it_responds_to_before_the_first_date_asked_for(
    make_event: MakeEvent, written: Write
) -> None:
    acts = [
        make_event("expulsion", "uk", "ru", "2018-03-14", count=23),
        make_event("reply", "ru", "uk", "2018-03-17", count=23),
        make_event("closure", "ru", "uk", "2018-03-18", kind="closure"),
    ]
    known = written(acts, "reply<expulsion")
    found = between(known, "uk", "ru", since=Date("2018-03-15"))
    first, second = found.entries
    assert [r.antecedent for r in first.outside] == ["expulsion"]
    assert (first.antecedents, first.responds, first.open) == ((), True, False)
    assert (second.responds, second.open) == (False, True)
    [whole] = [e for e in between(known, "uk", "ru").entries if e.event.id == "reply"]
    assert (len(whole.antecedents), whole.outside) == (1, ())


def test_what_a_response_turns_on_may_also_be_milder_later_or_of_others(
    make_event: MakeEvent, written: Write
) -> None:
    acts = [
        make_event("talks", "uk", "ru", "2018-03-14", kind="talks", severity=0.1),
        make_event("poisoning", "ru", "us", "2018-03-04", kind="attack_on_person"),
        make_event("reply", "ru", "uk", "2018-03-17"),
        make_event("expulsion", "uk", "ru", "2018-03-15"),
    ]
    known = written(acts, "reply<talks", "expulsion<poisoning")
    entries = between(known, "uk", "ru", severity=0.2).entries
    assert [[r.antecedent for r in e.outside] for e in entries] == [["poisoning"], ["talks"]]
    assert not any(e.open for e in entries)


def test_an_undated_event_was_done_before_it_was_reported(
    make_event: MakeEvent, written: Write
) -> None:
    """Espionage reported in December 2020 comes before an expulsion of 2021, not at the end."""
    report = Evidence("a", "spied", 0, 5, published="2020-12-10")
    spied = make_event("spied", "ru", "nl", None, kind="espionage")
    acts = [
        make_event("early", "nl", "ru", "2019"),
        replace(spied, evidence=(report,)),
        make_event("late", "nl", "ru", "2021-05-01"),
        make_event("unknown", "ru", "nl", None, kind="espionage"),
    ]
    entries = between(written(acts), "nl", "ru").entries
    assert [e.event.id for e in entries] == ["early", "spied", "late", "unknown"]
    since = between(written(acts), "nl", "ru", since=Date("2021")).entries
    assert [e.event.id for e in since] == ["late", "unknown"]
