"""Chains in the seeds, and in small history written by hand."""

import json
from collections.abc import Callable

import pytest
from talion.model.date import Date
from talion.reciprocity import to_json
from talion.reciprocity.chain import Chain
from talion.reciprocity.chains import chains
from talion.reciprocity.event import Event
from talion.reciprocity.history import History
from talion.reciprocity.party import ExchangeSide
from talion.reciprocity.response import Lag
from talion.reciprocity.scope import Scope
from talion.reciprocity.stored_history import read_history
from talion.store import View

MakeEvent = Callable[..., Event]
Write = Callable[..., History]


def printed(chain: Chain) -> list[list[str]]:
    """Each step as `agents > targets: type count date`, in short."""
    return [
        [
            f"{'+'.join(a.by)} > {'+'.join(a.against)}: {a.type} {a.count or ''}".strip()
            + f" {a.date.edtf if a.date else ''}".rstrip()
            for a in step.events
        ]
        for step in chain.steps
    ]


@pytest.fixture
def known(view: View) -> History:
    return read_history(view)


def test_the_seeds_have_a_chain_of_hacking_and_espionage_to_which_the_us_and_then_russia_responded(
    known: History,
) -> None:
    [chain] = (c for c in chains(known).chains if "united-states" in str(c.sides))
    assert printed(chain) == [
        ["russia > united-states: cyber_operation", "russia > united-states: espionage"],
        ["united-states > russia: expulsion 10 2021"],
        ["russia > united-states: expulsion 2021-07"],
    ]
    assert chain.tit_for_tat
    assert chain.basis == "stated"
    assert [a.id for a in chain.steps[1].alongside] == ["2021-expulsion-poland-russia"]
    assert [e.publisher for e in chain.steps[2].responses[0].evidence] == ["The Daily Beast"]


def test_the_seeds_have_a_chain_of_the_baltic_states_and_retaliation(known: History) -> None:
    [chain] = (c for c in chains(known).chains if "estonia" in str(printed(c)[0]))
    assert printed(chain) == [
        ["estonia+latvia+lithuania > russia: expulsion 2022"],
        ["russia > estonia+latvia+lithuania: expulsion 10 2022-03-29"],
    ]
    [link] = chain.steps[1].responses
    assert link.basis == "stated"
    assert link.evidence[0].quote.startswith("in retaliation for a similar measure")


def test_the_seeds_have_a_chain_of_espionage_an_expulsion_by_the_netherlands_and_a_threat(
    known: History,
) -> None:
    chain = next(c for c in chains(known).chains if "2020-12-10" in str(printed(c)))
    assert printed(chain) == [
        ["russia > netherlands: espionage 2"],
        ["netherlands > russia: expulsion 2 2020-12-10"],
        ["russia > netherlands: threat 2020-12-10"],
    ]
    [expulsion] = chain.steps[1].events
    assert [e.publisher for e in expulsion.evidence] == ["The Moscow Times", "DutchReview"]


def test_coordinated_measures_are_one_step(known: History) -> None:
    chain = next(c for c in chains(known).chains if "belgium" in str(printed(c)[1]))
    assert [line.split(" ")[0] for line in printed(chain)[1]] == [
        "belgium",
        "czech-republic",
        "ireland",
        "netherlands",
    ]
    assert [make_event.type for make_event in chain.steps[2].events] == ["threat"]


def test_what_is_only_expected_is_a_step_of_its_own_and_weighs_nothing(known: History) -> None:
    [chain] = (c for c in chains(known).chains if c.steps[-1].events[0].planned)
    assert chain.steps[-1].weight == 0
    assert chain.steps[-1].events[0].type == "expulsion"


def test_no_chain_of_the_seeds_is_the_beginning_of_another(known: History) -> None:
    found = [printed(c) for c in chains(known).chains]
    assert not any(a == b[: len(a)] for a in found for b in found if a is not b)


def test_the_longest_come_first_then_the_gravest(known: History) -> None:
    ranks = [(len(c.steps), c.severity) for c in chains(known).chains]
    assert ranks == sorted(ranks, reverse=True)


def test_a_limit_leaves_the_first_and_tells_how_many_there_are(known: History) -> None:
    every, some = chains(known), chains(known, limit=2)
    assert some.chains == every.chains[:2]
    assert some.total == every.total == len(every.chains)


def test_chains_as_json_name_the_parties_and_quote_the_sentence(known: History) -> None:
    shown = json.loads(json.dumps(to_json.ranked_chains(known, chains(known, limit=1))))
    [chain] = shown["chains"]
    assert [step["events"][0]["agents"][0]["name"] for step in chain["steps"]] == [
        "Russia",
        "United States",
        "Russia",
    ]
    assert chain["steps"][2]["responses"][0]["lag_days"] == [0, 211]
    assert chain["steps"][2]["responses"][0]["evidence"][0]["publisher"] == "The Daily Beast"


def test_between_two_sides_only_their_events_count(make_event: MakeEvent, written: Write) -> None:
    known = written(
        [
            make_event("a", "ru", "uk", "2018-03-04"),
            make_event("b", "uk", "ru", "2018-03-14"),
            make_event("c", "us", "ru", "2018-03-26"),
            make_event("d", "ru", "uk", "2018-03-17"),
            make_event("e", "ru", "us", "2018-03-29"),
        ],
        *("b<a", "c<a", "d<b", "e<c"),
    )
    scope = Scope(between=(ExchangeSide(known, "ru"), ExchangeSide(known, "us")))
    assert [[a.id for s in c.steps for a in s.events] for c in chains(known, scope).chains] == [
        ["c", "e"]
    ]


def test_a_bloc_stands_for_its_members_at_the_date(make_event: MakeEvent, written: Write) -> None:
    listed = [
        make_event("a", "fi", "ru", "2022-04-01"),
        make_event("b", "ru", "fi", "2022-05-17"),
        make_event("c", "fi", "ru", "2023-06-06"),
        make_event("d", "ru", "fi", "2023-07-06"),
    ]
    known = written(listed, "b<a", "d<c")
    scope = Scope(between=(ExchangeSide(known, "nato"), ExchangeSide(known, "ru")))
    assert [c.steps[0].events[0].id for c in chains(known, scope).chains] == ["c"]


def test_an_inferred_response_needs_the_probability_asked_for(
    make_event: MakeEvent, written: Write
) -> None:
    known = written(
        [
            make_event("a", "nl", "ru", "2020"),
            make_event("b", "ru", "nl", "2021"),
            make_event("c", "nl", "ru", "2022"),
        ],
        "b<a 0.6",
        "c<b 0.4",
    )
    [chain] = chains(known, Scope(probability=0.5)).chains
    assert [s.events[0].id for s in chain.steps] == ["a", "b"]
    assert (chain.basis, chain.probability) == ("inferred", 0.6)
    [longer] = chains(known, Scope(probability=0.3)).chains
    assert longer.probability == 0.4  # the weakest link


def test_of_two_equal_chains_the_surer_comes_first(make_event: MakeEvent, written: Write) -> None:
    listed = [make_event(i, "nl", "ru", "2020") for i in "ac"] + [
        make_event(i, "ru", "nl", "2021") for i in "bd"
    ]
    found = chains(written(listed, "b<a 0.6", "d<c 0.9")).chains
    assert [c.probability for c in found] == [0.9, 0.6]


def test_a_stated_cycle_is_cut_where_time_forbids_it(make_event: MakeEvent, written: Write) -> None:
    listed = [make_event("a", "nl", "ru", "2020-01-01"), make_event("b", "ru", "nl", "2020-02-01")]
    [chain] = chains(written(listed, "b<a", "a<b")).chains
    assert [s.events[0].id for s in chain.steps] == ["a", "b"]


def test_an_ally_that_responds_makes_no_tit_for_tat(make_event: MakeEvent, written: Write) -> None:
    listed = [make_event("a", "ru", "uk", "2018-03-04"), make_event("b", "us", "ru", "2018-03-26")]
    known = written(listed, "b<a")
    assert not chains(known).chains[0].tit_for_tat
    assert not chains(known, Scope(alternating=True)).chains


def test_acts_surely_outside_the_dates_are_left_out(make_event: MakeEvent, written: Write) -> None:
    listed = [
        make_event("a", "nl", "ru", "2020"),
        make_event("b", "ru", "nl", "2020-12-10"),
        make_event("c", "nl", "ru", "2021-01-05"),
    ]
    known = written(listed, "b<a", "c<b")
    [chain] = chains(known, Scope(since=Date("2020-06"), until=Date("2020-12"))).chains
    assert [s.events[0].id for s in chain.steps] == ["a", "b"]


@pytest.mark.parametrize(
    ("antecedent", "response", "least", "most"),
    [
        ("2020-12-10", "2020-12-10", 0, 0),
        ("2020-12-10", "2020-12-26", 16, 16),
        ("2021", "2021-07", 0, 211),
        ("2018-03-26", "2018-04", 6, 35),
        ("2021-07-02", "2021-07-01", -1, -1),
    ],
)
def test_a_lag_is_as_exact_as_its_dates(
    make_event: MakeEvent, antecedent: str, response: str, least: int, most: int
) -> None:
    lag = Lag.between(
        make_event("a", "nl", "ru", antecedent), make_event("b", "ru", "nl", response)
    )
    assert lag == Lag(least, most)


def test_without_a_date_there_is_no_lag(make_event: MakeEvent) -> None:
    assert Lag.between(make_event("a", "nl", "ru"), make_event("b", "ru", "nl", "2020")) is None


def test_no_chain_leads_back_in_time_through_an_event_of_unknown_date(
    make_event: MakeEvent, written: Write
) -> None:
    listed = [
        make_event("a", "uk", "ru", "2022-05"),
        make_event("b", "ru", "uk"),
        make_event("c", "uk", "ru", "2018-03-14"),
        make_event("d", "uk", "ru", "2022"),
    ]
    known = written(listed, "b<a", "c<b", "d<b")
    paths = [{e.id for step in c.steps for e in step.events} for c in chains(known).chains]
    assert paths
    assert not [path for path in paths if {"a", "c"} <= path]
