"""What files of events were taken for, for people and for programs; the file of rejected rows."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict
from typing import TYPE_CHECKING

from talion.cli.support.output import say
from talion.events.table_reading import sample_line
from talion.store.atomic_write import save

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from talion.events.bad_rows import BadRow
    from talion.events.file_reading import FileReading

_SAMPLE = ("date", "source", "target", "type", "count", "responds_to")


def print_readings(readings: Sequence[FileReading]) -> None:
    """Say of each file what it was taken for, and show its first rows as they were read.

    >>> from talion.events.file_reading import FileReading
    >>> row = {"date": "2018", "source": "UK", "target": "Russia", "type": "threat"}
    >>> print_readings([FileReading("a.csv", "csv", "a table", sample=(row,))])
    a.csv
      format       csv: a table
      read as      2018  UK → Russia  threat
    <BLANKLINE>
    """
    for reading in readings:
        say(reading.file, bold=True)
        for name, text in reading.findings():
            say(f"  {name:<12} {text}", hang=15)
        for row in reading.sample:
            say(
                f"  {'read as':<12} {sample_line([row.get(name, '') for name in _SAMPLE])}", hang=15
            )
        say()


def readings_json(readings: Sequence[FileReading]) -> list[dict[str, object]]:
    """Return what files were taken for, for JSON.

    >>> from talion.events.file_reading import FileReading
    >>> readings_json([FileReading("a.csv", "csv", "a table")])[0]["format"]
    'csv'
    """
    return [asdict(reading) for reading in readings]


def write_rejects(rows: Sequence[BadRow], path: Path) -> None:
    """Write bad rows to a CSV file: file, line and reason, then the columns of the rows.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> from talion.events.bad_rows import BadRow
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "rejects.csv")
    ...     write_rejects([BadRow("a.csv", 7, "no date", {"who": "UK"})], path)
    ...     path.read_text().splitlines()
    ['file,line,reason,who', 'a.csv,7,no date,UK']
    """
    names = list(dict.fromkeys(name for row in rows for name in row.row))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("file", "line", "reason", *names))
    for row in rows:
        writer.writerow((row.file, row.line, row.reason, *(row.row.get(n, "") for n in names)))
    save(path, out.getvalue())
