"""`talion unanswered`: acts without an answer, and how surely one would have come by now."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from talion.cli.support.filters import MILD, Asked, date_option, scope_options
from talion.cli.support.output import json_option, limit_option, note, print_json
from talion.cli.support.sources import bare, is_table, material_options, model_of, stored, tabled
from talion.cli.support.wording import act_line, show, when
from talion.model.date import Date
from talion.reciprocity import to_json
from talion.reciprocity.chains import limited
from talion.reciprocity.history import History

if TYPE_CHECKING:
    from talion.reciprocity.unanswered import Unanswered


@click.command()
@material_options
@scope_options
@date_option("--as-of", "What was known on this date; by default the last day told of.")
@click.option("--answers", "closing", is_flag=True, help="Also acts that are answers themselves.")
@limit_option(20)
@json_option
@click.pass_context
def unanswered(
    ctx: click.Context,
    events: Path | None,
    model_file: Path | None,
    asked: Asked,
    as_of: Date | None,
    closing: bool,
    limit: int,
    as_json: bool,
) -> None:
    """List acts without an answer, and how surely one would have come by now.

    The probabilities are those of the reply model: how often and how soon acts like this one are
    answered. What counts is what the sources at hand say; an answer may be reported elsewhere.

    \b
    Examples:
      talion unanswered
      talion unanswered --between NATO Russia --as-of 2022-04-30
      talion unanswered events.parquet --min-severity 0.5 --limit 50
    """
    from talion.reciprocity.unanswered import unanswered_events, unanswered_incidents

    asked = replace(asked, only=asked.only + asked.types, types=())
    if events is not None and is_table(events):
        from talion.reciprocity.event_chains import held

        table = tabled(events, model_file)
        mask = held(table.events, table.events.columns(), asked.scope(bare(table), milder=MILD))
        known, found = unanswered_events(
            table.events,
            table.causes,
            table.model,
            as_of=as_of,
            held=mask,
            closing=closing,
            limit=limit or None,
        )
    else:
        known = stored(ctx, events, infer=None)
        ids = limited(known, asked.scope(known)).events
        every = unanswered_incidents(
            known, model_of(model_file), as_of=as_of, ids=ids, closing=closing
        )
        found = every[: limit or None]
        if len(found) < len(every) and not as_json:
            note(f"{len(found)} of {len(every)} unanswered acts; --limit 0 shows all")
    if as_json:
        print_json({"unanswered": [to_json.unanswered(known, s) for s in found]})
    elif not found:
        note("no act without an answer")
    else:
        _print(known, found)


def _print(known: History, found: "list[Unanswered]") -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("date", no_wrap=True)
    table.add_column("act")
    table.add_column("by now", justify="right")
    table.add_column("to come", justify="right")
    for it in found:
        table.add_row(
            when(it.event),
            act_line(known, it.event),
            _share(it.expected),
            _share(it.coming),
        )
    lines = [
        "by now: the probability that an answer would have come; to come: that one",
        "still comes. No answer is told of here; one may be told elsewhere.",
    ]
    if any(s.expected is None for s in found):
        lines.append("A dash: the date, a month or vaguer, is too vague to reckon from.")
    show(table, *(Text(line, "dim") for line in lines))


def _share(probability: float | None) -> str:
    return "–" if probability is None else f"{probability:.0%}"
