"""The rows that events were read from, with all their columns, as evidence of the events."""

from __future__ import annotations

import csv
import io
import json
from typing import IO, TYPE_CHECKING

from talion.events.source_files import opened

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from talion.events.coded_rows import CodedFile
    from talion.events.export_layout import ExportLayout

MOST_QUOTED = 100_000
"""Of more events than these only file and line are kept: their rows would fill the memory."""

_BLOCK = 1 << 22
_AS_JSON = json.JSONEncoder(ensure_ascii=False).encode
_NEWLINE = 10


def export_rows(
    path: Path, layout: ExportLayout, wanted: Collection[int] | None = None
) -> Iterator[tuple[int, dict[str, str]]]:
    r"""Yield the rows of an export with their lines, by column name; only `wanted` lines, or all.

    >>> import tempfile
    >>> from pathlib import Path
    >>> from talion.events.export_layout import ExportLayout
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "export.tab")
    ...     _ = path.write_text("day\twho\twhom\tcode\n2018-03-26\tNorway\tRussia\t161\n")
    ...     list(export_rows(path, ExportLayout("day", "who", "whom", "code")))
    [(2, {'day': '2018-03-26', 'who': 'Norway', 'whom': 'Russia', 'code': '161'})]
    """
    with opened(path) as file:
        records = (
            enumerate(_quoted(file, layout.delimiter), 1)
            if layout.quoted
            else _split(file, layout.delimiter, wanted)
        )
        names = layout.header
        for number, cells in records:
            if names is None:
                names = tuple(name.strip().strip('"') for name in cells)
            elif wanted is None or number in wanted:
                yield number, dict(zip(names, cells, strict=False))


def _quoted(file: IO[bytes], delimiter: str) -> Iterator[list[str]]:
    text = io.TextIOWrapper(file, "utf-8", errors="replace", newline="")
    return csv.reader(text, delimiter=delimiter)


def _split(
    file: IO[bytes], delimiter: str, wanted: Collection[int] | None
) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of the first line and of those wanted; millions of others are not read."""
    for number, line in _lines(file, None if wanted is None else sorted({1, *wanted})):
        text = line.decode("utf-8", errors="replace")
        yield number, text.rstrip("\r\n").split(delimiter)


def _lines(file: IO[bytes], wanted: Sequence[int] | None) -> Iterator[tuple[int, bytes]]:
    """Yield lines with their numbers, from 1: those at sorted numbers, or all."""
    import numpy as np

    numbers = None if wanted is None else np.array(wanted, np.int64)
    first, left = 1, b""
    while block := file.read(_BLOCK):
        data = left + block
        ends = np.flatnonzero(np.frombuffer(data, np.uint8) == _NEWLINE)
        starts = np.concatenate(([0], ends + 1))
        if numbers is None:
            chosen = np.arange(len(ends))
        else:
            within = np.searchsorted(numbers, (first, first + len(ends)))
            chosen = numbers[slice(*within)] - first
        for at in chosen.tolist():
            yield first + at, data[starts[at] : ends[at]]
        first, left = first + len(ends), data[starts[-1] :]
    if left and (numbers is None or first in numbers):
        yield first, left


def row_evidence(
    files: Sequence[CodedFile], file: npt.NDArray[np.int32], line: npt.NDArray[np.int32]
) -> pa.ChunkedArray | None:
    """Return the rows that stand at some lines of files, each as a JSON object of its columns.

    `file` numbers the files. None for more rows than `MOST_QUOTED`; an entry is null where a file
    cannot be read a second time.
    """
    import numpy as np
    import pyarrow as pa

    if len(file) > MOST_QUOTED:
        return None
    found: list[str | None] = [None] * len(file)
    for number, coded in enumerate(files):
        places: dict[int, list[int]] = {}
        for place in np.flatnonzero(file == number).tolist():
            places.setdefault(int(line[place]), []).append(place)
        for at, row in coded.again(frozenset(places)) if coded.again and places else ():
            for place in places.pop(at, ()):
                found[place] = _AS_JSON(dict(row))
            if not places:
                break
    return pa.chunked_array([pa.array(found, pa.string())])
