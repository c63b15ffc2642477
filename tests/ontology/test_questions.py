"""The ready-made questions, asked of the seeds' graph; the answers were counted by hand."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest
from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store, serialize
from rdflib import Graph, Literal
from rdflib.query import ResultRow
from talion.store import Store as TalionStore
from talion.store import View
from talion.store.query import Table, evaluate, table
from talion.store.questions import Question, ask, question, questions
from talion.vocabulary import PREFIXES

ROOT = Path(__file__).parents[2]
ALL = list(questions())
Row = tuple[object, ...]


@pytest.fixture
def answer(view: View) -> Callable[..., list[dict[str, object]]]:
    """Return how to ask the seeds' graph one question for some values of its parameters."""

    def asked(name: str, **given: str) -> list[dict[str, object]]:
        text = ask(view, question(name), given)
        return [dict(record) for record in run(view.database(), text).records()]

    return asked


def run(store: Store, text: str) -> Table:
    """Return the answer to a SELECT."""
    found = evaluate(store, text)
    assert isinstance(found, QuerySolutions)
    return table(found)


def column(rows: list[dict[str, object]], *names: str) -> list[Row]:
    """Return some columns of an answer."""
    return [tuple(row[name] for name in names) for row in rows]


Ask = Callable[..., list[dict[str, object]]]


def test_there_are_at_least_fourteen_questions() -> None:
    assert len(ALL) >= 14


@pytest.mark.parametrize("asked", ALL, ids=lambda q: q.name)
def test_every_question_says_what_it_asks_and_declares_its_prefixes(asked: Question) -> None:
    assert asked.title.endswith("?")
    assert asked.description.endswith(".")
    for parameter in asked.parameters:
        assert parameter.meaning
        assert f"VALUES ?{parameter.name} {{ {parameter.default} }}" in asked.text
    used = {p for p in PREFIXES if f" {p}:" in asked.text or f"/{p}:" in asked.text}
    declared = {line.split()[1] for line in asked.text.splitlines() if line.startswith("PREFIX")}
    assert {f"{p}:" for p in used} <= declared


@pytest.fixture(scope="module")
def flat(seeds: TalionStore) -> Graph:
    """The seeds' graph without its named graphs, in another engine."""
    graph = Graph()
    with seeds.view() as view:
        triples = {quad.triple for quad in view.database()}
    graph.parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    return graph


def comparable(value: object) -> str:
    """Return a cell as both engines would write it."""
    if isinstance(value, Literal):
        value = value.toPython() if "XMLSchema" in str(value.datatype) else str(value)
    return str(float(value)) if isinstance(value, int | float | Decimal) else str(value)


#: The other engine takes a minute for it; it answers it on smaller graphs below.
LONG = {"response-times"}


@pytest.mark.parametrize("asked", [q for q in ALL if q.name not in LONG], ids=lambda q: q.name)
def test_every_question_has_the_same_answer_in_another_engine(
    asked: Question, view: View, flat: Graph
) -> None:
    ours = [[comparable(cell) for cell in row] for row in run(view.database(), asked.text).rows]
    found = cast(Iterable[ResultRow], flat.query(asked.text))
    theirs = [[comparable(cell) for cell in row] for row in found]
    assert sorted(ours) == sorted(theirs)


def test_nineteen_expulsions_by_twelve_states_and_nato(answer: Ask) -> None:
    rows = answer("who-expelled-whom")
    assert len({row["incident"] for row in rows}) == 19
    assert len(rows) == 23  # three Baltic states on either side of two of them
    assert ("2020-12-10", "Netherlands", "Russia", 2, 2) in column(
        rows, "date", "who", "whom", "count", "reports"
    )
    assert ("2022-03-29", "Russia", "Estonia", 10) in column(rows, "date", "who", "whom", "count")
    assert len({row["who"] for row in rows}) == 13


def test_expulsions_and_persons_by_year(answer: Ask) -> None:
    assert column(answer("expulsions-by-year"), "year", "expulsions_up_to", "persons_up_to") == [
        ("2018", 2, 7 + 4),
        ("2020", 2, 2 + 1),
        ("2021", 6, 8 + 10 + 1),
        ("2022", 8, 21 + 17 + 4 + 1 + 10),
    ]


def test_the_netherlands_expelled_most_often_and_one_expulsion_may_be_told_twice(
    answer: Ask,
) -> None:
    numbers = ("expulsions_at_least", "expulsions_up_to", "persons_at_least", "persons_up_to")
    rows = {row[0]: row[1:] for row in column(answer("most-expelling"), "who", *numbers)}
    assert list(rows)[:2] == ["Netherlands", "NATO"]
    assert rows["Netherlands"] == (3, 3, 4 + 2 + 17, 4 + 2 + 17)
    assert rows["NATO"] == (2, 2, 8 + 7, 8 + 7)
    assert rows["Belgium"] == (1, 2, 21, 21)  # another article gives neither date nor number


def test_the_ledger_of_the_netherlands_and_russia(answer: Ask) -> None:
    rows = column(answer("ledger"), "date", "who", "what", "count", "status")
    assert rows == [
        (None, "Russia", "espionage", None, "alleged"),
        (None, "Russia", "espionage", 2, "reported"),
        (None, "Russia", "expulsion", 2, "prospective"),
        ("2014-07", "Russia", "military action", 298, "alleged"),
        ("2018", "Netherlands", "expulsion", 4, "reported"),
        ("2020-12", "Netherlands", "summons", 1, "reported"),
        ("2020-12-10", "Netherlands", "expulsion", 2, "reported"),
        ("2020-12-10", "Russia", "threat", None, "reported"),
        ("2022-03-29", "Netherlands", "expulsion", 17, "reported"),
        ("2022-03-29", "Russia", "threat", None, "reported"),
    ]


def test_russia_and_the_united_states_retaliated_in_turn(answer: Ask) -> None:
    rows = answer("retaliations")
    assert [row["date"] for row in rows] == ["2021", "2021", "2021-07"]
    assert str(rows[2]["quote"]).startswith("in response to the Biden administration")


def test_other_parameters_give_other_answers(answer: Ask) -> None:
    rows = answer("retaliations", one="Russia", other="Estonia")
    assert column(rows, "date", "publisher") == [("2022-03-29", "France 24 with AFP")]
    assert answer("retaliations", one="Russia", other="Norway") == []


def test_the_answer_of_july_came_within_seven_months(answer: Ask) -> None:
    rows = column(answer("answers"), "date", "days_from", "days_to")
    assert rows == [("2021-07", 0, 211)]  # 2021-01-01 to 2021-07-31


def test_an_answer_on_the_same_day_takes_no_day_and_an_undated_one_no_number(answer: Ask) -> None:
    rows = answer("answers", incident="2020-12-10-expulsion-netherlands-russia")
    times = set(column(rows, "date", "days_from", "days_to"))
    assert times == {("2020-12-10", 0, 0), (None, None, None)}


def test_seventeen_acts_are_unanswered_the_invasion_first(answer: Ask) -> None:
    """Dated, no response to a dated act of the other side, and with no response that was done."""
    rows = answer("unanswered")
    assert len(rows) == 17
    assert (rows[0]["severity"], rows[0]["date"]) == (1.0, "2022-02-24")
    incidents = {str(row["incident"]).rpartition("/")[2] for row in rows}
    assert "2021-threat-jurgen-conings-belgium" in incidents
    assert "2021-expulsion-united-states-russia" not in incidents  # answered in July
    assert "2022-03-29-expulsion-russia-estonia-latvia-lithuania" not in incidents  # is a response
    assert not any(name.startswith("undated") for name in incidents)


def test_five_expulsions_met_only_threats(answer: Ask) -> None:
    rows = column(answer("only-threatened"), "date", "threat_date")
    assert rows == [("2020-12-10", "2020-12-10")] + [("2022-03-29", "2022-03-29")] * 4


def test_the_eight_precedents_of_natos_expulsion(answer: Ask) -> None:
    rows = answer("precedents")
    assert len(rows) == 8
    assert [row["date"] for row in rows] == ["2018"] * 3 + ["2020"] + ["2021"] * 4
    assert {row["publisher"] for row in rows} == {"The Daily Beast"}


def test_nine_chains_of_two_answers(answer: Ask) -> None:
    assert len(answer("chains")) == 2 + 2 + 5  # of 2020, of 2021, of 2022


def test_spying_is_answered_by_expulsion_ten_times(answer: Ask) -> None:
    rows = column(answer("what-answers-what"), "cause", "answer", "times")
    assert rows[0] == ("espionage", "expulsion", 10)
    assert ("expulsion", "threat", 5) in rows
    assert ("expulsion", "expulsion", 3) in rows
    assert sum(int(str(times)) for *_, times in rows) == 30


def test_six_actions_are_parts_of_wider_ones(answer: Ask) -> None:
    quotes = [row["quote"] for row in answer("coordinated")]
    assert len(quotes) == 6
    assert "Romania followed suit" in quotes


def test_two_sources_report_the_dutch_expulsion(answer: Ask) -> None:
    rows = column(answer("sources"), "published", "publisher", "count", "date", "status")
    assert rows == [
        ("2020-12", "DutchReview", 2, "2020-12", "reported"),
        ("2020-12-10", "The Moscow Times", 2, "2020-12-10", "reported"),
    ]


def test_the_sources_disagree_on_the_status_of_two_incidents(answer: Ask) -> None:
    rows = column(answer("disputed"), "fact", "value", "publisher")
    assert rows == 2 * [
        ("status", "alleged", "The Moscow Times"),
        ("status", "reported", "DutchReview"),
    ]


def test_twelve_incidents_are_allegations(answer: Ask) -> None:
    assert len(answer("alleged")) == 12
    rows = answer("by-status")
    sums = [sum(int(str(row[s])) for row in rows) for s in ("reported", "alleged", "prospective")]
    assert sums == [40, 12, 1]


def test_four_members_of_nato_expelled_in_2021(answer: Ask) -> None:
    rows = answer("members-that-expelled")
    in_2021 = [row["member"] for row in rows if row["year"] == "2021"]
    assert in_2021 == ["Czech Republic", "Poland", "Romania", "United States"]
    assert "Ireland" not in {row["member"] for row in rows}
    union = answer("members-that-expelled", organization="European Union")
    assert {row["member"] for row in union} >= {"Ireland", "Netherlands"}
    assert "United States" not in {row["member"] for row in union}


def test_three_agencies_are_named_with_their_states(answer: Ask) -> None:
    assert set(column(answer("agencies"), "agency", "state")) == {
        ("AIVD", "Netherlands"),
        ("IND", "Netherlands"),
        ("SVR", "Russia"),
    }


def test_seven_persons_hold_an_office(answer: Ask) -> None:
    rows = column(answer("offices"), "person", "role", "state")
    assert len(rows) == 7
    assert ("Karin Ollongren", "interior minister", "Netherlands") in rows


def test_what_each_publisher_claims(answer: Ask) -> None:
    rows = column(answer("claims-by-publisher"), "responses", "precedents", "parts")
    assert len(rows) == 5
    assert [sum(int(str(n)) for n in counts) for counts in zip(*rows, strict=True)] == [32, 12, 6]


def test_nothing_is_inferred_until_a_model_has_run(answer: Ask) -> None:
    assert answer("inferred") == []


def test_an_inferred_answer_is_told_with_its_probability(
    told: Callable[[Path], tuple[Store, list[NamedNode]]],
) -> None:
    store, _ = told(ROOT / "ontology" / "examples" / "inferred.trig")
    rows = run(store, question("inferred").text).rows
    assert [row[0] for row in rows] == [0.83]


def test_four_pairs_of_reports_were_merged_by_the_resolver(answer: Ask) -> None:
    rows = answer("merges")
    assert len(rows) == 4
    assert {row["by"] for row in rows} == {"resolver"}


def test_russia_responds_in_kind_in_three_of_five(answer: Ask) -> None:
    rows = column(answer("in-kind"), "who", "responses", "in_kind")
    assert rows[0] == ("Russia", 5, 3)
    assert ("Netherlands", 4, 0) in rows


def test_by_whom_the_people_of_a_state_were_expelled(answer: Ask) -> None:
    whole = answer("who-expelled-whom")
    of_russia = {row["incident"] for row in whole if row["whom"] == "Russia"}
    assert {row["incident"] for row in answer("expelled-by-whom")} == of_russia
    rows = column(answer("expelled-by-whom", target="Estonia"), "date", "who", "count")
    assert rows[0] == ("2022-03-29", "Russia", 10)


def test_who_has_not_responded_to_whom_adds_up_what_is_unanswered(answer: Ask) -> None:
    rows = {row[:2]: row[2] for row in column(answer("not-answered"), "who", "to", "incidents")}
    assert rows["Ukraine", "Russia"] == 1  # the invasion
    listed = {str(row["incident"]) for row in answer("unanswered")}
    assert rows["Russia", "NATO"] == sum("-nato-russia" in incident for incident in listed) == 5


def test_responses_of_which_both_days_are_known_came_on_the_same_day(answer: Ask) -> None:
    rows = column(answer("response-times"), "who", "to", "responses", "median")
    assert ("Russia", "Netherlands", 2, 0) in rows  # to the expulsions of 2020 and of 2022
    by_members = column(answer("response-times-of-members"), "by", "side", "responses")
    assert by_members == [
        ("others", "Russia", 4),  # to the Netherlands twice, to Belgium, to the Czech Republic
        ("others", "Maria Zakharova", 3),  # Ireland is no member
        ("others", "Leonid Slutsky", 1),
    ]


@pytest.mark.parametrize(
    ("lags", "average", "median"), [((1, 2, 4, 10), 4.25, 3), ((5, 1, 40), 46 / 3, 5), ((7,), 7, 7)]
)
def test_the_median_is_the_middle_of_the_lags(
    lags: tuple[int, ...], average: float, median: float
) -> None:
    """Each lag is one response by Peru to Chile, across the end of a leap year's February."""
    store = Store()
    day = date(2024, 2, 26)
    lines = ['actor:peru rdfs:label "Peru" . actor:chile rdfs:label "Chile" .']
    for number, lag in enumerate(lags):
        later = day + timedelta(lag)
        for ident, sides, when in (("a", "chile peru", day), ("b", "peru chile", later)):
            agent, target = sides.split()
            lines.append(
                f"<x:{ident}{number}> tal:agent actor:{agent} ; tal:target actor:{target} ; "
                f'tal:earliest "{when}"^^xsd:date ; tal:latest "{when}"^^xsd:date .'
            )
        lines.append(f"<x:b{number}> tal:inResponseTo <x:a{number}> .")
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    store.update(f"{prefixes} INSERT DATA {{ {' '.join(lines)} }}")
    asked = question("response-times").text
    (row,) = run(store, asked).records()
    triples = serialize((quad.triple for quad in store), format=RdfFormat.N_TRIPLES)
    graph = Graph().parse(data=triples, format="nt")
    found = cast(Iterable[ResultRow], graph.query(asked))
    assert [list(map(comparable, each)) for each in found] == [list(map(comparable, row.values()))]
    assert (row["who"], row["to"], row["responses"]) == ("Peru", "Chile", len(lags))
    assert float(cast(Decimal, row["average"])) == pytest.approx(average)
    assert float(cast(Decimal, row["median"])) == median
