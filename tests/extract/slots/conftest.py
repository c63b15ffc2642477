"""The slots of the incidents of a text, with the rules that filled them."""

from collections.abc import Callable

import pytest
from talion.extract.analysis import Analysis
from talion.extract.incidents.event_mention import EventCluster

Clusters = Callable[[str], list[EventCluster]]


@pytest.fixture(scope="session")
def incidents(analysed: Callable[..., Analysis]) -> Clusters:
    """Return the incidents of a text that appeared on Wednesday 12 May 2021."""
    return lambda text: analysed(text).incidents


@pytest.fixture(scope="session")
def slot(incidents: Clusters) -> Callable[[str, str], tuple[str, str]]:
    """Return the names in a slot of the one incident of a text, and the rule that found them."""

    def of(text: str, name: str) -> tuple[str, str]:
        (one,) = incidents(text)
        reason = one.lead.rules.get(name)
        return " ".join(getattr(one, name).names), reason.rule.name if reason else ""

    return of
