"""`talion unanswered`: events without a response, and how probable one was by now."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from talion.cli.support.filters import MILD, Filters, date_option, filter_options
from talion.cli.support.output import json_option, limit_option, note, print_json, show
from talion.cli.support.sources import (
    is_table,
    model_of,
    note_milder,
    source_options,
    store_history,
    table_names,
    table_source,
)
from talion.cli.support.wording import event_line, when
from talion.model.date import Date
from talion.reciprocity import to_json
from talion.reciprocity.history import History
from talion.reciprocity.scope import limited

if TYPE_CHECKING:
    from talion.reciprocity.unanswered import Unanswered


@click.command()
@source_options
@filter_options
@date_option("--as-of", "As known on this date; by default the latest date in the data.")
@click.option("--answers", "closing", is_flag=True, help="Also events that are responses.")
@limit_option(20)
@json_option
@click.pass_context
def unanswered(
    ctx: click.Context,
    events: Path | None,
    model_file: Path | None,
    filters: Filters,
    as_of: Date | None,
    closing: bool,
    limit: int,
    as_json: bool,
) -> None:
    """List events without a response, and how probable one was by now.

    The probabilities are those of the reply model: how often and how soon events like this one
    have a response. A response may be reported in sources other than those at hand.

    \b
    Examples:
      talion unanswered
      talion unanswered --between NATO Russia --as-of 2022-04-30
      talion unanswered events.parquet --min-severity 0.5 --limit 50
    """
    from talion.reciprocity.unanswered import unanswered_events, unanswered_incidents

    total: int | None = None  # of a file of events only the first ones are found
    filters = replace(filters, only=filters.only + filters.types, types=())
    if events is not None and is_table(events):
        from talion.reciprocity.event_masks import in_scope

        table = table_source(events, model_file)
        scope = filters.scope(table_names(table), milder=MILD)
        note_milder(table, scope.severity)
        mask = in_scope(table.events, table.events.columns(), scope)
        known, found = unanswered_events(
            table.events,
            table.antecedents,
            table.model,
            as_of=as_of,
            held=mask,
            closing=closing,
            limit=limit or None,
        )
    else:
        known = store_history(ctx, events, infer=None, confidence=filters.confidence)
        ids = limited(known, filters.scope(known)).events
        every = unanswered_incidents(
            known, model_of(model_file), as_of=as_of, ids=ids, closing=closing
        )
        found, total = every[: limit or None], len(every)
    if as_json:
        print_json({"unanswered": [to_json.unanswered(known, s) for s in found]})
    elif not found:
        note("no unanswered event")
    else:
        _print(known, found)
        if total is not None and len(found) < total:
            note(f"{len(found)} of {total} unanswered events; --limit 0 shows all")


def _print(known: History, found: "list[Unanswered]") -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("date", no_wrap=True)
    table.add_column("event")
    table.add_column("by now", justify="right")
    table.add_column("to come", justify="right")
    for it in found:
        table.add_row(
            when(it.event),
            event_line(known, it.event),
            _share(it.expected),
            _share(it.coming),
        )
    lines = [
        "by now: the probability that a response would have come by now",
        "to come: the probability that one still comes",
        "The sources at hand report none; one may be reported elsewhere.",
    ]
    if any(s.expected is None for s in found):
        lines.append("A dash: the date is too vague (a month or more) for a probability.")
    show(table, *(Text(line, "dim") for line in lines))


def _share(probability: float | None) -> str:
    return "–" if probability is None else f"{probability:.0%}"
