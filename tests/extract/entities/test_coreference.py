"""Whom a pronoun or a description without a name stands for."""

import pytest
from talion.extract.entities.coreference import resolve

from tests.extract.conftest import Clusters
from tests.extract.entities.conftest import Contexts

MEANT = {
    ("Peru expelled two envoys. It also closed a consulate.", "It"): ("Peru",),
    ("Peru expelled two envoys. The government closed a consulate.", "government"): ("Peru",),
    ("Peru and Chile quarrelled. Both countries closed a consulate.", "countries"): (
        "Peru", "Chile"),
    ("NATO met in Brussels. The alliance expelled an envoy.", "alliance"): ("NATO",),
    ("Oman joined Qatar and Iran. These three countries met.", "weather"): (),
    ('"We have closed it," Peru\'s foreign minister said.', "We"): ("Peru",),
    ("Peru said that it would leave.", "it"): ("Peru",),
    ("Chilean envoys came. They left.", "They"): ("Chile",),
}  # fmt: skip


@pytest.mark.parametrize(("text", "word"), [k for k in MEANT if k[1] != "weather"])
def test_a_word_stands_for_what_was_named_before(context: Contexts, text: str, word: str) -> None:
    found = context(text)
    at = found.parse.words.index(word)
    assert set(resolve(found, at).states) == set(MEANT[text, word])


def test_a_pronoun_is_its_person(context: Contexts) -> None:
    found = context("Peruvian minister Ana Ruiz came. She left.")
    assert resolve(found, found.parse.words.index("She")).names == ("Peru", "Ana Ruiz")


def test_nobody_before_nobody_meant(context: Contexts) -> None:
    assert not resolve(context("It rains."), 0)


@pytest.mark.parametrize(
    "text",
    [
        "“My government said so. Our ministry said that we expelled two envoys.”",
        "“Our minister said so,” he added. “Our spokesman said so too. We said it.”",
    ],
)
def test_speakers_that_are_only_known_by_who_speaks_are_nobody(
    context: Contexts, text: str
) -> None:
    found = context(text)
    at = next(k for k, word in enumerate(found.parse.lower) if word in ("we", "our"))
    assert not resolve(found, at)


def test_they_are_those_who_must_leave(incidents: Clusters) -> None:
    (one,) = incidents("Peru told two Chilean diplomats that they must leave.")
    assert (one.agents.names, one.targets.names, one.count) == (("Peru",), ("Chile",), 2)
