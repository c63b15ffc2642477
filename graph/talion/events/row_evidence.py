"""The rows that events were read from, with all their columns, as evidence of the events."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from talion.events.source_files import opened

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from talion.events.coded_rows import CodedFile
    from talion.events.export_layout import ExportLayout

MOST_QUOTED = 100_000
"""Of more events than these only file and line are kept: their rows would fill the memory."""


def export_rows(
    path: Path, layout: ExportLayout, wanted: Container[int] | None = None
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
        text = io.TextIOWrapper(file, "utf-8", errors="replace", newline="")
        records = (
            enumerate(csv.reader(text, delimiter=layout.delimiter), 1)
            if layout.quoted
            else _split(text, layout.delimiter, wanted)
        )
        names = layout.header
        for number, cells in records:
            if names is None:
                names = tuple(name.strip().strip('"') for name in cells)
            elif wanted is None or number in wanted:
                yield number, dict(zip(names, cells, strict=False))


def _split(
    text: Iterable[str], delimiter: str, wanted: Container[int] | None
) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of the first line and of those wanted; millions of others are not split."""
    for number, line in enumerate(text, 1):
        if wanted is None or number == 1 or number in wanted:
            yield number, line.rstrip("\r\n").split(delimiter)


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
                found[place] = json.dumps(dict(row), ensure_ascii=False)
            if not places:
                break
    return pa.chunked_array([pa.array(found, pa.string())])
