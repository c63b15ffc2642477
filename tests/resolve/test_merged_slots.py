"""An incident's slots, read off its reports."""

from dataclasses import replace

from talion.model.actor import Actor, ActorKind
from talion.model.date import Date
from talion.model.gazetteer import Gazetteer
from talion.model.incident import Report, Span, Status
from talion.resolve.merged_slots import incident, with_ids

KNOWN = Gazetteer(
    [Actor(i, i.title(), ActorKind.COUNTRY) for i in ("russia", "belgium", "a", "b", "c")]
)
BASE = Report(
    "one#e1",
    "one",
    "expulsion",
    Status.REPORTED,
    ("belgium",),
    ("russia",),
    21,
    Date("2022-03-29"),
    Span("q", 0, 1),
)


def report(ident: str, **changes: object) -> Report:
    return replace(BASE, id=ident, article=ident.partition("#")[0], **changes)  # type: ignore[arg-type]


def test_the_surest_status_and_the_most_exact_date_are_taken() -> None:
    made = incident(
        "i", [report("a#e1", status="alleged", date=Date("2022")), report("b#e1", date=None)]
    )
    assert (made.status, made.date) == ("reported", Date("2022"))
    assert incident("i", [BASE, report("b#e1", date=Date("2022-03"))]).date == Date("2022-03-29")


def test_the_count_told_most_often_is_taken_and_the_other_is_no_secret() -> None:
    made = incident("i", [report("a#e1", count=17), BASE, report("z#e1")])
    assert (made.count, made.disputed) == (21, ("count",))


def test_of_counts_told_alike_that_with_the_most_exact_date_is_taken() -> None:
    made = incident("i", [report("a#e1", count=17, date=Date("2022")), BASE])
    assert made.count == 21


def test_no_count_is_no_disagreement() -> None:
    made = incident("i", [report("a#e1", count=None), BASE])
    assert (made.count, made.disputed) == (21, ())


def test_a_less_exact_date_is_no_disagreement_but_another_is() -> None:
    assert incident("i", [report("a#e1", date=Date("2022"), count=21), BASE]).disputed == ()
    assert incident("i", [report("a#e1", date=Date("2022-03-30")), BASE]).disputed == ("date",)


def test_all_that_are_told_take_part() -> None:
    made = incident("i", [BASE, report("b#e1", agents=("belgium", "ann-lee"))])
    assert made.agents == ("ann-lee", "belgium")
    assert made.reports == ("one#e1", "b#e1")


def ids(groups: list[list[Report]]) -> list[str]:
    """The ids of the incidents of some groups of reports."""
    return [found.id for found in with_ids((incident("", group) for group in groups), KNOWN)]


def test_an_id_says_when_what_who_and_to_whom() -> None:
    assert ids([[BASE]]) == ["2022-03-29-expulsion-belgium-russia"]


def test_states_come_first_and_nobody_is_unknown() -> None:
    odd = report("b#e1", type="cyber_operation", agents=("aivd", "russia"), targets=(), date=None)
    assert ids([[odd]]) == ["undated-cyber-operation-russia-aivd-unknown"]


def test_more_than_three_are_counted() -> None:
    many = report("b#e1", agents=("a", "b", "c", "belgium", "z"))
    assert ids([[many]]) == ["2022-03-29-expulsion-a-b-belgium-and-2-more-russia"]


def test_two_incidents_of_one_name_are_told_apart_by_their_least_reports() -> None:
    first, second = [report("Ä paper#e2"), report("z#e1")], [report("c#e3")]
    assert ids([second, first]) == [
        "2022-03-29-expulsion-belgium-russia-c-e3",
        "2022-03-29-expulsion-belgium-russia-z-e1",
    ]
