"""Whether two accounts can be one, and how much speaks for it."""

from dataclasses import replace

import pytest
from talion.model.actor import Actor, ActorKind
from talion.model.date import Date
from talion.model.gazetteer import Gazetteer
from talion.model.incident import Report, Span, Status
from talion.resolve.similarity import Account, Accounts, can_be_one, of_one_story, similarity, stem

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
        {"date": None},
        {"date": Date("2022-03")},
        {"status": "alleged"},
        {"targets": ("russia", "svr")},
        {"count": 17},
    ],
)
def test_what_does_not_exclude_it_can_be_one(other: dict[str, object]) -> None:
    assert can_be_one(told("a"), told("b", **other))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        {"type": "staff_cap"},
        {"agents": ("ireland",)},
        {"agents": ("belgium", "ireland")},
        {"agents": ()},
        {"targets": ("belgium",)},
        {"date": Date("2021")},
        {"status": "prospective"},
        {"count": 4},
        {"count": 17, "date": Date("2022-03")},
    ],
)
def test_what_excludes_it(other: dict[str, object]) -> None:
    assert not can_be_one(told("a"), told("b", **other))  # type: ignore[arg-type]
    assert not can_be_one(told("b", **other), told("a"))  # type: ignore[arg-type]


def test_two_different_speakers_are_not_one_threat() -> None:
    first = told("a", type="threat", agents=("russia", "slutsky"))
    assert not can_be_one(first, told("b", type="threat", agents=("russia", "zakharova")))
    assert can_be_one(first, told("b", type="threat", agents=("russia",)))


def test_an_article_cannot_tell_what_came_after_it() -> None:
    early = told("a", published="2022-03-28", date=Date("2022-03"))
    assert not can_be_one(early, told("b"))
    assert can_be_one(told("a", published=None, date=Date("2022-03")), told("b"))


def test_one_article_tells_one_thing_twice_only_in_the_same_words() -> None:
    assert can_be_one(told(), told(id="a#e2", quote="21 Russians Belgium expelled"))
    assert not can_be_one(told(), told(id="a#e2", quote="The embassy shrinks by 21 people"))


def test_nobody_against_nobody_is_nothing_to_know_an_incident_by() -> None:
    assert not can_be_one(told("a", agents=(), targets=()), told("b", agents=(), targets=()))


def test_a_day_says_more_than_a_month_than_a_year_than_nothing() -> None:
    quotes = {"quote": "one"}, {"quote": "two"}
    scores = [
        similarity(told("a", date=date, **quotes[0]), told("b", date=date, **quotes[1])).score
        for date in (DAY, Date("2022-03"), Date("2022"), None)
    ]
    assert scores == [0.8, 0.7, 0.55, 0.3]


def test_reasons_say_what_was_counted() -> None:
    found = of_one_story(similarity(told("a"), told("b", quote="21 Russians were expelled")))
    assert found.reasons == (
        "same day 2022-03-29",
        "both count 21",
        "words in common: expelled",
        "both articles tell of one affair",
    )
    assert found.score == 1.0


def test_names_of_states_are_no_shared_words_but_forms_of_a_verb_are() -> None:
    found = similarity(
        told("a", "Belgian ministers expel Russians", date=None, count=None),
        told("b", "Belgium was expelling the Russian", date=None, count=None),
    )
    assert found.reasons == ("words in common: expel",)
    assert 0 < found.score < 0.3


def test_another_count_of_one_day_speaks_against() -> None:
    alike, other = told("b"), told("b", count=17)
    assert similarity(told("a"), other).score < similarity(told("a"), alike).score
    assert "but counts 21 and 17" in similarity(told("a"), other).reasons


def test_a_copied_sentence_is_one_incident() -> None:
    quote = "dozens diplomats embassy left capital early morning amid protests"
    one, two = (told(i, quote, None, date=None, count=None) for i in "ab")
    assert similarity(one, two).score == 0.5
    assert similarity(one, two).reasons == ("word for word",)


def test_a_short_sentence_is_a_copy_only_of_the_same_issue() -> None:
    for published, score in (("2022-03-30", 0.5), ("2022", 0.3), (None, 0.3)):
        one, two = (told(i, "it spoke", published, date=None, count=None) for i in "ab")
        assert similarity(one, two).score == score


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
