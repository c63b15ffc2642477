"""`talion validate`: the graph against its shapes."""

import click

from talion.cli.support.output import json_option, note, print_json
from talion.cli.support.stores import reading
from talion.cli.support.wording import counted


@click.command()
@json_option
@click.pass_context
def validate(ctx: click.Context, as_json: bool) -> None:
    """Validate the whole graph against the SHACL shapes; exit code 1 if it breaks them.

    \b
    Examples:
      talion validate
      talion --store affair validate --json
    """
    from talion.store.validation import violations

    with reading(ctx).view() as view:
        found = violations(view.database())
    if as_json:
        print_json({"conforms": not found, "violations": found})
    for line in [] if as_json else found:
        click.echo(line)
    note(counted(len(found), "violation") if found else "the graph conforms to its shapes")
    ctx.exit(1 if found else 0)
