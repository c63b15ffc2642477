"""`talion evaluate`: agreement with a gold standard, and where it ends."""

import importlib.util
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from talion.ingest.sidecar import read_findings, write_sidecar

Run = Callable[..., Result]
SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def careless(tmp_path: Path) -> Path:
    """The seeds' findings, one article missing and the others with a fault each."""
    folder = tmp_path / "careless"
    folder.mkdir()
    for path in sorted(SEEDS.glob("*.json"))[1:]:
        found = read_findings(path)
        first, second, *rest = found.incidents
        changed = (replace(first, count=99), replace(second, type="sabotage"), *rest)
        write_sidecar(folder / path.name, replace(found, incidents=changed))
    return folder


def test_a_reader_of_the_same_findings_agrees_in_everything(talion: Run) -> None:
    result = talion("evaluate", str(SEEDS), "--predicted", str(SEEDS), "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert found["incidents"]["f1"] == found["answers"]["f1"] == 1.0
    assert found["missed"] == found["false"] == []


def test_the_numbers_are_those_of_the_shared_scorer(
    talion: Run, careless: Path, shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = importlib.util.spec_from_file_location("score", shared / "evaluation" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    assert score.main([str(SEEDS), str(careless), "--json", "--per-article"]) == 0
    result = talion("evaluate", str(SEEDS), "--predicted", str(careless), "--json", "--per-article")
    found = json.loads(result.stdout)
    del found["missed"], found["false"]
    assert found == json.loads(capsys.readouterr().out)

    assert score.main([str(SEEDS), str(careless)]) == 0
    table = capsys.readouterr().out.splitlines()[1:]
    lines = talion("evaluate", str(SEEDS), "--predicted", str(careless)).stdout.splitlines()
    assert lines[-len(table) :] == table


def test_what_was_missed_what_is_false_and_what_differs_is_listed(
    talion: Run, careless: Path
) -> None:
    result = talion("evaluate", str(SEEDS), "--predicted", str(careless)).stdout
    lines = [line.strip() for line in result.splitlines()]
    assert "missed  e8   expulsion: Netherlands → Russia, count 4, 2018, reported" in lines
    assert "“in 2018 the Netherlands expelled four alleged Russian spies”" in lines
    assert "false   e2   sabotage: Russia → NATO, count 8, undated, alleged" in lines
    assert any(line.endswith("reported: count 99 instead of 21") for line in lines)
    assert "5 articles, 1 without findings" in lines


def test_findings_without_gold_ones_are_noted(talion: Run, careless: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    write_sidecar(
        gold / "2020-12-dutchreview.json", read_findings(SEEDS / "2020-12-dutchreview.json")
    )
    result = talion("evaluate", str(gold), "--predicted", str(careless), "--json")
    assert json.loads(result.stdout)["articles"] == 1
    assert "3 articles without gold findings not scored" in result.stderr


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (("nowhere",), "nowhere: no such folder"),
        ((str(SEEDS), "--predicted", "nowhere"), "nowhere: no such folder"),
        ((str(SEEDS.parent / "ontology/rules"),), "contains no findings (ARTICLE.json)"),
        ((str(SEEDS), str(SEEDS.parent / "ontology")), "no article with findings in "),
    ],
)
def test_what_cannot_be_scored_is_one_line(talion: Run, args: tuple[str, ...], line: str) -> None:
    result = talion("evaluate", *args)
    assert result.exit_code == 2
    assert line in result.stderr
    assert result.stderr.count("\n") == 1


def test_the_extractor_is_scored_on_the_articles_beside_the_gold_findings(
    talion: Run, tmp_path: Path
) -> None:
    pytest.importorskip("spacy", reason="needs the extra 'extract'")
    folder = tmp_path / "gold"
    folder.mkdir()
    name = "2022-03-29-france24"
    for ending in (".json", ".txt"):
        (folder / f"{name}{ending}").write_bytes((SEEDS / f"{name}{ending}").read_bytes())
    found = json.loads(talion("evaluate", str(folder), "--json").stdout)
    assert (found["articles"], found["articles_missing"]) == (1, 0)
    assert found["incidents"]["right"] > 0
    assert "spacy" in sys.modules


@pytest.mark.parametrize("stray", ["[]", "{", '{"name": "page"}', '{"article": "x"}', ""])
def test_a_file_that_holds_no_findings_is_left_out_and_the_rest_is_scored(
    talion: Run, tmp_path: Path, stray: str
) -> None:
    gold = tmp_path / "gold"
    shutil.copytree(SEEDS, gold)
    (gold / "package.json").write_text(stray)
    result = talion("evaluate", str(gold), "--predicted", str(gold), "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["articles"] == 5
    lines = [line for line in result.stderr.splitlines() if "package.json" in line]
    assert lines
    assert all(line.startswith("talion: ") for line in lines)
