"""How well the extractor agrees with careful readers: floors that no change may fall below."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from talion.extract import extract_all
from talion.extract.explanation import Extraction
from talion.ingest.articles import read_article
from talion.model.article import Article

PUBLISHED = {
    "2020-12-10-moscow-times": "2020-12-10",
    "2020-12-dutchreview": "2020-12",
    "2021-10-06-daily-beast": "2021-10-06",
    "2022-03-29-france24": "2022-03-29",
    "2024-03-05-european-pravda": "2024-03-05",
}
FLOORS: dict[str, Any] = {
    "dev": {"incidents": 0.72, "core": 0.82, "answers": 0.48, "slots": (0.92, 0.80, 0.90)},
    "seeds": {"incidents": 0.76, "core": 0.83, "answers": 0.50, "slots": (0.83, 0.95, 0.88)},
}


def scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", shared / "evaluation/score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def articles(shared: Path, name: str) -> tuple[list[Article], Path]:
    if name == "dev":
        folder = shared / "evaluation/dev"
        return [
            read_article(p) for p in sorted((folder / "articles").glob("*.txt"))
        ], folder / "gold"
    texts = sorted((shared / "seeds").glob("*.txt"))
    seeds = [Article(p.stem, p.read_text("utf-8"), published=PUBLISHED[p.stem]) for p in texts]
    return seeds, shared / "evaluation/seeds"


@pytest.mark.parametrize("name", FLOORS)
def test_the_extractor_agrees_with_careful_readers(
    shared: Path, name: str, read: Callable[..., Any]
) -> None:
    read("")  # skips where no pipeline is installed
    score = scorer(shared)
    given, gold = articles(shared, name)
    total: Any = None
    for found in extract_all(given):
        assert isinstance(found, Extraction)
        data = found.findings.to_dict()
        counted = score.count_article(score.read(gold / f"{data['article']}.json"), data)
        total = counted if total is None else total + counted
    result = score.result(total)
    floor = FLOORS[name]
    for part in ("incidents", "core", "answers"):
        assert result[part]["f1"] >= floor[part], (part, result[part])
    shares = [result["slots"][slot]["share"] for slot in ("count", "date", "status")]
    assert all(a >= b for a, b in zip(shares, floor["slots"], strict=True)), shares
