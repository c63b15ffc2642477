"""Times and numbers in the languages that are read, worked out by hand."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from talion.gate.date_check import DateCheck
from talion.gate.evidence import ArticleEvidence
from talion.gate.folding import fold_text
from talion.gate.language_tables import language_table, languages
from talion.gate.numbers_in_text import numbers_in
from talion.gate.proposal import ProposedIncident
from talion.gate.time_expressions import time_expressions
from talion.model.article import Article
from talion.model.date import Date

#: Enough cases, also on a busy machine.
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


ACT = "Bolivia sent two envoys home"
#: A Thursday.
PUBLISHED = Date("2022-04-07")


def dates(text: str, language: str = "en") -> set[str]:
    found = time_expressions(fold_text(text), language, PUBLISHED)
    return {d for each in found for d in each.dates}


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("on Tuesday", "en", "2022-04-05"),
        ("on April 5", "en", "2022-04-05"),
        ("on 5 April 2021", "en", "2021-04-05"),
        ("on 26 and 27 March", "en", "2022-03-26"),
        ("on the 5th", "en", "2022-04-05"),
        ("yesterday", "en", "2022-04-06"),
        ("three weeks ago", "en", "2022-03"),
        ("last year", "en", "2021"),
        ("in 1986", "en", "1986"),
        ("on the first of April", "en", "2022-04-01"),
        ("March the twenty-sixth", "en", "2022-03-26"),
        ("It came in March. On the sixth of that month", "en", "2022-03-06"),
        ("am ersten April", "de", "2022-04-01"),
        ("le premier avril", "fr", "2022-04-01"),
        ("первого апреля", "ru", "2022-04-01"),
        ("op dinsdag", "nl", "2022-04-05"),
        ("op 5 april", "nl", "2022-04-05"),
        ("vorig jaar", "nl", "2021"),
        ("am Dienstag", "de", "2022-04-05"),
        ("am 5. April", "de", "2022-04-05"),
        ("im März", "de", "2022-03"),
        ("am 05.04.2022", "de", "2022-04-05"),
        ("mardi", "fr", "2022-04-05"),
        ("le 5 avril", "fr", "2022-04-05"),
        ("le 1er février", "fr", "2022-02-01"),
        ("l’an dernier", "fr", "2021"),
        ("el 5 de abril de 2022", "es", "2022-04-05"),
        ("el miércoles", "es", "2022-04-06"),
        ("во вторник", "ru", "2022-04-05"),
        ("5 апреля", "ru", "2022-04-05"),
        ("в марте прошлого года", "ru", "2022-03"),
        ("в среду", "ru", "2022-04-06"),
        ("у вівторок", "uk", "2022-04-05"),
        ("5 квітня", "uk", "2022-04-05"),
        ("v úterý", "cs", "2022-04-05"),
        ("5. dubna", "cs", "2022-04-05"),
        ("loni", "cs", "2021"),
    ],
)
def test_a_time_is_read(text: str, language: str, wanted: str) -> None:
    assert wanted in dates(text, language)


@pytest.mark.parametrize("text", ["1,986 people", "2018.5 points", "marching on", "$2000", "mayor"])
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert dates(text) == set()


@quick
@given(st.dates(date(1970, 1, 1), date(2030, 12, 28)), st.integers(0, 6))
def test_a_weekday_is_one_of_the_days_around_the_publication(day: date, number: int) -> None:
    """The oracle goes back from the day of publication until the weekday is right."""
    name = calendar.day_name[number]
    back = next(day - timedelta(n) for n in range(7) if (day - timedelta(n)).weekday() == number)
    [found] = time_expressions(f"on {name.lower()}", "en", Date(day.isoformat()))
    assert found.dates == {(back + timedelta(n)).isoformat() for n in (-7, 0, 7)}


@quick
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_full_date_is_read_back_in_every_order(day: date) -> None:
    month = calendar.month_name[day.month].lower()
    for text in (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}"):
        found = time_expressions(text, "en", None)
        assert day.isoformat() in {d for each in found for d in each.dates}


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("sixty-three envoys", "en", 63),
        ("two hundred and five", "en", 205),
        ("1,200 people", "en", 1200),
        ("2.5 million", "en", 2_500_000),
        ("a dozen diplomats", "en", 12),
        ("zeventien diplomaten", "nl", 17),
        ("dreiunddreißig oder fünfundzwanzig", "de", 25),
        ("1.200 Menschen", "de", 1200),
        ("trente-cinq diplomates", "fr", 35),
        ("1 200 personnes", "fr", 1200),
        ("veintisiete diplomáticos", "es", 27),
        ("двоих дипломатов", "ru", 2),
        ("сорок пять дипломатов", "ru", 45),
        ("п’ятьох дипломатів", "uk", 5),
        ("osmnáct diplomatů", "cs", 18),
    ],
)
def test_a_number_is_read(text: str, language: str, wanted: int) -> None:
    assert wanted in numbers_in(fold_text(text), language_table(language))


@quick
@given(st.integers(0, 9_999_999))
def test_a_number_in_figures_is_read_with_and_without_separators(number: int) -> None:
    table = language_table("en")
    assert numbers_in(str(number), table) == {number}
    assert numbers_in(f"{number:,}", table) == {number}


@quick
@given(st.integers(0, 9), st.integers(2, 9))
def test_tens_and_units_in_words_make_one_number(unit: int, ten: int) -> None:
    table = language_table("en")
    tens = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy",
            80: "eighty", 90: "ninety"}  # fmt: skip
    if unit:
        plain = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"][unit - 1]
        assert ten * 10 + unit in numbers_in(f"{tens[ten * 10]}-{plain} men", table)
    assert ten * 10 in numbers_in(f"{tens[ten * 10]} men", table)


def test_every_language_has_every_word_list() -> None:
    for code in languages():
        table = language_table(code)
        assert len(table.months) == 12
        assert len(table.weekdays) == 7
        assert {table.numbers[w] for w in table.numbers} >= set(range(1, 11))


@pytest.mark.parametrize(
    ("language", "text", "date"),
    [
        ("en", "On 3 May Peru left. Chile answered the next evening. QUOTE.", "2021-05-04"),
        ("en", "On 3 May Peru left. A day earlier, Chile had come. QUOTE.", "2021-05-02"),
        ("en", "In 2014 Peru left. QUOTE on New Year's Day.", "2014-01-01"),
        ("en", "It was told in March 2019. QUOTE in the preceding June.", "2018-06"),
        ("en", "2018 | Peru | QUOTE on 5 August\n2019 | Chile | none", "2018-08-05"),
        ("en", "In March 2015 many did so. These are they:\n\nCuba: four\nQUOTE", "2015-03"),
        ("de", "Am 3. Mai ging Peru. Tags darauf kam Chile. QUOTE.", "2021-05-04"),
        ("fr", "Le 3 mai, le Pérou partit. Le Chili vint le lendemain. QUOTE.", "2021-05-04"),
        ("uk", "3 травня 2021 Перу пішло. Наступного дня прийшла Чилі. QUOTE.", "2021-05-04"),
    ],
)
def test_a_day_counted_from_one_named_before_is_known(language: str, text: str, date: str) -> None:
    """Another end of it is not; nor is the same day three years later."""
    others = "".join(f" On {n} February 2020, one." for n in range(1, 8))
    article = Article(
        "a", f"{text.replace('QUOTE', ACT)}\n\n{others}", published="2021-05-20", language=language
    )
    evidence = ArticleEvidence(article)
    act = evidence.folded.find(ACT)
    assert act is not None

    def passes(wanted: str) -> bool:
        made = ProposedIncident("e1", "expulsion", "reported", (), (), ACT, date=wanted)
        return DateCheck(evidence).check(made, act) is None

    assert passes(date)
    assert not passes(f"{date[:-1]}9")
    assert not passes(f"{int(date[:4]) + 3}{date[4:]}")
