"""`talion replies`: what each event responds to, and with what probability."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from talion.cli.support.assumptions import note_assumptions
from talion.cli.support.event_files import events_in
from talion.cli.support.output import Progress, json_option, limit_option, note, print_json
from talion.cli.support.sources import engine_options, is_table, model_of, model_option
from talion.cli.support.stores import reading
from talion.cli.support.suggestions import Choice
from talion.cli.support.tables import print_table
from talion.cli.support.wording import counted
from talion.errors import UnknownError
from talion.model.claim import Basis
from talion.model.incident import Status
from talion.store import Store
from talion.store.lookup import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from talion.events.table import EventTable
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
    wanted = _Selection(
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
    source = _source(ctx, place)
    found = _inferred(source, model, wanted)
    table, rows = found.table, found.rows
    traits = TableTraits.of(table)
    if as_json:
        from talion.hawkes.from_table import order_is_listed

        listed = order_is_listed(table) if either is None else not either
        about |= {"order": "listed" if listed else "unknown", "min_probability": least}
        about |= {"made": found.made, "base_rate": round(found.share, 4)}
        about |= {"unlike": [str(way) for way in traits.unlike()]}
        print_json({"model": about, "replies": rows})
    else:
        _print(rows, source.events_of(table), limit)
        if explain:
            _print_reasons(rows, limit)
    note_assumptions(model, traits, found.share)
    _left_out(source, table)


@dataclass(frozen=True, slots=True)
class _Selection:
    """What the options ask for; `either` says that the order within a day is not known."""

    types: str | None
    least: float
    candidates: int
    either: bool | None
    stated: bool
    share: float | None = None
    explain: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """The events asked for, a row for each, and the share that the model expects to respond."""

    table: EventTable
    rows: list[dict[str, Any]]
    share: float
    made: str


def _inferred(source: _Source, model: Model, wanted: _Selection) -> _Found:
    """Return the events of the types asked for, and a row for each with its antecedent."""
    from talion.hawkes.choice.base_rate import at_base_rate, expected_share
    from talion.hawkes.consistency import made_consistent, stated_in
    from talion.hawkes.from_table import how_made, infer_replies
    from talion.hawkes.reply_rows import reply_rows

    table = _of_types(source.table, wanted.types)
    if wanted.share is not None:
        model = at_base_rate(model, table, wanted.share, either=wanted.either)
    found = infer_replies(model, table, candidates=wanted.candidates, either=wanted.either)
    share = expected_share(table, found)
    if wanted.stated:
        known = stated_in(table) if source.stated is None else source.stated
        found = made_consistent(found, source.events_of(table), known)
    rows = list(reply_rows(table, found, least=wanted.least, stated=wanted.stated))
    made = how_made(table)
    if wanted.explain and model.choice is not None:
        from talion.hawkes.choice.link_reasons import explained

        unsure = made == made.CODED if wanted.either is None else wanted.either
        links = [(at, int(found.rows[at, 0])) for at, row in enumerate(rows) if row["antecedent"]]
        why = explained(model.choice, table, links, made, either=unsure)
        for at, row in enumerate(rows):
            row["explanation"] = {cause.reason.value: cause.log_odds for cause in why.get(at, ())}
    return _Found(table, rows, share, made.name.lower())


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


@dataclass(frozen=True, slots=True)
class _Source:
    """The table asked for; of a store also its events, the stated links, and what is not in it."""

    table: EventTable
    known: Collection[str] | None = None
    stated: Mapping[str, list[str]] | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)

    def events_of(self, table: EventTable) -> list[str]:
        """Return the event of each row: in a store, one of several pairs has several rows."""
        from talion.reciprocity.stored_events import incidents_of_rows

        known = self.known
        return table.table["id"].to_pylist() if known is None else incidents_of_rows(table, known)


def _source(ctx: click.Context, place: Path | None) -> _Source:
    """Return the table asked for, a file's or a store's."""
    from talion.reciprocity.history import stated_antecedents
    from talion.reciprocity.stored_events import events_from_history
    from talion.reciprocity.stored_history import read_history

    if place is not None and is_table(place):
        return _Source(events_in(place))
    store = Store.open(place) if place else reading(ctx)
    with Progress("reading the store", None), store.view() as view:
        history = read_history(view)
    done = [event for event in history.events.values() if event.status == Status.REPORTED]
    left_out = {
        "without a date": sum(event.date is None for event in done),
        "alleged or expected": len(history.events) - len(done),
    }
    table = events_from_history(history)
    return _Source(table, history.events, stated_antecedents(history), left_out)


_REASONS = {
    "delay": "the delay",
    "in_kind": "the types",
    "severity": "how grave both are",
    "own_since": "own measures since",
    "latest": "being the latest",
    "reports": "the reports",
    "rivals": "rival antecedents",
    "campaign": "its own campaign",
    "activity": "how busy the other side is",
    "base_rate": "how rarely events respond",
}


def _print_reasons(rows: Sequence[dict[str, Any]], limit: int) -> None:
    """Print for each inferred response what raised its probability, and what lowered it."""
    inferred = [row for row in rows if row["antecedent"] and row["basis"] == Basis.INFERRED]
    for row in inferred[: limit or None]:
        parts = row["explanation"]
        if not parts:
            continue
        up = ", ".join(f"{_REASONS[n]} {v:+.1f}" for n, v in parts.items() if v >= _SLIGHT)
        down = ", ".join(f"{_REASONS[n]} {v:+.1f}" for n, v in parts.items() if v <= -_SLIGHT)
        click.echo(f"{row['id']} to {row['antecedent']['id']} (p = {row['p_reply']:.2f})")
        click.echo(f"  raised by {up or 'nothing'}; lowered by {down or 'nothing'}")


_SLIGHT = 0.05
"""Log-odds below which a reason is not worth a word."""


def _left_out(source: _Source, table: EventTable) -> None:
    """Say which events are no rows of the table, and for which of its rows nothing is inferred."""
    from talion.hawkes.from_table import datable

    shown = ", ".join(f"{number} {why}" for why, number in source.left_out.items() if number)
    if shown:
        note(f"events left out: {shown}")
    ids = source.events_of(table)
    _vague(len({ids[row] for row in (~datable(table)).nonzero()[0].tolist()}))


def _vague(number: int) -> None:
    if number:
        note(f"nothing is inferred for {counted(number, 'event')} dated to a year or more vaguely")


def _of_types(table: EventTable, types: str | None) -> EventTable:
    """Return the events of the types asked for."""
    if types is None:
        return table
    import pyarrow as pa
    import pyarrow.compute as pc

    from talion.events.table import EventTable as Table

    wanted = _types(types, table.table["type"].to_pylist())
    chosen = pc.is_in(table.table["type"].cast(pa.string()), value_set=pa.array(wanted))
    return Table(table.table.filter(chosen))


def _types(text: str, known: Iterable[str]) -> list[str]:
    """Return the types asked for; UnknownError for one that no event of the table has."""
    from talion.events.event_types import named_type

    there = set(known)
    wanted = []
    for name in filter(None, (part.strip() for part in text.split(","))):
        kind = name if name in there else named_type(name)
        if kind is None:
            raise UnknownError("incident type", name, nearest(name, there))
        wanted.append(kind)
    if there.isdisjoint(wanted):
        raise UnknownError("incident type", ", ".join(wanted), tuple(sorted(there))[:3])
    return wanted


def _on_spark(
    events: str, output: str, model: Model, master: str | None, buckets: int, wanted: _Selection
) -> dict[str, Any]:
    """Run on a cluster, Parquet in, Parquet out; return the numbers of events by basis."""
    from talion.hawkes.spark.replies import replies_on_spark

    choose = None if wanted.types is None else partial(_types, wanted.types)
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
    note(f"{_numbers(done.events, by_basis)}, in {output}")
    _vague(done.vague)
    return {
        "events": done.events,
        "stated": done.stated,
        "inferred": done.inferred,
        "vague": done.vague,
        "listed": done.listed,
    }


def _numbers(events: int, by_basis: Mapping[Basis, int]) -> str:
    bases = ", ".join(f"{number} {basis}" for basis, number in by_basis.items())
    responses = counted(sum(by_basis.values()), "response")
    return f"{responses} among {counted(events, 'event')} ({bases})"


def _print(rows: Sequence[dict[str, Any]], events: Sequence[str], limit: int) -> None:
    """Print the responses as a table, and their number by basis."""
    responses = [row for row in rows if row["antecedent"]]
    shown = responses[: limit or None]
    lag = "days later" if any(isinstance(row["date"], str) for row in rows) else "later"
    print_table(
        ("date", "source", "target", "event", "in response to", "dated", lag, "basis"),
        [
            (
                row["date"],
                row["source"],
                row["target"],
                row["type"].replace("_", " "),
                row["antecedent"]["id"],
                row["antecedent"]["date"],
                _days(row["antecedent"]["lag_days"]),
                row["basis"] if row["basis"] == Basis.STATED else f"p = {row['p_reply']:.2f}",
            )
            for row in shown
        ],
        right=(lag,),
    )
    by_basis = {
        basis: len(
            {
                event
                for event, row in zip(events, rows, strict=True)
                if row["antecedent"] and row["basis"] == basis
            }
        )
        for basis in Basis
    }
    pairs = f"; {len(rows)} rows, one for each pair" if len(set(events)) < len(rows) else ""
    note(_numbers(len(set(events)), by_basis) + pairs)
    if len(shown) < len(responses):
        note(f"{len(shown)} of {len(responses)} rows; --limit 0 shows all")


def _days(lag: float | list[int]) -> str:
    """Return a lag, or the least and the greatest: `87`, `0 to 87`."""
    return f"{lag[0]} to {lag[1]}" if isinstance(lag, list) else f"{lag:g}"
