"""A measure that is only said to come is a threat; what is decided, or counted, is the measure."""

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Peru vowed to expel Cuban diplomats.", "threat"),
        ("Peru threatened to close the Cuban embassy.", "threat"),
        ("Peru will expel two Cuban diplomats, the ministry said.", "expulsion"),
        ("Peru said it would expel three Cuban diplomats.", "expulsion"),
        ("Peru expelled Cuban diplomats.", "expulsion"),
    ],
)
def test_what_is_only_announced_is_a_threat(read: Read, text: str, kind: str) -> None:
    (one,) = read(text).findings.incidents
    assert one.type == kind
