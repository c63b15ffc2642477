"""`talion browse`: the graph as one page that works offline."""

import webbrowser
from pathlib import Path

import click

from talion.cli.support.output import Progress, json_option, note, print_json
from talion.cli.support.stores import reading
from talion.cli.support.wording import counted
from talion.render import page_data, write_page
from talion.render.page_data import activity


@click.command()
@click.option(
    "--html",
    "file",
    metavar="FILE",
    default="talion.html",
    show_default=True,
    help="The page to write.",
)
@click.option("--title", default="Talion", show_default=True, help="The title of the page.")
@click.option("--open", "show", is_flag=True, help="Open it in a browser.")
@json_option
@click.pass_context
def browse(ctx: click.Context, file: str, title: str, show: bool, as_json: bool) -> None:
    """Write the graph as one HTML file: network, timeline, exchanges, every quote.

    The file contains everything it needs and loads nothing from anywhere.

    \b
    Examples:
      talion browse
      talion browse --html out/affair.html --title "The affair of 2018"
      talion browse --open
    """
    with Progress("reading the store", None), reading(ctx).view() as view:
        data = page_data(view, title=title)
    with Progress("laying out", len(data.actors)) as progress:
        path = write_page(file, data, progress=progress)
    acting = sum(bool(n) for n in activity(data.actors, data.incidents).values())
    related, incidents = len(data.actors) - acting, len(data.incidents)
    if as_json:
        numbers = {"actors": acting, "related_actors": related, "incidents": incidents}
        print_json({"file": str(path), **numbers})
    else:
        note(f"wrote {path}: {counted(acting, 'actor')}, {counted(incidents, 'incident')}")
        if related:
            note(f"{counted(related, 'actor')} more: office holders, and whom agencies belong to")
    if show:
        webbrowser.open(Path(path).resolve().as_uri())
