"""Files that never end, output that nobody reads, and queries that take too long."""

import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

TALION = [sys.executable, "-c", "from talion.cli import main; main()"]
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def run(*args: str, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [*TALION, *args], capture_output=True, text=True, timeout=60, check=False, **more
    )


def test_a_query_ends_with_its_time(seeds_folder: Path) -> None:
    begun = time.monotonic()
    done = run("--store", str(seeds_folder), "query", "--time-limit", "0.5", ENDLESS)
    assert (done.returncode, done.stderr) == (
        1,
        "talion: the query was ended after 0.5 s, the limit\n",
    )
    assert time.monotonic() - begun < 30
    short = run("--store", str(seeds_folder), "query", "--time-limit", "30", "ASK {}", "--json")
    assert (short.returncode, short.stdout.split()[-2:]) == (0, ["}", "]"])


def test_an_interrupt_ends_a_query_at_once(seeds_folder: Path) -> None:
    process = subprocess.Popen(
        [*TALION, "--store", str(seeds_folder), "query", ENDLESS],
        stderr=subprocess.PIPE,
        text=True,
    )
    time.sleep(3)
    begun = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert time.monotonic() - begun < 10
    assert process.returncode != 0
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "command", [["extract"], ["events"], ["replies"], ["import"], ["query"], ["build"]]
)
@pytest.mark.parametrize(
    ("kind", "reason"), [("pipe", "is a pipe"), ("device", "is a device"), ("folder", "folder")]
)
def test_what_never_ends_is_refused_before_it_is_read(
    talion: Callable[..., Result], tmp_path: Path, command: list[str], kind: str, reason: str
) -> None:
    path = tmp_path / ("endless.trig" if command[0] == "import" else "endless.rq")
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif command[0] in ("extract", "build", "events", "replies"):
        pytest.skip("a folder is searched for articles, or is a store")
    else:
        path.mkdir()
    result = talion(
        *command, str(path), store=tmp_path / "store" if command[0] != "query" else None
    )
    assert result.exit_code == 1
    assert f"{path}: {reason}" in result.stderr or f"{path}: is a {kind}" in result.stderr


@pytest.mark.parametrize("command", ["events", "extract", "import"])
def test_endless_standard_input_is_refused(tmp_path: Path, command: str) -> None:
    source = subprocess.Popen(["yes", "no, never"], stdout=subprocess.PIPE)
    done = run("--store", str(tmp_path / "store"), command, "-", stdin=source.stdout)
    source.kill()
    source.communicate()
    assert done.returncode == 1
    assert done.stderr.startswith("talion: ")
    assert "Traceback" not in done.stderr


def test_output_that_nobody_reads_is_no_error(seeds_folder: Path) -> None:
    for command in ("export", "chains --json", "query who-expelled-whom"):
        line = f"{TALION[0]} -c '{TALION[2]}' --store {seeds_folder} {command} | head -1"
        done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
        assert done.stderr == "" or done.stderr.count("\n") == 1, command
        assert "rror" not in done.stderr


def test_a_full_disk_is_one_line(seeds_folder: Path, tmp_path: Path) -> None:
    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    store = str(tmp_path / "store")
    done = run("--store", store, "build", preexec_fn=little_room)
    assert done.returncode == 1
    assert re.fullmatch(r"talion: .*store: cannot be written: .*\n", done.stderr), done.stderr
    assert run("--store", store, "build", "--json").returncode == 0  # nothing stands in the way
    with Path("/dev/full").open("wb") as full:
        command = [*TALION, "--store", str(seeds_folder), "export"]
        piped = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert piped.stderr == "talion: output: cannot be written: no space left on device\n"
