"""The generations of a store on disk: which one holds, which are whole, and how one takes over.

    CURRENT               the number of the generation that holds
    generations/N/        one Oxigraph database each
    generations/N.values  its values (`talion.store.kept_values`), N.index what the app browses by
    generations/N.new     the writer of N has not finished; it goes when CURRENT names N
    generations/N.lock    held by the readers of N

A writer makes N.new, then N, syncs the files of N to the disk, renames CURRENT into place, syncs
its folder, and only then removes older generations. So whenever the power fails or the process is
killed, CURRENT names a whole generation or the one before is still there. A generation without
N.new is whole; where one is there and CURRENT names none, the store is damaged, not empty.
"""

import errno
import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from talion.errors import OutputError, StoreDamagedError, StoreMissingError
from talion.store.atomic_write import save, sync

#: What is said of damage that a repair may mend; takes the folder.
ADVICE = "put the newest one in force with: talion --store {} repair"
_TRIES = 100
_READ_ONLY = (errno.EROFS, errno.EACCES, errno.EPERM)


class Generations:
    """The generations in the folder of a store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pointer = folder / "CURRENT"
        self._all = folder / "generations"

    def current(self) -> Path | None:
        """Return the generation that holds; None where nothing was ever written.

        Raises StoreMissingError where the folder is gone, StoreDamagedError where the pointer names
        no generation.
        """
        if not self.folder.is_dir():
            raise StoreMissingError(self.folder)
        name = self._named()
        found = self._all / name
        if name.isascii() and name.isdigit() and found.is_dir():
            return found
        whole = self.whole()
        if name or whole:
            raise StoreDamagedError(self.folder, self._no_pointer(name, whole))
        return None

    def _named(self) -> str:
        """Return what CURRENT says; nothing where it is missing."""
        try:
            return self._pointer.read_bytes().decode("utf-8", "replace").strip()
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise StoreDamagedError(self.folder, f"CURRENT: {error.strerror or error}") from error

    def _no_pointer(self, name: str, whole: list[int]) -> str:
        if name:
            problem = f"CURRENT names no generation: '{name[:40]}'"
        elif self._pointer.exists():
            problem = "CURRENT is empty"
        else:
            problem = "CURRENT is missing"
        there = ", ".join(map(str, whole)) + (" are there" if len(whole) > 1 else " is there")
        s = "s" if len(whole) > 1 else ""
        if not whole:
            return f"{problem}; no whole generation is there"
        return f"{problem}, but generation{s} {there}; {ADVICE.format(self.folder)}"

    def whole(self) -> list[int]:
        """Return the numbers of the generations whose writer has finished."""
        return [number for number in self._numbers() if not self._unfinished(number).exists()]

    def _numbers(self) -> list[int]:
        names = [p.name for p in self._all.iterdir() if p.is_dir()] if self._all.is_dir() else []
        return sorted(int(name) for name in names if name.isascii() and name.isdigit())

    def path(self, number: int) -> Path:
        """Return the folder of a generation."""
        return self._all / str(number)

    def _unfinished(self, number: int) -> Path:
        return self._all / f"{number}.new"

    # --- reading

    def open(self) -> tuple[Path, IO[str] | None] | None:
        """Return the generation that holds and the lock that keeps it; None where there is none.

        A commit that falls between reading the pointer and taking the lock may remove what was
        pointed to; then the new pointer is read. A read-only folder may have no lock to take.
        """
        for _ in range(_TRIES):
            current = self.current()
            if current is None:
                return None
            lock = _share(current.with_suffix(".lock"))
            if current.is_dir() and current == self.current():
                return current, lock
            if lock is not None:
                lock.close()
                if not current.is_dir():
                    current.with_suffix(".lock").unlink(missing_ok=True)
        raise StoreDamagedError(self.folder, "it changes faster than it can be opened")

    # --- writing

    def begin(self) -> Path:
        """Make room for a new generation; return where it shall be."""
        current = self.current()
        number = max([*self._numbers(), int(current.name) if current else 0]) + 1
        try:
            for left in self._numbers():  # what writers that were killed left behind
                if self._unfinished(left).exists() and self.path(left) != current:
                    self.drop(self.path(left))
            self._all.mkdir(exist_ok=True)
            save(self._unfinished(number), "")
        except OSError as error:
            raise OutputError(self.folder, error.strerror or str(error)) from error
        return self.path(number)

    def commit(self, made: Path) -> None:
        """Put a generation in force: on the disk with it first, then the pointer, then sweep."""
        try:
            _sync_tree(made)
            sync(self._all)
        except OSError as error:
            raise OutputError(made, error.strerror or str(error)) from error
        self.point(int(made.name))
        self._sweep(keep=made.name)

    def point(self, number: int) -> None:
        """Name a generation in CURRENT."""
        save(self._pointer, f"{number}\n")
        self._unfinished(number).unlink(missing_ok=True)

    def drop(self, made: Path) -> None:
        """Remove a generation that is not in force."""
        shutil.rmtree(made, ignore_errors=True)
        for beside in (made.with_suffix(".index"), made.with_suffix(".values")):
            beside.unlink(missing_ok=True)
        for draft in self._all.glob(f".{made.name}-*.values"):
            draft.unlink(missing_ok=True)
        if not made.exists():
            made.with_suffix(".new").unlink(missing_ok=True)

    def _sweep(self, keep: str) -> None:
        """Remove the generations that nobody reads any more, but the one in force."""
        for number in self._numbers():
            old = self.path(number)
            if old.name == keep:
                continue
            name = old.with_suffix(".lock")
            with suppress(OSError), name.open("a") as lock:
                # refused where a reader has it open; the next writer sweeps again
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self.drop(old)
                name.unlink(missing_ok=True)

    @contextmanager
    def discarded_on_error(self, made: Path) -> Iterator[None]:
        """Remove a generation where the block ends in an error before it is in force."""
        try:
            yield
        except BaseException:
            if self._named() != made.name:
                self.drop(made)
            raise


def _share(path: Path) -> IO[str] | None:
    """Return a lock shared with other readers; None where none can be had in a read-only place."""
    try:
        lock = path.open("a")
    except PermissionError:
        return _share_existing(path)
    except OSError as error:
        if error.errno in _READ_ONLY:
            return _share_existing(path)
        raise OutputError(path, error.strerror or str(error)) from error
    fcntl.flock(lock, fcntl.LOCK_SH)
    return lock


def _share_existing(path: Path) -> IO[str] | None:
    try:
        lock = path.open()
    except OSError:
        return None
    fcntl.flock(lock, fcntl.LOCK_SH)
    return lock


def _sync_tree(folder: Path) -> None:
    """Have the system put all files of a folder, and the folder, on the disk.

    An open database may replace files in the background; then those that came are synced too.
    """
    done: set[Path] = set()
    while left := {path for path in folder.iterdir() if path.is_file()} - done:
        for file in sorted(left):
            with suppress(FileNotFoundError):
                sync(file)
        done |= left
    sync(folder)
