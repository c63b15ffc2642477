"""`talion export` and `talion import`: the graph for other tools, and back."""

import sys
from collections.abc import Callable, Iterator
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
from talion.network.projection import KINDS
from talion.store.atomic_write import save
from talion.store.bounded_read import reason_of, require_file

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
    "--alignments",
    is_flag=True,
    help="Add the graph in the words of SEM, PROV-O, schema.org and Web Annotation (RDF only).",
)
@click.pass_context
def export(
    ctx: click.Context, file: str, format_name: str | None, kind: str, alignments: bool
) -> None:
    """Write the graph to FILE, or to standard output.

    TriG holds everything, canonically ordered: the same graph gives the same bytes, and
    `talion import` reads it back. The other formats of RDF are for other tools; GraphML, GEXF,
    JSON and CSV hold a network of actors or of incidents.

    \b
    Examples:
      talion export graph.trig
      talion export actors.graphml
      talion export --kind incidents incidents.gexf
      talion export entities.ftm.json
      talion export --format csv | head
      talion export --alignments linked.trig
    """
    name = format_name or ("trig" if file == "-" else _by_ending(file))
    form = export_formats()[name]
    if alignments and not form.aligned:
        raise UsageError(f"--alignments goes into RDF, not into {name}")
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
@click.option("--into", is_flag=True, help="Add to what the store holds instead of replacing it.")
@click.pass_context
def import_(ctx: click.Context, file: str, into: bool) -> None:
    """Read TriG that `talion export` wrote; FILE may be - for standard input.

    The content is validated against the shapes; if it breaks them, the store stays as it was.

    \b
    Examples:
      talion import graph.trig
      talion --store copy import graph.trig
      talion export | talion --store copy import -
    """
    with _opened(file) as source, writing(ctx).writer(fresh=not into) as writer:
        count = writer.load_trig(source, "standard input" if file == "-" else file)
    note(f"read {counted(count, 'statement')}")


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
