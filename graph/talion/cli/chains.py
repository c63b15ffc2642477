"""`talion chains`: who responded to whom, step by step, with the sentences that say so."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from talion.cli.support.chain_text import ChainText, heading
from talion.cli.support.filters import Filters, filter_options
from talion.cli.support.output import (
    Progress,
    json_option,
    limit_option,
    note,
    picture_option,
    print_json,
    show,
)
from talion.cli.support.sources import (
    TableSource,
    infer_option,
    is_table,
    model_of,
    note_milder,
    source_options,
    store_history,
    table_names,
    table_source,
)
from talion.cli.support.tables import print_table
from talion.cli.support.wording import counted
from talion.reciprocity import to_json
from talion.reciprocity.chain import Chain
from talion.reciprocity.chains import RankedChains
from talion.reciprocity.chains import chains as find_chains
from talion.reciprocity.history import History
from talion.reciprocity.scope import MILD, Scope

if TYPE_CHECKING:
    from talion.reciprocity.significance import Excess


@click.command()
@source_options
@filter_options
@click.option("--min-length", default=2, show_default=True, help="The least number of steps.")
@click.option(
    "--tit-for-tat",
    is_flag=True,
    help="Only responses against the side that acted before.",
)
@infer_option
@limit_option(20)
@click.option(
    "--null",
    "shuffles",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="Compare with N shuffles of the dates.",
)
@click.option("--seed", default=0, show_default=True, help="The seed of the shuffles.")
@picture_option
@json_option
@click.pass_context
def chains(
    ctx: click.Context,
    events: Path | None,
    model_file: Path | None,
    filters: Filters,
    min_length: int,
    tit_for_tat: bool,
    infer: bool,
    limit: int,
    shuffles: int,
    seed: int,
    picture: str | None,
    as_json: bool,
) -> None:
    """Follow chains of responses: who did what to whom, who responded, and who says so.

    Chains are read from the store, or from a file of EVENTS, in which the reply model infers what
    responds to what. The longest come first, then the most severe, then the most probable. A chain
    is as probable as its weakest link; what nobody has reviewed is as probable as the extractor
    holds it. Coordinated events, and events with a common response, form one step. With --null, the
    number of chains is compared with the number to be expected by chance, if every pair of states
    acted as often as it did but at other times.

    \b
    Examples:
      talion chains
      talion chains --between Russia Netherlands
      talion chains --type expulsion --since 2022 --tit-for-tat
      talion chains --min-confidence 0.5
      talion chains events.parquet --only expulsion --min-probability 0.3
      talion chains events.parquet --null 100
      talion chains --json | jq .total
    """
    more = {"length": min_length, "alternating": tit_for_tat}
    table = table_source(events, model_file) if events is not None and is_table(events) else None
    if table is not None:
        known, found = _in_table(table, filters, limit or None, more)
    else:
        known = store_history(ctx, events, model_file, infer=infer, confidence=filters.confidence)
        found = find_chains(known, filters.scope(known, **more), limit or None)
    if picture and found.chains:
        from talion.render.pictures.canvas import save
        from talion.render.pictures.strips import strips

        save(strips(known, found.chains), picture)
    result = to_json.ranked_chains(known, found) if as_json else {}
    if not as_json:
        _print(known, found)
    if shuffles:
        scope = filters.scope(known, milder=MILD if table else 0.0, **more)
        excess = _significance(table or _dated(known, model_file), scope, shuffles, seed)
        result["null"] = {"shuffles": shuffles, "seed": seed, "lengths": to_json.excess(excess)}
        if not as_json:
            _compare(excess, shuffles)
    if as_json:
        print_json(result)


def _in_table(
    table: TableSource, filters: Filters, limit: int | None, more: dict[str, Any]
) -> tuple[History, RankedChains]:
    from talion.reciprocity.event_chains import event_chains

    scope = filters.scope(table_names(table), milder=MILD, **more)
    note_milder(table, scope.severity)
    result = event_chains(table.events, table.antecedents, scope, limit)
    return result.history, result.found


def _dated(known: History, model_file: Path | None) -> TableSource:
    """Return a store's dated incidents as events."""
    from talion.reciprocity.antecedents import Antecedents
    from talion.reciprocity.stored_events import events_from_history

    events = events_from_history(known)
    return TableSource(events, Antecedents.stated_only(events.columns()), model_of(model_file))


def _significance(table: TableSource, scope: Scope, shuffles: int, seed: int) -> "list[Excess]":
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
        "Chains that the reply model infers from dates alone, whatever the sources state: in the",
        f"true order, and by chance in {counted(shuffles, 'shuffle')} of the dates. Events dated",
        "to a year or more vaguely are left out.",
    )
    print_table(("steps or more", "observed", "by chance", "p"), rows, right=("observed", "p"))


def _print(known: History, found: RankedChains) -> None:
    if not found.chains:
        note("no such chain of responses")
        return
    shown: list[Chain] = []
    for number, chain in enumerate(found.chains, 1):
        show(heading(known, number, chain), ChainText(known, chain).table(shown))
        shown.append(chain)
    if found.total > len(found.chains):
        note(f"{len(found.chains)} of {found.total} chains; --limit 0 shows all")
