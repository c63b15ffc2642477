"""Where the statements are kept: in memory, or on disk in generations.

On disk a store is a folder:

    format.json      the number of the format
    CURRENT          the name of the current generation
    generations/     see `talion.store.generations`
    writer.lock      held by the one writer

A writer works on a new generation that shares the unchanged files of the old one through hard
links, and puts its name into CURRENT at the end. So a write is all or nothing, whatever its size,
readers go on reading what they opened, and a crash leaves the old generation current.
"""

import errno
import fcntl
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
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
from talion.json_reading import parsed_json
from talion.store.atomic_write import remove_drafts, save
from talion.store.generations import ADVICE, Generations
from talion.store.query_backend import Backend, LocalBackend

FORMAT = 1
FORMAT_FILE = "format.json"
#: What the system says of a disk without room; the database gives no number at all.
_FULL = (None, errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_WAITS = (0.05, 0.1, 0.2, 0.4, 0.8)  # seconds

#: Told of the folders of the old and of the new database.
Carry = Callable[[Path | None, Path], None]


def nothing(_: Path | None, __: Path) -> None:
    """Carry nothing over."""


def write_format(folder: Path) -> None:
    """Write the number of the format into the folder of a store."""
    save(folder / FORMAT_FILE, json.dumps({"talion-store": FORMAT}) + "\n")


def begun(entry: Path) -> bool:
    """Whether a file or folder is what an interrupted creation of a store leaves behind."""
    if entry.name == "generations":
        return entry.is_dir() and not any(entry.iterdir())
    return entry.name == "writer.lock" or entry.name.startswith(f".{FORMAT_FILE}.")


class Snapshot:
    """Statements open for reading, and the lock that keeps their files until it is closed.

    `folder` is that of the database, where it has one that another process can open too.
    """

    def __init__(
        self, backend: Backend, lock: IO[str] | None = None, folder: Path | None = None
    ) -> None:
        self.backend = backend
        self.folder = folder
        self._lock = lock

    def close(self) -> None:
        """Release the files."""
        if self._lock is not None:
            self._lock.close()


class Engine(Protocol):
    """Provides a database to read and, to one writer at a time, one to change."""

    @property
    def place(self) -> str:
        """The store's name in messages."""

    @property
    def version(self) -> str:
        """A text that differs after each commit, as far as can be seen without reading."""

    def read(self) -> Snapshot:
        """Return the database as last committed."""

    def write(
        self, *, fresh: bool = False, carry: Carry = nothing
    ) -> AbstractContextManager[Store]:
        """Give a database to change, empty when fresh; commit at the end, not after an error.

        `carry` is called before the commit, with the folders of the old database and of the new one
        where each has one.
        """


class MemoryEngine:
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

    def read(self) -> Snapshot:
        """Return the statements as last committed."""
        return Snapshot(LocalBackend(self._store))

    @contextmanager
    def write(self, *, fresh: bool = False, carry: Carry = nothing) -> Iterator[Store]:
        """Give a copy to change, or an empty database; it replaces the old one at the end."""
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


class DiskEngine:
    """Statements kept in a folder, in generations."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        self.folder = folder
        self.place = str(folder)
        self._generations = Generations(folder)
        if not (folder / FORMAT_FILE).is_file():
            if folder.exists() and not folder.is_dir():
                raise OutputError(folder, "a file of that name stands there")
            self._check_foreign()
            if not create:
                raise StoreMissingError(folder)
            self._make()
        self._check_format()

    def _check_foreign(self) -> None:
        """Refuse a folder without a format that holds more than a creation that was cut short."""
        if not self.folder.is_dir():
            return
        if self._generations.whole():
            there = f"{FORMAT_FILE} is missing, but generations are there"
            reason = f"{there}; {ADVICE.format(self.folder)}"
            raise StoreDamagedError(self.folder, reason)
        if any(not begun(entry) for entry in self.folder.iterdir()):
            reason = f"the folder holds something else, no {FORMAT_FILE}"
            raise StoreDamagedError(self.folder, reason)

    def _make(self) -> None:
        try:
            (self.folder / "generations").mkdir(parents=True, exist_ok=True)
            write_format(self.folder)
        except OSError as error:
            raise OutputError(self.folder, error.strerror or str(error)) from error

    def _check_format(self) -> None:
        try:
            data = parsed_json((self.folder / FORMAT_FILE).read_text("utf-8"))
            found = data["talion-store"]
        except (OSError, ValueError, TypeError, KeyError) as error:
            reason = (
                f"{FORMAT_FILE} cannot be read; mend it with: talion --store {self.folder} repair"
            )
            raise StoreDamagedError(self.folder, reason) from error
        if not isinstance(found, int) or found > FORMAT:
            raise StoreVersionError(self.folder, found, FORMAT)

    @property
    def version(self) -> str:
        """The name of the generation that holds."""
        current = self._generations.current()
        return current.name if current else ""

    def read(self) -> Snapshot:
        """Open the generation that holds, read-only; an empty database where none was written."""
        opened = self._generations.open()
        if opened is None:
            return Snapshot(LocalBackend(Store()))
        current, lock = opened
        try:
            return Snapshot(LocalBackend(_steady(current)), lock, current)
        except (OSError, RuntimeError) as error:
            if lock is not None:
                lock.close()
            reason = f"generation {current.name}: {_first_line(error)}"
            advice = f"look for an older whole one with: talion --store {self.folder} repair"
            raise StoreDamagedError(self.folder, f"{reason}; {advice}") from error

    @contextmanager
    def write(self, *, fresh: bool = False, carry: Carry = nothing) -> Iterator[Store]:
        """Give a new generation to change; CURRENT names it at the end, or it is thrown away."""
        with writing(self.folder):
            current = self._generations.current()
            made = self._generations.begin()
            with self._generations.discarded_on_error(made):
                changed = self._begin(None if fresh else current, made)
                try:
                    yield changed
                except OSError as error:
                    if error.errno not in _FULL:
                        raise
                    raise OutputError(self.folder, _first_line(error)) from error
                self._flush(changed)
                del changed  # closed, unless the block kept it: no file changes after the commit
                carry(current, made)
                self._generations.commit(made)

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


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Be the one writer to the store in a folder; StoreLockedError where there is another."""
    try:
        handle = (folder / "writer.lock").open("w")
    except OSError as error:
        raise OutputError(folder, error.strerror or str(error)) from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreLockedError(folder) from error
        for place in (folder, folder / "generations"):
            remove_drafts(place)
        yield


def _steady(generation: Path) -> Store:
    """Open a generation read-only; again and again while somebody still changes its files.

    A program that holds on to a database after its commit may still tidy it up: then a file can be
    gone between its being named and its being opened.
    """
    for wait in _WAITS:
        files = sorted(generation.iterdir())
        try:
            return Store.read_only(str(generation))
        except (OSError, RuntimeError):
            time.sleep(wait)
            if sorted(generation.iterdir()) == files:
                raise
    return Store.read_only(str(generation))


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
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error).splitlines()[0] if str(error) else type(error).__name__
