"""`talion load`: from tables of events into the store."""

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
from talion.cli.support.output import Progress, json_option, note, print_json
from talion.cli.support.reading_options import reading_of, reading_options
from talion.cli.support.stores import place, writing
from talion.cli.support.wording import counted
from talion.errors import UsageError

#: Of more events than that, what is known is read anew by every command that reads all.
MOST = 100_000


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="EVENTS...", type=click.Path())
@format_option
@reading_options
@click.option(
    "--publisher", help="The name to cite the table by.  [default: the first file's name]"
)
@max_bad_option
@click.option("--replace", is_flag=True, help="Replace what the store holds.")
@json_option
@click.pass_context
def load(
    ctx: click.Context,
    /,
    inputs: tuple[str, ...],
    format_name: str,
    publisher: str | None,
    max_bad: float,
    replace: bool,
    as_json: bool,
    **told: Any,
) -> None:
    """Load tables of events into an empty store, by the million, to browse and to query.

    EVENTS is anything that `talion events` reads or writes. Every event becomes an incident whose
    report quotes its row; a `responds_to` becomes a stated response. The rows of one day are kept
    as one article.

    \b
    Examples:
      talion --store icews load icews-2018.tab
      talion --store icews load events.parquet --publisher "ICEWS 2018"
      talion --store icews serve
    """
    from talion.events.consolidation.consolidation_rules import Consolidation
    from talion.events.to_store import write_to_store

    done = read_events(inputs, format_name, max_bad, Consolidation(), reading_of(**told))
    store = writing(ctx)
    with store.view() as view:
        if not replace and view.select("ASK { ?i a tal:Incident }").rows == (("true",),):
            raise UsageError(f"{place(ctx)}: already holds incidents; --replace replaces them")
    name = publisher or Path(inputs[0]).name
    with Progress("incidents loaded", len(done.events)) as tick:
        statements = write_to_store(store, done.events, publisher=name, tick=tick)
    with Progress("reading the store", None), store.view() as view:
        if len(done.events) <= MOST:
            view.keep()
    if as_json:
        numbers = {"incidents": len(done.events), "statements": statements}
        bad = bad_rows_json(done.summary.bad)
        print_json({"store": place(ctx), **numbers, "bad_rows": bad})
        return
    report_bad_rows(done.summary)
    left = done.summary.rows - len(done.summary.bad) - done.summary.used
    if left > 0:
        rows = counted(done.summary.rows, "row")
        note(f"{left:,} of {rows} left out: no event between states (talion events says why)")
    incidents = counted(len(done.events), "incident")
    note(f"{incidents}, {counted(statements, 'statement')} loaded into {place(ctx)}")
    note("only stated responses are in it; talion replies --write adds inferred ones")
