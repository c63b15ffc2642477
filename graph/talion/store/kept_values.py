"""The values of a generation, kept beside it in SQLite: `generations/N.values`.

To read twenty thousand incidents statement by statement takes many seconds; to read their rows,
a tenth of one. The file holds what the statements say and nothing else: it is made when all values
are first read, carried over by a writer that knows what it changed, and may be removed at any time.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from talion.store.atomic_write import permissions
from talion.store.value_rows import DECISION, KINDS, ValueKind

#: The number of the form that the rows have; a file of another form is not used.
FORMAT = 4
#: Beyond that number of values of a kind none are kept.
MOST = 500_000
_Value = TypeVar("_Value")


@dataclass(slots=True)
class Changes:
    """What a writer changed: by kind the keys of values that are gone, and the values that came."""

    gone: dict[ValueKind[Any], set[str]] = field(default_factory=dict)
    come: dict[ValueKind[Any], list[Any]] = field(default_factory=dict)

    def add(self, kind: ValueKind[_Value], gone: Iterable[str], come: Iterable[_Value]) -> None:
        """Note values that are gone, by key, and values that came."""
        self.gone.setdefault(kind, set()).update(gone)
        self.come.setdefault(kind, []).extend(come)

    def replace(self, kind: ValueKind[_Value], key: str, value: _Value) -> None:
        """Note a value in place of one of that key which came or was."""
        others = [other for other in self.come.get(kind, ()) if kind.key(other) != key]
        self.gone.setdefault(kind, set()).add(key)
        self.come[kind] = [*others, value]

    @property
    def only_decisions(self) -> bool:
        """Whether nothing but decisions changed, which no index is made of."""
        return {*self.gone, *self.come} == {DECISION}

    def applied(self, kind: ValueKind[_Value], values: Iterable[_Value]) -> list[_Value]:
        """Return values as they are after the changes, ordered by key."""
        gone = self.gone.get(kind, ())
        kept = [value for value in values if kind.key(value) not in gone]
        return sorted((*kept, *self.come.get(kind, ())), key=kind.key)


@dataclass(frozen=True, slots=True)
class KeptValues:
    """The file of one generation."""

    file: Path

    @classmethod
    def beside(cls, generation: Path) -> "KeptValues | None":
        """Return the values of a generation, if they are kept in a form that can be read."""
        file = generation.with_suffix(".values")
        if not file.is_file():
            return None
        with suppress(sqlite3.Error), closing(_connected(file, "ro")) as rows:
            if rows.execute("PRAGMA user_version").fetchone() == (FORMAT,):
                return cls(file)
        return None

    def all(self, kind: ValueKind[_Value]) -> list[_Value]:
        """Return all values of a kind, ordered by key."""
        with closing(_connected(self.file, "ro")) as rows:
            return [kind.value(row) for row in rows.execute(kind.select)]

    def carried(self, generation: Path, changes: Changes) -> None:
        """Write the values of the next generation: these, with some changes."""
        with _draft(generation) as draft:
            shutil.copyfile(self.file, draft)
            with closing(_connected(draft, "rw")) as rows, rows:
                for kind, keys in changes.gone.items():
                    remove = f"DELETE FROM {kind.table} WHERE {kind.columns[0]} = ?"
                    rows.executemany(remove, ((key,) for key in keys))
                for kind, values in changes.come.items():
                    rows.executemany(kind.insert, map(kind.row, values))


def keep(generation: Path, values: Mapping[str, Sequence[Any]]) -> None:
    """Keep all values of a generation, by table; not where there are too many, or no place is."""
    if max(map(len, values.values())) > MOST or not os.access(generation.parent, os.W_OK):
        return
    with _draft(generation) as draft, closing(_connected(draft, "rwc")) as rows, rows:
        for kind in KINDS:
            rows.execute(kind.schema)
            rows.executemany(kind.insert, map(kind.row, values[kind.table]))
        rows.execute(f"PRAGMA user_version = {FORMAT}")


@contextmanager
def _draft(generation: Path) -> Iterator[Path]:
    """Give a draft that takes its place when the block ends well; else no values are kept."""
    place = generation.with_suffix(".values")
    with suppress(sqlite3.Error, OSError, OverflowError):
        handle, name = tempfile.mkstemp(".values", f".{place.stem}-", place.parent)
        os.close(handle)
        draft = Path(name)
        try:
            yield draft
            draft.chmod(permissions(place))
            draft.replace(place)
        finally:
            draft.unlink(missing_ok=True)


def _connected(file: Path, mode: str) -> sqlite3.Connection:
    fixed = "&immutable=1" if mode == "ro" else ""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}{fixed}", uri=True)
