"""Mending a store whose pointer is lost: its newest whole generation is put in force again."""

from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import Store

from talion.errors import StoreDamagedError, StoreMissingError, TalionError
from talion.store.engine import FORMAT_FILE, DiskEngine, write_format, writing
from talion.store.generations import Generations
from talion.store.store import Store as Graph


@dataclass(frozen=True, slots=True)
class Repair:
    """What a store is after its repair.

    `generation` is in force and holds `statements`; `unreadable` generations, newer than it, were
    kept beside it under the name `N.damaged`. Where nothing was `changed`, nothing was wrong.
    `completed` says that the ontology and the supertypes were written into it, which it had not.
    """

    generation: int
    statements: int
    changed: bool
    unreadable: tuple[int, ...] = ()
    completed: bool = False


def repair(folder: str | Path) -> Repair | None:
    """Put the newest generation that can be read to its end in force; None for an empty store.

    What another version of the ontology wrote is completed with this one's. Nothing is removed.
    Raises StoreMissingError where there is no store, StoreLockedError where somebody writes to it,
    StoreDamagedError where no generation can be read.
    """
    found = _put_in_force(Path(folder))
    return None if found is None else _completed(Path(folder), found)


def _completed(place: Path, found: Repair) -> Repair:
    """Complete what was written with another version of the ontology."""
    graph = Graph.open(place)
    reading = graph.engine.read()
    try:
        if reading.backend.has_ontology():
            return found
    finally:
        reading.close()
    with graph.writer(validate=False) as writer:
        writer.put_ontology()
        statements = sum(1 for _ in writer.view().quads())
    return replace(
        found, generation=int(graph.engine.version), statements=statements, completed=True
    )


def _put_in_force(place: Path) -> Repair | None:
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
