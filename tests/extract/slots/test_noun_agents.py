"""The agent of a noun of action: its by-phrase, its possessor, whoever is blamed, its verb."""

from collections.abc import Callable

import pytest

Slot = Callable[[str, str], tuple[str, str]]

AGENTS = {
    "Peru condemned Chile's expulsion of its diplomats.": ("Chile", "POSSESSOR"),
    "Peru condemned the expulsion of its diplomats by Chile.": ("Chile", "BY_PHRASE"),
    "Russia is responsible for the cyberattack on Estonia.": ("Russia", "HELD_RESPONSIBLE"),
    "Russia's role in the cyberattack on Estonia is clear.": ("Russia", "INVOLVED"),
    "Peru announced the expulsion of two Chilean diplomats.": ("Peru", "LIGHT_VERB_SUBJECT"),
}


@pytest.mark.parametrize("text", AGENTS)
def test_the_agent_of_a_noun_is_found_by_its_construction(slot: Slot, text: str) -> None:
    assert slot(text, "agents") == AGENTS[text]


def test_a_name_before_a_noun_of_action_may_be_its_target(slot: Slot) -> None:
    assert slot("Canada announced new Iran sanctions on Monday.", "targets")[0] == "Iran"
