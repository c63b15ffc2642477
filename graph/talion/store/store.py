"""A store: opened for reading by many, for writing by one."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import IO, Self

from talion.errors import ArgumentError, OutdatedStoreWarning
from talion.store import trig
from talion.store.alignment import aligned_quads
from talion.store.engine import DiskEngine, Engine, MemoryEngine, Snapshot
from talion.store.kept_values import KeptValues
from talion.store.view import View
from talion.store.writer import Writer
from talion.vocabulary import is_web_address


class Store:
    """The graph kept, in memory or in a folder.

    >>> store = Store.memory()
    >>> with store.view() as view:
    ...     len(list(view.incidents()))
    0
    """

    def __init__(self, engine: Engine) -> None:
        if isinstance(engine, str | Path):
            hint = "; open a store with Store.open(folder), or make one with Store.create"
            raise ArgumentError("engine", engine, "what keeps a store", hint)
        self.engine = engine

    @classmethod
    def memory(cls) -> Self:
        """Return an empty store that lives as long as this process."""
        return cls(MemoryEngine())

    @classmethod
    def open(cls, folder: str | Path) -> Self:
        """Return the store in a folder, or behind the address of a SPARQL endpoint.

        Raises a StoreError where there is none or it cannot be read.
        """
        return cls(_remote(folder) or DiskEngine(Path(folder)))

    @classmethod
    def create(cls, folder: str | Path) -> Self:
        """Return the store in a folder, made where there is none, or behind an address."""
        return cls(_remote(folder) or DiskEngine(Path(folder), create=True))

    def view(self) -> View:
        """Open it for reading, in the state of the last commit.

        Warns (OutdatedStoreWarning) where it was written with another version of the ontology.
        """
        return View(self.snapshot())

    def snapshot(self) -> Snapshot:
        """Return the state of the last commit, with the folder that it lies in; see `view`."""
        found = self.engine.read()
        try:
            if not found.backend.has_ontology():
                warnings.warn(OutdatedStoreWarning(self.engine.place), stacklevel=3)
        except BaseException:  # a warning may be made an error
            found.close()
            raise
        return found

    @contextmanager
    def writer(self, *, fresh: bool = False, validate: bool = True) -> Iterator[Writer]:
        """Open it for writing; committed when the block ends without an error and the shapes hold.

        `fresh` starts from an empty graph. Raises StoreLockedError while another writer has it
        open, InvalidGraphError where the shapes are violated; the store is then as it was.
        """
        writer: Writer | None = None

        def carry(old: Path | None, new: Path) -> None:
            """Keep values and index of the new generation, where it is known what changed."""
            if old is None or writer is None or writer.changes is None:
                return
            kept = KeptValues.beside(old)
            if kept is not None:
                kept.carried(new, writer.changes)
            index = old.with_suffix(".index")
            if writer.changes.only_decisions and index.is_file():
                with suppress(OSError):  # then it is made anew
                    new.with_suffix(".index").hardlink_to(index)

        with self.engine.write(fresh=fresh, carry=carry) as database:
            writer = Writer(database)
            del database  # what is committed is closed first, so nothing here may keep it open
            try:
                yield writer
                writer.put_ontology()
                if validate:
                    writer.validate()
                if fresh:
                    writer.tidy()
            finally:
                writer.close()

    def export(self, output: IO[bytes], *, alignments: bool = False) -> int:
        """Write all statements as canonical TriG; return how many.

        With `alignments` also the graph that says them in the words of other vocabularies.
        """
        with self.view() as view:
            more = aligned_quads(view.query) if alignments else ()
            return trig.dump(chain(view.quads(), more), output)


def _remote(place: str | Path) -> Engine | None:
    """Return the engine of a SPARQL endpoint, if that is what the place is."""
    if isinstance(place, Path) or not is_web_address(place):
        return None
    from talion.store.remote import RemoteEngine

    return RemoteEngine(place)
