"""When it happened, never more exactly than the text says; it appeared on Wednesday 12 May 2021."""

import pytest
from talion.extract.rules import SlotName

from tests.extract.conftest import Clusters

DATES = {
    "Peru expelled two Chilean diplomats on Monday.": ("2021-05-10", "IN_CLAUSE"),
    "Peru expelled two Chilean diplomats on 3 March 2018.": ("2018-03-03", "IN_CLAUSE"),
    "Peru expelled two Chilean diplomats in March.": ("2021-03", "IN_CLAUSE"),
    "Peru expelled two Chilean diplomats last year.": ("2020", "IN_CLAUSE"),
    "Peru expelled two Chilean diplomats two weeks ago.": ("2021-04", "IN_CLAUSE"),
    "Peru expelled two Chilean diplomats who must leave by 20 May.": ("2021-05", "AS_NEWS"),
    "Peru expelled two Chilean diplomats.": ("2021-05", "AS_NEWS"),
    "Peru may expel two Chilean diplomats.": (None, "UNDATED"),
    "Chile hacked the Peruvian navy.": (None, "UNDATED"),
}


@pytest.mark.parametrize("text", DATES)
def test_the_date_is_read_from_the_text(incidents: Clusters, text: str) -> None:
    (one,) = incidents(text)
    assert (one.date, one.lead.rules[SlotName.DATE].rule.name) == DATES[text]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Peru expelled two Chilean diplomats on Monday and closed the Chilean consulate in Tacna "
         "on Tuesday.", ["2021-05-10", "2021-05-11"]),
        ("Peru, which had expelled two Chilean diplomats in 2014, closed the Chilean consulate in "
         "Tacna on Monday.", ["2014", "2021-05-10"]),
        ("Chile closed the Peruvian consulate in Arica on 3 May. Six days later Peru expelled two "
         "Chilean diplomats.", ["2021-05-03", "2021-05-09"]),
    ],
)  # fmt: skip
def test_each_incident_of_a_sentence_has_its_own_date(
    incidents: Clusters, text: str, dates: list[str]
) -> None:
    assert [i.date for i in incidents(text)] == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Peru expelled two Chilean diplomats on 26 March 2018. On 29 March Chile expelled two "
         "Peruvian diplomats.", ["2018-03-26", "2018-03-29"]),
        ("Peru expelled two Chilean diplomats on 26 March 2018. The same day Chile closed the "
         "Peruvian consulate in Arica.", ["2018-03-26", "2018-03-26"]),
        ("3 May 2019: Peru expels two Chilean diplomats.\n\n"
         "7 May 2019: Chile closes the Peruvian consulate in Arica.", ["2019-05-03", "2019-05-07"]),
        ("2019\n\nPeru expelled two Chilean diplomats.\n\n"
         "2020\n\nChile closed the Peruvian consulate in Arica.", ["2019", "2020"]),
        ("Peru signed a treaty in 2014. In March Chile expelled two Peruvian diplomats.",
         ["2021-03"]),
    ],
)  # fmt: skip
def test_a_text_tells_its_dates_in_order(incidents: Clusters, text: str, dates: list[str]) -> None:
    assert [i.date for i in incidents(text)] == dates


@pytest.mark.parametrize(
    "text",
    [
        "Peru will close the Chilean consulate in Tacna starting on 20 May 2021.",
        "Two Chilean diplomats were told to leave Peru by or before 11:59 PM on 20 May 2021.",
        "Two Chilean diplomats were ordered to leave Peru by noon on 20 May 2021.",
    ],
)
def test_a_deadline_is_not_the_date(incidents: Clusters, text: str) -> None:
    assert [i.date for i in incidents(text)] == ["2021-05"]


@pytest.mark.parametrize(
    "text",
    [
        "Peru expelled a Chilean diplomat on Monday in response to Chile's decision "
        "to close the Peruvian consulate.",
        "On Monday Peru expelled a Chilean diplomat after Chile closed the Peruvian consulate.",
    ],
)
def test_the_time_of_a_response_is_not_that_of_its_antecedent(
    incidents: Clusters, text: str
) -> None:
    dates = {i.type: i.date for i in incidents(text)}
    assert dates == {"expulsion": "2021-05-10", "closure": "2021-05"}
