"""`talion ledger` on the seeds and on a file."""

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Talion = Callable[..., Result]


def test_the_ledger_shows_both_columns_the_answers_and_the_balance(talion: Talion) -> None:
    result = talion("ledger", "Dutch", "Moscow")
    assert result.exit_code == 0
    assert "Netherlands" in result.stdout.splitlines()[1]
    assert "expulsion of 17   ══▶" in result.stdout
    assert "Netherlands: 4 acts: 3 × expulsion (23 in all), 1 × summons" in result.stdout
    assert "1 × espionage (2 in all), 2 × threat; 2 alleged, 1 planned besides" in result.stdout
    assert "owes an answer: Russia" in result.stdout
    assert "answers nothing and got no answer" in result.stdout


def test_the_ledger_as_json_has_two_accounts(talion: Talion) -> None:
    shown = json.loads(talion("ledger", "NATO", "Russia", "--json").stdout)
    assert [s["name"] for s in shown["sides"]] == ["NATO", "Russia"]
    assert [a["acts"] for a in shown["accounts"]] == [21, 9]
    assert [a["alleged"] for a in shown["accounts"]] == [0, 9]


def test_two_sides_without_acts_are_told_so(talion: Talion) -> None:
    result = talion("ledger", "Norway", "Belgium")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "nothing is told of Norway against Belgium" in result.stderr


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
    assert "in kind: 1 of 1 answers; numbers: 23 for 23" in result.stdout
    assert "United States" not in result.stdout


def test_the_ledger_can_be_drawn(talion: Talion, tmp_path: Path) -> None:
    file = tmp_path / "ledger.svg"
    assert talion("ledger", "NL", "Russia", "--picture", str(file)).exit_code == 0
    assert "expulsion of 17" in file.read_text()
    wrong = talion("ledger", "NL", "Russia", "--picture", str(tmp_path / "ledger.doc"))
    assert wrong.exit_code == 1
    assert "a picture is .svg or .png" in wrong.stderr
