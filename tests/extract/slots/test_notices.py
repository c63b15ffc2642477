"""Who is given notice of a measure is its target, and who gives notice takes it."""

import pytest

from tests.extract.conftest import Clusters


@pytest.mark.parametrize(
    ("text", "agent", "target"),
    [
        ("Peru has received a note from Cuba expelling two of its attachés.", "Cuba", "Peru"),
        ("Peru received an order to close its consulate in La Paz.", "Bolivia", "Peru"),
        ("Norway received a list of five diplomats who must leave Iran.", "Iran", "Norway"),
        (
            "The embassy of Chile in Havana received a list of its diplomats that were declared "
            "persona non grata.",
            "Cuba",
            "Chile",
        ),
        ("Cuba has notified Peru of the expulsion of two consuls.", "Cuba", "Peru"),
    ],
)
def test_the_side_that_is_told_does_not_act(
    incidents: Clusters, text: str, agent: str, target: str
) -> None:
    (one,) = incidents(text)
    assert (one.agents.states, one.targets.states) == ((agent,), (target,))


def test_whoever_tells_the_other_side_may_be_named_by_a_pronoun(incidents: Clusters) -> None:
    (one,) = incidents("Cuba informed Peru that it was expelling three of its diplomats.")
    assert (one.agents.states, one.targets.states) == (("Cuba",), ("Peru",))


def test_a_list_that_was_received_before_changes_no_later_sentence(incidents: Clusters) -> None:
    (one,) = incidents("Peru received a list of Cuban diplomats. Peru expelled three of them.")
    assert one.agents.states == ("Peru",)


def test_a_state_that_tells_its_own_envoy_gives_no_notice(incidents: Clusters) -> None:
    for one in incidents("Peru told its ambassador in Havana that Cuba had expelled two envoys."):
        assert "Peru" not in one.agents.states
