"""Dates that head a line, or stand on a line of their own, date what follows."""

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("March 12, 2018: Peru expelled two Cuban envoys.", "2018-03-12"),
        ("12 March 2018 - Peru expelled two Cuban envoys.", "2018-03-12"),
        ("March 2018\nPeru expelled two Cuban envoys.", "2018-03"),
    ],
)
def test_a_date_at_the_head_dates_the_line(read: Read, text: str, date: str) -> None:
    (one,) = read(text).findings.incidents
    assert one.date == date


def test_the_label_of_another_line_does_not_date_this_one(read: Read) -> None:
    found = read(
        "March 12, 2018: Peru expelled two Cuban envoys.\n"
        "April 3, 2019: Chile expelled three Cuban envoys."
    )
    assert {(i.agents[0], i.date) for i in found.findings.incidents} == {
        ("Peru", "2018-03-12"),
        ("Chile", "2019-04-03"),
    }
