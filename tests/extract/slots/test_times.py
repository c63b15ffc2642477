import pytest
from talion.extract.slots.date_arithmetic import shift
from talion.extract.slots.times import TimeTagger
from talion.model.date import Date

from tests.extract.conftest import Build, Row

WEDNESDAY = Date("2021-05-12")


def dates_in(build: Build, text: str, published: Date | None = WEDNESDAY) -> list[str | None]:
    """Return the dates of a phrase; its words hang on the first."""
    rows: list[Row] = []
    for n, word in enumerate(text.split()):
        pos = "NUM" if word[0].isdigit() else "PROPN" if word[0].isupper() else "NOUN"
        rows.append((word, word.lower(), "NN", pos, "dep" if n else "ROOT", 0))
    return [time.date for time in TimeTagger(build(*rows), published).times]


@pytest.mark.parametrize(
    ("phrase", "date"),
    [
        ("on Wednesday", "2021-05-12"),
        ("on Thursday", "2021-05-06"),
        ("last Wednesday", "2021-05-05"),
        ("yesterday", "2021-05-11"),
        ("last year", "2020"),
        ("earlier this year", "2021"),
        ("last month", "2021-04"),
        ("this week", "2021-05"),
        ("in March", "2021-03"),
        ("in December", "2020-12"),
        ("in December 2018", "2018-12"),
        ("on March 26 , 2018", "2018-03-26"),
        ("on 26 March 2018", "2018-03-26"),
        ("Oct. 1", "2020-10-01"),
        ("in 2018", "2018"),
        ("two years ago", "2019"),
        ("three months ago", "2021-02"),
        ("ten days ago", "2021-05"),
        ("three days ago", "2021-05-09"),
        ("in recent weeks", "2021"),
        ("in recent months", None),
        ("next Friday", None),
    ],
)
def test_a_time_is_no_more_precise_than_its_words(
    build: Build, phrase: str, date: str | None
) -> None:
    assert [d for d in dates_in(build, phrase) if d] == ([date] if date else [])


def test_without_a_day_of_publication_a_weekday_is_its_month(build: Build) -> None:
    assert dates_in(build, "on Sunday", Date("2018-08")) == ["2018-08"]
    assert dates_in(build, "on Sunday", None) == [None]


def test_may_the_month_is_not_may_the_minister(build: Build) -> None:
    assert dates_in(build, "in May") == ["2021-05"]
    assert dates_in(build, "Mrs May left") == []


@pytest.mark.parametrize(
    ("base", "days", "date"),
    [
        ("1988-09-20", 6, "1988-09-26"),
        ("1988-09", 6, "1988-09"),
        ("1988-09", 60, "1988"),
        ("2021-10-06", -14, "2021-09"),
        ("2021-01-03", -2, "2021-01-01"),
    ],
)
def test_a_date_from_another_is_as_precise_as_both_allow(base: str, days: int, date: str) -> None:
    assert shift(base, days) == date
