"""The notebooks of examples/ run, print what is kept in them, and use public names alone."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import talion

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))


def code(path: Path) -> str:
    cells: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["cells"]
    return "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")


def test_there_are_notebooks_of_articles_and_of_events() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["event-table", "five-articles", "icb-crises"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_uses_public_names_alone(path: Path) -> None:
    names = re.findall(r"\btalion\.(\w+)", code(path))
    assert names
    assert set(names) <= set(talion.__all__)
    assert not re.search(r"from talion|import talion\.", code(path))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_small_and_knows_no_machine(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text) < 30_000
    assert "image/png" not in text
    assert "/home/" not in text
    assert 'execution_count": 1' not in text


def test_the_notebook_of_crises_reads_days_that_are_parts_of_a_month(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MPLBACKEND", "agg")
    row = "ICB2,3,4,365,RUS,MISSILES ON CUBA,7,1962,10,22,2,5,1962,10,28"
    cells = code(ROOT / "examples" / "icb-crises.ipynb")
    exec(cells.replace(row, row.removesuffix("28") + "77"), {})
    assert "icb3-365-response responds to icb3-365-trigger after 0 to 9 days: stated" in (
        capsys.readouterr().out
    )


def test_the_notebooks_print_what_is_kept_in_them() -> None:
    script = [sys.executable, str(ROOT / "scripts/run_notebooks.py"), "--check"]
    done = subprocess.run(script, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
