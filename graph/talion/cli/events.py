"""`talion events`: an event table from exports and tables of one's own."""

from dataclasses import asdict
from pathlib import Path

import click

from talion.cli.support.event_files import (
    format_option,
    max_bad_option,
    read_events,
    report_bad_rows,
)
from talion.cli.support.output import json_option, note, print_json
from talion.cli.support.tables import print_table
from talion.cli.support.wording import counted
from talion.errors import OutputError, UsageError
from talion.events.import_summary import ImportSummary
from talion.events.reading import Import

_NAMED = 5  # of more names than these the rest are counted


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path())
@format_option
@click.option("-o", "--output", type=click.Path(), help="The Parquet file to write.")
@max_bad_option
@click.option(
    "--each-report", is_flag=True, help="Do not consolidate: every report is an event of its own."
)
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
    from talion.events.consolidation.consolidation_rules import Consolidation

    if output and any(_is_same(output, name) for name in inputs):
        raise UsageError(f"{output}: is read here; -o writes another file")
    rules = None if each_report else Consolidation()
    done = read_events(inputs, format_name, max_bad, rules)
    if output:
        _write(done, Path(output))
    if as_json:
        print_json(_figures(done.summary, output))
    else:
        _print(done)
        report_bad_rows(done.summary)
        note(counted(len(done.events), "incident") + (f" written to {output}" if output else ""))


def _is_same(output: str, source: str) -> bool:
    """Whether two names are one file."""
    return Path(output).exists() and Path(source).exists() and Path(output).samefile(source)


def _write(done: Import, path: Path) -> None:
    if path.is_dir():
        raise UsageError(f"{path}: is a folder; -o takes a file")
    try:
        done.events.write(path)
    except OSError as error:
        raise OutputError(path, error.strerror or str(error)) from error


def _figures(summary: ImportSummary, output: str | None) -> dict[str, object]:
    """Return a summary as JSON."""
    return {
        "files": summary.files,
        "rows": summary.rows,
        "bad_rows": [asdict(row) for row in summary.bad],
        "unknown_codes": dict(summary.unknown_codes),
        "stateless_actors": dict(summary.stateless),
        "domestic": summary.domestic,
        "folded": summary.folded,
        "used": summary.used,
        "echoes": dict(zip(("events", "reports"), summary.echoes, strict=True)),
        "retellings": dict(zip(("events", "reports"), summary.retellings, strict=True)),
        "unknown_actors": dict(summary.as_written),
        "unknown_types": dict(summary.types_as_written),
        "doubtful_responses": [asdict(row) for row in summary.doubts],
        "incidents": summary.incidents,
        "output": output,
    }


def _print(done: Import) -> None:
    """Print what became of the rows."""
    summary = done.summary
    folded = f"{summary.folded:,} with a sub-state actor or an office holder"
    rows = [
        ("rows read", summary.rows, f"from {counted(summary.files, 'file')}"),
        ("bad rows", len(summary.bad), "listed below"),
        ("of no known event type", _total(summary.unknown_codes), _names(summary.unknown_codes)),
        ("with an actor of no state", _total(summary.stateless), _names(summary.stateless)),
        ("within one state", summary.domestic, ""),
        ("used", summary.used, folded if summary.folded else ""),
        ("left out: wrong direction", summary.echoes[1], _events(summary.echoes[0])),
        ("left out: old event again", summary.retellings[1], _events(summary.retellings[0])),
        ("with an unknown actor", _total(summary.as_written), _names(summary.as_written)),
        (
            "with an unknown type",
            _total(summary.types_as_written),
            _names(summary.types_as_written),
        ),
        ("doubtful responses", len(summary.doubts), "listed below"),
        ("incidents", summary.incidents, ""),
    ]
    always = {"rows read", "used", "incidents"}
    shown = [(name, f"{rows:,}", more) for name, rows, more in rows if rows or name in always]
    print_table(("", "rows", ""), shown, right=("rows",))


def _events(number: int) -> str:
    return counted(number, "event")


def _total(named: tuple[tuple[str, int], ...]) -> int:
    return sum(count for _, count in named)


def _names(named: tuple[tuple[str, int], ...]) -> str:
    shown = ", ".join(f"{name} {count:,}" for name, count in named[:_NAMED])
    more = len(named) - _NAMED
    return f"{shown} and {counted(more, 'other name')}" if more > 0 else shown
