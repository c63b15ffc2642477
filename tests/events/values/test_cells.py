"""Dates, counts, severities and types as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talion.events.values.count_words import count_of
from talion.events.values.date_forms import edtf_of
from talion.events.values.date_order import DayOrder, date_order
from talion.events.values.severity_scale import severity_scale
from talion.events.values.type_words import type_meant

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
    ],
)
def test_a_date_in_words_or_vague_is_as_exact_as_it_says(text: str, edtf: str) -> None:
    assert edtf_of(text, DayOrder.UNSURE) == edtf


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
        ("border closure", "border closure"),
        ("spy swap", "spy swap"),
    ],
)
def test_a_type_is_read_in_everyday_words_and_no_others_are_guessed(text: str, kind: str) -> None:
    assert type_meant(text) == kind
