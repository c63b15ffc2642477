"""A language added as a newcomer would: a folder beside `en`, and the door that opens it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import talion

PACKAGE = Path(talion.__file__).parent
ROOT = PACKAGE.parents[1]
TEXT = "published: 2022-04-07\n---\nNorway expelled three Russian diplomats on Wednesday.\n"


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A scratch copy of the package in which only `extract/` is copied; the rest is linked."""
    home = tmp_path / "graph/talion"
    (home / "extract").mkdir(parents=True)
    for path in PACKAGE.iterdir():
        if path.name not in ("extract", "__pycache__"):
            (home / path.name).symlink_to(path)
    shutil.copytree(PACKAGE / "extract", home / "extract", dirs_exist_ok=True)
    for name in ("ontology", "seeds"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "norway.txt").write_text(TEXT, "utf-8")
    return tmp_path


def findings(scratch: Path) -> list[dict[str, Any]]:
    """What the scratch copy finds in the text."""
    run = "from talion.cli import main; main()"
    command = [sys.executable, "-c", run, "extract", "--force", "norway.txt"]
    environment = os.environ | {"PYTHONPATH": str(scratch / "graph")}
    done = subprocess.run(
        command, cwd=scratch, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["incidents"]
    return found


def test_a_new_language_is_a_folder_and_the_door(
    scratch: Path, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("read")  # skips where no pipeline is installed
    lang = scratch / "graph/talion/extract/lang"
    (lang / "en").rename(lang / "nl")
    words = (lang / "nl/calendar_words.py").read_text("utf-8")
    dutch = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
    english = "monday tuesday wednesday thursday friday saturday sunday"
    assert words.count(english) == 1
    (lang / "nl/calendar_words.py").write_text(words.replace(english, dutch), "utf-8")
    door = (lang / "__init__.py").read_text("utf-8")
    door = door.replace("talion.extract.lang.en", "talion.extract.lang.nl")
    (lang / "__init__.py").write_text(door, "utf-8")

    # no English weekday is left: the day is open, and the month that of the article
    assert [(i["type"], i["date"]) for i in findings(scratch)] == [("expulsion", "2022-04")]
    (scratch / "norway.txt").write_text(TEXT.replace("Wednesday", "Woensdag"), "utf-8")
    assert [(i["type"], i["date"]) for i in findings(scratch)] == [("expulsion", "2022-04-06")]
