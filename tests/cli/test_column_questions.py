"""At a terminal, `talion events` asks which column of an unknown table is what."""

import json
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROWS = "K1,K2,K3,K4\n2018-03-26,Norway,Russia,expulsion\n2018-04-05,Russia,Norway,expulsion\n"
ANSWERS = {"date": "K1", "source": "K2", "target": "K3", "type": "K4"}
COMMAND = [sys.executable, "-c", "from talion.cli import main; main()", "events"]


def at_a_terminal(folder: Path, answers: list[str], seconds: float = 60) -> tuple[int, str]:
    """The exit code of `talion events table.csv` at a terminal, and what it showed."""
    leader, follower = pty.openpty()
    done = subprocess.Popen(
        [*COMMAND, "table.csv", "-o", "events.csv"],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        cwd=folder,
        env=os.environ | {"TERM": "dumb", "COLUMNS": "100"},
    )
    os.close(follower)
    shown, given = "", 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if select.select([leader], [], [], 0.2)[0]:
            try:
                data = os.read(leader, 4096)
            except OSError:  # the command has closed its end
                break
            if not data:
                break
            shown += data.decode()
        if shown.count("Which column") > given and given < len(answers):
            os.write(leader, f"{answers[given]}\n".encode())
            given += 1
    os.close(leader)
    return done.wait(10), shown


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_it_asks_reads_and_remembers(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text(ROWS)
    answers = ["K1", "K2", "nowhere", "K3", "K4", "", ""]
    code, shown = at_a_terminal(tmp_path, answers)
    assert code == 0, shown
    assert "Its columns: K1, K2, K3, K4" in shown
    assert "there is no column 'nowhere'" in shown
    kept = json.loads((tmp_path / "table.csv.columns.json").read_text())
    assert {field: kept[field] for field in ANSWERS} == ANSWERS
    assert len((tmp_path / "events.csv").read_text().splitlines()) == 3
    code, shown = at_a_terminal(tmp_path, [])
    assert code == 0, shown
    assert "Which column" not in shown
