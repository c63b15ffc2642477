"""The mentions and persons of a text."""

from collections.abc import Callable

import pytest
from talion.extract.analysis import Analysis
from talion.extract.entities.context import Context

Contexts = Callable[[str], Context]


@pytest.fixture(scope="session")
def context(analysed: Callable[..., Analysis]) -> Contexts:
    """Return the context of a text that appeared on Wednesday 12 May 2021."""
    return lambda text: analysed(text).context
