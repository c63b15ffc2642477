"""Files of events, for the commands that read them: options, progress, bad rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from talion.cli.support.column_questions import ask_for_columns
from talion.cli.support.output import Progress, note
from talion.cli.support.suggestions import RegisteredName
from talion.cli.support.wording import counted
from talion.events.bad_rows import MAX_BAD
from talion.events.column_mapping import remember
from talion.events.format_registry import AUTO, event_formats, format_names
from talion.events.reading import Import, import_events
from talion.reciprocity.stored_events import events_or_path

if TYPE_CHECKING:
    from talion.cli.support.reading_options import TableAdvice
    from talion.events.bad_rows import BadRow
    from talion.events.consolidation.consolidation_rules import Consolidation
    from talion.events.import_summary import ImportSummary
    from talion.events.table import EventTable

_SHOWN = 10

F = TypeVar("F", bound=Callable[..., object])


def format_option(command: F) -> F:
    """Give a command the option `--format`, with every format that is registered.

    >>> command = click.command()(format_option(lambda format_name: None))
    >>> [option.opts for option in command.params]
    [['--format']]
    """
    option: Callable[[Any], Any] = click.option(
        "--format",
        "format_name",
        type=RegisteredName(format_names),
        default=AUTO,
        show_default=True,
        help="The format of the files; auto: by the content of each. `talion formats` lists all: "
        f"{', '.join(event_formats())}.",
    )
    changed: F = option(command)
    return changed


max_bad_option: Callable[[Any], Any] = click.option(
    "--max-bad",
    type=click.FloatRange(0, 1),
    default=MAX_BAD,
    show_default=True,
    metavar="SHARE",
    help="Reject a file in which more than this share of the rows is bad.",
)


def read_events(
    inputs: Sequence[str],
    format_name: str,
    max_bad: float,
    rules: Consolidation | None,
    reading: TableAdvice | None = None,
) -> Import:
    r"""Read files of events, and show how many rows were read.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     table = Path(folder) / "events.csv"
    ...     _ = table.write_text("id,date,source,target,type\na,2018-03,UK,Russia,expulsion\n")
    ...     len(read_events([str(table)], AUTO, MAX_BAD, None).events)
    1
    """
    if reading and reading.told.columns:
        _remember(inputs, reading)
    elif format_name == AUTO:
        ask_for_columns([Path(name) for name in inputs])
    told, how = (reading.told, reading.how) if reading else (None, None)
    with Progress("rows read", None) as advance:
        return import_events(
            map(events_or_path, inputs), format_name, max_bad, rules, _Counter(advance), told, how
        )


def _remember(inputs: Sequence[str], reading: TableAdvice) -> None:
    """Keep the mapping of columns beside each table, where that can be written."""
    for path in map(Path, inputs):
        if path.is_file():
            with suppress(OSError):
                remember(path, reading.told.columns)


def report_bad_rows(summary: ImportSummary) -> None:
    """List the bad rows, the cells not read and the doubtful responses, with the reasons.

    >>> from contextlib import redirect_stderr
    >>> import sys
    >>> from talion.events.bad_rows import BadRow
    >>> from talion.events.import_summary import ImportSummary
    >>> bad = BadRow("events.csv", 7, "'soon' is not a date")
    >>> with redirect_stderr(sys.stdout):
    ...     report_bad_rows(ImportSummary(bad=(bad,)))
    events.csv, line 7: 'soon' is not a date
    """
    _report(summary.bad, "", "bad rows")
    _report(summary.unread, "", "cells not read")
    _report(summary.doubts, "responds_to ", "doubtful responses")


def bad_rows_json(rows: Sequence[BadRow]) -> list[dict[str, object]]:
    """Return bad rows for JSON: file, line and reason.

    >>> from talion.events.bad_rows import BadRow
    >>> bad_rows_json([BadRow("a.csv", 7, "no date")])
    [{'file': 'a.csv', 'line': 7, 'reason': 'no date'}]
    """
    return [{"file": row.file, "line": row.line, "reason": row.reason} for row in rows]


def _report(rows: Sequence[BadRow], column: str, what: str) -> None:
    """List the first rows with what is wrong, and say how many more there are."""
    for row in rows[:_SHOWN]:
        note(f"{row.file}, line {row.line}: {column}{row.reason}")
    if len(rows) > _SHOWN:
        note(f"and {len(rows) - _SHOWN} more {what}; --json lists all")


def events_in(place: Path) -> EventTable:
    r"""Read a file of events; say in a line what was left out.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     table = Path(folder) / "events.csv"
    ...     _ = table.write_text("id,date,source,target,type\na,2018-03,UK,Russia,expulsion\n")
    ...     len(events_in(table))
    1
    """
    done = import_events([events_or_path(place)])
    summary, left = done.summary, []
    if summary.bad:
        left.append(f"{len(summary.bad)} of {counted(summary.rows, 'row')} left out as bad")
    if summary.doubts:
        left.append(counted(len(summary.doubts), "doubtful response"))
    if left:
        note(f"{place}: {'; '.join(left)} (talion events {place} lists them)")
    return done.events


class _Counter:
    """Adds up the rows of several files for the progress bar."""

    def __init__(self, advance: Callable[[int], None]) -> None:
        self.advance = advance
        self.rows: dict[Path, int] = {}

    def __call__(self, path: Path, rows: int) -> None:
        self.rows[path] = rows
        self.advance(sum(self.rows.values()))
