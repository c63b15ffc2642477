"""`talion chains`: who answered whom, step by step, with the sentences that say so."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from talion.cli.support.chain_text import Story, heading
from talion.cli.support.filters import MILD, Asked, scope_options
from talion.cli.support.output import (
    Progress,
    json_option,
    limit_option,
    note,
    picture_option,
    print_json,
    print_table,
)
from talion.cli.support.sources import (
    Tabled,
    bare,
    infer_option,
    is_table,
    material_options,
    model_of,
    stored,
    tabled,
)
from talion.cli.support.wording import show
from talion.reciprocity import to_json
from talion.reciprocity.chains import Chain, RankedChains, Scope
from talion.reciprocity.chains import chains as find_chains
from talion.reciprocity.history import History

if TYPE_CHECKING:
    from talion.reciprocity.significance import Excess


@click.command()
@material_options
@scope_options
@click.option("--min-length", default=2, show_default=True, help="The least number of steps.")
@click.option("--tit-for-tat", is_flag=True, help="Only answers that turn on who they answer.")
@infer_option
@limit_option(20)
@click.option(
    "--null",
    "shuffles",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="Compare with N shuffles.",
)
@click.option("--seed", default=0, show_default=True, help="The seed of the shuffles.")
@picture_option
@json_option
@click.pass_context
def chains(
    ctx: click.Context,
    events: Path | None,
    model_file: Path | None,
    asked: Asked,
    min_length: int,
    tit_for_tat: bool,
    infer: bool,
    limit: int,
    shuffles: int,
    seed: int,
    picture: str | None,
    as_json: bool,
) -> None:
    """Follow chains of answers: who did what to whom, who answered, and who says so.

    In the store, or in a file of EVENTS, where the reply model tells what answers what. The
    longest come first, then the gravest, then the surest. Acts that were answered together or
    were coordinated are told as one step. With --null, also how many chains chance would give, if
    every pair acted as often as it did but at other times.

    \b
    Examples:
      talion chains
      talion chains --between Russia Netherlands
      talion chains --type expulsion --since 2022 --tit-for-tat
      talion chains events.parquet --only expulsion --min-probability 0.3
      talion chains events.parquet --null 100
      talion chains --json | jq .total
    """
    more = {"length": min_length, "alternating": tit_for_tat}
    table = tabled(events, model_file) if events is not None and is_table(events) else None
    if table is not None:
        known, found = _in_table(table, asked, limit or None, more)
    else:
        known = stored(ctx, events, model_file, infer=infer)
        found = find_chains(known, asked.scope(known, **more), limit or None)
    if picture and found.chains:
        from talion.render.pictures.canvas import save
        from talion.render.pictures.strips import strips

        save(strips(known, found.chains), picture)
    told = to_json.ranked_chains(known, found) if as_json else {}
    if not as_json:
        _print(known, found)
    if shuffles:
        scope = asked.scope(known, milder=MILD if table else 0.0, **more)
        excess = _significance(table or _dated(known, model_file), scope, shuffles, seed)
        told["null"] = {"shuffles": shuffles, "seed": seed, "lengths": to_json.excess(excess)}
        if not as_json:
            _compare(excess, shuffles)
    if as_json:
        print_json(told)


def _in_table(
    table: Tabled, asked: Asked, limit: int | None, more: dict[str, Any]
) -> tuple[History, RankedChains]:
    from talion.reciprocity.event_chains import event_chains

    scope = asked.scope(bare(table), milder=MILD, **more)
    result = event_chains(table.events, table.causes, scope, limit)
    return result.history, result.found


def _dated(known: History, model_file: Path | None) -> Tabled:
    """Return a store's dated incidents as events."""
    from talion.reciprocity.antecedents import Antecedents
    from talion.reciprocity.stored_events import events_from_history

    events = events_from_history(known)
    return Tabled(events, Antecedents.told(events.columns()), model_of(model_file))


def _significance(table: Tabled, scope: Scope, shuffles: int, seed: int) -> "list[Excess]":
    from talion.reciprocity.significance import significance

    with Progress("shuffles", shuffles) as tick:
        return significance(
            table.events, table.model, scope, shuffles=shuffles, seed=seed, tick=tick
        )


def _compare(excess: "list[Excess]", shuffles: int) -> None:
    rows = [
        (e.length, e.found, f"{e.mean:.1f} ± {e.deviation:.1f}", f"{e.chance:.3g}") for e in excess
    ]
    show(
        "",
        "Chains that the reply model finds by dates alone, whatever sources state: in the true",
        f"order, and by chance, in {shuffles} shuffles of the dates (without acts known to a year",
        "or vaguer).",
    )
    print_table(("steps or more", "found", "by chance", "p"), rows, right="found p")


def _print(known: History, found: RankedChains) -> None:
    if not found.chains:
        note("no chain of answers of that kind")
        return
    shown: list[Chain] = []
    for number, chain in enumerate(found.chains, 1):
        show(heading(known, number, chain), Story(known, chain).table(shown))
        shown.append(chain)
    if found.total > len(found.chains):
        note(f"{len(found.chains)} of {found.total} chains; --limit 0 shows all")
