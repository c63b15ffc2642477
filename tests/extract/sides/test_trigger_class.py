"""What kind of word a trigger is: its voice, and the traits of its type in words."""

import pytest
from talion.extract.sides.trigger_class import TriggerClass

from tests.extract.sides.conftest import Documents


@pytest.mark.parametrize(
    ("text", "voice", "traits"),
    [
        ("Peru expelled a Cuban envoy.", "active", "measure on envoys"),
        ("A Cuban envoy was expelled by Peru.", "passive", "measure on envoys"),
        ("The expulsion of a Cuban envoy angered Havana.", "noun", "measure on envoys"),
        ("Peru recalled its ambassador from Cuba.", "active", "measure on own envoys"),
    ],
)
def test_the_voice_is_that_of_the_word_and_the_traits_those_of_its_type(
    document: Documents, text: str, voice: str, traits: str
) -> None:
    said = document(text)
    reading = said.readings[0]
    found = TriggerClass.of(said.context.parse, reading.trigger, reading.traits)
    assert (found.voice, found.traits) == (voice, traits)
