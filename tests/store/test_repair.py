"""A store that lost its pointer: the newest whole generation is put in force again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from pyoxigraph import Literal, NamedNode, Quad
from talion.errors import StoreDamagedError, StoreLockedError, StoreMissingError
from talion.store.engine import DiskEngine
from talion.store.repair import repair


def commit(engine: DiskEngine, *numbers: int) -> None:
    with engine.write(fresh=True) as database:
        for n in numbers:
            database.add(Quad(NamedNode(f"http://example.org/{n}"), NamedNode("a:p"), Literal("x")))


@pytest.fixture
def engine(tmp_path: Path) -> DiskEngine:
    """A store of two generations, of which a reader keeps the first."""
    made = DiskEngine(tmp_path / "store", create=True)
    commit(made, 1)
    kept = made.read()
    commit(made, 1, 2, 3)
    assert made.version == "2"
    kept.close()
    return made


def damage(engine: DiskEngine, generation: int) -> None:
    for file in (engine.folder / f"generations/{generation}").glob("MANIFEST-*"):
        file.write_bytes(b"garbage")


def held(engine: DiskEngine) -> int:
    reading = engine.read()
    try:
        return len(reading.backend.database())
    finally:
        reading.close()


def test_a_whole_store_is_left_as_it_is(engine: DiskEngine) -> None:
    found = repair(engine.folder)
    assert found is not None
    assert (found.generation, found.statements, found.changed) == (2, 3, False)


@pytest.mark.parametrize("lost", ["CURRENT", "format.json", "both", "empty"])
def test_the_newest_whole_generation_is_put_in_force(engine: DiskEngine, lost: str) -> None:
    for name in ("CURRENT", "format.json"):
        if lost in (name, "both"):
            (engine.folder / name).unlink()
    if lost == "empty":
        (engine.folder / "CURRENT").write_bytes(b"")
    found = repair(engine.folder)
    assert found is not None
    assert (found.generation, found.statements, found.changed) == (2, 3, True)
    assert held(DiskEngine(engine.folder)) == 3


def test_a_generation_whose_writer_was_killed_is_not_put_in_force(engine: DiskEngine) -> None:
    (engine.folder / "CURRENT").unlink()
    (engine.folder / "generations/2.new").touch()
    found = repair(engine.folder)
    assert found is not None
    assert (found.generation, found.statements) == (1, 1)


def test_a_damaged_generation_is_kept_aside_and_the_one_before_put_in_force(
    engine: DiskEngine,
) -> None:
    damage(engine, 2)
    with pytest.raises(StoreDamagedError, match=r"generation 2: .* repair"):
        engine.read()
    found = repair(engine.folder)
    assert found is not None
    assert (found.generation, found.statements, found.unreadable) == (1, 1, (2,))
    assert (engine.folder / "generations/2.damaged").is_dir()
    commit(engine, 4)
    assert (engine.folder / "generations/2.damaged").is_dir(), "no writer sweeps it"


def test_what_cannot_be_mended_is_left_as_it_is(engine: DiskEngine) -> None:
    damage(engine, 1)
    damage(engine, 2)
    with pytest.raises(StoreDamagedError, match="there: 2, 1"):
        repair(engine.folder)
    assert sorted(e.name for e in (engine.folder / "generations").glob("[0-9]")) == ["1", "2"]


def test_an_empty_store_has_nothing_to_repair(tmp_path: Path) -> None:
    DiskEngine(tmp_path / "store", create=True)
    assert repair(tmp_path / "store") is None


def test_no_store_and_a_busy_store_are_refused(engine: DiskEngine, tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError):
        repair(tmp_path / "none")
    with engine.write(), pytest.raises(StoreLockedError):
        repair(engine.folder)


def test_the_command_says_what_it_did(
    engine: DiskEngine, talion: Callable[..., Result], tmp_path: Path
) -> None:
    said = talion("repair", store=engine.folder)
    assert " ".join(said.stdout.split()).endswith("2, 3 statements; nothing to repair")
    (engine.folder / "CURRENT").unlink()
    damaged = talion("query", "ASK {}", store=engine.folder)
    assert damaged.exit_code == 1
    assert "CURRENT is missing, but generations 1, 2 are there" in damaged.stderr
    said = talion("repair", store=engine.folder)
    assert said.exit_code == 0
    assert " ".join(said.stdout.split()).endswith("2, 3 statements; in force again")
    assert talion("repair", store=tmp_path / "none").exit_code == 2
