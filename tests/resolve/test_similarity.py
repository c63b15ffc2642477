"""Whether two accounts can be one, and how much speaks for it."""

from dataclasses import replace

import pytest
from talion.model.actor import Actor, ActorKind
from talion.model.date import Date
from talion.model.gazetteer import Gazetteer
from talion.model.incident import Report, Span, Status
from talion.resolve.accounts import Account, Accounts, stem
from talion.resolve.exclusion import can_be_one
from talion.resolve.pair_model import pair_model
from talion.resolve.similarity import similarity

KNOWN = Gazetteer(
    [
        Actor("belgium", "Belgium", ActorKind.COUNTRY, demonyms=("Belgian",)),
        Actor("russia", "Russia", ActorKind.COUNTRY, demonyms=("Russian", "Russians")),
        Actor("ireland", "Ireland", ActorKind.COUNTRY, demonyms=("Irish",)),
        Actor("svr", "SVR", ActorKind.AGENCY, state="russia"),
    ]
)
DAY = Date("2022-03-29")


def told(
    article: str = "a",
    quote: str = "Belgium expelled 21 Russians",
    published: str | None = "2022-03-30",
    **changes: object,
) -> Account:
    base = Report(
        f"{article}#e1",
        article,
        "expulsion",
        Status.REPORTED,
        ("belgium",),
        ("russia",),
        21,
        DAY,
        Span(quote, 0, 1),
    )
    changed = replace(base, **changes)  # type: ignore[arg-type]
    return Accounts(KNOWN).account(changed, Date(published) if published else None)


@pytest.mark.parametrize(
    "other",
    [
        {"count": None},
        {"count": 11},
        {"date": None},
        {"date": Date("2022-03")},
        {"date": Date("2022-04-23")},  # 25 days later: a slip, or another day of it
        {"status": "alleged"},
        {"status": "prospective"},
        {"agents": ()},
        {"targets": ("russia", "svr")},
        {"targets": ("russia", "ireland")},
    ],
)
def test_what_does_not_exclude_it_can_be_one(other: dict[str, object]) -> None:
    assert can_be_one(told("a"), told("b", **other))  # type: ignore[arg-type]
    assert can_be_one(told("b", **other), told("a"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        {"type": "staff_cap"},
        {"agents": ("ireland",)},
        {"agents": ("belgium", "ireland")},
        {"targets": ("russia", "belgium", "ireland")},  # a list of which it is a member
        {"count": 10},
        {"agents": (), "targets": ()},
        {"targets": ("belgium",)},
        {"date": Date("2021")},
        {"date": Date("2022-04-24")},
        {"date": None, "published": "2022-06-05"},
        {"date": None, "published": None},
    ],
)
def test_what_excludes_it(other: dict[str, object]) -> None:
    other = {"quote": "Belgians were asked to go", **other}
    assert not can_be_one(told("a"), told("b", **other))  # type: ignore[arg-type]
    assert not can_be_one(told("b", **other), told("a"))  # type: ignore[arg-type]


def test_one_article_tells_one_thing_twice_only_in_the_same_words() -> None:
    assert can_be_one(told(), told(id="a#e2", quote="21 Russians Belgium expelled"))
    assert not can_be_one(told(), told(id="a#e2", quote="The embassy shrinks by 21 people"))


def test_nobody_against_nobody_is_nothing_to_know_an_incident_by() -> None:
    assert not can_be_one(told("a", agents=(), targets=()), told("b", agents=(), targets=()))


def score(**other: object) -> float:
    """How similar a report is to one of the same day and number in other words."""
    return similarity(told("a"), told("b", **{"quote": "Brussels acts", **other})).score  # type: ignore[arg-type]


def score_of(both: dict[str, object]) -> float:
    """How similar two reports in other words are, of which the same is told."""
    one, two = told("a", **both), told("b", **{"quote": "Brussels acts", **both})  # type: ignore[arg-type]
    return similarity(one, two).score


def test_a_day_says_more_than_a_month_than_nothing() -> None:
    same = [
        score_of({"date": date, "count": None})
        for date in (DAY, Date("2022-03"), Date("2022"), None)
    ]
    assert same == sorted(same, reverse=True)
    assert len(set(same)) == 4


@pytest.mark.parametrize(
    "worse",
    [
        {"count": 11},
        {"date": Date("2022-04-10")},
        {"status": "prospective"},
        {"targets": ("russia", "ireland")},
    ],
)
def test_what_differs_speaks_against(worse: dict[str, object]) -> None:
    assert score(**worse) < score()


def test_sums_of_money_tell_one_measure_from_another() -> None:
    def of(amount: str) -> Account:
        words = f"tariffs on ${amount} of goods"
        return told(amount, words, type="tariff", count=None, date=Date("2018"), published="2018")

    same, other = (similarity(of("34 billion"), of(amount)) for amount in ("34bn", "200 billion"))
    assert same.score > other.score
    assert "both speak of 34,000,000,000" in same.reasons
    assert "but speak of 34,000,000,000 and 200,000,000,000" in other.reasons


def test_reasons_say_what_was_counted() -> None:
    found = similarity(told("a"), told("b", quote="21 Russians were expelled", count=17))
    assert found.reasons == (
        "same day 2022-03-29",
        "but counts 21 and 17",
        "the only one of its kind in both articles",
        "words in common: expelled",
    )


def test_names_of_states_are_no_shared_words_but_forms_of_a_verb_are() -> None:
    found = similarity(
        told("a", "Belgian ministers expel Russians", date=None, count=None),
        told("b", "Belgium was expelling the Russian", date=None, count=None),
    )
    assert "words in common: expel" in found.reasons


def test_a_copied_sentence_is_one_incident() -> None:
    quote = "dozens diplomats embassy left capital early morning amid protests"
    one, two = (told(i, quote, None, date=None, count=None) for i in "ab")
    assert can_be_one(one, two)
    assert similarity(one, two).score >= pair_model().threshold
    assert "word for word" in similarity(one, two).reasons


def test_a_short_sentence_is_a_copy_only_of_the_same_issue() -> None:
    for published, copied in (("2022-03-30", True), ("2022", False), (None, False)):
        one, two = (told(i, "it spoke", published, date=None, count=None) for i in "ab")
        assert ("word for word" in similarity(one, two).reasons) is copied


@pytest.mark.parametrize(
    "forms",
    [
        ("hack", "hacked", "hacking", "hacks", "hackers"),
        ("expel", "expels", "expelled", "expelling"),
        ("close", "closed", "closing", "closes"),
        ("retaliation", "retaliate", "retaliated"),
        ("facility", "facilities"),
        ("diplomat", "diplomats"),
    ],
)
def test_the_forms_of_a_word_meet(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_other_words_stay_apart() -> None:
    words = ("embassy", "expel", "export", "internal", "international", "spies", "state", "close")
    assert len({stem(word) for word in words}) == len(words)
