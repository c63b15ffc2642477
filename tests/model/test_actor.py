"""Actors: their ids, when they existed, and how long a membership held."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talion.model.actor import Actor, ActorKind, Membership, slug
from talion.model.date import Date

SOVIET = Actor("soviet-union", "Soviet Union", ActorKind.COUNTRY, until=Date("1991-12-26"))


@given(st.text(min_size=1))
def test_the_part_of_an_iri_is_never_empty_and_plain(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(name))


def test_a_long_name_in_another_script_ends_in_no_hyphen() -> None:
    assert slug("ĐĐĐĐĦĦĦĦȜȴȴȴȴȴȴȴ\b")[-5:] == "-u234"


def test_names_in_other_scripts_keep_apart() -> None:
    assert slug("Россия") != slug("Україна")


@pytest.mark.parametrize(
    ("at", "existed"), [("1985", True), ("1991", True), ("1991-12-27", False), ("2018", False)]
)
def test_a_past_state_exists_until_its_last_day(at: str, existed: bool) -> None:
    assert SOVIET.exists(Date(at)) is existed


@pytest.mark.parametrize(
    ("at", "holds"),
    [("2023-04-04", True), ("2023-04-03", False), ("2023", False), ("2024", True), ("2030", False)],
)
def test_a_membership_holds_on_every_day_of_a_date(at: str, holds: bool) -> None:
    member = Membership("finland", "nato", since=Date("2023-04-04"), until=Date("2029"))
    assert member.holds(Date(at)) is holds


def test_a_membership_without_dates_always_holds() -> None:
    assert Membership("peru", "un").holds(Date("1950/2050"))
