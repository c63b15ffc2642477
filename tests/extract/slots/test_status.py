"""Reported, alleged, prospective, or no incident at all."""

from collections.abc import Callable

import pytest
from talion.extract.analysis import Analysis

from tests.extract.conftest import Clusters

STATUS = {
    "Peru expelled two Chilean diplomats.": "reported",
    "Peru will expel two Chilean diplomats.": "reported",
    "Peru said it would expel two Chilean diplomats.": "reported",
    "Peru may expel two Chilean diplomats.": "prospective",
    "Peru plans to expel two Chilean diplomats.": "prospective",
    "Peru allegedly expelled two Chilean diplomats.": "alleged",
    "Chile hacked the Peruvian navy.": "reported",
    "Chile allegedly hacked the Peruvian navy.": "alleged",
    "Peru accused Chile of hacking its navy.": "alleged",
    "Peru said that Chile had hacked its navy.": "reported",
}


@pytest.mark.parametrize("text", STATUS)
def test_the_status_is_that_of_the_text(incidents: Clusters, text: str) -> None:
    assert [i.status for i in incidents(text)] == [STATUS[text]]


def test_what_a_court_finds_is_reported(incidents: Clusters) -> None:
    found = incidents("A court convicted Chile of hacking the Peruvian navy.")
    assert {i.status for i in found} == {"reported"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Peru did not expel any Chilean diplomats.", "DENIED"),
        ("Peru refused to expel two Chilean diplomats.", "DENIED"),
        ("Peru threatened to expel two Chilean diplomats.", "ONLY_THREATENED"),
    ],
)
def test_what_is_denied_or_only_threatened_has_not_happened(
    analysed: Callable[..., Analysis], text: str, reason: str
) -> None:
    found = analysed(text)
    assert "expulsion" not in {i.type for i in found.incidents}
    assert [r.name for _, r in found.rejected] == [reason]


def test_who_is_asked_to_leave_is_expelled(incidents: Clusters) -> None:
    (one,) = incidents("They have been asked to leave Peru, said Chile of its two diplomats.")
    assert (one.type, one.status) == ("expulsion", "reported")
