"""What a text says did not happen is no incident, however it says so."""

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


@pytest.mark.parametrize(
    "text",
    [
        "Neither Peru nor Chile has imposed sanctions on Cuba.",
        "Neither Poland nor Latvia has expelled Russian diplomats.",
        "None of the Baltic states expelled Russian diplomats.",
        "Hardly any state has sanctioned Russia.",
        "Hungary and Austria expelled no Russian diplomats.",
        "Poland has yet to expel Russian diplomats.",
        "Austria stopped short of expelling the Russian ambassador.",
        "Serbia declined to impose sanctions on Russia.",
        "Latvia failed to impose sanctions on Russia.",
        "A report that Poland expelled ten Russian diplomats is false.",
        "Reports that Latvia closed the Russian consulate were untrue.",
        "Had Poland expelled the Russian ambassador in 2022, it would have been a mistake.",
    ],
)
def test_what_is_denied_is_not_reported(read: Read, text: str) -> None:
    assert read(text).findings.incidents == ()


def test_what_nor_denies_is_not_reported(read: Read) -> None:
    text = "Poland did not expel diplomats, nor did Germany impose sanctions on Russia."
    assert read(text).findings.incidents == ()


@pytest.mark.parametrize(
    "text",
    [
        "Poland expelled two Russian diplomats, not three.",
        "Poland expelled no fewer than ten Russian diplomats.",
        "Poland, which has no embassy in Minsk, expelled two Russian diplomats.",
        "Poland expelled two Russian diplomats, though no reason was given.",
    ],
)
def test_a_denial_of_something_else_leaves_the_incident(read: Read, text: str) -> None:
    [found] = read(text).findings.incidents
    assert (found.type, found.agents, found.targets) == ("expulsion", ("Poland",), ("Russia",))


@pytest.mark.parametrize(
    "text",
    [
        "Unless Russia apologises, Poland will expel its ambassador.",
        "If Russia does not apologise, Poland will expel its ambassador.",
    ],
)
def test_what_holds_on_a_condition_is_not_done(read: Read, text: str) -> None:
    assert all(
        i.status == "prospective" or i.type == "threat" for i in read(text).findings.incidents
    )
