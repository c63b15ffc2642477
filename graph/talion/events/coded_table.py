"""Formats of machine-coded reports whose actors or codes are not plainly ICEWS's or CAMEO's."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

from talion.events.bad_rows import BadRow
from talion.events.coded_rows import CodedFile
from talion.events.csv_rows import csv_rows
from talion.events.file_head import FileHead
from talion.events.file_reading import SAMPLED, FileReading
from talion.events.row_fields import WIDTH
from talion.events.source_files import encoding_used
from talion.events.table_reading import layout_of
from talion.events.table_shape import TableShape
from talion.model.days import day_number

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from talion.events.coded_rows import Columns
    from talion.events.event_format import ReadContext
    from talion.events.row_fields import Row

_BLOCK = 1 << 18


@dataclass(frozen=True, slots=True)
class CodedReport:
    """A coded report: its day, its actors by the names of states, its CAMEO code.

    An actor that is no state is as it was coded, and so is a code of no vocabulary.
    """

    day: date
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """How a file's rows are read, and in what its actors and codes are written, in words.

    `read` raises `ValueError` for a bad row.
    """

    read: Callable[[Row], CodedReport]
    actors: str
    codes: str


@dataclass(frozen=True, slots=True)
class CodedTable:
    """A format of machine-coded reports, read row by row by a function.

    `accepts` says how surely a head is of the format. `vocabularies` is given all rows and what is
    told, and returns the function that reads a row. `header` returns the names of the columns of a
    file that has no line of them, None where it has one. `columns` maps the fields of an event to
    columns. `ragged` rows may be short.
    """

    name: str
    title: str
    accepts: Callable[[FileHead], float]
    vocabularies: Callable[[Sequence[tuple[int, Row]], ReadContext], Vocabularies]
    columns: Mapping[str, str]
    header: Callable[[FileHead], tuple[str, ...] | None] = lambda head: None
    ragged: bool = False
    example: str = ""
    mind: str = ""

    def detect(self, head: FileHead) -> float:
        """Return how surely a file is of the format."""
        return self.accepts(head) if head.lines else 0.0

    def read(self, path: Path, context: ReadContext) -> CodedFile:
        """Read a file of reports; bad rows are noted with line and reason."""
        head = FileHead.of(path)
        header = self.header(head)
        shape = TableShape(head.shape.separator, header, 0, "as usual") if header else head.shape
        read = partial(csv_rows, path, shape, headless=header is not None, ragged=self.ragged)
        again = partial(_at, read)
        rows = list(read())
        found = self.vocabularies(rows, context)
        run = _Run(path, context)
        blocks = tuple(run.blocks(rows, found.read))
        taken = set(self.columns.values())
        reading = FileReading(
            path.name,
            self.name,
            self.title,
            layout=layout_of(path, shape),
            encoding=encoding_used(path),
            actor_codes=found.actors,
            event_codes=found.codes,
            columns=dict(self.columns),
            ignored=tuple(name for name in shape.names if name and name not in taken),
            notes=(self.mind,) if self.mind else (),
            sample=tuple(run.sample),
        )
        return CodedFile(path, blocks, tuple(run.bad), len(rows), reading, again)


@dataclass(slots=True)
class _Run:
    """One file being read."""

    path: Path
    context: ReadContext
    bad: list[BadRow] = field(default_factory=list)
    sample: list[Mapping[str, str]] = field(default_factory=list)

    def blocks(
        self, rows: Iterable[tuple[int, Row]], read: Callable[[Row], CodedReport]
    ) -> Iterator[Columns]:
        """Yield the columns of the reports, block by block."""
        block: list[tuple[int, int, int, int, int]] = []
        for number, (line, row) in enumerate(rows, 1):
            block += self._numbers(line, row, read)
            if len(block) >= _BLOCK:
                yield _columns(block)
                block.clear()
                if self.context.progress:
                    self.context.progress(self.path, number)
        yield _columns(block)

    def _numbers(
        self, line: int, row: Row, read: Callable[[Row], CodedReport]
    ) -> list[tuple[int, int, int, int, int]]:
        """Return day, source, target, code and line of each pair of a row's actors."""
        try:
            if WIDTH in row:
                raise ValueError(row[WIDTH])
            report = read(row)
        except ValueError as error:
            self.bad.append(BadRow(str(self.path), line, str(error), dict(row)))
            return []
        if len(self.sample) < SAMPLED:
            self.sample.append(_shown(report))
        actors, day = self.context.actors.number, day_number(report.day)
        code = self.context.codes.number(report.code)
        pairs = product(report.sources, report.targets)
        return [(day, actors(one), actors(other), code, line) for one, other in pairs]


def _at(
    read: Callable[[], Iterable[tuple[int, Row]]], wanted: Container[int] | None
) -> Iterator[tuple[int, Row]]:
    return (row for row in read() if wanted is None or row[0] in wanted)


def _columns(block: list[tuple[int, int, int, int, int]]) -> Columns:
    import numpy as np

    table = np.array(block, np.int32).reshape(-1, 5)
    none = np.full(len(table), -1, np.int32)
    return {
        "day": table[:, 0].copy(),
        "source": table[:, 1].copy(),
        "target": table[:, 2].copy(),
        "source_country": none,
        "target_country": none.copy(),
        "code": table[:, 3].copy(),
        "weight": np.ones(len(table), np.int32),
        "line": table[:, 4].copy(),
    }


def _shown(report: CodedReport) -> Mapping[str, str]:
    return {
        "date": report.day.isoformat(),
        "source": "; ".join(report.sources),
        "target": "; ".join(report.targets),
        "type": report.code,
    }
