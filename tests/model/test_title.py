"""The line of an incident: sides, what was done, when."""

import pytest
from talion.model.actor import Actor, ActorKind
from talion.model.date import Date
from talion.model.incident import Incident, Status
from talion.model.title import side, title

ACTORS = {
    "peru": Actor("peru", "Peru", ActorKind.COUNTRY),
    "chile": Actor("chile", "Chile", ActorKind.COUNTRY),
    "dini": Actor("dini", "DINI", ActorKind.AGENCY),
    "ana": Actor("ana", "Ana Paz", ActorKind.PERSON),
    "oas": Actor("oas", "OAS", ActorKind.ORGANIZATION),
}


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        ([], "?"),
        (["peru"], "Peru"),
        (["peru", "oas"], "Peru, OAS"),
        (["dini", "peru"], "Peru (DINI)"),
        (["dini", "ana"], "DINI, Ana Paz"),
        (["ana", "peru", "dini"], "Peru (Ana Paz, DINI)"),
    ],
)
def test_states_come_first_and_their_people_in_brackets(ids: list[str], words: str) -> None:
    assert side(ids, ACTORS) == words


@pytest.mark.parametrize(
    ("date", "count", "line"),
    [
        (Date("2018-03-26"), 2, "Peru → Chile: expulsion of 2, 2018-03-26"),
        (Date("2018"), None, "Peru → Chile: expulsion, 2018"),
        (None, None, "Peru → Chile: expulsion"),
    ],
)
def test_a_title_has_what_is_known(date: Date | None, count: int | None, line: str) -> None:
    incident = Incident(
        "i", "expulsion", Status.REPORTED, ("peru",), ("chile",), count, date, reports=()
    )
    said = title(incident, ACTORS, lambda kind, n: kind if n is None else f"{kind} of {n}")
    assert said == line
