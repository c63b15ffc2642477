"""`talion unanswered`: events without a response, and how probable one was by now."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from talion.cli.support.filters import Filters, date_option, filter_options
from talion.cli.support.output import json_option, limit_option, note, print_json, show
from talion.cli.support.sources import (
    is_table,
    model_of,
    note_milder,
    note_milder_events,
    source_options,
    store_history,
    table_names,
    table_source,
)
from talion.cli.support.wording import counted, event_line, when
from talion.model.date import Date
from talion.model.incident import Status
from talion.reciprocity import to_json
from talion.reciprocity.event import Event
from talion.reciprocity.history import History
from talion.reciprocity.scope import MILD, limited

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

    Listed is what one state or organization did to another by the date of --as-of, is no response
    itself, and has none: no source states one done by then, and with a probability of
    one half or more no later event is one. Events without a date are left out.

    The probabilities are those of the reply model: how often and how soon events like this one
    have a response. A response may be reported in sources other than those at hand.

    \b
    Examples:
      talion unanswered
      talion unanswered --between NATO Russia --as-of 2022-04-30
      talion unanswered events.parquet --min-severity 0.5 --limit 50
    """
    from talion.reciprocity.unanswered import (
        last_of_history,
        last_of_table,
        unanswered_events,
        unanswered_incidents,
    )

    filters = replace(filters, only=filters.only + filters.types, types=())
    if events is not None and is_table(events):
        from talion.reciprocity.event_masks import in_scope

        table = table_source(events, model_file)
        scope = filters.scope(table_names(table), milder=MILD)
        note_milder(table, scope.severity)
        known, found, total = unanswered_events(
            table.events,
            table.antecedents,
            table.model,
            as_of=as_of,
            held=in_scope(table.events, table.events.columns(), scope),
            closing=closing,
            limit=limit or None,
        )
        day = as_of or last_of_table(table.events)
    else:
        known = store_history(ctx, events, infer=None, confidence=filters.confidence)
        scope = filters.scope(known, milder=MILD)
        severities = [event.severity for event in known.events.values()]
        note_milder_events(sum(s < scope.severity for s in severities), scope.severity)
        ids = limited(known, scope).events
        note_undated([known.events[i] for i in ids])
        every = unanswered_incidents(
            known,
            model_of(model_file),
            as_of=as_of,
            ids=ids,
            closing=closing,
        )
        found, total = every[: limit or None], len(every)
        day = as_of or (last_of_history(known) if known.events else None)
    if as_json:
        listed = [to_json.unanswered(known, s) for s in found]
        print_json({"as_of": day.edtf if day else None, "total": total, "unanswered": listed})
        return
    if found:
        _print(known, found)
    shown = f" as of {day}" if day else ""
    latest = ", the latest date in the data" if day and as_of is None else ""
    more = f"; --limit 0 shows more than {len(found)}" if len(found) < total else ""
    number = counted(total, "unanswered event") if total else "no unanswered event"
    note(f"{number}{shown}{latest}{more}")


def note_undated(events: Iterable[Event]) -> None:
    """Say how many reported events are left out since they have no date, where some are.

    >>> note_undated([])
    """
    told = (e for e in events if e.by and e.against and e.status is Status.REPORTED)
    number = sum(event.date is None for event in told)
    if number:
        note(f"{counted(number, 'reported event')} without a date left out")


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
