"""Dates as precise as their source: which days they may be, and which lies before which."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from talion.model.date import Date, Precision

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
WRITTEN = st.builds(
    lambda day, length: Date(day.isoformat()[:length]), DAYS, st.sampled_from([4, 7, 10])
)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2018-03-26", "2018-03-26", "2018-03-26", Precision.DAY),
        ("2020-02", "2020-02-01", "2020-02-29", Precision.MONTH),
        ("1900-02", "1900-02-01", "1900-02-28", Precision.MONTH),
        ("2018", "2018-01-01", "2018-12-31", Precision.YEAR),
        ("2018-03/2018-05", "2018-03-01", "2018-05-31", Precision.INTERVAL),
        ("2018-03-26/2018-04-02", "2018-03-26", "2018-04-02", Precision.INTERVAL),
    ],
)
def test_a_date_covers_the_days_that_its_text_leaves_open(
    text: str, first: str, last: str, precision: Precision
) -> None:
    read = Date(text)
    assert (read.earliest.isoformat(), read.latest.isoformat()) == (first, last)
    assert read.precision is precision
    assert str(read) == text


@pytest.mark.parametrize("text", ["", "yesterday", "2018-13", "2018-02-30", "26/03/2018", "18"])
def test_a_text_that_is_no_date_is_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match=r"month|day|not an EDTF date"):
        Date(text)


@given(WRITTEN)
def test_a_date_has_as_many_days_as_its_month_or_year(when: Date) -> None:
    year, month = when.earliest.year, when.earliest.month
    by_precision = {
        Precision.DAY: 1,
        Precision.MONTH: calendar.monthrange(year, month)[1],
        Precision.YEAR: 366 if calendar.isleap(year) else 365,
    }
    assert when.days() == by_precision[when.precision]


@given(WRITTEN, WRITTEN)
def test_before_and_compatible_agree_with_a_comparison_day_by_day(a: Date, b: Date) -> None:
    def days(when: Date) -> set[date]:
        return {when.earliest + timedelta(n) for n in range(when.days())}

    assert a.compatible(b) == bool(days(a) & days(b))
    if a.before(b) is True:
        assert max(days(a)) < min(days(b))
    elif a.before(b) is False:
        assert min(days(a)) >= max(days(b))
    else:
        assert min(days(a)) < max(days(b))
        assert max(days(a)) >= min(days(b))


@given(st.lists(WRITTEN, max_size=6))
def test_dates_are_sorted_by_first_day_then_by_last(dates: list[Date]) -> None:
    keys = [(d.earliest, d.latest) for d in sorted(dates)]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    "text", ["20١٢-03-20", "２０２０-01-01", "2020-0٣", "२०२०", "2020/２０２１"]
)
def test_a_date_in_other_digits_than_those_of_edtf_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="not an EDTF date"):
        Date(text)
