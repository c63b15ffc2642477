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
