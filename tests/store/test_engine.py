"""A store on disk: all or nothing, one writer, nothing lost."""

import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from talion.errors import (
    OutputError,
    StoreDamagedError,
    StoreLockedError,
    StoreMissingError,
    StoreVersionError,
)
from talion.store.engine import Disk, Memory


def quad(n: int) -> Quad:
    return Quad(
        NamedNode(f"http://example.org/{n}"), NamedNode("http://example.org/p"), Literal("x")
    )


def held(engine: Disk | Memory) -> int:
    reading = engine.read()
    try:
        return len(reading.source.database())
    finally:
        reading.close()


def write_and_fail(engine: Disk | Memory, error: type[BaseException]) -> None:
    with engine.write() as database:
        database.extend([quad(2)])
        database.remove(quad(1))
        raise error


@pytest.fixture(params=["memory", "disk"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Disk | Memory:
    return Memory() if request.param == "memory" else Disk(tmp_path / "store", create=True)


def test_what_a_writer_wrote_is_read_afterwards(engine: Disk | Memory) -> None:
    with engine.write() as database:
        database.extend([quad(1), quad(2)])
        assert held(engine) == 0, "not before the block has ended"
    assert held(engine) == 2


@pytest.mark.parametrize("error", [ZeroDivisionError, KeyboardInterrupt])
def test_a_writer_that_fails_or_is_interrupted_leaves_the_store_as_it_was(
    engine: Disk | Memory, error: type[BaseException]
) -> None:
    with engine.write() as database:
        database.extend([quad(1)])
    with pytest.raises(error):
        write_and_fail(engine, error)
    assert held(engine) == 1


def test_a_fresh_writer_starts_from_nothing(engine: Disk | Memory) -> None:
    with engine.write() as database:
        database.extend([quad(1), quad(2)])
    with engine.write(fresh=True) as database:
        database.extend([quad(3)])
    assert held(engine) == 1


def test_a_reader_keeps_what_it_opened_while_others_write(engine: Disk | Memory) -> None:
    with engine.write() as database:
        database.extend([quad(n) for n in range(1000)])
    reading = engine.read()
    for _ in range(3):
        with engine.write(fresh=True) as database:
            database.extend([quad(0)])
    assert len(reading.source.database()) == 1000
    reading.close()


def test_a_second_writer_is_told_that_there_is_one(engine: Disk | Memory) -> None:
    with engine.write(), pytest.raises(StoreLockedError, match="another process"), engine.write():
        pass


def test_old_generations_are_removed_when_nobody_reads_them(tmp_path: Path) -> None:
    engine = Disk(tmp_path / "store", create=True)
    for n in range(4):
        with engine.write() as database:
            database.extend([quad(n)])
    assert [g.name for g in (tmp_path / "store/generations").iterdir() if g.is_dir()] == ["4"]
    assert held(engine) == 4


def test_a_store_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError, match=r"talion --store .* build"):
        Disk(tmp_path / "none")


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    Disk(tmp_path / "store", create=True)
    (tmp_path / "store/format.json").write_text(json.dumps({"talion-store": 99}))
    with pytest.raises(StoreVersionError, match="99"):
        Disk(tmp_path / "store")


@pytest.mark.parametrize("content", ["", "{}", "[1]", "not json", '{"talion-store": null}'])
def test_a_broken_format_file_is_told(tmp_path: Path, content: str) -> None:
    Disk(tmp_path / "store", create=True)
    (tmp_path / "store/format.json").write_text(content)
    with pytest.raises((StoreDamagedError, StoreVersionError)):
        Disk(tmp_path / "store")


def test_a_damaged_database_is_told_and_left_alone(tmp_path: Path) -> None:
    engine = Disk(tmp_path / "store", create=True)
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
    engine = Disk(tmp_path / "store", create=True)
    (tmp_path / "store/CURRENT").write_text("7\n")
    with pytest.raises(StoreDamagedError, match="no generation"):
        engine.read()


def test_a_folder_with_something_else_in_it_is_not_taken_for_a_store(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/a.txt").write_text("dear")
    with pytest.raises(StoreDamagedError, match="something else"):
        Disk(tmp_path / "letters", create=True)
    assert (tmp_path / "letters/a.txt").read_text() == "dear"


def test_a_file_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("x")
    with pytest.raises(OutputError, match="a file of that name"):
        Disk(tmp_path / "store", create=True)
