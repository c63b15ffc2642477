"""Mending a store whose pointer is lost: its newest whole generation is put in force again."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Store

from talion.errors import StoreDamagedError, StoreMissingError, TalionError
from talion.store.engine import FORMAT_FILE, DiskEngine, write_format, writing
from talion.store.generations import Generations


@dataclass(frozen=True, slots=True)
class Repair:
    """What a store is after its repair.

    `generation` is in force and holds `statements`; `unreadable` generations, newer than it, were
    kept beside it under the name `N.damaged`. Where nothing was changed, nothing was wrong.
    """

    generation: int
    statements: int
    changed: bool
    unreadable: tuple[int, ...] = ()


def repair(folder: str | Path) -> Repair | None:
    """Put the newest generation that can be read to its end in force; None for an empty store.

    Nothing is removed. Raises StoreMissingError where there is no store, StoreLockedError where
    somebody writes to it, StoreDamagedError where no generation can be read.
    """
    place = Path(folder)
    generations = Generations(place)
    if not place.is_dir() or not (generations.whole() or (place / FORMAT_FILE).is_file()):
        raise StoreMissingError(place)
    with writing(place):
        current = _in_force(place)
        if current is not None:
            return Repair(int(current.name), _count(current), changed=False)
        unreadable: list[int] = []
        for number in reversed(generations.whole()):
            statements = _readable(generations.path(number))
            if statements is None:
                unreadable.append(number)
                continue
            for damaged in unreadable:
                path = generations.path(damaged)
                path.rename(path.with_name(f"{damaged}.damaged"))
            write_format(place)
            generations.point(number)
            return Repair(number, statements, changed=True, unreadable=tuple(unreadable))
        if unreadable:
            found = ", ".join(map(str, unreadable))
            raise StoreDamagedError(place, f"no generation can be read (there: {found})")
        write_format(place)
    return None


def _in_force(place: Path) -> Path | None:
    """Return the generation in force, where nothing is wrong with it."""
    try:
        DiskEngine(place)
        current = Generations(place).current()
    except TalionError:
        return None
    return current if current is not None and _readable(current) is not None else None


def _readable(generation: Path) -> int | None:
    """Return how many statements a generation holds; None where it cannot be read to its end."""
    try:
        return _count(generation)
    except (OSError, RuntimeError, ValueError):
        return None


def _count(generation: Path) -> int:
    return sum(1 for _ in _statements(generation))


def _statements(generation: Path) -> Iterator[object]:
    yield from Store.read_only(str(generation))
