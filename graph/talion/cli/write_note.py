"""`talion note`: what a person notes about an actor, an incident or a claim."""

import click

from talion.build import annotate
from talion.cli.support.output import json_option, print_json, say
from talion.cli.support.stores import reading, writing


@click.command()
@click.argument("thing")
@click.argument("text", required=False)
@click.option("--star/--no-star", default=None, help="Give the thing a star, or take it away.")
@json_option
@click.pass_context
def note(
    ctx: click.Context, thing: str, text: str | None, star: bool | None, as_json: bool
) -> None:
    """Write a note on an actor, an incident or a claim; it stays whatever is added later.

    THING is an actor by any of its names, an incident by its id or that of a report, or
    claim:ARTICLE#LINK. A new note replaces the former one; `talion decisions --forget THING note`
    withdraws it. The page, the app, `actor` and `incident` show it.

    \b
    Examples:
      talion note Netherlands "ask the ministry for the list"
      talion note 2020-12-10-expulsion-netherlands-russia --star
    """
    if text is None and star is None:
        raise click.UsageError("give a text, --star or --no-star")
    reading(ctx)  # there must be a store: a note makes none
    made = annotate(writing(ctx), thing, text, star=star)
    if as_json:
        print_json({"about": made.ref, "text": made.text, "star": made.star})
        return
    say(made.ref, bold=True)
    say("  " + (" ".join(filter(None, ("★" * made.star, made.text))) or "no note"))
