from talion.model.actor import Actor, ActorKind
from talion.model.claim import Basis
from talion.model.date import Date
from talion.model.days import day_number
from talion.model.incident import Status
from talion.reciprocity.event import Event
from talion.reciprocity.history import History
from talion.reciprocity.response import Response
from talion.reciprocity.stored_events import events_from_history, events_from_view
from talion.store import View

ACTORS = {
    name.lower(): Actor(name.lower(), name, ActorKind.COUNTRY) for name in ("Estonia", "Latvia")
}
ACTORS |= {"russia": Actor("russia", "Russia", ActorKind.COUNTRY)}


def make_event(
    ident: str, by: tuple[str, ...], against: tuple[str, ...], date: str | None
) -> Event:
    when = Date(date) if date else None
    time = None if when is None else float(day_number(when.earliest))
    status = Status.ALLEGED if ident == Status.ALLEGED else Status.REPORTED
    return Event(ident, "expulsion", status, by, against, by, against, 2, when, 0.5, 1, time=time)


def test_an_event_of_two_states_is_two_rows_and_responses_meet_their_own() -> None:
    shown = History(
        events={
            "joint": make_event("joint", ("estonia", "latvia"), ("russia",), "2021-04-23"),
            "reply": make_event("reply", ("russia",), ("latvia",), "2021-04"),
            "undated": make_event("undated", ("russia",), ("latvia",), None),
            "alleged": make_event("alleged", ("russia",), ("latvia",), "2021"),
        },
        responses=(Response("reply", "joint", Basis.STATED),),
        actors=ACTORS,
    )
    rows = events_from_history(shown).frame()
    assert rows["id"].to_list() == ["reply", "joint/estonia/russia", "joint/latvia/russia"]
    assert rows["source"].to_list() == ["Russia", "Estonia", "Latvia"]
    assert rows["precision"].to_list() == ["month", "day", "day"]
    assert rows["responds_to"].to_list() == ["joint/latvia/russia", None, None]
    assert rows["basis"].to_list() == ["stated", None, None]


def test_a_response_to_what_is_not_in_the_table_keeps_what_was_stated() -> None:
    shown = History(
        events={
            "cause": make_event("cause", ("estonia",), ("russia",), None),
            "reply": make_event("reply", ("russia",), ("estonia",), "2021-05-01"),
        },
        responses=(Response("reply", "cause", Basis.STATED),),
        actors=ACTORS,
    )
    (row,) = events_from_history(shown).frame().iter_rows(named=True)
    assert (row["responds_to"], row["basis"]) == (None, "stated: cause")


def test_an_empty_store_gives_an_empty_table() -> None:
    assert len(events_from_history(History(events={}))) == 0


def test_the_seeds_give_their_dated_reported_events(view: View) -> None:
    table = events_from_view(view)
    incidents = {incident.id: incident for incident in view.incidents()}
    rows = list(table.frame().iter_rows(named=True))
    assert rows
    for row in rows:
        incident = incidents[row["id"].split("/")[0]] if row["id"] not in incidents else None
        assert (incident or incidents[row["id"]]).status == "reported"
    pairs = {(row["source"], row["target"]) for row in rows if row["type"] == "expulsion"}
    assert ("Netherlands", "Russia") in pairs
    assert (table.columns().responds_to >= 0).any()
