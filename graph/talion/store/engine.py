"""Where the statements lie: in memory, or on disk in generations.

On disk a store is a folder:

    format.json      the number of the format
    CURRENT          the name of the generation that holds
    generations/N/   one Oxigraph database each
    writer.lock      held by the one writer

A writer works on a new generation that shares the unchanged files of the old one through hard
links, and puts its name into CURRENT at the end. So a write is all or nothing, whatever its size,
readers go on reading what they opened, and a crash leaves the old generation in force.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Protocol

from pyoxigraph import Store

from talion.errors import (
    OutputError,
    StoreDamagedError,
    StoreLockedError,
    StoreMissingError,
    StoreVersionError,
)
from talion.store.atomic_write import save
from talion.store.source import Local, Source

FORMAT = 1


class Reading:
    """Statements open for reading, and the lock that keeps their files until it is closed.

    `folder` is that of the database, where it has one that another process can open too.
    """

    def __init__(
        self, source: Source, lock: IO[str] | None = None, folder: Path | None = None
    ) -> None:
        self.source = source
        self.folder = folder
        self._lock = lock

    def close(self) -> None:
        """Let go of the files."""
        if self._lock is not None:
            self._lock.close()


class Engine(Protocol):
    """Something that gives a database to read and, one writer at a time, one to change."""

    @property
    def place(self) -> str:
        """What the store is called in messages."""

    @property
    def version(self) -> str:
        """What changes with each commit, as far as one can tell without reading."""

    def read(self) -> Reading:
        """Return the database as last committed."""

    def write(self, *, fresh: bool = False) -> AbstractContextManager[Store]:
        """Give a database to change, empty when fresh; commit at the end, not after an error."""


class Memory:
    """Statements kept in this process."""

    place = "in memory"

    def __init__(self) -> None:
        self._store = Store()
        self._commits = 0
        self._writing = False

    @property
    def version(self) -> str:
        """The number of commits."""
        return str(self._commits)

    def read(self) -> Reading:
        """Return the statements as last committed."""
        return Reading(Local(self._store))

    @contextmanager
    def write(self, *, fresh: bool = False) -> Iterator[Store]:
        """Give a copy to change, or an empty one; it takes the place of the old one at the end."""
        if self._writing:
            raise StoreLockedError(self.place)
        self._writing = True
        try:
            changed = Store()
            if not fresh:
                changed.bulk_extend(self._store)
            yield changed
            self._store = changed
            self._commits += 1
        finally:
            self._writing = False


class Disk:
    """Statements kept in a folder, in generations."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        self.folder = folder
        self.place = str(folder)
        if not (folder / "format.json").is_file():
            if folder.exists() and not folder.is_dir():
                raise OutputError(folder, "a file of that name stands there")
            if folder.is_dir() and any(folder.iterdir()):
                raise StoreDamagedError(folder, "the folder holds something else, no format.json")
            if not create:
                raise StoreMissingError(folder)
            self._make()
        self._check_format()

    def _make(self) -> None:
        try:
            (self.folder / "generations").mkdir(parents=True)
            save(self.folder / "format.json", json.dumps({"talion-store": FORMAT}) + "\n")
        except OSError as error:
            raise OutputError(self.folder, error.strerror or str(error)) from error

    def _check_format(self) -> None:
        try:
            data = json.loads((self.folder / "format.json").read_text("utf-8"))
            found = data["talion-store"]
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise StoreDamagedError(self.folder, "format.json cannot be read") from error
        if not isinstance(found, int) or found > FORMAT:
            raise StoreVersionError(self.folder, found, FORMAT)

    def _current(self) -> Path | None:
        pointer = self.folder / "CURRENT"
        if not pointer.exists():
            return None
        name = pointer.read_text("utf-8").strip()
        found = self.folder / "generations" / name
        if not name.isdigit() or not found.is_dir():
            raise StoreDamagedError(self.folder, f"CURRENT names no generation: '{name}'")
        return found

    @property
    def version(self) -> str:
        """The name of the generation that holds."""
        current = self._current()
        return current.name if current else ""

    def read(self) -> Reading:
        """Open the generation that holds, read-only; an empty database where none was written."""
        current = self._current()
        if current is None:
            return Reading(Local(Store()))
        lock = current.with_suffix(".lock").open("a")
        fcntl.flock(lock, fcntl.LOCK_SH)
        try:
            return Reading(Local(Store.read_only(str(current))), lock, current)
        except (OSError, RuntimeError) as error:
            lock.close()
            raise StoreDamagedError(self.folder, _first_line(error)) from error

    @contextmanager
    def write(self, *, fresh: bool = False) -> Iterator[Store]:
        """Give a new generation to change; CURRENT names it at the end, or it is thrown away."""
        with self._locked():
            current = self._current()
            number = int(current.name) + 1 if current else 1
            made = self.folder / "generations" / str(number)
            shutil.rmtree(made, ignore_errors=True)
            try:
                yield (changed := self._begin(None if fresh else current, made))
                self._flush(changed)
            except BaseException:
                shutil.rmtree(made, ignore_errors=True)
                raise
            save(self.folder / "CURRENT", f"{number}\n")
            self._sweep(keep=number)

    def _begin(self, current: Path | None, made: Path) -> Store:
        """Open a new generation that holds what the current one does."""
        if current is not None:
            self.read().close()  # a damaged generation is found before it is copied
        try:
            if current is not None:
                _link(current, made)
            return Store(str(made))
        except (OSError, RuntimeError) as error:
            raise OutputError(self.folder, _first_line(error)) from error

    def _flush(self, changed: Store) -> None:
        try:
            changed.flush()
        except (OSError, RuntimeError) as error:
            raise OutputError(self.folder, _first_line(error)) from error

    def _sweep(self, keep: int) -> None:
        """Remove the generations before the last that nobody reads any more."""
        for old in (self.folder / "generations").iterdir():
            if not old.is_dir() or old.name == str(keep):
                continue
            name = old.with_suffix(".lock")
            with name.open("a") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError:
                    continue  # a reader is at it; the next writer sweeps again
                shutil.rmtree(old, ignore_errors=True)
                old.with_suffix(".index").unlink(missing_ok=True)
                name.unlink(missing_ok=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            handle = (self.folder / "writer.lock").open("w")
        except OSError as error:
            raise OutputError(self.folder, error.strerror or str(error)) from error
        with handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise StoreLockedError(self.folder) from error
            yield


def _link(old: Path, new: Path) -> None:
    """Copy a closed database: its immutable tables by hard link, the rest by content."""
    new.mkdir(parents=True)
    for file in old.iterdir():
        if file.name == "LOCK":
            continue
        if file.suffix == ".sst":
            os.link(file, new / file.name)
        else:
            shutil.copy2(file, new / file.name)


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
