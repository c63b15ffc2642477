"""`talion events`: an event table from exports and CSV."""

from dataclasses import asdict
from pathlib import Path

import click

from talion.cli.support.event_files import (
    format_option,
    max_bad_option,
    read_events,
    report_bad_rows,
)
from talion.cli.support.output import json_option, note, print_json, print_table
from talion.errors import OutputError, UsageError
from talion.events.import_summary import ImportSummary
from talion.events.reading import Import


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path())
@format_option
@click.option("-o", "--output", type=click.Path(), help="Write the table there (Parquet).")
@max_bad_option
@click.option("--each-report", is_flag=True, help="Do not consolidate: every report is an event.")
@json_option
def events(
    inputs: tuple[str, ...],
    format_name: str,
    output: str | None,
    max_bad: float,
    each_report: bool,
    as_json: bool,
) -> None:
    """Make an event table: read exports, fold actors to states, consolidate reports to incidents.

    INPUT is a file of one of the formats below, plain or packed (.gz, .zip); a store; or - for
    standard input. CSV has date,source,target,type[,count,responds_to], or source,target,time,
    separated by commas, semicolons or tabs. A type is an incident type of the ontology (expulsion,
    sanction, summons, closure, "cyber operation" …) or a CAMEO code; what is neither is reported.

    \b
    Examples:
      talion events icews-2018.tab -o events.parquet
      talion events 2015*.export.CSV.zip --format gdelt2 -o events.parquet
      talion events expulsions.csv --json
      zcat icews-2018.tab.gz | talion events - -o events.parquet
    """
    from talion.events.consolidation.rules import Consolidation

    rules = None if each_report else Consolidation()
    done = read_events(inputs, format_name, max_bad, rules)
    if output:
        _write(done, Path(output))
    if as_json:
        print_json(_plain(done.summary, output))
    else:
        _print(done)
        report_bad_rows(done.summary)
        noun = "incident" if len(done.events) == 1 else "incidents"
        note(f"{len(done.events)} {noun}" + (f" in {output}" if output else ""))


def _write(done: Import, path: Path) -> None:
    if path.is_dir():
        raise UsageError(f"{path} is a folder; -o takes a file")
    try:
        done.events.write(path)
    except OSError as error:
        raise OutputError(path, error.strerror or str(error)) from error


def _plain(summary: ImportSummary, output: str | None) -> dict[str, object]:
    """Return a summary as JSON."""
    left_out = ("unknown_acts", "stateless", "as_written", "types_as_written")
    return {
        **asdict(summary),
        **{name: dict(getattr(summary, name)) for name in left_out},
        "echoes": dict(zip(("acts", "reports"), summary.echoes, strict=True)),
        "retellings": dict(zip(("acts", "reports"), summary.retellings, strict=True)),
        "output": output,
    }


def _print(done: Import) -> None:
    """Print what became of the rows."""
    summary = done.summary
    files = "1 file" if summary.files == 1 else f"{summary.files} files"
    rows = [
        ("rows read", summary.rows, f"from {files}"),
        ("bad", len(summary.bad), "reported below" if summary.bad else ""),
        ("acts of no known kind", _total(summary.unknown_acts), _names(summary.unknown_acts)),
        ("actors of no state", _total(summary.stateless), _names(summary.stateless)),
        ("within one state", summary.domestic, ""),
        ("used", summary.used, f"{summary.folded} with a sub-state actor or an office holder"),
        ("echoes left out", summary.echoes[1], f"{summary.echoes[0]} acts, direction miscoded"),
        ("retellings left out", summary.retellings[1], f"{summary.retellings[0]} acts told again"),
        ("unknown names", _total(summary.as_written), _names(summary.as_written)),
        ("unknown types", _total(summary.types_as_written), _names(summary.types_as_written)),
        ("doubtful answers", len(summary.doubts), "reported below"),
        ("incidents", summary.incidents, ""),
    ]
    always = {"rows read", "bad", "used", "incidents"}
    shown = [row for row in rows if row[1] or row[0] in always]
    print_table(("", "rows", ""), shown, right="rows")


def _total(named: tuple[tuple[str, int], ...]) -> int:
    return sum(count for _, count in named)


def _names(named: tuple[tuple[str, int], ...]) -> str:
    shown = ", ".join(f"{name} {count}" for name, count in named[:5])
    more = len(named) - 5
    return f"{shown} and {more} more names" if more > 0 else shown
