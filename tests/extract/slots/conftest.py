"""One slot of the one incident of a text, with the rule that filled it."""

from collections.abc import Callable

import pytest
from talion.extract.rules import SlotName

from tests.extract.conftest import Clusters


@pytest.fixture(scope="session")
def slot(incidents: Clusters) -> Callable[[str, str], tuple[str, str]]:
    """Return the names in a slot of the one incident of a text, and the rule that found them."""

    def of(text: str, name: str) -> tuple[str, str]:
        (one,) = incidents(text)
        reason = one.lead.rules.get(SlotName(name))
        return " ".join(getattr(one, name).names), reason.rule.name if reason else ""

    return of
