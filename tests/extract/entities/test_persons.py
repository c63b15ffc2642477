"""The persons of a text: full name, office, the state that they represent."""

import pytest

from tests.extract.entities.conftest import Contexts

PERSONS = {
    "Peruvian Foreign Minister John Smith spoke on Monday. Smith left.": ("John Smith", "Peru"),
    "John Smith, the foreign minister of Peru, spoke on Monday.": ("John Smith", "Peru"),
    "The Peruvian foreign minister, John Smith, spoke on Monday.": ("John Smith", "Peru"),
    "Mr. John Smith spoke on Monday.": ("John Smith", None),
    "Mr. John R. Smith spoke on Monday, and John Smith left.": ("John R. Smith", None),
}


@pytest.mark.parametrize("text", PERSONS)
def test_a_person_has_one_name_and_the_state_of_the_office(context: Contexts, text: str) -> None:
    (person,) = context(text).persons.all()
    assert (person.name, person.state) == PERSONS[text]


def test_the_office_is_cut_from_the_text(context: Contexts) -> None:
    (person,) = context("Peruvian Foreign Minister John Smith spoke on Monday.").persons.all()
    assert person.office == "Foreign Minister"
    assert person.public


def test_a_spokesman_has_the_state_of_the_person_he_speaks_for(context: Contexts) -> None:
    found = context("Peruvian President John Smith left. Smith spokesman Peter Miller stayed.")
    assert {(p.name, p.state) for p in found.persons.all()} == {
        ("John Smith", "Peru"), ("Peter Miller", "Peru"),
    }  # fmt: skip


def test_two_of_one_family_are_two(context: Contexts) -> None:
    found = context("Mary Smith met John Smith in Lima on Monday.")
    assert {p.name for p in found.persons.all()} == {"Mary Smith", "John Smith"}
