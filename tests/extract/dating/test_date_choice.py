"""The date of an event is chosen among the times of its passage."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talion.extract.dating.date_model import SHIPPED, DateModel
from talion.extract.dating.date_options import DateOption
from talion.extract.rules import Rule, SlotName

from tests.extract.conftest import Clusters

#: A passage about the past: only its first event has a date of its own.
PAST = "In March 2014 Peru expelled a Chilean envoy. Chile then recalled its ambassador from Lima."


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (f"Peru and Chile have quarrelled before. {PAST}", ["2014-03", "2014-03"]),
        ("Peru has expelled two Chilean diplomats.", ["2021-05"]),
        ("Peru expelled two Chilean diplomats on Monday.", ["2021-05-10"]),
    ],
)
def test_what_a_passage_about_the_past_reports_is_not_dated_by_the_news(
    incidents: Clusters, text: str, dates: list[str]
) -> None:
    assert [one.date for one in sorted(incidents(text), key=lambda i: i.first)] == dates


def test_the_reason_says_where_the_date_comes_from(incidents: Clusters) -> None:
    found = sorted(incidents(PAST), key=lambda i: i.first)
    rules = [one.lead.rules[SlotName.DATE].rule for one in found]
    assert rules == [Rule.IN_CLAUSE, Rule.OF_PASSAGE]


@given(st.lists(st.dates(date(2000, 1, 1), date(2020, 1, 1)), min_size=1, max_size=6))
def test_the_probability_of_a_date_is_the_share_of_all_options_with_it(days: list[date]) -> None:
    options = [DateOption(day.isoformat(), Rule.IN_CLAUSE, ("here",)) for day in days]
    chances = DateModel({"here": 0.7}).chances(options)
    for day in days:
        assert chances[day.isoformat()] == pytest.approx(days.count(day) / len(days))


def test_the_weights_that_ship_are_read_as_they_are_written() -> None:
    model = DateModel.from_file(SHIPPED)
    assert DateModel(model.weights).to_json() == model.to_json()
    assert all(abs(w) < 5 for w in model.weights.values())
