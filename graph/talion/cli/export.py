"""`talion export` and `talion import`: the graph for other tools, and back."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, TypeVar

import click

from talion.cli.support.output import note
from talion.cli.support.stores import reading, writing
from talion.cli.support.suggestions import Choice, RegisteredName
from talion.cli.support.wording import counted
from talion.errors import InputError, UsageError
from talion.exchange.export_format import Request
from talion.exchange.export_registry import export_formats, format_of
from talion.exchange.graph_tables import TABLE_FORMATS, TableOf, write_table
from talion.exchange.import_format import ImportFormat, ImportOutcome
from talion.exchange.import_registry import import_format_of, import_formats
from talion.network.projection import KINDS
from talion.store.atomic_write import save
from talion.store.bounded_read import reason_of, require_file
from talion.store.query import shorten

F = TypeVar("F", bound=Callable[..., object])


def format_option(command: F) -> F:
    """Give a command the option `--format`, with every format that is registered."""
    titles = "; ".join(f"{known.name}: {known.title}" for known in export_formats().values())
    option: Callable[[Any], Any] = click.option(
        "--format",
        "format_name",
        type=RegisteredName(export_formats),
        help=f"The format, by default that of FILE's ending. {titles}.",
    )
    changed: F = option(command)
    return changed


@click.command()
@click.argument("file", default="-", metavar="[FILE]")
@format_option
@click.option(
    "--kind",
    type=Choice(KINDS),
    default="actors",
    show_default=True,
    help="What a network is of.",
)
@click.option(
    "--table",
    type=Choice([what.value for what in TableOf]),
    help="What a table is of (CSV, Excel, Parquet); `events` is what talion events and load read.",
)
@click.option(
    "--alignments",
    is_flag=True,
    help="Add the graph in the words of SEM, PROV-O, schema.org and Web Annotation (RDF only).",
)
@click.pass_context
def export(
    ctx: click.Context,
    file: str,
    format_name: str | None,
    kind: str,
    table: str | None,
    alignments: bool,
) -> None:
    """Write the graph to FILE, or to standard output.

    TriG holds everything, canonically ordered: the same graph gives the same bytes, and
    `talion import` reads it back, N-Quads and JSON-LD too. Turtle, N-Triples and RDF/XML hold no
    named graphs; GraphML, GEXF, JSON and CSV hold a network of actors or of incidents. Excel holds
    a sheet each of incidents, reports, responses, actors and articles; with --table, CSV, Excel
    and Parquet hold that table.

    \b
    Examples:
      talion export graph.trig
      talion export actors.graphml
      talion export --kind incidents incidents.gexf
      talion export graph.xlsx
      talion export --table reports reports.csv
      talion export --table events events.xlsx
      talion export entities.ftm.json
      talion export --format csv | head
      talion export --alignments linked.trig
    """
    name = format_name or ("trig" if file == "-" else _by_ending(file))
    form = export_formats()[name]
    if alignments and not form.aligned:
        raise UsageError(f"--alignments goes into RDF, not into {name}")
    if table and name not in TABLE_FORMATS:
        raise UsageError(f"--table goes with {', '.join(TABLE_FORMATS)}, not with {name}")
    if table:
        content = write_table(reading(ctx), TableOf(table), f".{name}")
    else:
        content = form.write(reading(ctx), Request(kind, alignments))
    if file == "-":
        sys.stdout.buffer.write(content)
        return
    save(Path(file), content)
    note(f"wrote {file}")


def _by_ending(file: str) -> str:
    """Return the name of the format that a file's ending means."""
    found = format_of(file)
    if found is None:
        known = export_formats().values()
        endings = ", ".join(suffix for each in known for suffix in each.suffixes)
        raise UsageError(f"{file}: of no known format by its ending ({endings}); give --format")
    return found.name


@click.command("import")
@click.argument("file")
@click.option(
    "--format",
    "format_name",
    type=RegisteredName(import_formats),
    help="The format, by default that of FILE's ending, and trig for standard input.",
)
@click.option("--into", is_flag=True, help="Add to what the store holds instead of replacing it.")
@click.pass_context
def import_(ctx: click.Context, file: str, format_name: str | None, into: bool) -> None:
    """Read a graph, any RDF, or FollowTheMoney entities; FILE may be - for standard input.

    A file with graphs that Talion wrote (TriG, N-Quads, JSON-LD) takes the place of what the store
    holds, unless --into adds it. Other RDF is added in graphs of its own, which no build takes
    away; importing the file again replaces them. Of FollowTheMoney, people, companies,
    organizations and public bodies become actors. The content is validated against the shapes; if
    it breaks them, the store stays as it was.

    \b
    Examples:
      talion import graph.trig
      talion --store copy import graph.trig
      talion export | talion --store copy import -
    """
    name = "standard input" if file == "-" else file
    form = import_formats()[format_name] if format_name else _read_by_ending(file)
    with _opened(file) as source:
        read = form.read(source, name)
    with writing(ctx).writer(fresh=read.whole and not into) as writer:
        summary = read.write(writer)
    for line in _told(summary, whole=read.whole):
        note(line)


def _read_by_ending(file: str) -> ImportFormat:
    """Return the format that a file's ending means, TriG for standard input."""
    found = import_formats()["trig"] if file == "-" else import_format_of(file)
    if found is None:
        known = ", ".join(suffix for each in import_formats().values() for suffix in each.suffixes)
        raise UsageError(f"{file}: of no known format by its ending ({known}); give --format")
    return found


def _told(summary: ImportOutcome, *, whole: bool) -> Iterator[str]:
    """Yield lines about what was read, understood, kept as it is, and left out."""
    where = "" if whole else f" into {', '.join(map(shorten, summary.graphs)) or 'no graph'}"
    yield f"read {counted(summary.statements, 'statement')}{where}"
    if whole:
        return
    if summary.understood:
        yield f"understood: {_numbers(summary.understood)}"
    if summary.kept:
        yield f"kept as it is, for queries: {_numbers(summary.kept)}"
    for words in summary.left_out:
        yield f"left out: {words}"


def _numbers(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {number:,}" for name, number in numbers.items())


@contextmanager
def _opened(file: str) -> Iterator[IO[bytes]]:
    if file == "-":
        yield sys.stdin.buffer
        return
    require_file(file)
    try:
        with Path(file).open("rb") as source:
            yield source
    except OSError as error:
        raise InputError(file, reason_of(error)) from error
