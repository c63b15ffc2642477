"""Rows that could not be read, and how many of them a file may have."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talion.errors import EventImportError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MAX_BAD = 0.5
"""Share of bad rows above which a file is refused: it is then likely of another format."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be read, or not wholly: where and why, and its columns where known."""

    file: str
    line: int
    reason: str
    row: Mapping[str, str] = field(default_factory=dict, compare=False)


def check_share(path: Path, bad: Sequence[BadRow], seen: int, max_bad: float) -> None:
    """Raise `EventImportError` when more than the share `max_bad` of the `seen` rows is bad.

    >>> from pathlib import Path
    >>> bad = [BadRow("a.csv", 7, "no date"), BadRow("a.csv", 4, "no source")]
    >>> check_share(Path("a.csv"), bad, seen=4, max_bad=0.5)
    >>> check_share(Path("a.csv"), bad, seen=3, max_bad=0.5)
    Traceback (most recent call last):
        ...
    talion.errors.EventImportError: a.csv: 2 of 3 rows are bad, more than 50%; the first, line ...
    """
    if not bad or len(bad) <= max_bad * seen:
        return
    first = min(bad, key=lambda row: row.line)
    raise EventImportError(
        path,
        f"{len(bad)} of {seen} rows are bad, more than {max_bad:.0%}; "
        f"the first, line {first.line}: {first.reason}",
    )
