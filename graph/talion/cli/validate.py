"""`talion validate`: the graph against its shapes, and the responses that its dates rule out."""

from typing import Any

import click

from talion.cli.support.contradictions import all_contradictions, contradiction_lines
from talion.cli.support.output import Progress, json_option, note, print_json, say
from talion.cli.support.stores import reading
from talion.cli.support.wording import counted


@click.command()
@json_option
@click.pass_context
def validate(ctx: click.Context, as_json: bool) -> None:
    """Validate the whole graph against the SHACL shapes; exit code 1 if it breaks them.

    Also lists the contradictions: responses, as a source says, that the dates rule out, alone or
    together with responses that are more certain. They break no shape, and no chain or total uses
    them.

    \b
    Examples:
      talion validate
      talion --store affair validate --json
    """
    from talion.store.validation import violations

    with Progress("validating", None), reading(ctx).view() as view:
        found = violations(view.database())
        contradictions = all_contradictions(view)
    if as_json:
        print_json({"conforms": not found, "violations": found, "contradictions": contradictions})
    else:
        _print(found, contradictions)
    note(counted(len(found), "violation") if found else "the graph conforms to its shapes")
    ctx.exit(1 if found else 0)


def _print(violations: list[str], contradictions: list[dict[str, Any]]) -> None:
    for line in violations:
        click.echo(line)
    if contradictions:
        say(f"{counted(len(contradictions), 'contradiction')}, which no chain or total uses:")
    for facts in contradictions:
        for line in contradiction_lines(facts):
            say(f"  {line}")
