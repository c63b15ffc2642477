"""Whether something was not done, is undone, is still to come or must be done."""

from collections.abc import Callable

import pytest
from talion.extract.text.parse import Parse
from talion.extract.text.pipeline import pipeline
from talion.extract.triggers.modality import is_future, is_obliged
from talion.extract.triggers.negation import governors, negated


@pytest.fixture(scope="session")
def parsed(read: Callable[..., object]) -> Callable[[str], Parse]:
    return lambda text: Parse.of(pipeline()(text))


@pytest.mark.parametrize(
    ("text", "verb", "denied"),
    [
        ("Peru did not expel the envoy.", "expel", True),
        ("Peru never expelled the envoy.", "expelled", True),
        ("Peru refused to expel the envoy.", "expel", True),
        ("Peru has no plans to expel the envoy.", "expel", True),
        ("Peru left without expelling the envoy.", "expelling", True),
        ("Peru expelled the envoy.", "expelled", False),
        ("Peru decided to expel the envoy.", "expel", False),
    ],
)
def test_a_verb_is_denied(
    parsed: Callable[[str], Parse], text: str, verb: str, denied: bool
) -> None:
    parse = parsed(text)
    i = parse.words.index(verb)
    assert negated(parse, i, governors(parse, i)) is denied


@pytest.mark.parametrize(
    ("text", "verb", "to_come"),
    [
        ("Peru will expel the envoy.", "expel", True),
        ("Peru vowed to expel the envoy.", "expel", True),
        ("Peru will soon summon and expel the envoy.", "expel", True),
        ("Peru expelled the envoy.", "expelled", False),
    ],
)
def test_a_verb_is_of_what_is_to_come(
    parsed: Callable[[str], Parse], text: str, verb: str, to_come: bool
) -> None:
    parse = parsed(text)
    assert is_future(parse, parse.words.index(verb)) is to_come


@pytest.mark.parametrize(
    ("text", "obliged"),
    [
        ("Two envoys must leave the country.", True),
        ("Two envoys have to leave the country.", True),
        ("Two envoys were told to leave the country.", True),
        ("Two envoys hope to leave the country.", False),
    ],
)
def test_a_verb_is_of_what_must_be_done(
    parsed: Callable[[str], Parse], text: str, obliged: bool
) -> None:
    parse = parsed(text)
    assert is_obliged(parse, parse.words.index("leave")) is obliged
