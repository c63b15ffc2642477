"""`talion replies`: what each event responds to, and with what probability."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from talion.cli.support.assumptions import note_assumptions, note_certainty
from talion.cli.support.output import Progress, json_option, limit_option, note, print_json
from talion.cli.support.reply_inference import (
    ReplySelection,
    inferred_replies,
    reply_source,
    types_named,
)
from talion.cli.support.reply_text import (
    note_left_out,
    note_vague,
    number_words,
    print_reasons,
    print_replies,
)
from talion.cli.support.sources import engine_options, is_table, model_of, model_option
from talion.cli.support.stores import reading
from talion.cli.support.suggestions import Choice
from talion.cli.support.wording import counted
from talion.model.claim import Basis
from talion.store import Store

if TYPE_CHECKING:
    from talion.hawkes.reply_model import Model


@click.command()
@click.argument("events", required=False)
@model_option
@click.option("--types", metavar="TYPE[,TYPE]", help="Only events of these types.")
@click.option("--inferred-only", is_flag=True, help="Ignore the responses that sources state.")
@click.option(
    "--order",
    type=Choice(("auto", "listed", "unknown")),
    default="auto",
    show_default=True,
    help="Whether events of one day are listed as they happened; auto: yes, if coded by hand.",
)
@click.option(
    "--min-probability",
    "least",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    help="The least probability of an inferred response.",
)
@click.option(
    "--candidates",
    type=click.IntRange(1, 20),
    default=3,
    show_default=True,
    help="How many candidate antecedents to give for each event.",
)
@click.option(
    "--base-rate",
    "share",
    metavar="SHARE",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    help="The share of hostile events that respond at all, if you know better than the model.",
)
@click.option("--explain", is_flag=True, help="Say what raised and what lowered each probability.")
@engine_options
@click.option("-o", "--output", metavar="DIR", help="The folder for Parquet, with --engine spark.")
@click.option("--write", is_flag=True, help="Write inferred responses into the store.")
@limit_option(40)
@json_option
@click.pass_context
def replies(
    ctx: click.Context,
    events: str | None,
    model_file: Path | None,
    types: str | None,
    inferred_only: bool,
    order: str,
    least: float,
    candidates: int,
    share: float | None,
    explain: bool,
    engine: str,
    master: str | None,
    buckets: int,
    output: str | None,
    write: bool,
    limit: int,
    as_json: bool,
) -> None:
    """Infer for each event whether it responds to one of the other side, to which, how probably.

    EVENTS is an event table, a CSV, a raw export, or a store (by default the store). What a
    source states takes precedence over what the model infers.

    \b
    Examples:
      talion replies events.parquet
      talion replies --write --min-probability 0.3
      talion replies expulsions.csv --types expulsion --json
      talion replies events.parquet --base-rate 0.1 --explain
      talion replies parts/ --engine spark --master spark://host:7077 -o replies/
    """
    from talion.hawkes.choice.table_traits import TableTraits

    model = model_of(model_file)
    either = {"auto": None, "listed": False, "unknown": True}[order]
    about = {"name": str(model_file or "default"), **model.source, "states": model.states}
    wanted = ReplySelection(
        types, least, candidates, either, stated=not inferred_only, share=share, explain=explain
    )
    if engine == "spark":
        if events is None or output is None or write:
            raise click.UsageError("--engine spark takes EVENTS, --output DIR, and no --write")
        if share is not None or explain:
            raise click.UsageError("--base-rate and --explain go with --engine local")
        figures = _on_spark(events, output, model, master, buckets, wanted)
        if as_json:
            print_json({"model": about, "output": output, **figures})
        return
    if master or output:
        raise click.UsageError("--master and --output go with --engine spark")
    place = None if events is None else Path(events)
    if write:
        if types is not None:
            raise click.UsageError("--write uses events of every type; leave --types out")
        if explain:
            raise click.UsageError("--explain goes without --write")
        _write(ctx, place, model, least, share)
        return
    source = reply_source(ctx, place)
    found = inferred_replies(source, model, wanted)
    table, rows = found.table, found.rows
    traits = TableTraits.of(table)
    if as_json:
        from talion.hawkes.from_table import order_is_listed

        listed = order_is_listed(table) if either is None else not either
        about |= {"order": "listed" if listed else "unknown", "min_probability": least}
        about |= {"made": found.made, "base_rate": round(found.share, 4)}
        about |= {"unlike": [str(way) for way in traits.unlike()]}
        kept_back = {} if model.choice is None else model.choice.card.get("kept_back", {})
        about["kept_back"] = kept_back.get(found.made, [])
        print_json({"model": about, "replies": rows})
    else:
        print_replies(rows, source.events_of(table), limit)
        if explain:
            print_reasons(rows, limit)
    note_assumptions(model, traits, found.share)
    note_certainty(model, found.made, rows)
    note_left_out(source, table)


def _write(
    ctx: click.Context, place: Path | None, model: Model, least: float, share: float | None
) -> None:
    """Write what the model infers into a store, beside what sources state."""
    from talion.reciprocity.model_run import RUN, write_inferred

    if is_table(place):
        raise click.UsageError("--write needs a store, not a file of events")
    store = Store.open(place) if place else reading(ctx)
    if share is not None:
        from talion.hawkes.choice.base_rate import at_base_rate
        from talion.reciprocity.stored_events import events_from_view

        with store.view() as view:
            model = at_base_rate(model, events_from_view(view), share)
    with Progress("inferring and writing", None):
        number, events = write_inferred(store, model, least)
    note(
        f"{counted(number, 'inferred response')} of {counted(events, 'event')} written as claims"
        f" of the model run '{RUN}'"
    )


def _on_spark(
    events: str, output: str, model: Model, master: str | None, buckets: int, wanted: ReplySelection
) -> dict[str, Any]:
    """Run on a cluster, Parquet in, Parquet out; return the numbers of events by basis."""
    from talion.hawkes.spark.replies import replies_on_spark

    choose = None if wanted.types is None else partial(types_named, wanted.types)
    done = replies_on_spark(
        events,
        output,
        model,
        master,
        either=wanted.either,
        candidates=wanted.candidates,
        least=wanted.least,
        stated=wanted.stated,
        buckets=buckets,
        choose=choose,
    )
    by_basis = {Basis.STATED: done.stated, Basis.INFERRED: done.inferred}
    note(f"{number_words(done.events, by_basis)}, in {output}")
    note_vague(done.vague)
    return {
        "events": done.events,
        "stated": done.stated,
        "inferred": done.inferred,
        "vague": done.vague,
        "listed": done.listed,
    }
