"""`talion export` and `talion import`: the graph for other tools, and back."""

import sys
from pathlib import Path

import click

from talion.cli.support.output import note
from talion.cli.support.stores import reading, writing
from talion.cli.support.suggestions import Choice
from talion.errors import InputError
from talion.network import export as networks
from talion.network import to_networkx
from talion.network.projection import KINDS
from talion.store.atomic_write import save

FORMATS = ("trig", *networks.FORMATS)


@click.command()
@click.argument("file", default="-", metavar="[FILE]")
@click.option("--format", "form", type=Choice(FORMATS), help="Told by FILE's ending if not given.")
@click.option("--kind", type=Choice(KINDS), default="actors", show_default=True)
@click.pass_context
def export(ctx: click.Context, file: str, form: str | None, kind: str) -> None:
    """Write the graph to FILE, or to standard output.

    TriG holds everything, canonically ordered: the same graph gives the same bytes, and
    `talion import` reads it back. The other formats hold a network of actors or of incidents.

    \b
    Examples:
      talion export graph.trig
      talion export actors.graphml
      talion export --kind incidents incidents.gexf
      talion export --format csv | head
    """
    form = form or _by_ending(file)
    store = reading(ctx)
    if form == "trig":
        import io

        buffer = io.BytesIO()
        store.export(buffer)
        content = buffer.getvalue()
    else:
        with store.view() as view:
            content = networks.write(to_networkx(view, kind), form)
    if file == "-":
        sys.stdout.buffer.write(content)
        return
    save(Path(file), content)
    note(f"wrote {file}")


def _by_ending(file: str) -> str:
    ending = Path(file).suffix.removeprefix(".")
    if file == "-":
        return "trig"
    if ending not in FORMATS:
        raise click.UsageError(f"{file}: its ending tells no format; give --format")
    return ending


@click.command("import")
@click.argument("file")
@click.option("--into", is_flag=True, help="Add to what the store holds instead of replacing it.")
@click.pass_context
def import_(ctx: click.Context, file: str, into: bool) -> None:
    """Read TriG that `talion export` wrote; FILE may be - for standard input.

    What it holds is held against the shapes; where they are broken, the store stays as it was.

    \b
    Examples:
      talion import graph.trig
      talion --store copy import graph.trig
      talion export | talion --store copy import -
    """
    try:
        source = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise InputError(file, f"cannot be read: {error.strerror}") from error
    with writing(ctx).writer(fresh=not into) as writer:
        count = writer.load_trig(source, file)
    note(f"read {count} statements")
