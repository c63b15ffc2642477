"""The readers in use: two of them in a command, limits, consent, and going on after a stop."""

import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from talion.cli import main
from talion.extract.explanation import Extraction

from .conftest import EXPULSION, Make, article, good
from .scripted_server import Answer, said, serving


def talion(*options: str, keys: str | None = None) -> Result:
    return CliRunner().invoke(main, [*options], input=keys, catch_exceptions=False)


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "2018-06-07-a1.txt").write_text(article().text, "utf-8")
    return tmp_path / "2018-06-07-a1.txt"


def test_what_only_the_rules_report_comes_first_in_the_review(news: Path) -> None:
    """The model overlooks the closure, and the rules take its reason for another expulsion."""
    with serving(lambda body, number: said({"incidents": [EXPULSION]})) as server:
        both = ("--reader", "both", "--endpoint", server.url, "--model", "m")
        found = json.loads(talion("extract", news.name, *both).stdout)
        shown = talion("review", news.name, *both, keys="qc").stdout
    found = found[0] if isinstance(found, list) else found
    assert found["provenance"]["reader"] == "both"
    first, *others = found["incidents"]
    assert first["type"] == "expulsion"
    assert first["confidence"] > 0.7 > max(i["confidence"] for i in others)
    assert "closure" in {i["type"] for i in others}
    least = min(found["incidents"], key=lambda i: i["confidence"])
    panel = " ".join(line.rpartition("│")[0].split("│")[-1] for line in shown.splitlines())
    assert f"{least['confidence']:.0%} sure" in panel


def test_the_graph_says_by_which_model_instruction_and_parameters(news: Path) -> None:
    with serving(lambda body, number: said(good(body))) as server:
        built = talion("build", news.name, "--endpoint", server.url, "--model", "large-1")
    assert built.exit_code == 0, built.stderr
    query = (
        "SELECT ?m ?h ?p { ?a tal:readingModel ?m ; tal:instructionHash ?h ; tal:parameters ?p }"
    )
    shown = talion("query", query).stdout
    assert "large-1" in shown
    assert "temperature 0" in shown


def test_with_consent_articles_may_go_to_another_machine(news: Path) -> None:
    """There is no such machine, which is said after where they would have gone."""
    away = ("--endpoint", "https://models.invalid/v1", "--model", "m")
    refused, allowed = (
        talion("extract", news.name, *away),
        talion("extract", news.name, *away, "--yes"),
    )
    assert "--yes allows it" in refused.stderr
    assert "the articles go to models.invalid, which is another machine" in allowed.stderr
    assert "--yes allows it" not in allowed.stderr


@pytest.mark.parametrize("most", [1, 3])
def test_so_many_requests_are_under_way_at_most(make_reader: Make, most: int) -> None:
    lock, now, peak = threading.Lock(), 0, 0

    def play(body: dict[str, Any], number: int) -> Answer:
        nonlocal now, peak
        with lock:
            now += 1
            peak = max(peak, now)
        time.sleep(0.02)
        with lock:
            now -= 1
        return said(good(body))

    with serving(play) as server:
        list(make_reader(server.url, parallel=most).read([article(n) for n in range(9)]))
    assert peak == most


def test_a_reading_that_was_stopped_goes_on_and_asks_nothing_twice(make_reader: Make) -> None:
    articles = [article(n) for n in range(8)]
    with serving(lambda body, number: said(good(body))) as server:
        begun = make_reader(server.url, parallel=1).read(articles)
        assert isinstance(next(iter(begun)), Extraction)
        begun.close()  # type: ignore[attr-defined]
        time.sleep(0.1)
        assert len(server.bodies) < 16
        assert len(list(make_reader(server.url, parallel=1).read(articles))) == 8
    asked = [body["messages"][1]["content"] for body in server.bodies]
    assert len(set(asked)) == 16
    assert len(asked) <= 17  # what was under way at the stop may be asked again
