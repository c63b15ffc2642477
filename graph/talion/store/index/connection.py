"""The SQLite file of an index, open for reading from several threads."""

import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def marks(values: Iterable[Any]) -> str:
    """Return a placeholder for each value, as SQL's `IN (…)` takes them.

    >>> marks("abc")
    '?,?,?'
    """
    return ",".join("?" for _ in values)


class IndexConnection:
    """Runs SQL on an index; each thread has a connection of its own."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._local = threading.local()
        #: Types and statuses by their number, and their numbers.
        self.names: dict[int, str] = dict(self("SELECT n, id FROM word"))
        self.words = {ident: n for n, ident in self.names.items()}

    def __call__(self, text: str, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        connection = getattr(self._local, "connection", None)
        if connection is None:
            address = f"{self.file.absolute().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            self._local.connection = connection
        found: list[tuple[Any, ...]] = connection.execute(text, values).fetchall()
        return found

    def close(self) -> None:
        """Close this thread's connection."""
        connection = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            del self._local.connection

    def ids(self, table: str, numbers: Iterable[int]) -> dict[int, str]:
        """Return the ids of numbers of a table."""
        found: dict[int, str] = {}
        ordered = sorted(set(numbers))
        for start in range(0, len(ordered), 900):
            some = ordered[start : start + 900]
            text = f"SELECT n, id FROM {table} WHERE n IN ({marks(some)})"
            found.update(self(text, *some))
        return found

    def numbers(self, actors: Iterable[str]) -> list[int]:
        """Return the numbers of actors; unknown ones are left out."""
        wanted = list(dict.fromkeys(actors))
        rows = self(f"SELECT n FROM actor WHERE id IN ({marks(wanted)})", *wanted)
        return [n for (n,) in rows]
