"""Dates, counts, severities and types as people write them."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from talion.events.row_counts import counts_of
from talion.events.values.cell_measures import measures_of
from talion.events.values.count_words import count_of
from talion.events.values.date_forms import edtf_of
from talion.events.values.date_order import DayOrder, date_order
from talion.events.values.severity_scale import severity_scale
from talion.events.values.type_words import type_meant
from talion.gate.language_tables import language_table, languages

FORMS = (
    "%d/%m/%Y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%d %B %Y",
    "%B %d, %Y",
    "%d-%b-%y",
    "%Y/%m/%d",
    "%Y%m%d",
)


@settings(deadline=None)  # the first date loads the words of all languages
@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.sampled_from(FORMS))
def test_a_day_in_any_usual_form_is_that_day(day: date, form: str) -> None:
    assert edtf_of(day.strftime(form), DayOrder.DMY) == day.isoformat()


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_an_excel_number_is_its_day(day: date) -> None:
    number = str((day - date(1899, 12, 30)).days)
    assert edtf_of(number, DayOrder.EXCEL) == day.isoformat()


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2018-03-30 14:00", "2018-03-30"),
        ("2018-03-30T14:00:00Z", "2018-03-30"),
        ("26th of March, 2018", "2018-03-26"),
        ("Monday, 26 March 2018", "2018-03-26"),
        ("Sept. 5, 2018", "2018-09-05"),
        ("March 2018", "2018-03"),
        ("3/2018", "2018-03"),
        ("26-28 March", "26-28 March"),
        ("26 March 2018 - 28 March 2018", "2018-03-26/2018-03-28"),
        ("c. 1949", "1949~"),
        ("mid-April 2022", "2022-04"),
        ("early March 2018", "2018-03"),
        ("spring 2021", "2021-03/2021-05"),
        ("Winter 2021", "2021-12/2022-02"),
        ("Q3 2020", "2020-07/2020-09"),
        ("2018", "2018"),
        ("~ March 2018", "2018-03~"),
        ("ca. 2018", "2018~"),
        ("March 2018?", "2018-03~"),
        ("first half of 1961", "1961-01/1961-06"),
        ("1960s", "1960/1969"),
        ("1914-18", "1914/1918"),
        ("8–9 Oct. 1971", "1971-10-08/1971-10-09"),
        ("March 26-28, 2018", "2018-03-26/2018-03-28"),
        ("26.–28. März 2018", "2018-03-26/2018-03-28"),
        ("29 March to 2 April 2018", "2018-03-29/2018-04-02"),
        ("winter 1947/48", "1947-12/1948-02"),
        ("23.vii.1914", "1914-07-23"),
        ("26-03-'18", "2018-03-26"),
        ("26 March 2018[3]", "2018-03-26"),
        ("[March] 1939 (?)", "1939-03~"),
        ("25 July 1914 (9 p.m.)", "1914-07-25"),
        ("30 mrt 2018", "2018-03-30"),
        ("le 1er août 2021", "2021-08-01"),
        ("Anfang März 1976", "1976-03"),
        ("1er trimestre 2022", "2022-01/2022-03"),
        ("26 марта 2018 г.", "2018-03-26"),
        ("26 de marzo de 2018", "2018-03-26"),
        ("before March 2018", "before March 2018"),
    ],
)
def test_a_date_in_words_or_vague_is_as_exact_as_it_says(text: str, edtf: str) -> None:
    assert edtf_of(text, DayOrder.UNSURE) == edtf


@pytest.mark.parametrize(
    ("text", "reason"),
    [("14/3", "has no year"), ("26 March", "has no year"), ("s.d.", "no date"), ("NA", "no date")],
)
def test_a_date_that_cannot_be_read_says_what_it_lacks(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        edtf_of(text, DayOrder.DMY)


@pytest.mark.parametrize("code", languages())
def test_no_month_of_a_language_is_another_month_elsewhere(code: str) -> None:
    for number, pattern in enumerate(language_table(code).months, 1):
        for word in re.split(r"\|", re.sub(r"\(\?:[^()]*\)\??", "", pattern)):
            plain = word.replace(r"\w*", "").replace("?", "")
            if plain.isalpha() and re.fullmatch(pattern, plain):
                assert edtf_of(f"{plain} 2018", DayOrder.DMY) == f"2018-{number:02}"


def test_a_day_that_no_calendar_has_is_said_to_be_none() -> None:
    with pytest.raises(ValueError, match="no day of the calendar"):
        edtf_of("31/06/2018", DayOrder.DMY)


@given(st.lists(st.dates(date(1990, 1, 1), date(2020, 12, 31)), min_size=1, max_size=20))
def test_the_order_is_never_wrong_only_unsure(days: list[date]) -> None:
    """A column with the day first is never read with the month first, nor the other way."""
    for order, form in ((DayOrder.DMY, "%d/%m/%Y"), (DayOrder.MDY, "%m/%d/%Y")):
        found = date_order([day.strftime(form) for day in sorted(days)]).order
        same = all(day.day == day.month for day in days)
        by_time = len(days) > 3 and all(day.day <= 12 for day in days)
        assert found in (order, DayOrder.UNSURE) or same or by_time


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("twenty-three", "23"),
        ("one hundred and six", "106"),
        ("two dozen", "24"),
        ("1 010", "1010"),
        ("60 diplomats", "60"),
        ("about 35", "35"),
        ("dozens", ""),
        ("n/a", ""),
        ("10 or 12", "10 or 12"),
    ],
)
def test_counts_are_read_in_words(text: str, count: str) -> None:
    assert count_of(text) == count


def test_a_severity_is_read_on_the_scale_of_its_column() -> None:
    assert severity_scale(["2", "5", "9"]).share("9") == 0.9
    assert severity_scale(["1", "4"]).share("4") == 0.8
    assert severity_scale(["20", "95"]).share("95") == 0.95
    assert severity_scale(["low", "High"]).share("High") == 0.75
    with pytest.raises(ValueError, match="not between 0 and 1"):
        severity_scale(["0.2", "0.5", "7"]).share("7")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Persona non grata", "expulsion"),
        ("PNG", "expulsion"),
        ("Consulate Closure", "closure"),
        ("Travel Ban", "sanction"),
        ("sanctions on banks", "sanction"),
        ("coordinated expulsions (one each)", "expulsion"),
        ("Expels 23 diplomats", "expulsion"),
        ("visa bans", "sanction"),
        ("trade war", "trade war"),
        ("border closure", "sanction"),
        ("Closure of the frontier", "sanction"),
        ("severed all diplomatic relations", "break_of_relations"),
        ("recalled its ambassador", "recall"),
        ("expulsion of journalists", "deportation"),
        ("froze trade", "sanction"),
        ("shot down a balloon", "military_action"),
        ("threatened to expel diplomats", "threat"),
        ("lifted sanctions", "lifted sanctions"),
        ("did not expel anyone", "did not expel anyone"),
        ("spy swap", "spy swap"),
    ],
)
def test_a_type_is_read_in_everyday_words_and_no_others_are_guessed(text: str, kind: str) -> None:
    assert type_meant(text) == kind


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("expelled 4; closed consulate", [("expulsion", "4"), ("closure", "")]),
        ("Expelled 60 and closed consulate (Seattle)", [("expulsion", "60"), ("closure", "")]),
        ("Sanctions; PNG x10", [("sanction", ""), ("expulsion", "10")]),
        ("closed its consulate + played on", [("closure", ""), ("played on", "")]),
        ("PNG 5 + PNG 10", [("expulsion", "5"), ("expulsion", "10")]),
        ("asset freeze and travel ban", [("sanction", "")]),
        ("sanctions on banks and oil firms", [("sanction", "")]),
        ("Impose embargo, boycott, or sanctions", [("sanction", "")]),
        ("expelled 2 diplomats and 3 attachés", [("expulsion", "")]),
        ("Ultimatum, 48 hours", [("threat", "")]),
        ("expelled 12 in 2018", [("expulsion", "12")]),
        ("expelled on 12 May", [("expulsion", "")]),
        ("football match", [("football match", "")]),
    ],
)
def test_several_measures_of_a_cell_each_have_their_own_count(
    text: str, measures: list[tuple[str, str]]
) -> None:
    assert [(one.type, one.count) for one in measures_of(text)] == measures


@pytest.mark.parametrize(
    ("cell", "words", "pairs", "counts", "noted"),
    [
        ("23", "expulsion", 1, ((23,),), 0),
        ("", "expelled 4", 1, ((4,),), 0),
        ("5", "expelled 4", 1, ((5,),), 0),
        ("7–10", "expulsion", 1, ((None,),), 1),
        ("2, 4, 4", "expulsion", 3, ((2, 4, 4),), 0),
        ("1,200", "expulsion", 2, ((None, None),), 1),
        ("12", "expulsion", 3, ((None, None, None),), 1),
        ("4 each", "expulsion", 3, ((4, 4, 4),), 0),
        ("4", "expelled diplomats each", 2, ((4, 4),), 0),
        ("1", "expulsion", 3, ((1, 1, 1),), 0),
        ("60", "closed consulate; expelled diplomats", 1, ((60,), (None,)), 0),
        ("60", "expelled 60; closed consulate", 1, ((60,), (None,)), 0),
    ],
)
def test_a_count_goes_to_the_measure_and_the_states_that_it_is_of(
    cell: str, words: str, pairs: int, counts: tuple[tuple[int | None, ...], ...], noted: int
) -> None:
    unread: list[str] = []
    assert counts_of(cell, words, measures_of(words), pairs, unread) == counts
    assert len(unread) == noted
