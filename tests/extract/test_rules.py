"""Text for people never steers the extractor."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from talion.extract.links.candidate_link import LinkRule
from talion.extract.rules import Reason, Rejection, Rule, Worded
from talion.extract.triggers import lexicon
from talion.store.reference import incident_types

Read = Callable[..., Any]

#: Texts whose findings hang on a rule: what was decided, by whom, and whether it was private.
TEXTS = (
    "Peru said it would expel five Chilean diplomats.",
    "Protesters set fire to the Saudi consulate in Mashhad, Iran.",
    "Chile expelled two Peruvian diplomats and it will close the Peruvian consulate in Arica.",
    "Hungary on Friday expelled three Serbian diplomats, in retaliation for Serbia's decision "
    "last week to declare four Hungarian embassy staff persona non grata.",
    "Two Norwegian envoys were ordered to leave the country. Sudan followed suit.",
    "Militants kidnapped a Danish engineer. Uganda denied it had expelled any Rwandan diplomats.",
    "Cuba and Jamaica broke off diplomatic relations. Kenya recalled its envoy from Berlin.",
    "Greece expelled two Egyptian diplomats for spying. Cairo vowed to respond.",
)


def findings(read: Read) -> list[Any]:
    found = []
    for text in TEXTS:
        extraction = read(text)
        left = [(u.trigger, u.type, u.place) for u in extraction.unresolved]
        found.append((extraction.findings.to_dict(), left))
    return found


@pytest.fixture
def nonsense(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Give every sentence for people, of rules and of incident types, one text."""

    def change(text: str) -> None:
        members: list[Worded] = [*Rule, *Rejection, *LinkRule]
        for member in members:
            monkeypatch.setattr(member, "words", text)
        types = [
            replace(t, label=text, definition=text, one=text, several=text)
            for t in incident_types()
        ]
        monkeypatch.setattr(lexicon, "incident_types", lambda: types)
        lexicon.lexicon.cache_clear()

    yield change
    lexicon.lexicon.cache_clear()


@pytest.mark.parametrize("text", ["", "subject", "private individuals", "{} zzz"])
def test_other_words_for_people_change_no_finding(
    read: Read, nonsense: Callable[[str], None], text: str
) -> None:
    before = findings(read)
    nonsense(text)
    assert findings(read) == before
    (shown,) = read("Kenya deported two Turkish teachers.").explain()["findings"]
    assert shown["rules"]["agents"] == text.format("")


def test_rules_of_the_same_words_are_two_rules() -> None:
    class Same(Worded):
        ONE = "alike"
        OTHER = "alike"

    assert len(Same) == 2


def test_a_reason_names_the_word_and_the_pronoun_that_led_to_it() -> None:
    assert Reason(Rule.LIGHT_VERB_SUBJECT, "order").words == "subject of “order”"
    assert Reason(Rule.SUBJECT, pronoun=True).words == (
        "the subject of the verb, a pronoun; taken to mean the subject before it"
    )
