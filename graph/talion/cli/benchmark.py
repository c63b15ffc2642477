"""`talion benchmark`: Who-Answered-Whom, the test of finding responses, from one's own files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from talion.cli.support.event_files import events_in
from talion.cli.support.output import Progress, json_option, note, print_json, say
from talion.cli.support.tables import print_table
from talion.cli.support.wording import counted
from talion.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from talion.events.table import EventTable
    from talion.hawkes.evaluation.benchmark_tasks import BenchmarkTask
    from talion.hawkes.evaluation.who_answered_whom import Method, Training

_COLUMNS = {
    "precision": "precision",
    "recall": "recall",
    "f1": "F1",
    "error": "ECE",
    "brier": "Brier",
    "openers": "openers",
    "first": "contested",
    "direction": "direction",
}


@click.command()
@click.argument("tables", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--background",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Events of busy dyads, into which known pairs are transplanted.",
)
@click.option(
    "--read",
    "read",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="What readers judged of the background's own events: CSV with id and answer.",
)
@click.option(
    "--openers",
    "disputes",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Militarized disputes (MIDIP): what opens or joins one responds to nothing.",
)
@click.option(
    "--predictions",
    metavar="NAME=DIR",
    multiple=True,
    help="Also score another program: a folder with a CSV file for each task.",
)
@click.option(
    "--ablations", "ablate", is_flag=True, help="Also score the choice without its parts."
)
@click.option(
    "--draws",
    type=click.IntRange(1),
    default=1000,
    show_default=True,
    help="How many bootstrap samples of dyads give the intervals.",
)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Write the tasks there, events and truth apart, for other programs.",
)
@json_option
def benchmark(
    tables: tuple[Path, ...],
    background: Path | None,
    read: Path | None,
    disputes: Path | None,
    predictions: tuple[str, ...],
    ablate: bool,
    draws: int,
    output: Path | None,
    as_json: bool,
) -> None:
    """Test how well rules and models find who responded to whom, on tables that say so.

    TABLES are event tables or data sets with stated responses (ICB, EuRepoC, `responds_to` in a
    table of one's own). Models are refitted to the earlier half of each and scored on the later
    one; a table with fewer than 40 responses is only scored. docs/benchmark.md explains the tasks
    and the measures, and what the licences of the data sets allow.

    \b
    Examples:
      talion benchmark answered.csv
      talion benchmark answered.csv -o tasks/ --json
      talion benchmark icb2v14.csv answered.csv --background icews14.csv.gz --ablations
      talion benchmark icb2v14.csv --openers MIDIP_5.0.csv
    """
    from talion.hawkes.evaluation.benchmark_files import judgements, write_tasks
    from talion.hawkes.evaluation.benchmark_tasks import benchmark_tasks
    from talion.hawkes.evaluation.who_answered_whom import Training, as_rows, run

    if read is not None and background is None:
        raise click.UsageError("--read goes with --background, whose events were read")
    others = _others(predictions)
    known = _known(tables)
    hosts = None if background is None else _background(background)
    opened = None if disputes is None else _disputes(disputes)
    judged = None if read is None else judgements(read)
    tasks = benchmark_tasks(known, hosts, judged, opened)
    if output is not None:
        written = write_tasks(tasks, output)
        note(f"{counted(len(tasks), 'task')} in {counted(len(written), 'file')} of {output}")
    with Progress("fitting and scoring", None):
        lines = run(tasks, _methods(Training.of(known, hosts, opened), ablate) | others, draws)
    rows = as_rows(lines)
    if as_json:
        print_json({"tasks": [_described(task) for task in tasks], "scores": rows})
        return
    _print(tasks, rows)


def _others(predictions: Iterable[str]) -> dict[str, Method]:
    """Return the methods whose predictions lie in folders."""
    from talion.hawkes.evaluation.benchmark_files import FilePredictions

    found: dict[str, Method] = {}
    for text in predictions:
        name, equals, folder = text.partition("=")
        if not (name and equals and Path(folder).is_dir()):
            raise click.UsageError(f"--predictions takes NAME=DIR with a folder, not '{text}'")
        found[name] = FilePredictions(Path(folder))
    return found


def _known(tables: Sequence[Path]) -> dict[str, EventTable]:
    """Return the tables by name; InputError for one that states no response."""
    found: dict[str, EventTable] = {}
    for path in tables:
        table = events_in(path)
        if not (table.columns().responds_to >= 0).any():
            raise InputError(path, "states no response of one of its events to another")
        name = path.name.partition(".")[0]
        found[name if name not in found else path.name] = table
    return found


def _background(path: Path) -> EventTable:
    """Return the events of the background; InputError where no pair could be laid into them."""
    from talion.hawkes.evaluation.benchmark_tasks import is_busy

    events = events_in(path)
    if not is_busy(events):
        raise InputError(path, "has too few pairs of states with ten hostile events or more")
    return events


def _disputes(path: Path) -> EventTable:
    """Return the events of disputes; InputError where none is known to open one."""
    from talion.hawkes.evaluation.opening_events import opening_events

    events = events_in(path)
    if not opening_events(events):
        raise InputError(path, "no row says to which dispute and incident it belongs")
    return events


def _methods(training: Training, ablate: bool) -> dict[str, Method]:
    from talion.hawkes.evaluation.ablations import ablations
    from talion.hawkes.evaluation.who_answered_whom import benchmark_methods

    if not training.early:
        note("no table has 40 responses: nothing is refitted, only rules and shipped models score")
    return benchmark_methods(training) | (ablations(training) if ablate else {})


def _described(task: BenchmarkTask) -> dict[str, Any]:
    return {
        "name": task.name,
        "events": len(task.events),
        "scored": len(task.truth),
        "order": "hidden" if task.either else "told",
        "made": task.made.name.lower(),
    }


def _print(tasks: Sequence[BenchmarkTask], rows: Sequence[dict[str, Any]]) -> None:
    """Print a table for each task, and how far one method stands above the others."""
    for task in tasks:
        scored = [row for row in rows if row["task"] == task.name]
        first = scored[0]
        say(task.name, bold=True)
        say(
            f"  {counted(first['events'], 'event')} scored among {len(task.events)},"
            f" {counted(first['responses'], 'response')}, {first['reached']} of them within reach,"
            f" {first['contested']} contested"
        )
        print_table(
            ("method", *_COLUMNS.values()),
            [(row["method"], *(f"{row[name]:.3f}" for name in _COLUMNS)) for row in scored],
            right=tuple(_COLUMNS.values()),
        )
        for row in scored:
            for other, (f1, low, high) in row["above"].items():
                brier, least, most = row["brier_above"][other]
                say(
                    f"  {row['method']} above {other}: F1 {f1:+.3f} ({low:+.3f} to {high:+.3f}),"
                    f" Brier {brier:+.3f} ({least:+.3f} to {most:+.3f})"
                )
        say()
