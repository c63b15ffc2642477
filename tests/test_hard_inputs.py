"""A short piece of the benches of `scripts/bench` on damaged files and kills: nothing is lost."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from scripts.bench import fuzz, kills  # noqa: E402

#: How many cases of each command the suite runs.
CASES = {"extract": 3, "events": 8, "import": 2, "build": 1}


@pytest.mark.parametrize(("command", "number"), CASES.items())
def test_damaged_files_end_in_a_line_and_lose_nothing(
    command: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fuzz, "LIMIT", 120)  # the first case also loads the parser
    cases = [n for n in range(400) if fuzz.command_of(n, seed=5) == command]
    for case in cases[:number]:
        folder = tmp_path / str(case) / "case"
        folder.mkdir(parents=True)
        assert fuzz.case(case, 5, folder).problems == [], case


def test_a_command_that_is_killed_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    bench = kills.prepare(tmp_path / "bench", only=("split",))
    done = kills.rounds(bench, 2, seed=1, tell=lambda text: None)
    assert [found.problems for found in done] == [[], []]
