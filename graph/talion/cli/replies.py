"""`talion replies`: for every act the probability that it answers an earlier one, and which."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from talion.cli.support.event_files import events_in
from talion.cli.support.output import json_option, limit_option, note, print_json, print_table
from talion.cli.support.sources import engine_options, is_table, model_of, model_option
from talion.cli.support.stores import reading
from talion.cli.support.suggestions import Choice
from talion.errors import UnknownError
from talion.store import Store

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from talion.events.table import EventTable
    from talion.hawkes.reply_model import Model


@click.command()
@click.argument("events", required=False)
@model_option
@click.option("--types", metavar="TYPE[,TYPE]", help="Only acts of these types.")
@click.option("--inferred-only", is_flag=True, help="Leave aside which answers sources state.")
@click.option(
    "--order",
    type=Choice(("auto", "listed", "unknown")),
    default="auto",
    show_default=True,
    help="Whether acts of one day are listed as they happened; auto: in tables made by hand.",
)
@click.option(
    "--min-probability",
    "least",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    help="From which probability an act is told as an answer.",
)
@click.option(
    "--candidates",
    type=click.IntRange(1, 20),
    default=3,
    show_default=True,
    help="How many possible causes to tell of each act.",
)
@engine_options
@click.option("-o", "--output", metavar="DIR", help="With Spark: write Parquet there.")
@click.option("--write", is_flag=True, help="Write inferred answers into the store, as claims.")
@limit_option(40, "Answers to show; 0 for all.")
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
    engine: str,
    master: str | None,
    buckets: int,
    output: str | None,
    write: bool,
    limit: int,
    as_json: bool,
) -> None:
    """Tell for every act whether it answers one of the other side, which, and how surely.

    EVENTS is an event table, a CSV, a raw export, or a store (by default the store). What a
    source states stands above what the model infers.

    \b
    Examples:
      talion replies events.parquet
      talion replies --write --min-probability 0.3
      talion replies expulsions.csv --types expulsion --json
      talion replies parts/ --engine spark --master spark://host:7077 -o replies/
    """
    model = model_of(model_file)
    either = {"auto": None, "listed": False, "unknown": True}[order]
    about = {"name": str(model_file or "default"), **model.source, "states": model.states}
    if engine == "spark":
        if events is None or output is None or write:
            raise click.UsageError("--engine spark takes EVENTS, --output DIR, and no --write")
        told_of = _on_spark(
            events,
            output,
            model,
            master,
            either=either,
            candidates=candidates,
            least=least,
            stated=not inferred_only,
            buckets=buckets,
            choose=None if types is None else partial(_asked, types),
        )
        if as_json:
            print_json({"model": about, "output": output, **told_of})
        return
    if master or output:
        raise click.UsageError("--master and --output go with --engine spark")
    place = None if events is None else Path(events)
    if write:
        if types is not None:
            raise click.UsageError("--write weighs acts of every type; leave --types out")
        _write(ctx, place, model, least)
        return
    from talion.hawkes.consistency import agreeing, stated_in
    from talion.hawkes.from_table import answers, order_is_told
    from talion.hawkes.reply_rows import reply_rows

    material = _events(ctx, place)
    table = _typed(material.events, types)
    found = answers(model, table, candidates=candidates, either=either)
    if not inferred_only:
        known = stated_in(table) if material.stated is None else material.stated
        found = agreeing(found, material.acts(table), known)
    listed = order_is_told(table) if either is None else not either
    told = reply_rows(table, found, least=least, stated=not inferred_only)
    if as_json:
        about |= {"order": "listed" if listed else "unknown", "min_probability": least}
        print_json({"model": about, "replies": list(told)})
    else:
        _print(list(told), material.acts(table), limit)
    _left_out(material, table)


def _write(ctx: click.Context, place: Path | None, model: Model, least: float) -> None:
    """Write what the model infers into a store, beside what sources state."""
    from talion.reciprocity.inference import RUN, write_inferred

    if is_table(place):
        raise click.UsageError("--write needs a store, not a file of events")
    number, acts = write_inferred(Store.open(place) if place else reading(ctx), model, least)
    noun = "answer" if number == 1 else "answers"
    note(f"{number} inferred {noun} of {_acts(acts)} written as claims of the model run '{RUN}'")


@dataclass(frozen=True, slots=True)
class _Material:
    """The table asked for; of a store its acts, what is stated by act, and what the table lacks."""

    events: EventTable
    known: Collection[str] | None = None
    stated: Mapping[str, list[str]] | None = None
    hidden: Mapping[str, int] = field(default_factory=dict)

    def acts(self, table: EventTable) -> list[str]:
        """Return by row the act it is of: in a store, an act of several pairs has several rows."""
        from talion.reciprocity.inference import incidents_of_rows

        known = self.known
        return table.table["id"].to_pylist() if known is None else incidents_of_rows(table, known)


def _events(ctx: click.Context, place: Path | None) -> _Material:
    """Return the table asked for, a file's or a store's."""
    from talion.reciprocity.history import read_history, stated_antecedents
    from talion.reciprocity.stored_events import events_from_history

    if place is not None and is_table(place):
        return _Material(events_in(place))
    store = Store.open(place) if place else reading(ctx)
    with store.view() as view:
        known = read_history(view)
    done = [a for a in known.events.values() if a.status == "reported"]
    hidden = {
        "without a date": sum(a.date is None for a in done),
        "alleged or planned": len(known.events) - len(done),
    }
    return _Material(events_from_history(known), known.events, stated_antecedents(known), hidden)


def _left_out(material: _Material, table: EventTable) -> None:
    """Say which acts are no rows of the table, and of which of them nothing is inferred."""
    from talion.hawkes.from_table import datable

    told = ", ".join(f"{number} {why}" for why, number in material.hidden.items() if number)
    if told:
        note(f"acts left out: {told}")
    ids = material.acts(table)
    _vague(len({ids[row] for row in (~datable(table)).nonzero()[0].tolist()}))


def _vague(number: int) -> None:
    if number:
        note(f"nothing is inferred of {_acts(number)} known to a year or vaguer")


def _acts(number: int) -> str:
    return f"{number} act{'' if number == 1 else 's'}"


def _typed(table: EventTable, types: str | None) -> EventTable:
    """Return the acts of the types asked for."""
    if types is None:
        return table
    import pyarrow as pa
    import pyarrow.compute as pc

    from talion.events.table import EventTable as Table

    asked = _asked(types, table.table["type"].to_pylist())
    chosen = pc.is_in(table.table["type"].cast(pa.string()), value_set=pa.array(asked))
    return Table(table.table.filter(chosen))


def _asked(types: str, known: Iterable[str]) -> list[str]:
    """Return the types asked for; UnknownError for one that neither we nor the table know."""
    from talion.events.event_types import named_type

    there = set(known)
    asked = []
    for name in filter(None, (part.strip() for part in types.split(","))):
        kind = name if name in there else named_type(name)
        if kind is None:
            raise UnknownError("incident type", name, tuple(sorted(there))[:3])
        asked.append(kind)
    if there.isdisjoint(asked):
        raise UnknownError("incident type", ", ".join(asked), tuple(sorted(there))[:3])
    return asked


def _on_spark(
    events: str, output: str, model: Model, master: str | None, **asked: Any
) -> dict[str, Any]:
    """Run on a cluster, Parquet in, Parquet out; return how many acts there are of each origin."""
    from dataclasses import asdict

    from talion.hawkes.spark.replies import replies_on_spark

    told = replies_on_spark(events, output, model, master, **asked)
    note(
        f"{_acts(told.acts)}, {told.stated + told.inferred} of them answers "
        f"({told.stated} stated, {told.inferred} inferred), in {output}"
    )
    _vague(told.vague)
    return asdict(told)


def _print(told: Sequence[dict[str, Any]], acts: Sequence[str], limit: int) -> None:
    """Print the answers as a table, and how many acts there are of each origin."""
    answers = [v for v in told if v["answers"]]
    shown = answers[: limit or None]
    print_table(
        ("date", "who", "did", "to whom", "answers", "of", "days", "how surely"),
        [
            (
                v["date"],
                v["source"],
                v["type"],
                v["target"],
                v["answers"]["id"],
                v["answers"]["date"],
                _days(v["answers"]["lag_days"]),
                "stated" if v["basis"] == "stated" else f"{v['p_reply']:.0%}",
            )
            for v in shown
        ],
        right="days",
    )
    by = {
        basis: len(
            {a for a, v in zip(acts, told, strict=True) if v["answers"] and v["basis"] == basis}
        )
        for basis in ("stated", "inferred")
    }
    rows = f" (a row a pair: {len(told)})" if len(set(acts)) < len(told) else ""
    more = f"; {len(shown)} of {len(answers)} rows shown" if len(shown) < len(answers) else ""
    kinds = ", ".join(f"{number} {basis}" for basis, number in by.items())
    note(f"{_acts(len(set(acts)))}{rows}, {sum(by.values())} of them answers ({kinds}){more}")


def _days(lag: float | list[int]) -> str:
    """Return a lag, or the least and the most: `87`, `0 to 87`."""
    return f"{lag[0]} to {lag[1]}" if isinstance(lag, list) else f"{lag:g}"
