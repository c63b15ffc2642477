"""Modality: whether a verb refers to the future, or to what someone must do."""

from collections.abc import Callable
from typing import Any

import pytest
from talion.extract.triggers.modality import is_future, is_obliged

FUTURE = {
    "Peru will expel two diplomats.": True,
    "Peru plans to expel two diplomats.": True,
    "Peru will close the border and expel two diplomats.": True,
    "Peru did expel two diplomats.": False,
}
OBLIGED = {
    "Two diplomats must leave.": True,
    "Two diplomats have to leave.": True,
    "Two diplomats were told to leave.": True,
    "Two diplomats will leave.": False,
}


@pytest.mark.parametrize("text", FUTURE)
def test_a_modal_or_a_plan_puts_a_verb_in_the_future(
    analysed: Callable[..., Any], text: str
) -> None:
    parse = analysed(text).context.parse
    assert is_future(parse, parse.words.index("expel")) is FUTURE[text]


@pytest.mark.parametrize("text", OBLIGED)
def test_a_verb_of_obligation_says_what_must_be_done(
    analysed: Callable[..., Any], text: str
) -> None:
    parse = analysed(text).context.parse
    assert is_obliged(parse, parse.words.index("leave")) is OBLIGED[text]
