"""Which columns of a table the fields of its events come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager


class UsedColumns(Mapping[str, str]):
    """A row that notes which of its columns are asked for, and for which field.

    >>> used: dict[str, dict[str, None]] = {}
    >>> row = UsedColumns({"when": "2018", "who": "UK", "note": "x"}, used)
    >>> with row.field("date"):
    ...     row["when"]
    '2018'
    >>> used
    {'date': {'when': None}}
    """

    def __init__(self, row: Mapping[str, str], used: dict[str, dict[str, None]]) -> None:
        self._row, self._used, self._field = row, used, ""

    @contextmanager
    def field(self, name: str) -> Iterator[None]:
        """Note what is asked for as what a field comes from."""
        self._field = name
        yield
        self._field = ""

    def __getitem__(self, key: str) -> str:
        value = self._row[key]
        self._used.setdefault(self._field, {})[key] = None
        return value

    def __iter__(self) -> Iterator[str]:
        return iter(self._row)

    def __len__(self) -> int:
        return len(self._row)
