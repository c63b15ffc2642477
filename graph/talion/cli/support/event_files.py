"""Files of events, for the commands that read them: options, progress, what was bad."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from talion.cli.support.output import Progress, note
from talion.cli.support.suggestions import Choice
from talion.events.layout import FORMATS
from talion.events.reading import MAX_BAD, Import, Summary, import_events
from talion.reciprocity.stored_events import opened

if TYPE_CHECKING:
    from pathlib import Path

    from talion.events.consolidate import Consolidation
    from talion.events.machine_coded import BadRow
    from talion.events.table import EventTable

_SHOWN = 10

format_option: Callable[[Any], Any] = click.option(
    "--format",
    "form",
    type=Choice(FORMATS),
    default="auto",
    show_default=True,
    help="The form of the files; auto tells each one's by its content.",
)

max_bad_option: Callable[[Any], Any] = click.option(
    "--max-bad",
    type=click.FloatRange(0, 1),
    default=MAX_BAD,
    show_default=True,
    metavar="SHARE",
    help="Refuse a file in which more than this share of the rows is bad.",
)


def read_events(
    inputs: Sequence[str], form: str, max_bad: float, rules: Consolidation | None
) -> Import:
    """Read files of events, and show how many rows were read."""
    with Progress("rows read", None) as advance:
        return import_events(map(opened, inputs), form, max_bad, rules, _Counter(advance))


def tell_bad(summary: Summary) -> None:
    """Tell which rows were bad and which stated answers are doubtful, and why."""
    _tell(summary.bad, "", "bad rows")
    _tell(summary.doubts, "responds_to ", "doubtful answers")


def _tell(rows: Sequence[BadRow], column: str, what: str) -> None:
    """Tell of the first rows what is wrong with them, and how many more there are."""
    for row in rows[:_SHOWN]:
        note(f"{row.file}, line {row.line}: {column}{row.reason}")
    if len(rows) > _SHOWN:
        note(f"and {len(rows) - _SHOWN} more {what}; --json lists all")


def events_in(place: Path) -> EventTable:
    """Read a file of events to answer a question; say in a line what was left out."""
    done = import_events([opened(place)])
    bad, doubts = len(done.summary.bad), len(done.summary.doubts)
    told = [f"{bad} of {done.summary.rows} rows of {place} are bad and left out"] if bad else []
    told += [f"{doubts} stated answer{'s are' if doubts > 1 else ' is'} doubtful"] if doubts else []
    if told:
        note(f"{'; '.join(told)} (talion events {place} tells which)")
    return done.events


class _Counter:
    """Adds up the rows of several files for the progress bar."""

    def __init__(self, advance: Callable[[int], None]) -> None:
        self.advance = advance
        self.rows: dict[Path, int] = {}

    def __call__(self, path: Path, rows: int) -> None:
        self.rows[path] = rows
        self.advance(sum(self.rows.values()))
