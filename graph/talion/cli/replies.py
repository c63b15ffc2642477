"""`talion replies`: for every act the probability that it answers an earlier one, and which."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from talion.cli.material import is_table, material_options, model_of
from talion.cli.opening import reading
from talion.cli.output import json_option, note, print_json, print_table
from talion.errors import UnknownError
from talion.store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from talion.reciprocity.events.schema import EventTable
    from talion.reciprocity.hawkes.model import Model

ENGINES = ("local", "spark")


@click.command()
@material_options
@click.option("--types", metavar="TYPE[,TYPE]", help="Only acts of these types.")
@click.option("--inferred-only", is_flag=True, help="Leave aside which answers sources state.")
@click.option(
    "--order",
    type=click.Choice(("auto", "listed", "unknown")),
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
@click.option("--engine", type=click.Choice(ENGINES), default="local", show_default=True)
@click.option("--master", metavar="URL", help="The Spark master (spark://…, local[*]).")
@click.option("-o", "--output", metavar="DIR", help="With Spark: write Parquet there.")
@click.option("--write", is_flag=True, help="Write inferred answers into the store, as claims.")
@click.option("--limit", default=40, show_default=True, help="Answers to show; 0 for all.")
@json_option
@click.pass_context
def replies(
    ctx: click.Context,
    events: Path | None,
    model_file: Path | None,
    types: str | None,
    inferred_only: bool,
    order: str,
    least: float,
    candidates: int,
    engine: str,
    master: str | None,
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
    if engine == "spark":
        _on_spark(events, model, master, output, order)
        return
    if write:
        if types is not None:
            raise click.UsageError("--write weighs acts of every type; leave --types out")
        _write(ctx, events, model, least)
        return
    from talion.reciprocity.hawkes.agreement import agreeing, stated_in
    from talion.reciprocity.hawkes.events import answers, order_is_told
    from talion.reciprocity.hawkes.verdicts import verdicts

    material = _events(ctx, events)
    table = _typed(material.events, types)
    either = {"auto": None, "listed": False, "unknown": True}[order]
    found = answers(model, table, candidates=candidates, either=either)
    if not inferred_only:
        known = stated_in(table) if material.stated is None else material.stated
        found = agreeing(found, material.acts(table), known)
    listed = order_is_told(table) if either is None else not either
    told = verdicts(table, found, least=least, stated=not inferred_only)
    if as_json:
        about = {
            "name": str(model_file or "default"),
            **model.source,
            "states": model.states,
            "order": "listed" if listed else "unknown",
            "min_probability": least,
        }
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
    """The table asked for; of a store also what is stated by act, and what the table lacks."""

    events: EventTable
    stated: Mapping[str, list[str]] | None = None
    hidden: Mapping[str, int] = field(default_factory=dict)

    def acts(self, table: EventTable) -> list[str]:
        """Return by row the act it is of: in a store, an act of several pairs has several rows."""
        from talion.reciprocity.inference import acts_of_rows

        return table.table["id"].to_pylist() if self.stated is None else acts_of_rows(table)


def _events(ctx: click.Context, place: Path | None) -> _Material:
    """Return the table asked for, a file's or a store's."""
    from talion.reciprocity.annals import annals
    from talion.reciprocity.events.load import load_events
    from talion.reciprocity.events.stored import events_from_annals
    from talion.reciprocity.inference import stated_among

    if place is not None and is_table(place):
        return _Material(load_events(place))
    store = Store.open(place) if place else reading(ctx)
    with store.view() as view:
        known = annals(view)
    done = [a for a in known.acts.values() if a.status == "reported"]
    hidden = {
        "without a date": sum(a.date is None for a in done),
        "alleged or planned": len(known.acts) - len(done),
    }
    return _Material(events_from_annals(known), stated_among(known), hidden)


def _left_out(material: _Material, table: EventTable) -> None:
    """Say which acts are no rows of the table, and of which of them nothing is inferred."""
    from talion.reciprocity.hawkes.events import datable

    told = ", ".join(f"{number} {why}" for why, number in material.hidden.items() if number)
    if told:
        note(f"acts left out: {told}")
    ids = material.acts(table)
    vague = len({ids[row] for row in (~datable(table)).nonzero()[0].tolist()})
    if vague:
        note(f"nothing is inferred of {_acts(vague)} known to a year or vaguer")


def _acts(number: int) -> str:
    return f"{number} act{'' if number == 1 else 's'}"


def _typed(table: EventTable, types: str | None) -> EventTable:
    """Return the acts of the types asked for; a type that the table lacks is told."""
    if types is None:
        return table
    from talion.reciprocity.events.schema import EventTable as Table

    asked = [name.strip() for name in types.split(",") if name.strip()]
    known = set(table.table["type"].to_pylist())
    if not any(name in known for name in asked):
        near = tuple(sorted(str(k) for k in known))[:3]
        raise UnknownError("incident type", ", ".join(asked), near)
    import pyarrow as pa
    import pyarrow.compute as pc

    chosen = pc.is_in(table.table["type"].cast(pa.string()), value_set=pa.array(asked))
    return Table(table.table.filter(chosen))


def _on_spark(
    events: Path | None, model: Model, master: str | None, output: str | None, order: str
) -> None:
    """Run on a cluster: Parquet in, Parquet out."""
    from talion.reciprocity.spark import replies_on_spark

    if events is None or output is None:
        raise click.UsageError("--engine spark needs EVENTS (Parquet) and --output DIR")
    if order == "auto":
        raise click.UsageError("--engine spark needs --order listed or --order unknown")
    number = replies_on_spark(str(events), output, model, master, either=order == "unknown")
    note(f"{number} acts told in {output}")


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
