"""`talion ledger` on the seeds and on a file."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Talion = Callable[..., Result]


def test_the_ledger_shows_both_columns_the_responses_and_the_balance(talion: Talion) -> None:
    result = talion("ledger", "Dutch", "Moscow")
    assert result.exit_code == 0
    assert "Netherlands" in result.stdout.splitlines()[1]
    assert "expulsion of 17   ══▶" in result.stdout
    assert "Netherlands: 4 events: 3 × expulsion (23 persons), 1 × summons" in result.stdout
    assert (
        "1 × espionage (2 persons), 2 × threat; besides, 2 alleged and 1 expected" in result.stdout
    )
    assert "unreciprocated: summons of an envoy by Netherlands, 2020-12" in result.stdout
    assert "a response is owed by Russia" in result.stdout


def test_the_ledger_as_json_has_the_totals_of_both_sides(talion: Talion) -> None:
    shown = json.loads(talion("ledger", "NATO", "Russia", "--json").stdout)
    assert [s["name"] for s in shown["sides"]] == ["NATO", "Russia"]
    assert [a["events"] for a in shown["totals"]] == [21, 9]
    assert [a["alleged"] for a in shown["totals"]] == [0, 9]


def test_two_sides_without_events_get_a_line(talion: Talion) -> None:
    result = talion("ledger", "Norway", "Belgium")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no event is known between Norway and Belgium" in result.stderr


def test_a_file_of_events_has_a_ledger_too(talion: Talion, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text(
        "id,date,source,target,type,count,responds_to\n"
        "a,2018-03-14,United Kingdom,Russia,expulsion,23,\n"
        "b,2018-03-17,Russia,United Kingdom,expulsion,23,a\n"
        "c,2018-03-26,United States,Russia,expulsion,60,\n"
    )
    result = talion("ledger", "UK", "Russia", str(file))
    assert result.exit_code == 0, result.output
    assert "in kind: 1 of 1 response; numbers: 23 for 23" in result.stdout
    assert "United States" not in result.stdout


def test_the_ledger_can_be_drawn(talion: Talion, tmp_path: Path) -> None:
    file = tmp_path / "ledger.svg"
    assert talion("ledger", "NL", "Russia", "--picture", str(file)).exit_code == 0
    assert "expulsion of 17" in file.read_text()
    wrong = talion("ledger", "NL", "Russia", "--picture", str(tmp_path / "ledger.doc"))
    assert wrong.exit_code == 1
    assert "a picture is .svg or .png" in wrong.stderr


ELSEWHERE = (
    "id,date,source,target,type,count,responds_to\n"
    "a,2018-03-14,United States,Russia,summons,1,\n"
    "b,2018-03-26,United States,Russia,expulsion,60,the poisoning in Salisbury\n"
)


def test_ledger_unanswered_and_replies_agree_on_a_response_to_an_event_outside_the_table(
    talion: Talion, tmp_path: Path
) -> None:
    file = tmp_path / "events.csv"
    file.write_text(ELSEWHERE)
    shown = talion("ledger", "US", "Russia", str(file)).stdout
    assert "unreciprocated: summons of an envoy by United States, 2018-03-14" in shown
    missed = json.loads(talion("unanswered", str(file), "--json").stdout)["unanswered"]
    assert [it["event"]["id"] for it in missed] == ["a"]
    replies = json.loads(talion("replies", str(file), "--json").stdout)["replies"]
    assert [(r["p_reply"], r["basis"]) for r in replies] == [(0.0, None), (1.0, "stated")]


def test_what_is_too_mild_is_announced_and_still_a_response(talion: Talion, tmp_path: Path) -> None:
    file = tmp_path / "events.csv"
    file.write_text(
        "id,date,source,target,type,responds_to\n"
        "a,2018-03-14,United States,Russia,expulsion,\n"
        "b,2018-03-15,Russia,United States,consult,a\n"
    )
    mild = talion("ledger", "US", "Russia", str(file))
    assert "1 further event milder than 0.2 left out; --min-severity 0 shows all" in mild.stderr
    assert "Russia responded to 1 of 1" in mild.stdout
    assert "unreciprocated" not in mild.stdout
    whole = talion("ledger", "US", "Russia", str(file), "--min-severity", "0")
    assert "left out" not in whole.stderr
    assert "1 (1 day later, stated)" in " ".join(whole.stdout.split())
    for command in ("waves", "chains", "unanswered"):
        assert "1 event milder than 0.2 left out" in talion(command, str(file)).stderr


def test_in_a_store_too_milder_events_are_left_out_where_that_is_asked_for(talion: Talion) -> None:
    found = json.loads(
        talion("ledger", "Netherlands", "Russia", "--min-severity", "0.4", "--json").stdout
    )
    assert found["milder"] > 0
    assert all(e["event"]["severity"] >= 0.4 for e in found["entries"])


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ("events.csv", "which one beside US? (events.csv is a file)"),
        ("America", "US and America are both United States"),
    ],
)
def test_a_ledger_of_one_side_says_what_is_missing(
    talion: Talion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: str, reason: str
) -> None:
    (tmp_path / "events.csv").write_text(ELSEWHERE)
    monkeypatch.chdir(tmp_path)
    done = talion("ledger", "US", other)
    assert done.exit_code == 2
    assert f"a ledger has two sides; {reason}" in done.stderr
