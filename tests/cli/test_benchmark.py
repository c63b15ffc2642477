"""`talion benchmark` on small invented tables: tasks written, methods and predictions scored."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Talion = Callable[..., Result]

TABLE = (
    "id,date,source,target,type,responds_to\n"
    "a,2018-03-14,Peru,Chile,expulsion,\n"
    "b,2018-03-17,Chile,Peru,expulsion,a\n"
    "c,2018-05-20,Peru,Chile,summons,\n"
    "d,2018-05-26,Peru,Chile,sanction,\n"
    "e,2018-06-29,Chile,Peru,sanction,d\n"
)
READ = "id,answer\n{},none\n"
HOSTS = "date,source,relation,target\n" + "".join(
    f"2014-{month:02}-{day:02},{ends[0]},{kind},{ends[1]}\n"
    for month in range(1, 13)
    for day, kind in ((3, "Impose embargo, boycott, or sanctions"), (19, "Threaten"))
    for ends in (("Iran", "Iraq"), ("Iraq", "Iran"), ("Kenya", "Chad"), ("Chad", "Kenya"))
)


@pytest.fixture
def table(tmp_path: Path) -> str:
    file = tmp_path / "andes.csv"
    file.write_text(TABLE)
    return str(file)


def test_rules_are_scored_in_both_orders_by_hand(talion: Talion, table: str) -> None:
    result = talion("benchmark", table, "--draws", "5", "--json")
    found = json.loads(result.stdout)
    assert [task["name"] for task in found["tasks"]] == [
        "andes, order known",
        "andes, order hidden",
    ]
    assert "nothing is refitted" in result.stderr
    known = {row["method"]: row for row in found["scores"] if row["task"] == "andes, order known"}
    week, season = known["nearest within 7 days"], known["nearest within 90 days"]
    assert (week["precision"], week["recall"]) == (1, 0.5)  # e came after 34 days
    assert season["f1"] == pytest.approx(2 / 3, abs=1e-3)  # both are right; c and d count too
    assert season["openers"] == pytest.approx(2 / 3, abs=1e-3)
    assert season["contested"] == 1  # of b and e, only e has several events to choose from
    assert season["first"] == 1
    assert {"Hawkes, shipped", "choice, shipped"} <= set(known)


def test_tasks_are_written_and_perfect_predictions_score_one(
    talion: Talion, table: str, tmp_path: Path
) -> None:
    tasks, mine = tmp_path / "tasks", tmp_path / "mine"
    mine.mkdir()
    talion("benchmark", table, "-o", str(tasks), "--draws", "5")
    events = (tasks / "andes-order-known.events.csv").read_text()
    assert "responds_to" not in events
    for truth in tasks.glob("*.truth.csv"):
        rows = list(csv.DictReader(truth.read_text().splitlines()))
        assert {row["id"]: row["antecedent"] for row in rows} == {
            "a": "none", "b": "a", "c": "none", "d": "none", "e": "d",
        }  # fmt: skip
        lines = [f"{r['id']},{r['antecedent']},{int(r['antecedent'] != 'none')}" for r in rows]
        name = truth.name.replace(".truth", "")
        (mine / name).write_text("\n".join(["id,antecedent,probability", *lines]) + "\n")
    result = talion("benchmark", table, "--predictions", f"mine={mine}", "--draws", "5", "--json")
    scores = [row for row in json.loads(result.stdout)["scores"] if row["method"] == "mine"]
    assert [(row["f1"], row["brier"], row["direction"]) for row in scores] == [(1, 0, 1)] * 2


def test_pairs_are_transplanted_into_a_background_and_readers_are_heard(
    talion: Talion, table: str, tmp_path: Path
) -> None:
    hosts, read = tmp_path / "hosts.csv", tmp_path / "read.csv"
    hosts.write_text(HOSTS)
    read.write_text(READ.format("2014-01-03/Iran/Iraq/sanction"))
    asked = ("--background", str(hosts), "--read", str(read), "--draws", "2", "--json")
    tasks = {t["name"]: t for t in json.loads(talion("benchmark", table, *asked).stdout)["tasks"]}
    assert tasks["read"]["scored"] == 1
    assert tasks["transplants, dense"]["scored"] == 1000  # 500 pairs, each in a dyad of its own
    assert tasks["transplants, dense"]["made"] == "coded"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("id,antecedent,probability\nq,none,0\n", "no event 'q'"),
        ("id,antecedent,probability\nb,a,1.5\n", "'1.5' is no probability"),
        ("id,cause\nb,a\n", "no column 'antecedent'"),
    ],
)
def test_predictions_that_cannot_be_meant_are_refused_in_a_line(
    talion: Talion, table: str, tmp_path: Path, lines: str, words: str
) -> None:
    (tmp_path / "andes-order-known.csv").write_text(lines)
    result = talion("benchmark", table, "--predictions", f"mine={tmp_path}", "--draws", "2")
    assert result.exit_code == 1
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_a_table_without_stated_responses_is_refused(talion: Talion, tmp_path: Path) -> None:
    file = tmp_path / "silent.csv"
    file.write_text("date,source,target,type\n2018-03-14,Peru,Chile,expulsion\n")
    result = talion("benchmark", str(file))
    assert result.exit_code == 1
    assert "states no response" in result.stderr
    assert talion("benchmark", str(file), "--read", str(file)).exit_code == 2


def test_a_background_without_busy_dyads_is_refused(talion: Talion, table: str) -> None:
    result = talion("benchmark", table, "--background", table)
    assert result.exit_code == 1
    assert "ten hostile events" in result.stderr
