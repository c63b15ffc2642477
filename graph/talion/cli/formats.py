"""`talion formats`: what files of events can be."""

import click

from talion.cli.support.output import json_option, print_json, say
from talion.events.format_registry import event_formats


@click.command()
@click.argument("name", required=False)
@json_option
def formats(name: str | None, as_json: bool) -> None:
    """List the formats of event files that `talion events` reads, with an example of each.

    A file is recognized by its content, also when it is packed (.gz, .zip) or a spreadsheet.
    NAME shows one format alone.

    \b
    Examples:
      talion formats
      talion formats icb
      talion formats --json
    """
    known = event_formats()
    if name is not None and name not in known:
        raise click.UsageError(f"'{name}' is no event format; talion formats lists them")
    chosen = [known[name]] if name else list(known.values())
    rows = [
        {
            "name": one.name,
            "title": one.title,
            "example": str(getattr(one, "example", "")),
            "mind": str(getattr(one, "mind", "")),
        }
        for one in chosen
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        say(f"{row['name']:<16} {row['title']}", bold=True, hang=17)
        if row["mind"]:
            say(f"{'':<16} {row['mind']}", hang=17)
        for line in row["example"].splitlines():
            say(f"{'':<16} {line}", dim=True, hang=17)
