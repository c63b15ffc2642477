"""The subject of a verb, however far away it stands."""

import pytest
from talion.extract.entities.subjects import listed, subject_of

from tests.extract.entities.conftest import Contexts

SUBJECTS = {
    "Peru closed the consulate.": ("closed", "Peru", "SUBJECT"),
    "Peru decided to close the consulate.": ("close", "Peru", "GOVERNING_SUBJECT"),
    "Peru responded by closing the consulate.": ("closing", "Peru", "GOVERNING_SUBJECT"),
    "Peru, which closed the consulate, left.": ("closed", "Peru", "RELATIVE_HEAD"),
    "The affair prompted Peru to close the consulate.": ("close", "Peru", "CONTROLLED"),
}


@pytest.mark.parametrize("text", SUBJECTS)
def test_the_subject_is_found_with_its_rule(context: Contexts, text: str) -> None:
    found = context(text)
    verb, subject, rule = SUBJECTS[text]
    at = subject_of(found, found.parse.words.index(verb))
    assert at is not None
    assert (found.parse.words[at[0]], at[1].rule.name) == (subject, rule)


@pytest.mark.parametrize(
    "text", ["Peru, Chile and Bolivia left.", "Countries such as Peru, Chile and Bolivia left."]
)
def test_names_in_a_row_are_listed_one_by_one(context: Contexts, text: str) -> None:
    found = context(text)
    head = next(i for i, dep in enumerate(found.parse.dep) if dep == "nsubj")
    assert [found.parse.words[i] for i in listed(found, head)] == ["Peru", "Chile", "Bolivia"]
