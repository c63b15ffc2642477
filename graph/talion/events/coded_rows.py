"""Rows of machine-coded exports as columns of numbers, with the words that they stand for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt

    from talion.events.bad_rows import BadRow
    from talion.events.file_reading import FileReading

    Columns = dict[str, npt.NDArray[Any]]
    RowsAgain = Callable[[Container[int] | None], Iterable[tuple[int, Mapping[str, str]]]]

COLUMNS = (
    *("day", "source", "target", "source_country", "target_country"),
    *("code", "weight", "line", "file"),
)
"""The columns of `CodedRows`."""


@dataclass(slots=True)
class WordNumbers:
    """Strings as numbers: each gets the next number when it first occurs.

    >>> actors = WordNumbers()
    >>> actors.number("France"), actors.number("Russia"), actors.number("France")
    (0, 1, 0)
    >>> actors.words
    ('France', 'Russia')
    """

    place: dict[str, int] = field(default_factory=dict)

    def number(self, word: str) -> int:
        """Return the number of a word."""
        return self.place.setdefault(word, len(self.place))

    @property
    def words(self) -> tuple[str, ...]:
        """The words in the order of their numbers."""
        return tuple(self.place)


@dataclass(frozen=True, slots=True)
class CodedFile:
    """The readable rows of one export, block by block, and the bad ones.

    A block has the columns of `CodedRows` but `file`; `seen` is the number of rows, bad ones too.
    `again` reads the rows at some lines a second time (all with None), each with its line and all
    its columns.
    """

    path: Path
    blocks: tuple[Columns, ...]
    bad: tuple[BadRow, ...]
    seen: int
    reading: FileReading | None = None
    again: RowsAgain | None = None


@dataclass(frozen=True, slots=True)
class CodedRows:
    """Rows of exports as columns; actors, countries and event codes as indices into their words.

    `day` int32 days since 1970-01-01; `source`, `target` int32 into `actors` as coded;
    `source_country`, `target_country` int32 into `actors` too, -1 where the format has no such
    column or it is empty; `code` int32 into `codes`, the codes or relations of the events;
    `weight` int32 articles; `line` int32; `file` int32 into `files`.
    """

    day: npt.NDArray[np.int32]
    source: npt.NDArray[np.int32]
    target: npt.NDArray[np.int32]
    source_country: npt.NDArray[np.int32]
    target_country: npt.NDArray[np.int32]
    code: npt.NDArray[np.int32]
    weight: npt.NDArray[np.int32]
    line: npt.NDArray[np.int32]
    file: npt.NDArray[np.int32]
    actors: tuple[str, ...]
    codes: tuple[str, ...]
    files: tuple[str, ...]
    bad: tuple[BadRow, ...]

    def __len__(self) -> int:
        """Return the number of readable rows."""
        return len(self.day)


def joined_rows(files: Sequence[CodedFile], actors: WordNumbers, codes: WordNumbers) -> CodedRows:
    """Return the rows of several exports in one set of columns.

    The blocks are emptied on the way, so that each column is held but once.

    >>> import numpy as np
    >>> from pathlib import Path
    >>> actors, codes = WordNumbers(), WordNumbers()
    >>> block = {name: np.zeros(1, np.int32) for name in COLUMNS if name != "file"}
    >>> files = [CodedFile(Path(name), (dict(block),), (), 1) for name in ("a.tab", "b.tab")]
    >>> rows = joined_rows(files, actors, codes)
    >>> len(rows), rows.file.tolist(), rows.files
    (2, [0, 1], ('a.tab', 'b.tab'))
    """
    import numpy as np

    blocks: list[Columns] = []
    for number, file in enumerate(files):
        for block in file.blocks:
            block["file"] = np.full(len(block["day"]), number, np.int32)
            blocks.append(block)
    columns: Columns = {
        name: np.concatenate([block.pop(name) for block in blocks] or [np.empty(0, np.int32)])
        for name in COLUMNS
    }
    bad = (row for file in files for row in file.bad)
    return CodedRows(
        **columns,
        actors=actors.words,
        codes=codes.words,
        files=tuple(file.path.name for file in files),
        bad=tuple(sorted(bad, key=lambda row: (row.file, row.line))),
    )
