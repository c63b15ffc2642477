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
        ("on Friday , 30 March 2018", "2018-03-30"),
        ("on Friday , March 26", "2021-03-26"),
        ("in June of last year", "2020-06"),
        ("in January this year", "2021-01"),
        ("2019 , March 4", "2019-03-04"),
        ("on the 4th", "2021-05-04"),
        ("on the 31st", "2021-04"),
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
    ("phrase", "narrated"),
    [
        ("on 26 March 2018 . On 29 March", "2018-03-29"),
        ("in December 2018 . In January", "2019-01"),
        ("in January 2018 . In December", "2017-12"),
        ("on 26 March 2018 . The same day", "2018-03-26"),
        ("on 26 March 2018 . That night", "2018-03-26"),
        ("on 26 March 2018 . The next day", "2018-03-27"),
        ("on 26 March 2018 . A day earlier", "2018-03-25"),
        ("on 26 March 2018 . A week later", "2018-04"),
        ("on 26 March 2018 . The following month", "2018-04"),
        ("on 26 March 2018 . That year", "2018"),
        ("in 2018 . Two years later", "2020"),
        ("on 26 March 2018 . On the 29th", "2018-03-29"),
        ("on 26 March 2018 . On Thursday", "2018-03-29"),
        ("by 2018 . On 29 March", None),
        ("on 20 April 2021 . In December", None),
        ("on 10 May 2021 . A week later", "2021-05"),
        ("on 10 May 2021 . Four days later", None),
    ],
)
def test_a_time_goes_on_from_the_one_before_it_and_not_beyond_the_news(
    build: Build, phrase: str, narrated: str | None
) -> None:
    rows: list[Row] = [
        (w, w.lower(), "NN", "NUM" if w[0].isdigit() else "NOUN", "dep" if n else "ROOT", 0)
        for n, w in enumerate(phrase.split())
    ]
    assert TimeTagger(build(*rows), WEDNESDAY).times[-1].narrated == narrated


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
