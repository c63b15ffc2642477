from collections.abc import Callable

from talion.model.claim import Basis
from talion.model.date import Date
from talion.reciprocity.event import Event
from talion.reciprocity.history import History, stated_antecedents
from talion.reciprocity.response import Response
from talion.reciprocity.stored_history import read_history
from talion.store import View

MakeEvent = Callable[..., Event]
Write = Callable[..., History]


def test_names_of_actors_and_types_are_those_known_or_their_ids(written: Write) -> None:
    history = written([])
    assert (history.name("ru"), history.name("mordor")) == ("RU", "mordor")
    assert history.label("war_of_words") == "war of words"


def test_only_stated_antecedents_are_stated(make_event: MakeEvent, written: Write) -> None:
    events = [make_event(ident, "nl", "ru") for ident in "abc"]
    assert stated_antecedents(written(events, "c<a", "c<b", "b<a 0.9")) == {"c": ["a", "b"]}


def test_members_are_those_at_the_date(written: Write) -> None:
    history = written([])
    assert "fi" not in history.members("nato", Date("2022"))
    assert "fi" in history.members("nato", Date("2024"))
    assert history.members("ru", None) == {"ru"}
    assert history.blocs("fi", Date("2022")) == frozenset()


def test_a_response_to_undated_espionage_closes_nothing(
    make_event: MakeEvent, written: Write
) -> None:
    spying = make_event("a", "ru", "nl", kind="espionage")
    dated = make_event("b", "ru", "nl", "2018-03-01", kind="espionage")
    reply = make_event("c", "nl", "ru", "2018-03-10")
    history = written([spying, dated, reply])
    assert not history.retaliates(Response("c", "a", Basis.STATED))
    assert history.retaliates(Response("c", "b", Basis.STATED))
    assert not history.retaliates(Response("c", "missing", Basis.STATED))


def test_the_seeds_are_read_with_their_passages_and_folded_to_states(view: View) -> None:
    history = read_history(view)
    event = history.events["2022-03-29-expulsion-russia-estonia-latvia-lithuania"]
    assert (event.by, event.time) == (("russia",), 19_080.0)
    assert all(e.quote and e.end - e.start == len(e.quote) for e in event.evidence)
    [response] = [r for r in history.responses if r.event == event.id]
    assert response.stated
    assert response.evidence[0].quote.startswith("in retaliation for")
    assert history.describe(event).startswith("expulsion")
