"""The date to report of an incident, by its mentions."""

import pytest

from tests.extract.conftest import Clusters

EXACT = [
    "Peru expelled a Chilean envoy. Chile's ministry said Peru had expelled the envoy on 3 May.",
    "Peru expelled a Chilean envoy on 3 May. Chile deplored the expulsion of its envoy by Peru.",
]


@pytest.mark.parametrize("text", EXACT)
def test_of_two_mentions_that_agree_the_more_exact_date_is_reported(
    incidents: Clusters, text: str
) -> None:
    [one] = [incident for incident in incidents(text) if incident.type == "expulsion"]
    assert one.date == "2021-05-03"
