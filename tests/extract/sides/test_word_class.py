"""What the noun stands for that a name belongs to."""

import pytest
from talion.extract.sides.word_class import word_class

from tests.extract.sides.conftest import Texts


@pytest.mark.parametrize(
    ("text", "name", "of"),
    [
        ("Peru expelled a Cuban envoy.", "Cuban", "envoy"),
        ("Peru closed the Cuban legation.", "Cuban", "mission"),
        ("The Cuban government protested.", "Cuban", "ruler"),
        ("Peru expelled a Cuban envoy.", "Peru", "itself"),
        ("Peru said that it would respond.", "Peru", "speaker"),
        ("Peru said that it would respond.", "it", "pronoun"),
        ("The ambassador of Cuba left.", "Cuba", "envoy of"),
        ("Peru taxed Cuban sugar.", "Cuban", "goods"),
        ("Peru read Cuban poems.", "Cuban", "other"),
    ],
)
def test_a_name_stands_for_an_envoy_a_mission_a_government_or_for_itself(
    context: Texts, text: str, name: str, of: str
) -> None:
    named = context(text)
    assert word_class(named, named.parse.words.index(name)) == of
