"""What the tests of resolving stand on."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def seed_articles() -> Path:
    """The folder of the five seed articles."""
    return Path(__file__).parents[2] / "seeds"
