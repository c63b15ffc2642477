"""How many persons, missions or posts."""

import pytest

from tests.extract.conftest import Clusters

COUNTS = {
    "Peru expelled 23 Chilean diplomats.": 23,
    "Peru expelled twenty-one Chilean diplomats.": 21,
    "Peru expelled a dozen Chilean diplomats.": 12,
    "Peru expelled dozens of Chilean diplomats.": None,
    "Peru expelled Chilean diplomats.": None,
    "Peru expelled a Chilean diplomat.": 1,
    "Peru expelled the Chilean ambassador and two consuls.": 3,
    "Peru expelled a total of 35 Chilean diplomats.": 35,
    "Peru expelled four of six Chilean diplomats.": 4,
    "Peru closed two of three Chilean consulates.": 2,
    "Peru cut the number of Chilean diplomats in Lima from 30 to 20.": 10,
    "Peru told Chile to cut its embassy staff by 60.": 60,
    "Peru limited the Chilean embassy staff to 15.": 15,
    "Peru imposed two sanctions on Chile.": None,
    "Peru expelled the No. 2 diplomat at the Chilean embassy.": 1,
    "Peru expelled the number two at the Chilean embassy.": 1,
    "Peru expelled two No. 2 officials of the Chilean embassy.": 2,
    "Peru expelled no fewer than 12 Chilean diplomats.": 12,
    "Peru expelled no less than a dozen Chilean diplomats.": 12,
    "No fewer than 12 Chilean diplomats were expelled by Peru.": 12,
    "Peru expelled not one but two Chilean diplomats.": 2,
}


@pytest.mark.parametrize("text", COUNTS)
def test_the_count_is_of_persons_missions_or_posts(incidents: Clusters, text: str) -> None:
    assert [i.count for i in incidents(text)] == [COUNTS[text]]


@pytest.mark.parametrize("last", [", Bolivia 17", " and Bolivia 17"])
def test_a_verb_left_out_keeps_its_own_count(incidents: Clusters, last: str) -> None:
    found = incidents(f"Peru expelled 21 Chilean diplomats{last}.")
    assert [(i.agents.names, i.count) for i in found] == [(("Peru",), 21), (("Bolivia",), 17)]


def test_the_hours_they_are_given_are_no_count(incidents: Clusters) -> None:
    (one,) = incidents("Peru gave three Chilean envoys 48 hours to leave the country.")
    assert one.count == 3
