"""Header blocks, as people write them."""

import pytest
from talion.ingest.header import split_header
from talion.ingest.metadata import NOTHING
from talion.ingest.written_dates import written_date


@pytest.mark.parametrize(
    "header",
    [
        "Published: 2018-03-26\n---\n",
        "date: 2018-03-26T23:30:00-05:00\n---\n",
        "DATE: Monday, March 26, 2018\n---\n",
        "Published on: 26 March 2018, 09:15 GMT\n---\n",
        "---\npublication_date: 26.03.2018\nauthor: A. B.\n---\n",
        "**Date:** 26th March 2018\n\n",
        "Headline: Two go\nDate: Mar 26, 2018\n\n",
        "Date: 26 March 2018\nBy Ana Smith and Bo Li\n\n",
        "From: Gazette Desk\nPublished: 26 March 2018\nSubject: Two go\n\n",
        "published: 2018-03-26\n",
        "By ANA SMITH | The Gazette\n\nPublished 26 March 2018, 09:15 GMT\nUpdated: today\n\n",
        "March 26, 2018\n",
    ],
)
def test_the_day_of_publication_is_read(header: str) -> None:
    facts, text = split_header(header + "Two were expelled.")
    assert (facts.published, text) == ("2018-03-26", "Two were expelled.")


@pytest.mark.parametrize(
    "text",
    [
        "Title: how we name things\n\nIt is hard.",
        "Peru: two envoys\nChile: three envoys\n\nThat was all.",
        "Date: soon\n\nIt is hard.",
        "Note: nothing here\n---\nIt is hard.",
    ],
)
def test_other_lines_with_a_colon_are_text(text: str) -> None:
    assert split_header(text) == (NOTHING, text)


def test_a_title_above_the_header_stays_in_the_text() -> None:
    facts, text = split_header("Peru expels two\n\nBy Ana Smith\n26 March 2018\n\nIt is so.")
    assert (facts.published, text) == ("2018-03-26", "Peru expels two\n\nIt is so.")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Date: 26 March 2018\n\nPeru: two envoys.", "Peru: two envoys."),
        ("Date: 26 March 2018\nPeru: two envoys.", "Peru: two envoys."),
        ("Date: 26 March 2018\n\nTitle: how we name.", "Title: how we name."),
        ("Date: 26 March 2018\n\nBy Monday\nPeru", "By Monday\nPeru"),
        ("Date: 26 March 2018\n\nBy then Peru had\ntwo", "By then Peru had\ntwo"),
        ("Date: 26 March 2018\n\n27 March 2018\nwas a day.", "27 March 2018\nwas a day."),
    ],
)
def test_the_text_begins_where_no_line_of_a_header_stands(text: str, rest: str) -> None:
    assert split_header(text)[1] == rest


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Date: soon\n\nIt is hard.", "'soon' cannot be read"),
        ("Mood: good\nDate: 2018-03-26\n\nIt is hard.", "'Mood:' is none of its lines"),
    ],
)
def test_a_header_that_cannot_be_read_is_told(text: str, reason: str) -> None:
    said: list[str] = []
    assert split_header(text, said.append) == (NOTHING, text)
    assert reason in "".join(said)


def test_a_line_of_no_use_is_reported() -> None:
    said: list[str] = []
    split_header("author: A. B.\ntitle: T\n---\nText.", said.append)
    assert said == ["the header's line 'author' is not used"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("26 Mar 2018", "2018-03-26"),
        ("March 2018", "2018-03"),
        ("2018", "2018"),
        ("2018/03/26", "2018-03-26"),
        ("20180326", "2018-03-26"),
        ("3/26/2018", "2018-03-26"),
        ("4/5/2018", None),
        ("31 June 2018", None),
        ("26 Brumaire 2018", None),
        ("", None),
    ],
)
def test_a_date_is_read_or_left(text: str, date: str | None) -> None:
    assert written_date(text) == date


@pytest.mark.parametrize(
    ("line", "publisher", "published", "unused"),
    [
        ("Source: Xinhua | 2018-03-31 03:25:04 | Editor: huaxia", "Xinhua", "2018-03-31", 1),
        ("By A. Smith | Reuters | 26.03.2018", None, "2018-03-26", 2),
        (
            "Paris · Created: 26 March 2018 15:21 IST · Updated: 27 March 2018",
            None,
            "2018-03-26",
            2,
        ),
    ],
)
def test_a_line_of_parts_between_bars_is_read(
    line: str, publisher: str | None, published: str, unused: int
) -> None:
    said: list[str] = []
    facts, text = split_header(
        f"Envoys must leave Paris\n{line}\n\nPeru expelled two.", said.append
    )
    assert (facts.publisher, facts.published) == (publisher, published)
    assert text == "Envoys must leave Paris\n\nPeru expelled two."
    assert len(said) == unused


def test_a_date_between_bars_that_has_two_readings_is_told() -> None:
    said: list[str] = []
    opening = "Envoys must leave Paris\nReuters | Updated: 05-04-2022 | Created: 05-04-2022\n"
    facts, text = split_header(f"{opening}\nPeru expelled two.", said.append)
    assert (facts.published, text) == (None, f"{opening}\nPeru expelled two.")
    assert ["'05-04-2022' cannot be read" in line for line in said] == [True]


def test_bars_in_a_first_sentence_are_no_header() -> None:
    text = "Peru | Chile | Cuba\nPeru expelled two."
    assert split_header(text)[1] == text
