"""Who did it: each construction with the rule that reads it."""

from collections.abc import Callable

import pytest
from talion.extract.rules import SlotName

from tests.extract.conftest import Clusters

Slot = Callable[[str, str], tuple[str, str]]

AGENTS = {
    "Peru expelled two Chilean diplomats.": ("Peru", "SUBJECT"),
    "Two Chilean diplomats were expelled by Peru.": ("Peru", "BY_PHRASE"),
    "Two Chilean diplomats were expelled from Peru.": ("Peru", "PLACE_LEFT"),
    "Peru's expulsion of two Chilean diplomats drew protests.": ("Peru", "POSSESSOR"),
    "The expulsion by Peru of two Chilean diplomats drew protests.": ("Peru", "BY_PHRASE"),
    "Peru announced the expulsion of two Chilean diplomats.": ("Peru", "LIGHT_VERB_SUBJECT"),
    "Peru decided to expel two Chilean diplomats.": ("Peru", "GOVERNING_SUBJECT"),
    "Peru's move to close the Chilean consulate in Tacna was criticised.": (
        "Peru", "NOUN_OF_DECISION"),
    "Peru, which expelled two Chilean diplomats, gave no reason.": ("Peru", "RELATIVE_HEAD"),
    "Peru's ambassador to Chile was recalled.": ("Peru", "SENDING_STATE"),
    "Demonstrators set fire to the Chilean embassy in Lima.": ("", "PRIVATE_PERSONS"),
    "Chile is behind a cyberattack on the Peruvian navy, Peru said.": (
        "Chile", "HELD_RESPONSIBLE"),
    "Chile's role in the cyberattack on Peru is clear.": ("Chile", "INVOLVED"),
    "Peru accused Chile of a cyberattack.": ("Chile", "ACCUSED"),
}  # fmt: skip


@pytest.mark.parametrize("text", AGENTS)
def test_the_agent_is_found_by_its_construction(slot: Slot, text: str) -> None:
    assert slot(text, "agents") == AGENTS[text]


@pytest.mark.parametrize(
    ("text", "spies"),
    [("Three Chilean spies were arrested in Lima.", "Chile"),
     ("A spy for Chile was arrested in Lima.", "Chile")],
)  # fmt: skip
def test_a_spy_acts_for_a_state_and_is_arrested_by_another(
    incidents: Clusters, text: str, spies: str
) -> None:
    found = {(i.type, i.agents.names, i.targets.names) for i in incidents(text)}
    assert found == {
        ("espionage", (spies,), ("Peru",)),
        ("legal_action", ("Peru",), (spies,)),
    }


def test_police_that_report_an_arrest_have_made_it(incidents: Clusters) -> None:
    found = incidents("Norwegian police said that two Russians were arrested for spying.")
    (arrest,) = [i for i in found if i.type == "legal_action"]
    assert arrest.agents.names == ("Norway",)
    assert arrest.lead.rules[SlotName.AGENTS].rule.name == "OFFICIALS"


def test_several_agents_each_do_it(incidents: Clusters) -> None:
    found = incidents("Peru, Bolivia and Brazil each expelled a Chilean diplomat.")
    assert [(i.agents.names, i.count) for i in found] == [
        (("Peru",), 1), (("Bolivia",), 1), (("Brazil",), 1),
    ]  # fmt: skip


def test_who_condemns_an_expulsion_did_not_expel(incidents: Clusters) -> None:
    (one,) = incidents("Peru condemned the expulsion of two Peruvian diplomats.")
    assert one.agents.names == ()


def test_a_pronoun_is_explained_as_one(incidents: Clusters) -> None:
    (one,) = incidents("Peru said that it would expel two Chilean diplomats.")
    assert one.agents.names == ("Peru",)
    assert one.lead.rules[SlotName.AGENTS].pronoun


@pytest.mark.parametrize(
    "text",
    [
        "A member of the Chilean embassy in Lima accused of spying was expelled by Peru.",
        "Two employees of the Chilean embassy in Lima suspected of spying were ordered to leave.",
        "The Chilean consul in Lima, accused of spying, was given two days to leave.",
    ],
)
def test_who_is_accused_of_spying_is_the_spy(incidents: Clusters, text: str) -> None:
    (spying,) = [i for i in incidents(text) if i.type == "espionage"]
    assert (spying.agents.states, spying.targets.states) == (("Chile",), ("Peru",))
    assert spying.lead.rules[SlotName.AGENTS].rule.name == "ACCUSED"
