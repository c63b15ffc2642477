"""The API against its own description, whatever is asked (schemathesis)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.testclient import TestClient
from talion.store import Store
from talion.web.app import create_app
from talion.web.openapi import description
from talion.web.pool import Limits


@pytest.fixture(scope="session")
def described(seeds_store: Path) -> Iterator[Any]:
    """The app as it describes itself."""
    app = create_app(Store.open(seeds_store), hosts=None, limits=Limits(seconds=20))
    with TestClient(app, base_url="http://localhost"):
        yield schemathesis.openapi.from_asgi("/api/openapi.json", app)


OPERATIONS = [(m.upper(), p) for p, methods in description()["paths"].items() for m in methods]


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_answer_is_as_described_and_none_is_a_500(
    described: Any, method: str, path: str
) -> None:
    # a text that is a string is not yet a query
    apart = [positive_data_acceptance] if path == "/sparql" else []

    @settings(
        max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    @given(described[path][method].as_strategy(generation_mode=GenerationMode.POSITIVE))
    def asked_well(case: Any) -> None:
        case.call_and_validate(excluded_checks=apart)

    @settings(
        max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    @given(described[path][method].as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def asked_badly(case: Any) -> None:
        assert case.call().status_code in (200, 303, 400, 403, 404, 405, 406, 413, 415)

    asked_well()
    if described[path][method].query or method == "POST":
        asked_badly()
