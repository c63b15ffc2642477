"""Commands on a store that may not be written, and on a full disk: a line, and nothing lost."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from click import Context
from talion.cli import main

RUNNER = Path(__file__).with_name("every_command.py")
SEEDS = Path(__file__).parents[2] / "seeds"
INCIDENT = "2020-12-10-expulsion-netherlands-russia"
MOSCOW, DUTCH = "2020-12-10-moscow-times#e1", "2020-12-dutchreview#e1"
POLAND = "2021-10-06-daily-beast#e17", "2022-03-29-france24#e10"

READING = {
    "actor": ["Russia"],
    "browse": ["--html", "{out}/page.html"],
    "chains": [],
    "decisions": [],
    "export": ["{out}/graph.trig"],
    "figure": ["exchange", "Netherlands", "Russia", "-o", "{out}/one.svg"],
    "incident": [INCIDENT],
    "ledger": ["Netherlands", "Russia"],
    "list": [],
    "motifs": [],
    "network": [],
    "precedents": [INCIDENT],
    "query": ["who-expelled-whom"],
    "replies": [],
    "unanswered": [],
    "validate": [],
    "waves": [],
}
WRITING = {
    "add": [str(SEEDS / "2020-12-dutchreview.txt")],
    "build": [],
    "import": ["{graph}"],
    "load": ["--replace", "{table}"],
    "merge": list(POLAND),
    "note": ["Turkey", "an example"],
    "rename": ["Turkey", "Türkiye"],
    "repair": [],
    "replies": ["--write"],
    "split": [MOSCOW, DUTCH],
}
#: These read or write no graph, or need a person, a model or a browser.
ELSEWHERE = {
    *("benchmark", "evaluate", "events", "extract", "fit", "formats", "requests", "responses"),
    *("completion", "retype", "review", "serve"),
}


@pytest.fixture
def given(tmp_path: Path, seeds_folder: Path) -> dict[str, str]:
    """What the arguments name: a place to write to, a table, and the graph as a file."""
    out, table, graph = tmp_path / "out", tmp_path / "events.csv", tmp_path / "graph.trig"
    out.mkdir()
    table.write_text("date,source,target,type\n2018-03-14,United Kingdom,Russia,expulsion\n")
    from talion.store import Store

    with graph.open("wb") as file:
        Store.open(seeds_folder).export(file)
    return {"out": str(out), "table": str(table), "graph": str(graph)}


def filled(commands: dict[str, list[str]], given: dict[str, str]) -> list[tuple[str, list[str]]]:
    return [(name, [part.format(**given) for part in parts]) for name, parts in commands.items()]


def run(
    place: Path, store: Path, commands: list[tuple[str, list[str]]], prefix: tuple[str, ...] = ()
) -> dict[str, Any]:
    words = [*prefix, sys.executable, str(RUNNER), str(place), str(store)]
    done = subprocess.run(
        words, input=json.dumps(commands), capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_each_command_is_known_to_this_test() -> None:
    assert READING.keys() | WRITING.keys() | ELSEWHERE == set(main.list_commands(Context(main)))


def test_a_store_that_may_not_be_written_is_read_by_every_command(
    tmp_path: Path, seeds_folder: Path, given: dict[str, str]
) -> None:
    """As its owner without the right to write, which root has to give up first."""
    store = tmp_path / "store"
    shutil.copytree(seeds_folder, store)
    for path in (*store.rglob("*"), store):
        path.chmod(0o555 if path.is_dir() else 0o444)
    prefix: tuple[str, ...] = ()
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root ignores permissions, and there is no setpriv to give that up")
        rights = "-dac_override,-dac_read_search"
        prefix = ("setpriv", f"--inh-caps={rights}", f"--bounding-set={rights}")
    found = run(store, store, [*filled(READING, given), *filled(WRITING, given)], prefix)
    if found["can_write"]:
        pytest.skip("permissions are not enforced here")
    reading, writing = found["runs"][: len(READING)], found["runs"][len(READING) :]
    for each in found["runs"]:
        assert each["traceback"] == "", each["command"]
        assert each["state"] == found["before"], each["command"]
    assert [e["command"] for e in reading if e["code"]] == []
    for each in writing:
        if each["command"] != "repair":  # there is nothing to repair
            assert each["code"] in (1, 2), each["command"]
            lines = [line for line in each["stderr"].splitlines() if line.startswith("talion: ")]
            assert len(lines) == 1, each


@pytest.fixture
def small_disk(tmp_path: Path, seeds_folder: Path) -> Iterator[Path]:
    """A disk with room for a store and little more; skipped where none may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    size = sum(path.stat().st_size + 8192 for path in seeds_folder.rglob("*"))
    command = ["mount", "-t", "tmpfs", "-o", f"size={size + 8_000_000}", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("no small disk may be mounted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_on_a_full_disk_every_command_that_writes_ends_in_a_line_and_harms_nothing(
    small_disk: Path, seeds_folder: Path, given: dict[str, str]
) -> None:
    store = small_disk / "store"
    shutil.copytree(seeds_folder, store)
    with (small_disk / "ballast").open("wb", buffering=0) as ballast, suppress(OSError):
        while True:
            ballast.write(bytes(4096))
    commands = {name: words for name, words in WRITING.items() if name != "repair"}
    found = run(small_disk, store, filled(commands, given))
    assert not found["can_write"]
    for each in found["runs"]:
        assert each["traceback"] == "", each
        assert each["code"] == 1, each
        lines = [line for line in each["stderr"].splitlines() if line.startswith("talion: ")]
        assert len(lines) == 1, each
        assert each["state"] == found["before"], each["command"]
    (small_disk / "ballast").unlink()
    after = run(small_disk, store, [("validate", []), ("add", WRITING["add"])])
    assert [each["code"] for each in after["runs"]] == [0, 0], after
