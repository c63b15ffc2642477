from datetime import date

import numpy as np
import pytest
from talion.events.actor_folding import fold_names
from talion.events.export_layout import iso_day
from talion.events.office_terms import office_terms
from talion.events.state_names import is_diplomats, state_of
from talion.events.states.code_systems import state_on
from talion.store.reference import gazetteer


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Foreign Affairs (Russia)", "Russia"),
        ("Citizen (United Kingdom)", "United Kingdom"),
        ("Cabinet / Council of Ministers / Advisors (South Korea)", "South Korea"),
        ("Lawyer/Attorney (Holy See (Vatican City State))", "Vatican"),
        ("England", "United Kingdom"),
        ("Scotland", "United Kingdom"),
        ("Russian Federation", "Russia"),
        ("GBR", "United Kingdom"),
        ("FRA", "France"),
        ("KSV", "Kosovo"),
        ("Israeli Defense Forces", "Israel"),
        ("Central Intelligence Agency", "United States"),
        ("Militant (Boko Haram)", None),
        ("Citizen (International)", None),
        ("European Parliament", None),
        ("North Atlantic Treaty Organization", None),
        ("EUR", None),
        ("Barack Obama", None),
        ("", None),
    ],
)
def test_a_name_stands_for_its_state(name: str, state: str | None) -> None:
    assert state_of(name) == state


def days(*when: date) -> np.ndarray:
    return np.array([day.toordinal() - date(1970, 1, 1).toordinal() for day in when], np.int32)


def test_a_person_acts_for_the_state_while_in_office() -> None:
    folded = fold_names(["Barack Obama", "Tony Blair", "China"])
    actors = np.array([0, 0, 1, 1, 2], np.int32)
    when = days(*(date(year, 6, 1) for year in (2008, 2014, 2003, 2014, 2014)))
    states = [folded.states[at] if at >= 0 else None for at in folded.states_at(actors, when)]
    assert states == [None, "United States", "United Kingdom", None, "China"]


def test_those_in_office_since_the_dictionary_was_made_are_known() -> None:
    folded = fold_names(["Donald Trump", "Theresa May", "Kim Jong-Un"])
    actors = np.array([0, 0, 1, 2], np.int32)
    actors = np.append(actors, np.int32(1))
    when = days(*(date(year, 3, 14) for year in (2016, 2018, 2018, 2014, 2020)))
    states = [folded.states[at] if at >= 0 else None for at in folded.states_at(actors, when)]
    assert states == [None, "United States", "United Kingdom", "North Korea", None]


def test_a_middle_name_does_not_hide_an_office_holder() -> None:
    assert {term.state for term in office_terms("Angela Dorothea Merkel")} == {"Germany"}
    assert {term.state for term in office_terms("Angela D. Merkel")} == {"Germany"}
    assert office_terms("Merkel") == ()


@pytest.mark.parametrize(
    ("name", "such"),
    [
        ("Foreign Affairs (Russia)", True),
        ("Envoy (United States)", True),
        ("Diplomat (Iran)", True),
        ("DIPLOMAT", True),
        ("Citizen (Russia)", False),
        ("Military (Russia)", False),
        ("Russia", False),
    ],
)
def test_diplomats_are_recognised_by_their_office(name: str, such: bool) -> None:
    assert is_diplomats(name) is such


def test_no_names_fold_to_nothing() -> None:
    assert fold_names([]).states == ()


@pytest.mark.parametrize(
    ("name", "day", "state"),
    [
        ("Government of Russia (Soviet Union)", "2022-03-01", "Russia"),
        ("Soviet Union", "1985-05-01", "Soviet Union"),
        ("Russia", "1985-05-01", "Soviet Union"),
        ("Police (Russia)", "1991-12-25", "Soviet Union"),
        ("Police (Russia)", "1991-12-26", "Russia"),
        ("East Germany", "2022-03-01", "Germany"),
        ("Portugal", "1979-01-01", "Portugal"),
    ],
)
def test_a_name_means_the_state_of_its_day(name: str, day: str, state: str) -> None:
    folded = fold_names([name, "Boko Haram"])
    (at,) = folded.states_at(np.array([0], np.int32), np.array([iso_day(day)], np.int32))
    assert folded.states[at] == state


def test_states_of_rows_are_those_of_tables() -> None:
    """The columns of rows and `state_named`, which reads tables a cell at a time, agree."""
    names = [a.name for a in gazetteer() if a.kind == "country"]
    folded = fold_names(names)
    rows = np.array(range(len(names)), np.int32)
    for text in ("1950-06-01", "1991-12-25", "1993-06-01", "2004-06-01", "2022-06-01"):
        days = np.array([iso_day(text)] * len(names), np.int32)
        at = folded.states_at(rows, days)
        wanted = [state_on(name, date.fromisoformat(text)) for name in names]
        assert [folded.states[number] for number in at] == wanted
