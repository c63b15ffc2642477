"""To whom it was done: each construction with the rule that reads it."""

from collections.abc import Callable

import pytest
from talion.extract.rules import SlotName

from tests.extract.conftest import Clusters

Slot = Callable[[str, str], tuple[str, str]]

TARGETS = {
    "Peru expelled two Chilean diplomats.": ("Chile", "OBJECT"),
    "Peru summoned the ambassadors of Chile and Bolivia.": ("Chile Bolivia", "OBJECT"),
    "Peru imposed sanctions against Chile.": ("Chile", "OBJECT"),
    "Peru recalled its ambassador from Santiago.": ("Chile", "OBJECT"),
    "Peru's ambassador to Chile was recalled.": ("Chile", "PREPOSITION"),
    "The Chilean navy was hit by a cyberattack.": ("Chile", "STRUCK"),
    "A cyberattack hit the Chilean navy.": ("Chile", "STRUCK"),
    "Demonstrators set fire to the Chilean embassy in Lima.": ("Chile", "PREPOSITION"),
    "A Peruvian court sentenced the Chilean activist Juan Soto to three years in prison.": (
        "Chile Juan Soto", "OBJECT"),
    "The Russian activist Ivan Petrov was poisoned in Salisbury.": (
        "Russia Ivan Petrov", "OBJECT"),
    "Peru accused Chile of a cyberattack.": ("Peru", "COUNTERPART"),
}  # fmt: skip


@pytest.mark.parametrize("text", TARGETS)
def test_the_target_is_found_by_its_construction(slot: Slot, text: str) -> None:
    assert slot(text, "targets") == TARGETS[text]


def test_the_envoys_are_those_named_before(incidents: Clusters) -> None:
    (one,) = incidents("Two Chilean envoys came to Lima. Peru expelled the two envoys.")
    assert one.targets.names == ("Chile",)
    assert one.lead.rules[SlotName.TARGETS].rule.name == "OBJECT_BEFORE"


def test_an_exile_is_attacked_on_the_soil_of_a_state(incidents: Clusters) -> None:
    (one,) = incidents("Chile poisoned two exiles in Lima.")
    assert (one.agents.names, one.targets.names, one.count) == (("Chile",), ("Peru",), 2)
