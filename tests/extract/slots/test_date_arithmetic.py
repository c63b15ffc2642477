"""Dates some days or months from another: an oracle by the calendar, day by day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from talion.extract.slots.date_arithmetic import edtf, months_before, shift

DAYS = st.dates(date(1950, 1, 1), date(2050, 12, 31))


@given(DAYS, st.integers(-400, 400))
def test_a_shifted_date_is_a_prefix_of_the_day_that_one_counts_to(day: date, days: int) -> None:
    found = shift(day.isoformat(), days)
    assert (day + timedelta(days=days)).isoformat().startswith(found)
    assert len(found) == (10 if abs(days) < 7 else 7 if abs(days) < 360 else 4)


@given(DAYS, st.integers(0, 40))
def test_months_before_are_counted_back_one_by_one(day: date, months: int) -> None:
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    assert months_before(day, months) == f"{year:04d}-{month:02d}"


@given(st.integers(1950, 2050), st.integers(1, 12), st.integers(1, 31))
def test_a_day_that_a_month_does_not_have_leaves_the_month(year: int, month: int, day: int) -> None:
    first = date(year, month, 1)
    has = (first + timedelta(days=day - 1)).month == month
    assert edtf(year, month, day) == f"{year}-{month:02d}" + (f"-{day:02d}" if has else "")
