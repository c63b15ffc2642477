"""`talion events`: an event table from exports and tables of one's own."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from talion.cli.support.event_files import (
    bad_rows_json,
    format_option,
    max_bad_option,
    read_events,
    report_bad_rows,
)
from talion.cli.support.event_readings import print_readings, readings_json, write_rejects
from talion.cli.support.output import json_option, note, print_json
from talion.cli.support.reading_options import reading_of, reading_options
from talion.cli.support.tables import print_table
from talion.cli.support.wording import counted
from talion.errors import OutputError, UsageError
from talion.events.consolidation.consolidation_rules import Fate
from talion.events.import_summary import ImportSummary
from talion.events.reading import Import
from talion.events.states.nearest import nearest_state
from talion.events.table_files import write_events

_NAMED = 5  # of more names than these the rest are counted


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path())
@format_option
@reading_options
@click.option(
    "-o", "--output", type=click.Path(), help="The file to write: .parquet, .csv or .xlsx."
)
@click.option(
    "--rejects",
    type=click.Path(),
    help="The CSV file to write bad rows to.  [default: beside the output]",
)
@max_bad_option
@click.option(
    "--each-report", is_flag=True, help="Do not consolidate: every report is an event of its own."
)
@click.option("--left-out", is_flag=True, help="List what was left out of coded exports, and why.")
@json_option
def events(
    inputs: tuple[str, ...],
    format_name: str,
    output: str | None,
    rejects: str | None,
    max_bad: float,
    each_report: bool,
    left_out: bool,
    as_json: bool,
    **told: Any,
) -> None:
    """Make an event table: read exports, fold actors to states, consolidate reports to incidents.

    INPUT is a file in one of the formats that `talion formats` lists, plain or packed (.gz, .zip);
    a store; or - for standard input. A table of one's own, as text, spreadsheet, web page, Word
    file or JSON, has a date, a source and a target, and may have type, count and responds_to. What
    a file was taken for and why is said first, with its first rows as they were read; the options
    say otherwise. A type is an incident type of the ontology (expulsion, sanction, summons,
    closure, "cyber operation" …), usual words for one, or a CAMEO or WEIS code; what is none is
    reported.

    \b
    Examples:
      talion events icews-2018.tab -o events.parquet
      talion events 2015*.export.CSV.zip --format gdelt2 -o events.parquet
      talion events expulsions.xlsx --dates dmy --json
      talion events crises.csv --columns date=When,source=Who,target=Whom,type=What
      talion events icews-2018.tab --left-out
      zcat icews-2018.tab.gz | talion events - -o events.parquet
    """
    from talion.events.consolidation.consolidation_rules import Consolidation

    if output and any(_is_same(output, name) for name in inputs):
        raise UsageError(f"{output}: is read here; -o writes another file")
    rules = None if each_report else Consolidation()
    done = read_events(inputs, format_name, max_bad, rules, reading_of(**told))
    if output:
        _write(done, Path(output))
    kept = _write_rejects(done.summary, output, rejects)
    if as_json:
        figures = _figures(done.summary, output) | {"rejects": kept}
        print_json(figures | ({"left_out": _listed(done)} if left_out else {}))
    else:
        print_readings(done.summary.readings)
        _print(done)
        if left_out:
            _print_left_out(done)
        report_bad_rows(done.summary)
        if kept:
            note(f"{counted(len(done.summary.bad), 'bad row')} written to {kept}")
        note(counted(len(done.events), "incident") + (f" written to {output}" if output else ""))


def _is_same(output: str, source: str) -> bool:
    """Whether two names are one file."""
    return Path(output).exists() and Path(source).exists() and Path(output).samefile(source)


def _write(done: Import, path: Path) -> None:
    if path.is_dir():
        raise UsageError(f"{path}: is a folder; -o takes a file")
    try:
        write_events(done.events, path)
    except OSError as error:
        raise OutputError(path, error.strerror or str(error)) from error


def _write_rejects(summary: ImportSummary, output: str | None, rejects: str | None) -> str | None:
    """Write the bad rows, if there are any and a file is named or can be; return its name."""
    place = rejects or (f"{output}.rejects.csv" if output else None)
    if not (place and summary.bad):
        return None
    write_rejects(summary.bad, Path(place))
    return place


def _figures(summary: ImportSummary, output: str | None) -> dict[str, object]:
    """Return a summary as JSON."""
    return {
        "files": summary.files,
        "rows": summary.rows,
        "read_as": readings_json(summary.readings),
        "bad_rows": bad_rows_json(summary.bad),
        "unknown_codes": dict(summary.unknown_codes),
        "stateless_actors": dict(summary.stateless),
        "domestic": summary.domestic,
        "folded": summary.folded,
        "used": summary.used,
        "echoes": dict(zip(("events", "reports"), summary.echoes, strict=True)),
        "retellings": dict(zip(("events", "reports"), summary.retellings, strict=True)),
        "unknown_actors": dict(summary.as_written),
        "unknown_types": dict(summary.types_as_written),
        "nearest_known": _nearest(summary),
        "unread_cells": bad_rows_json(summary.unread),
        "doubtful_responses": bad_rows_json(summary.doubts),
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
        ("with an unknown actor", _total(summary.as_written), _offered(summary)),
        (
            "with an unknown type",
            _total(summary.types_as_written),
            _names(summary.types_as_written),
        ),
        ("with a cell not read", len(summary.unread), "listed below"),
        ("doubtful responses", len(summary.doubts), "listed below"),
        ("incidents", summary.incidents, ""),
    ]
    always = {"rows read", "used", "incidents"}
    shown = [(name, f"{rows:,}", more) for name, rows, more in rows if rows or name in always]
    print_table(("", "rows", ""), shown, right=("rows",))


def _nearest(summary: ImportSummary) -> dict[str, str]:
    """Return the state whose name is nearest, for the unknown actors that have one."""
    near = ((name, nearest_state(name)) for name, _ in summary.as_written)
    return {name: state for name, state in near if state}


def _offered(summary: ImportSummary) -> str:
    """Return the unknown actors, the commonest first, with the states that may be meant."""
    near = _nearest(summary)
    named = tuple(
        (f"{name} ({near[name]}?)" if name in near else name, count)
        for name, count in summary.as_written
    )
    return _names(named)


def _listed(done: Import) -> list[dict[str, object]]:
    """Return what was left out as JSON."""
    return [
        asdict(it) | {"date": it.date.isoformat(), "fate": it.fate.name.lower()}
        for it in done.left_out or ()
    ]


def _print_left_out(done: Import) -> None:
    """Print what was left out, and why."""
    why = {Fate.ECHO: "wrong direction", Fate.RETOLD: "old event again"}
    print_table(
        ("date", "source", "target", "event", "reports", "why", "row"),
        [
            (it.date.isoformat(), it.source, it.target, it.type, it.reports, why[it.fate], it.row)
            for it in done.left_out or ()
        ],
        right=("reports",),
    )


def _events(number: int) -> str:
    return counted(number, "event")


def _total(named: tuple[tuple[str, int], ...]) -> int:
    return sum(count for _, count in named)


def _names(named: tuple[tuple[str, int], ...]) -> str:
    shown = ", ".join(f"{name} {count:,}" for name, count in named[:_NAMED])
    more = len(named) - _NAMED
    return f"{shown} and {counted(more, 'other name')}" if more > 0 else shown
