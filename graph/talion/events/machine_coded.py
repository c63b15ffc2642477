"""Reading machine-coded exports: many files, streaming, every bad row told by file and line."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talion.errors import EventImportError
from talion.events.layout import Layout, head_of, layout_of, opened
from talion.model.days import day_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    Progress = Callable[[Path, int], None]

NO_DAY = -(2**31)
_BLOCK = 4 << 20


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be read: where and why."""

    file: str
    line: int
    reason: str


@dataclass(slots=True)
class Words:
    """Strings as numbers: each gets the next number when it is first met."""

    place: dict[str, int] = field(default_factory=dict)

    def number(self, word: str) -> int:
        """Return the number of a word."""
        return self.place.setdefault(word, len(self.place))

    def listed(self) -> list[str]:
        """Return the words in the order of their numbers."""
        return list(self.place)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of exports as columns; actors, countries and acts as indices into lists of words.

    `day` int32 days since 1970-01-01; `source`, `target` int32 into `actors` as coded;
    `source_country`, `target_country` int32 into `actors` too, -1 where the form has no such
    column or it is empty; `act` int32 into `acts`; `weight` int32 articles; `line` int32; `file`
    int32 into `files`.
    """

    day: npt.NDArray[np.int32]
    source: npt.NDArray[np.int32]
    target: npt.NDArray[np.int32]
    source_country: npt.NDArray[np.int32]
    target_country: npt.NDArray[np.int32]
    act: npt.NDArray[np.int32]
    weight: npt.NDArray[np.int32]
    line: npt.NDArray[np.int32]
    file: npt.NDArray[np.int32]
    actors: tuple[str, ...]
    acts: tuple[str, ...]
    files: tuple[str, ...]
    bad: tuple[BadRow, ...]

    def __len__(self) -> int:
        """Return the number of readable rows."""
        return len(self.day)


ARRAYS = (
    *("day", "source", "target", "source_country", "target_country"),
    *("act", "weight", "line", "file"),
)


def read_rows(
    paths: Sequence[tuple[Path, str]], max_bad: float, progress: Progress | None = None
) -> Rows:
    """Read exports, each with the name of its form, into one set of columns.

    A row with a wrong number of columns or an unreadable date goes to `bad`. Raises
    `EventImportError` when more than the share `max_bad` of a file's rows is bad.
    """
    import numpy as np

    actors, acts = Words(), Words()
    parts: list[dict[str, npt.NDArray[Any]]] = []
    bad: list[BadRow] = []
    for number, (path, form) in enumerate(paths):
        reader = _File(path, layout_of(path, form), actors, acts, progress)
        for part in reader.parts():
            part["file"] = np.full(len(part["day"]), number, np.int32)
            parts.append(part)
        bad.extend(reader.bad)
        check_share(path, reader.bad, reader.seen, max_bad)
    joined: dict[str, npt.NDArray[Any]] = {  # column by column, to hold each but once
        name: np.concatenate([part.pop(name) for part in parts] or [np.empty(0, np.int32)])
        for name in ARRAYS
    }
    return Rows(
        **joined,
        actors=tuple(actors.listed()),
        acts=tuple(acts.listed()),
        files=tuple(str(path) for path, _ in paths),
        bad=tuple(sorted(bad, key=lambda row: (row.file, row.line))),
    )


def _require_columns(path: Path, layout: Layout) -> None:
    """Raise `EventImportError` where the header of a file lacks a column."""
    if layout.header is not None:
        return
    header = next(iter(head_of(path)), "").split(layout.delimiter)
    there = {name.strip().strip('"') for name in header}
    if missing := [name for name in layout.wanted() if name not in there]:
        raise EventImportError(path, f"has no column {', '.join(missing)}")


def check_share(path: Path, bad: Sequence[BadRow], seen: int, max_bad: float) -> None:
    """Raise `EventImportError` when more than a share of the rows of a file is bad."""
    if not bad or len(bad) <= max_bad * seen:
        return
    first = min(bad, key=lambda row: row.line)
    raise EventImportError(
        path,
        f"{len(bad)} of {seen} rows are bad, more than {max_bad:.0%}; "
        f"the first, line {first.line}: {first.reason}",
    )


class _File:
    """One export being read."""

    def __init__(
        self, path: Path, layout: Layout, actors: Words, acts: Words, progress: Progress | None
    ) -> None:
        self.path, self.layout, self.actors, self.acts = path, layout, actors, acts
        self.progress = progress
        self.bad: list[BadRow] = []
        self.seen = 0
        self._misshapen: list[int] = []

    def parts(self) -> Iterator[dict[str, npt.NDArray[Any]]]:
        """Yield columns of the readable rows, block by block."""
        import numpy as np

        first = 1 if self.layout.header else 2
        done = 0  # well-shaped rows so far
        for batch in self._batches():
            rows = np.arange(done, done + batch.num_rows)
            done += batch.num_rows
            # A well-shaped row stands below as many misshapen ones as start before it.
            shapes = np.array(self._misshapen, np.int64)
            below = np.searchsorted(shapes - first - np.arange(len(shapes)), rows, side="right")
            yield self._part(batch, rows + first + below)
            self.seen = done + len(self._misshapen)
            if self.progress:
                self.progress(self.path, self.seen)
        self.seen = done + len(self._misshapen)

    def _batches(self) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa
        from pyarrow import csv

        layout = self.layout
        _require_columns(self.path, layout)
        words = pa.dictionary(pa.int32(), pa.binary())
        with opened(self.path) as file:
            try:
                reader = csv.open_csv(
                    file,
                    read_options=csv.ReadOptions(
                        use_threads=False, block_size=_BLOCK, column_names=layout.header
                    ),
                    parse_options=csv.ParseOptions(
                        delimiter=layout.delimiter,
                        quote_char='"' if layout.quoted else False,
                        ignore_empty_lines=False,
                        invalid_row_handler=self._misshapen_row,
                    ),
                    convert_options=csv.ConvertOptions(
                        include_columns=layout.wanted(),
                        column_types=dict.fromkeys(layout.wanted(), words),
                    ),
                )
                yield from reader
            except (pa.ArrowInvalid, pa.ArrowKeyError, OSError, EOFError) as error:
                raise EventImportError(self.path, _plain(error)) from error

    def _misshapen_row(self, row: Any) -> str:
        """Note a row with a wrong number of columns."""
        self._misshapen.append(row.number)
        if row.text.strip():
            reason = f"{row.actual_columns} columns where {row.expected_columns} are expected"
            self.bad.append(BadRow(str(self.path), row.number, reason))
        return "skip"

    def _part(
        self, batch: pa.RecordBatch, lines: npt.NDArray[np.int64]
    ) -> dict[str, npt.NDArray[Any]]:
        """Return the columns of a block, rows without a date noted and left out."""
        import numpy as np

        layout = self.layout
        parse = _compact_day if layout.compact else _iso_day
        day = _mapped(batch[layout.date], parse, NO_DAY)
        good = day != NO_DAY
        if not good.all():
            self._undated(batch, lines, np.flatnonzero(~good))
        columns: dict[str, npt.NDArray[Any]] = {
            "day": day,
            "source": _mapped(batch[layout.source], self.actors.number, -1),
            "target": _mapped(batch[layout.target], self.actors.number, -1),
            "source_country": self._country(batch, layout.source_country),
            "target_country": self._country(batch, layout.target_country),
            "act": _mapped(batch[layout.act], self.acts.number, -1),
            "weight": self._weight(batch),
            "line": lines.astype(np.int32),
        }
        return {name: column[good] for name, column in columns.items()}

    def _undated(
        self, batch: pa.RecordBatch, lines: npt.NDArray[np.int64], rows: npt.NDArray[np.int64]
    ) -> None:
        for row in rows.tolist():
            fields = [_text(batch.column(name)[row].as_py()) for name in self.layout.wanted()]
            if any(fields):
                reason = f"'{fields[0]}' is no date" if fields[0] else "no date"
                self.bad.append(BadRow(str(self.path), int(lines[row]), reason))

    def _country(self, batch: pa.RecordBatch, column: str | None) -> npt.NDArray[np.int32]:
        import numpy as np

        if column is None:
            return np.full(batch.num_rows, -1, np.int32)
        return _mapped(
            batch[column], lambda name: self.actors.number(name) if name not in ("", "NA") else -1
        )

    def _weight(self, batch: pa.RecordBatch) -> npt.NDArray[np.int32]:
        import numpy as np

        if self.layout.weight is None:
            return np.ones(batch.num_rows, np.int32)
        return _mapped(batch[self.layout.weight], lambda n: int(n) if n.isdigit() else 1, 1)


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


def _iso_day(text: str) -> int:
    """Return days since 1970-01-01 of YYYY-MM-DD, or `NO_DAY`."""
    try:
        return day_number(date.fromisoformat(text[:10]))
    except ValueError:
        return NO_DAY


def _compact_day(text: str) -> int:
    """Return days since 1970-01-01 of YYYYMMDD, or `NO_DAY`."""
    return _iso_day(f"{text[:4]}-{text[4:6]}-{text[6:]}") if len(text) == 8 else NO_DAY


def _plain(error: Exception) -> str:
    """Return the reason of a library's error in plain words."""
    text = str(error).strip()
    if "Column" in text and "does not exist" in text:
        return f"lacks a column: {text}"
    return text or type(error).__name__
