"""Who is warned is whoever would act, not whoever would respond."""

import pytest

from tests.extract.conftest import Clusters

WARNED = {
    "Chile said that Peruvian steps against Chile would provoke a response.": ("Chile", "Peru"),
    "Any new sanctions by Chile would be met with countermeasures, Peru warned.": ("Peru", "Chile"),
    "Peru warned that any Chilean attempts to close the strait would not go unanswered.": (
        "Peru",
        "Chile",
    ),
    "Peru's government would retaliate against Chile, the ministry in Lima said.": (
        "Peru",
        "Chile",
    ),
}


@pytest.mark.parametrize("text", WARNED)
def test_the_target_of_a_threat_is_whoever_would_do_what_it_responds_to(
    incidents: Clusters, text: str
) -> None:
    sides = {
        (one.agents.states, one.targets.states) for one in incidents(text) if one.type == "threat"
    }
    agent, target = WARNED[text]
    assert sides <= {((agent,), (target,))}
    assert sides
