"""Reading machine-coded exports: in blocks, every bad row noted with line and reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talion.errors import EventImportError
from talion.events.bad_rows import BadRow
from talion.events.coded_rows import CodedFile
from talion.events.event_schema import INT32
from talion.events.export_layout import NO_DAY, ExportLayout
from talion.events.file_head import FileHead
from talion.events.raw_files import DAMAGE
from talion.events.source_files import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from talion.events.coded_rows import Columns
    from talion.events.event_format import ReadContext

_BLOCK = 4 << 20
_TOO_LONG = 20  # digits: more than any number that fits


def read_export(path: Path, layout: ExportLayout, context: ReadContext) -> CodedFile:
    r"""Read an export in some layout; its actors and codes are numbered in the context.

    A row with a wrong number of columns or an unreadable date is bad. Raises `EventImportError`
    when a column is missing or the file is damaged.

    >>> import tempfile
    >>> from pathlib import Path
    >>> from talion.events.event_format import ReadContext
    >>> layout = ExportLayout(date="day", source="who", target="whom", code="code")
    >>> context = ReadContext()
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "export.tab")
    ...     lines = ["day\twho\twhom\tcode", "2018-03-26\tNorway\tRussia\t161", "soon\tA\tB\t1", ""]
    ...     _ = path.write_text("\n".join(lines))
    ...     found = read_export(path, layout, context)
    >>> found.blocks[0]["day"].tolist(), context.actors.words[:2], found.seen
    ([17616], ('Norway', 'A'), 2)
    >>> found.bad[0].line, found.bad[0].reason
    (3, "'soon' is no date")
    """
    reader = _Reader(path, layout, context)
    blocks = tuple(reader.blocks())
    return CodedFile(path, blocks, tuple(reader.bad), reader.seen)


def _require_columns(path: Path, layout: ExportLayout) -> None:
    """Raise `EventImportError` where the header of a file lacks a column."""
    if layout.header is not None:
        return
    header = next(iter(FileHead.of(path).lines), "").split(layout.delimiter)
    there = {name.strip().strip('"') for name in header}
    if missing := [name for name in layout.wanted() if name not in there]:
        raise EventImportError(path, f"has no column {', '.join(missing)}")


class _Reader:
    """One export being read."""

    def __init__(self, path: Path, layout: ExportLayout, context: ReadContext) -> None:
        self.path, self.layout, self.context = path, layout, context
        self.bad: list[BadRow] = []
        self.seen = 0
        self._misshapen: list[int] = []

    def blocks(self) -> Iterator[Columns]:
        """Yield columns of the readable rows, block by block."""
        import numpy as np

        first = 1 if self.layout.header else 2
        done = 0  # well-shaped rows so far
        for batch in self._batches():
            rows = np.arange(done, done + batch.num_rows)
            done += batch.num_rows
            # Above a well-shaped row stand as many misshapen ones as start before it.
            shapes = np.array(self._misshapen, np.int64)
            below = np.searchsorted(shapes - first - np.arange(len(shapes)), rows, side="right")
            yield self._block(batch, rows + first + below)
            self.seen = done + len(self._misshapen)
            if self.context.progress:
                self.context.progress(self.path, self.seen)
        self.seen = done + len(self._misshapen)

    def _batches(self) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa
        from pyarrow import csv

        layout = self.layout
        _require_columns(self.path, layout)
        words = pa.dictionary(pa.int32(), pa.binary())
        with opened(self.path) as file:
            try:
                yield from csv.open_csv(
                    file,
                    csv.ReadOptions(
                        use_threads=False, block_size=_BLOCK, column_names=layout.header
                    ),
                    csv.ParseOptions(
                        delimiter=layout.delimiter,
                        quote_char='"' if layout.quoted else False,
                        ignore_empty_lines=False,
                        invalid_row_handler=self._misshapen_row,
                    ),
                    csv.ConvertOptions(
                        include_columns=layout.wanted(),
                        column_types=dict.fromkeys(layout.wanted(), words),
                    ),
                )
            except (pa.ArrowInvalid, pa.ArrowKeyError, *DAMAGE) as error:
                raise EventImportError(self.path, _plain(error)) from error

    def _misshapen_row(self, row: Any) -> str:
        """Note a row with a wrong number of columns."""
        self._misshapen.append(row.number)
        if row.text.strip():
            reason = f"{row.actual_columns} columns where {row.expected_columns} are expected"
            self.bad.append(BadRow(str(self.path), row.number, reason))
        return "skip"

    def _block(self, batch: pa.RecordBatch, lines: npt.NDArray[np.int64]) -> Columns:
        """Return the columns of a block, rows without a date noted and left out."""
        import numpy as np

        layout = self.layout
        day = _mapped(batch[layout.date], layout.day, NO_DAY)
        weight = self._weight(batch)
        good = (day != NO_DAY) & (weight >= 0)
        if not good.all():
            self._unreadable(batch, lines, np.flatnonzero(~good), day != NO_DAY)
        columns: Columns = {
            "day": day,
            "source": _mapped(batch[layout.source], self.context.actors.number, -1),
            "target": _mapped(batch[layout.target], self.context.actors.number, -1),
            "source_country": self._country(batch, layout.source_country),
            "target_country": self._country(batch, layout.target_country),
            "code": _mapped(batch[layout.code], self.context.codes.number, -1),
            "weight": weight,
            "line": lines.astype(np.int32),
        }
        return {name: column[good] for name, column in columns.items()}

    def _unreadable(
        self,
        batch: pa.RecordBatch,
        lines: npt.NDArray[np.int64],
        rows: npt.NDArray[np.int64],
        dated: npt.NDArray[np.bool_],
    ) -> None:
        """Note rows without a date, or with too large a number of articles."""
        layout = self.layout
        for row in rows.tolist():
            fields = {name: _text(batch.column(name)[row].as_py()) for name in layout.wanted()}
            if not any(fields.values()):
                continue
            day = fields[layout.date]
            reason = f"'{day[:40]}' is no date" if day else "no date"
            if dated[row]:
                reason = f"{layout.weight} '{fields[layout.weight or ''][:40]}' is too large"
            self.bad.append(BadRow(str(self.path), int(lines[row]), reason))

    def _country(self, batch: pa.RecordBatch, column: str | None) -> npt.NDArray[np.int32]:
        import numpy as np

        if column is None:
            return np.full(batch.num_rows, -1, np.int32)
        number = self.context.actors.number
        return _mapped(batch[column], lambda name: number(name) if name not in ("", "NA") else -1)

    def _weight(self, batch: pa.RecordBatch) -> npt.NDArray[np.int32]:
        import numpy as np

        if self.layout.weight is None:
            return np.ones(batch.num_rows, np.int32)
        return _mapped(batch[self.layout.weight], _articles, 1)


def _articles(text: str) -> int:
    """Return a number of articles: 1 for what is none, -1 for one that is too large."""
    if not text.isdecimal():
        return 1
    return int(text) if len(text) < _TOO_LONG and int(text) <= INT32 else -1


def _mapped(
    column: pa.DictionaryArray, value: Callable[[str], int], missing: int = -1
) -> npt.NDArray[np.int32]:
    """Return a number for each entry of a column of words, computed once a word."""
    import numpy as np

    if column.dictionary is None or len(column.dictionary) == 0:
        return np.full(len(column), missing, np.int32)
    values = np.array([value(_text(word)) for word in column.dictionary.to_pylist()], np.int32)
    indices = column.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    return np.where(indices >= 0, values[indices], np.int32(missing))


def _text(word: bytes | None) -> str:
    return word.decode("utf-8", errors="replace").strip() if word else ""


def _plain(error: Exception) -> str:
    """Return the reason of a library's error in plain words."""
    text = str(error).strip()
    if "Column" in text and "does not exist" in text:
        return f"lacks a column: {text}"
    return text or type(error).__name__
