"""Who is named beside others in one phrase has the role that the phrase has."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Germany and France recalled their ambassadors from Moscow.",
        "Germany, Italy and France recalled their ambassadors from Moscow in solidarity with Kyiv.",
        "Germany and France closed their embassies in Moscow.",
    ],
)
def test_all_that_are_coordinated_in_a_subject_are_agents(
    read: Callable[..., Any], text: str
) -> None:
    found = read(text).findings.incidents
    assert {i.targets for i in found} == {("Russia",)}
    assert {"Germany", "France"} <= {name for i in found for name in i.agents}
