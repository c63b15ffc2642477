"""`talion review`: keys in, a sidecar out."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from talion.ingest.sidecar import read_findings

Run = Callable[..., Result]
SEEDS = Path(__file__).parents[2] / "seeds"
NAME = "2020-12-dutchreview"  # 7 incidents, 4 links


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """A seed article with its sidecar, to review."""
    for ending in (".txt", ".json"):
        shutil.copy(SEEDS / f"{NAME}{ending}", tmp_path)
    return tmp_path / f"{NAME}.txt"


def test_accepting_all_writes_the_same_findings(talion: Run, article: Path) -> None:
    before = article.with_suffix(".json").read_bytes()
    result = talion("review", str(article), stdin="a" * 11 + "w")
    assert result.exit_code == 0
    assert article.with_suffix(".json").read_bytes() == before
    assert result.stderr.endswith(f"{NAME}.json: 7 incidents, 4 links\n")


def test_passage_and_finding_stand_side_by_side(talion: Run, article: Path) -> None:
    shown = talion("review", str(article), stdin="qc").stdout
    line = next(line for line in shown.splitlines() if "expulsion" in line)
    assert line.startswith("│ ")
    assert line.count("│") == 4
    left = " ".join(row.split("│")[1] for row in shown.splitlines() if row[:1] == "│")
    assert "declaring them persona non grata." in " ".join(left.split())
    assert "1 of 11, 0 accepted, 0 rejected" in shown


def test_an_edit_an_addition_a_rejection_and_an_undo(talion: Run, article: Path) -> None:
    keys = (
        "e53\n"  # the count of e1 is 3
        "a"
        "n"
        "Retaliation from Russia\nthreat\nreported\nMoscow, Bo Li\nNetherlands\n\n2020-12\nperson\n"
        "r"  # e2
        "r"
        "u"
    )
    result = talion("review", str(article), stdin=keys + "qk")
    assert result.exit_code == 0
    found = read_findings(article.with_suffix(".json"))
    assert [i.id for i in found.incidents] == ["e1", "e9", "e3", "e4", "e5", "e7", "e8"]
    first, added, *_ = found.incidents
    assert first.count == 3
    assert (added.type, added.agents, added.date) == ("threat", ("Russia", "Bo Li"), "2020-12")
    assert ("Bo Li", "person") in [(a.name, a.type) for a in found.actors]


def test_an_impossible_value_is_refused_and_nothing_is_written(talion: Run, article: Path) -> None:
    before = article.with_suffix(".json").read_bytes()
    result = talion("review", str(article), stdin="e6in March\nzqk")
    assert "not changed: date: 'in March' is not a date like 2018" in result.stdout
    assert "no such key: 'z'" in result.stdout
    assert article.with_suffix(".json").read_bytes() == before


def test_what_was_not_judged_is_dropped_on_demand(talion: Run, article: Path) -> None:
    result = talion("review", str(article), stdin="aqd")
    assert result.exit_code == 0
    assert [i.id for i in read_findings(article.with_suffix(".json")).incidents] == ["e1"]
    assert "10 of 11 not judged." in result.stdout


@pytest.mark.parametrize("keys", ["rqc", "rr", "", "rq"])
def test_leaving_or_a_broken_input_writes_nothing(talion: Run, article: Path, keys: str) -> None:
    before = article.with_suffix(".json").read_bytes()
    result = talion("review", str(article), stdin=keys)
    assert result.exit_code == 1
    assert result.stderr.endswith(f"{NAME}.json: not changed\n")
    assert article.with_suffix(".json").read_bytes() == before
    assert len(list(article.parent.iterdir())) == 2


def test_one_walks_on_from_the_end(talion: Run, article: Path) -> None:
    result = talion("review", str(article), stdin="s" * 11 + "b" + "a" + "u" + "r" + "k")
    assert result.exit_code == 0
    assert len(read_findings(article.with_suffix(".json")).links) == 3


def test_an_article_without_a_sidecar_begins_with_the_extractors_findings(
    talion: Run, article: Path
) -> None:
    pytest.importorskip("spacy", reason="needs the extra 'extract'")
    article.with_suffix(".json").unlink()
    result = talion("review", str(article), stdin="qk")
    assert result.exit_code == 0
    assert read_findings(article.with_suffix(".json")).incidents


def test_several_articles_follow_each_other(talion: Run, article: Path) -> None:
    other = article.with_name("2024-03-05-european-pravda.txt")
    for ending in (".txt", ".json"):
        shutil.copy(SEEDS / f"{other.stem}{ending}", article.parent)
    result = talion("review", str(article), str(other), stdin="qkqk")
    assert result.exit_code == 0
    assert "(1/2)" in result.stdout
    assert "(2/2)" in result.stdout


@pytest.mark.parametrize("name", ["-", "findings.json"])
def test_only_an_articles_file_can_be_reviewed(talion: Run, name: str) -> None:
    result = talion("review", name)
    assert result.exit_code == 2
    assert f"{name}: name the file of the article; its findings are beside it" in result.stderr


def test_a_missing_article_and_a_broken_sidecar_are_one_line(talion: Run, article: Path) -> None:
    assert "there is no such file" in talion("review", "nowhere.txt").stderr
    article.with_suffix(".json").write_text("{")
    result = talion("review", str(article))
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "is not JSON" in result.stderr


def test_a_folder_is_gone_through_from_what_is_least_sure(talion: Run, tmp_path: Path) -> None:
    for name, sure in (("a", 0.9), ("b", 0.4), ("c", None)):
        (tmp_path / f"{name}.txt").write_text("Peru expelled two Cubans. Cuba protested.")
        incident = {
            "id": "e1",
            "type": "expulsion",
            "status": "reported",
            "agents": ["Peru"],
            "targets": ["Cuba"],
            "count": 2,
            "date": None,
            "quote": "Peru expelled two Cubans.",
        }
        incident |= {} if sure is None else {"confidence": sure}
        actors = [{"name": "Peru", "type": "country"}, {"name": "Cuba", "type": "country"}]
        found = {"article": name, "published": None, "actors": actors, "links": []}
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps(found | {"incidents": [incident]}))
    result = talion("review", str(tmp_path), stdin="qk" * 3)
    heads = [line.split()[0] for line in result.stdout.splitlines() if "/3)" in line]
    assert heads == ["b", "a", "c"]
    assert "40% sure" in result.stdout
