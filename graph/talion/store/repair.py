"""Mending a store whose pointer is lost: its newest whole generation is put in force again."""

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
        unharmed = _in_force(place)
        if unharmed is not None:
            return unharmed
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


def _in_force(place: Path) -> Repair | None:
    """Return the generation in force with its statements, where nothing is wrong with it."""
    try:
        DiskEngine(place)
        current = Generations(place).current()
    except TalionError:
        return None
    statements = None if current is None else _readable(current)
    if current is None or statements is None:
        return None
    return Repair(int(current.name), statements, changed=False)


def _readable(generation: Path) -> int | None:
    """Return how many statements a generation holds; None where it cannot be read to its end."""
    try:
        return sum(1 for _ in Store.read_only(str(generation)))
    except (OSError, RuntimeError, ValueError):
        return None
