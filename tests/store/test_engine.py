"""A store on disk: all or nothing, one writer, nothing lost."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from talion.errors import (
    OutputError,
    StoreDamagedError,
    StoreLockedError,
    StoreMissingError,
    StoreVersionError,
)
from talion.store import atomic_write, generations
from talion.store.engine import DiskEngine, MemoryEngine


def quad(n: int) -> Quad:
    return Quad(
        NamedNode(f"http://example.org/{n}"), NamedNode("http://example.org/p"), Literal("x")
    )


def held(engine: DiskEngine | MemoryEngine) -> int:
    reading = engine.read()
    try:
        return len(reading.backend.database())
    finally:
        reading.close()


def write_and_fail(engine: DiskEngine | MemoryEngine, error: type[BaseException]) -> None:
    with engine.write() as database:
        database.extend([quad(2)])
        database.remove(quad(1))
        raise error


@pytest.fixture(params=["memory", "disk"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> DiskEngine | MemoryEngine:
    return (
        MemoryEngine() if request.param == "memory" else DiskEngine(tmp_path / "store", create=True)
    )


def test_what_a_writer_wrote_is_read_afterwards(engine: DiskEngine | MemoryEngine) -> None:
    with engine.write() as database:
        database.extend([quad(1), quad(2)])
        assert held(engine) == 0, "not before the block has ended"
    assert held(engine) == 2


@pytest.mark.parametrize("error", [ZeroDivisionError, KeyboardInterrupt])
def test_a_writer_that_fails_or_is_interrupted_leaves_the_store_as_it_was(
    engine: DiskEngine | MemoryEngine, error: type[BaseException]
) -> None:
    with engine.write() as database:
        database.extend([quad(1)])
    with pytest.raises(error):
        write_and_fail(engine, error)
    assert held(engine) == 1


def test_a_fresh_writer_starts_from_nothing(engine: DiskEngine | MemoryEngine) -> None:
    with engine.write() as database:
        database.extend([quad(1), quad(2)])
    with engine.write(fresh=True) as database:
        database.extend([quad(3)])
    assert held(engine) == 1


def test_a_reader_keeps_what_it_opened_while_others_write(
    engine: DiskEngine | MemoryEngine,
) -> None:
    with engine.write() as database:
        database.extend([quad(n) for n in range(1000)])
    reading = engine.read()
    for _ in range(3):
        with engine.write(fresh=True) as database:
            database.extend([quad(0)])
    assert len(reading.backend.database()) == 1000
    reading.close()


def test_a_second_writer_is_told_that_there_is_one(engine: DiskEngine | MemoryEngine) -> None:
    with engine.write(), pytest.raises(StoreLockedError, match="another process"), engine.write():
        pass


def test_old_generations_are_removed_when_nobody_reads_them(tmp_path: Path) -> None:
    engine = DiskEngine(tmp_path / "store", create=True)
    for n in range(4):
        with engine.write() as database:
            database.extend([quad(n)])
    assert [g.name for g in (tmp_path / "store/generations").iterdir() if g.is_dir()] == ["4"]
    assert held(engine) == 4


def test_a_store_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError, match=r"talion --store .* build"):
        DiskEngine(tmp_path / "none")


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    DiskEngine(tmp_path / "store", create=True)
    (tmp_path / "store/format.json").write_text(json.dumps({"talion-store": 99}))
    with pytest.raises(StoreVersionError, match="99"):
        DiskEngine(tmp_path / "store")


@pytest.mark.parametrize("content", ["", "{}", "[1]", "not json", '{"talion-store": null}'])
def test_a_broken_format_file_is_told(tmp_path: Path, content: str) -> None:
    DiskEngine(tmp_path / "store", create=True)
    (tmp_path / "store/format.json").write_text(content)
    with pytest.raises((StoreDamagedError, StoreVersionError)):
        DiskEngine(tmp_path / "store")


def test_a_damaged_database_is_told_and_left_alone(tmp_path: Path) -> None:
    engine = DiskEngine(tmp_path / "store", create=True)
    with engine.write() as database:
        database.extend([quad(1)])
    generation = tmp_path / "store/generations/1"
    for file in generation.glob("MANIFEST-*"):
        file.write_bytes(b"garbage")
    before = sorted(f.name for f in generation.iterdir())
    with pytest.raises(StoreDamagedError, match="damaged"):
        engine.read()
    with pytest.raises(StoreDamagedError), engine.write():
        pass
    assert sorted(f.name for f in generation.iterdir()) == before


def test_a_pointer_to_nowhere_is_told(tmp_path: Path) -> None:
    engine = DiskEngine(tmp_path / "store", create=True)
    (tmp_path / "store/CURRENT").write_text("7\n")
    with pytest.raises(StoreDamagedError, match="no generation"):
        engine.read()


@pytest.mark.parametrize("pointer", [None, "", "\n", "7\n", "first", "../1"])
def test_a_store_that_lost_its_pointer_is_damaged_not_empty(
    tmp_path: Path, pointer: str | None
) -> None:
    engine = DiskEngine(tmp_path / "store", create=True)
    with engine.write() as database:
        database.extend([quad(1)])
    file = tmp_path / "store/CURRENT"
    file.unlink()
    if pointer is not None:
        file.write_text(pointer)
    before = sorted(f.name for f in (tmp_path / "store/generations/1").iterdir())
    with pytest.raises(StoreDamagedError, match=r"CURRENT .*generation 1 is there.* repair"):
        engine.read()
    with pytest.raises(StoreDamagedError), engine.write(fresh=True):
        pass
    assert sorted(f.name for f in (tmp_path / "store/generations/1").iterdir()) == before


def test_a_store_whose_folder_is_gone_is_missing_not_empty(tmp_path: Path) -> None:
    engine = DiskEngine(tmp_path / "store", create=True)
    (tmp_path / "store").rename(tmp_path / "elsewhere")
    with pytest.raises(StoreMissingError):
        engine.read()
    with pytest.raises(StoreMissingError):
        _ = engine.version


@pytest.mark.parametrize("entries", [["generations/"], ["generations/", ".format.json.x1"], []])
def test_a_creation_that_was_killed_is_gone_on_with(tmp_path: Path, entries: list[str]) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    for entry in entries:
        (folder / entry).mkdir() if entry.endswith("/") else (folder / entry).touch()
    engine = DiskEngine(folder, create=True)
    with engine.write() as database:
        database.extend([quad(1)])
    assert held(engine) == 1


def test_a_first_write_that_was_killed_leaves_an_empty_store(tmp_path: Path) -> None:
    engine = DiskEngine(tmp_path / "store", create=True)
    code = (
        "import os, pathlib, sys\n"
        "from pyoxigraph import Literal, NamedNode, Quad\n"
        "from talion.store.engine import DiskEngine\n"
        "with DiskEngine(pathlib.Path(sys.argv[1])).write() as database:\n"
        "    database.add(Quad(NamedNode('a:a'), NamedNode('a:b'), Literal('c')))\n"
        "    database.flush()\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "store")], check=False)
    assert (tmp_path / "store/generations/1").is_dir(), "what the killed writer left"
    (tmp_path / "store/CURRENT").touch()
    assert held(engine) == 0
    with engine.write() as database:
        database.extend([quad(1)])
    assert held(engine) == 1
    names = {entry.name for entry in (tmp_path / "store/generations").iterdir()}
    assert names <= {"2", "2.lock"}, "what the killed writer left is swept"


def test_a_commit_between_pointer_and_lock_is_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = DiskEngine(tmp_path / "store", create=True)
    with engine.write() as database:
        database.extend([quad(1)])
    take = generations._share
    commits = iter([2, 3])

    def commit_first(path: Path) -> Any:
        if next(commits, None):
            with monkeypatch.context() as patch:
                patch.setattr(generations, "_share", take)
                with engine.write() as database:
                    database.extend([quad(n) for n in range(10)])
        return take(path)

    monkeypatch.setattr(generations, "_share", commit_first)
    assert held(engine) == 10
    assert {e.name for e in (tmp_path / "store/generations").iterdir()} <= {"3", "3.lock"}


def test_a_generation_is_on_the_disk_before_it_is_named_and_the_old_one_goes_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = DiskEngine(tmp_path / "store", create=True)
    with engine.write() as database:
        database.extend([quad(1)])
    done: list[tuple[str, str]] = []

    def recorded(module: Any, name: str, what: Callable[..., str]) -> None:
        real = getattr(module, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            done.append((name, what(*args)))
            return real(*args, **kwargs)

        monkeypatch.setattr(module, name, call)

    recorded(os, "fsync", lambda handle: str(Path(f"/proc/self/fd/{handle}").readlink()))
    recorded(Path, "replace", lambda _, target: str(target))
    recorded(shutil, "rmtree", lambda path, *_: str(path))
    with engine.write() as database:
        database.extend([quad(2)])
    root = str(tmp_path / "store")
    named = done.index(("replace", f"{root}/CURRENT"))
    synced = {path for name, path in done[:named] if name == "fsync"}
    whole = [str(p) for p in (tmp_path / "store/generations/2").iterdir()]
    assert {*whole, f"{root}/generations/2", f"{root}/generations"} <= synced
    assert any(".CURRENT." in path for path in synced), "the new pointer, before it is renamed"
    assert ("fsync", root) in done[named:], "the folder, after the renaming"
    gone = done.index(("rmtree", f"{root}/generations/1"))
    assert gone > named + done[named:].index(("fsync", root))


def test_an_error_after_the_pointer_is_renamed_does_not_remove_what_it_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = DiskEngine(tmp_path / "store", create=True)
    with engine.write() as database:
        database.extend([quad(1)])
    real = atomic_write.sync

    def fails(path: Path) -> None:
        if path == tmp_path / "store":
            raise OSError(5, "Input/output error")
        real(path)

    monkeypatch.setattr(atomic_write, "sync", fails)
    with pytest.raises(OutputError), engine.write() as database:
        database.extend([quad(2)])
    assert held(engine) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_store_can_be_read(tmp_path: Path) -> None:
    engine = DiskEngine(tmp_path / "store", create=True)
    with engine.write() as database:
        database.extend([quad(1)])
    (tmp_path / "store/generations").chmod(0o555)
    assert held(engine) == 1


def test_a_store_whose_lock_cannot_be_made_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = DiskEngine(tmp_path / "store", create=True)
    with engine.write() as database:
        database.extend([quad(1)])
    real = Path.open

    def refuse(path: Path, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        if path.suffix == ".lock" and mode != "r":
            raise OSError(30, "Read-only file system")
        return real(path, mode, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    assert held(engine) == 1


def test_a_folder_with_something_else_in_it_is_not_taken_for_a_store(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/a.txt").write_text("dear")
    with pytest.raises(StoreDamagedError, match="something else"):
        DiskEngine(tmp_path / "letters", create=True)
    assert (tmp_path / "letters/a.txt").read_text() == "dear"


def test_a_file_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("x")
    with pytest.raises(OutputError, match="a file of that name"):
        DiskEngine(tmp_path / "store", create=True)
