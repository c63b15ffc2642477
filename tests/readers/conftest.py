"""Articles and a model that is asked over real HTTP on this machine."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from talion.llm.model_endpoint import ModelEndpoint
from talion.llm.model_request import ModelSettings
from talion.llm.patient_model import PatientModel
from talion.llm.reply_cache import ReplyCache
from talion.llm.token_budget import TokenBudget
from talion.model.article import Article
from talion.readers.model_reader import ModelReader

Make = Callable[..., ModelReader]


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("TALION_API_KEY", raising=False)


@pytest.fixture
def make_reader(tmp_path: Path) -> Make:
    """A reader on an address, with quick repetitions."""

    def make(url: str, **more: Any) -> ModelReader:
        endpoint = ModelEndpoint(url, more.pop("key", None), more.pop("timeout", 5.0))
        model = PatientModel(
            endpoint,
            ReplyCache(tmp_path / "replies"),
            TokenBudget(more.pop("limit", None)),
            more.pop("attempts", 3),
            pause=more.pop("pause", lambda seconds: None),
        )
        return ModelReader(model, ModelSettings("m"), more.pop("parallel", 2))

    return make


def article(number: int = 1) -> Article:
    """An article of its own number; on odd numbers Bolivia acts."""
    text = (
        f"Note {number}. Bolivia on Monday ordered out three Paraguayan diplomats.\n\n"
        "In retaliation for the expulsions, Paraguay on Wednesday closed the Bolivian consulate."
    )
    return Article(f"a{number}", text, published="2018-06-07")


EXPULSION = {
    "id": "e1", "type": "expulsion", "status": "reported",
    "quote": "Bolivia on Monday ordered out three Paraguayan diplomats",
    "agents": [{"name": "Bolivia", "quote": "Bolivia"}],
    "targets": [{"name": "Paraguay", "quote": "Paraguayan diplomats"}],
    "count": 3, "count_quote": "three", "date": "2018-06-04", "date_quote": "on Monday",
}  # fmt: skip
CLOSURE = {
    "id": "e2", "type": "closure", "status": "reported",
    "quote": "Paraguay on Wednesday closed the Bolivian consulate",
    "agents": ["Paraguay"], "targets": ["Bolivia"], "count": 1, "date": "2018-06-06",
}  # fmt: skip
LINK = {
    "type": "in_response_to", "from": "e2", "to": "e1",
    "quote": "In retaliation for the expulsions",
}  # fmt: skip


def good(body: dict[str, Any]) -> dict[str, Any]:
    """The right answer to a request about `article()`."""
    user = body["messages"][1]["content"]
    if "The incidents:" in user:
        return {"same": [], "links": [LINK]}
    return {"incidents": [EXPULSION, CLOSURE], "links": [], "actors": []}
