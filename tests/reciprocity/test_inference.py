"""Answers inferred between a store's incidents, and written into it as claims of a run."""

import io
from collections.abc import Callable
from dataclasses import replace

from talion.build import build
from talion.hawkes.reply_model import Model
from talion.reciprocity.event import Event
from talion.reciprocity.history import History
from talion.reciprocity.inference import inferred_responses, with_inferred
from talion.reciprocity.model_run import RUN, write_inferred
from talion.reciprocity.stored_history import read_history
from talion.store import Store, View

MakeEvent = Callable[..., Event]
Write = Callable[..., History]


def test_of_an_event_whose_antecedent_is_stated_none_is_inferred(
    make_event: MakeEvent, written: Write
) -> None:
    listed = [
        make_event("a", "nl", "ru", "2020-12-10"),
        make_event("b", "ru", "nl", "2020-12-14"),
        make_event("c", "nl", "ru", "2020-12-16"),
    ]
    bare = inferred_responses(written(listed), Model.default())
    assert {(a.event, a.antecedent) for a in bare} >= {("b", "a"), ("c", "b")}
    shown = inferred_responses(written(listed, "b<a"), Model.default())
    assert {a.event for a in shown} == {"c"}
    assert {a.basis for a in with_inferred(written(listed, "b<a"), Model.default()).responses} == {
        "stated",
        "inferred",
    }


def test_what_responds_to_something_outside_responds_to_no_incident_here(
    make_event: MakeEvent, written: Write
) -> None:
    listed = [
        make_event("a", "nl", "ru", "2020-12-10"),
        make_event("b", "ru", "nl", "2020-12-14"),
        make_event("c", "nl", "ru", "2020-12-16"),
    ]
    known = replace(written(listed), elsewhere={"b": "a speech"})
    found = {(r.event, r.antecedent) for r in inferred_responses(known, Model.default())}
    assert found == {("c", "b")}


def test_nothing_is_inferred_that_turns_what_is_stated_round(
    make_event: MakeEvent, written: Write
) -> None:
    listed = [make_event("a", "nl", "ru", "2020-12-10"), make_event("b", "ru", "nl", "2020-12-08")]
    assert inferred_responses(written(listed), Model.default())[0].event == "a"
    assert not inferred_responses(written(listed, "b<a"), Model.default())


def test_the_probabilities_of_one_event_add_up_to_one_at_most(view: View) -> None:
    shown = read_history(view)
    found = inferred_responses(shown, Model.default(), 0.0)
    for source in {a.event for a in found}:
        pairs = len(shown.events[source].by) * len(shown.events[source].against)
        assert sum(a.certainty for a in found if a.event == source) <= pairs + 1e-6


def test_one_event_alone_responds_to_nothing(make_event: MakeEvent, written: Write) -> None:
    assert not inferred_responses(
        written([make_event("a", "nl", "ru", "2020-12-10")]), Model.default()
    )


def test_what_is_inferred_is_written_beside_what_is_stated_once_however_often() -> None:
    store = Store.memory()
    build(store)
    with store.view() as view:
        stated = [c for c in view.claims() if c.basis == "stated"]
    number, listed = write_inferred(store, Model.default(), 0.05)
    assert number >= listed > 0
    first, second = io.BytesIO(), io.BytesIO()
    store.export(first)
    assert write_inferred(store, Model.default(), 0.05) == (number, listed)
    store.export(second)
    assert first.getvalue() == second.getvalue()
    with store.view() as view:
        claims = list(view.claims())
        read = read_history(view)
    assert [c for c in claims if c.basis == "stated"] == stated
    inferred = [c for c in claims if c.basis == "inferred"]
    assert len(inferred) == number
    assert {c.run for c in inferred} == {RUN}
    assert {(a.event, a.antecedent) for a in read.responses if not a.stated} == {
        (c.source, c.target) for c in inferred
    }


def test_of_an_event_known_only_by_its_year_nothing_is_inferred(
    make_event: MakeEvent, written: Write
) -> None:
    listed = [make_event("a", "nl", "ru", "2022-03-29"), make_event("b", "ru", "nl", "2022")]
    assert not inferred_responses(written(listed), Model.default(), 0.0)
    known = [make_event("a", "nl", "ru", "2022-03-29"), make_event("b", "ru", "nl", "2022-04")]
    found = inferred_responses(
        written([*listed, make_event("c", "ru", "nl", "2022-04")]), Model.default(), 0.0
    )
    assert {(a.event, a.antecedent) for a in found} == {("c", "a")}
    assert [a.event for a in inferred_responses(written(known), Model.default())] == ["b"]


def test_an_inferred_response_does_not_reverse_what_is_stated_by_way_of_a_third(
    make_event: MakeEvent, written: Write
) -> None:
    listed = [
        make_event("a", "nl", "ru", "2020-12-10"),
        make_event("b", "ru", "nl", "2020-12-08"),
        make_event("c", "nl", "ru", "2020-12-09", kind="summons"),
    ]
    found = inferred_responses(written(listed, "b<c", "c<a"), Model.default(), 0.0)
    assert ("a", "b") not in {(x.event, x.antecedent) for x in found}
