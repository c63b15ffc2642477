"""Functions that compiled code writes out, made known to numba."""

import pytest
from talion.hawkes import passes


@pytest.fixture(scope="session", autouse=True)
def known_parts() -> None:
    """Register the parts of the passes, which otherwise happens at their first call."""
    for compiled in (passes.add_level, passes.attribute):
        compiled.fast()
