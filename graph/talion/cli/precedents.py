"""`talion precedents`: earlier acts most like one, why, and what answer those got."""

from collections.abc import Iterator
from pathlib import Path

import click

from talion.cli.support.output import json_option, limit_option, print_json
from talion.cli.support.sources import infer_option, is_table, material_options, stored, tabled
from talion.cli.support.stores import reading
from talion.cli.support.wording import (
    act_line,
    basis_words,
    lag_words,
    names,
    show,
    span,
    what,
    when,
)
from talion.reciprocity import to_json
from talion.reciprocity.history import History
from talion.reciprocity.precedents import Outcome, Precedent, Precedents, Reaction
from talion.reciprocity.precedents import precedents as find_precedents
from talion.store import Store
from talion.store.lookup import find_incident


@click.command()
@click.argument("incident")
@material_options
@infer_option
@click.option(
    "--min-probability",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    help="The least probability of an inferred answer.",
)
@limit_option(10, "How many precedents to weigh.")
@json_option
@click.pass_context
def precedents(
    ctx: click.Context,
    incident: str,
    events: Path | None,
    model_file: Path | None,
    infer: bool,
    min_probability: float,
    limit: int,
    as_json: bool,
) -> None:
    """Find earlier acts most like INCIDENT, with the reasons, and what answer those got.

    INCIDENT is its id, that of a report of it (article#e1), or the id of an event of EVENTS.
    What the precedents got is what is to be expected now.

    \b
    Examples:
      talion precedents 2021-10-06-expulsion-nato-russia
      talion precedents 2020-12-10-moscow-times#e1
      talion precedents x104 expulsions.csv
    """
    if events is not None and is_table(events):
        from talion.reciprocity.event_chains import related_history

        table = tabled(events, model_file)
        known, ident = (
            related_history(table.events, table.causes, incident, min_probability),
            incident,
        )
    else:
        with (Store.open(events) if events else reading(ctx)).view() as view:
            ident = find_incident(view, incident).id
        known = stored(ctx, events, model_file, infer=infer)
    found = find_precedents(known, ident, limit=limit, probability=min_probability)
    if as_json:
        print_json(to_json.precedents(known, found))
    else:
        _print(known, found)


def _print(known: History, found: Precedents) -> None:
    from rich.table import Table
    from rich.text import Text

    show(Text.assemble(act_line(known, found.event), f", {when(found.event)}"))
    for reaction in found.reactions:
        show(Text(f"  it got {_reaction(known, reaction)}", "green"))
    if found.outcome is None:
        show("", "no earlier act is like it")
        return
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right")
    table.add_column(min_width=10, no_wrap=True)
    table.add_column()
    for precedent in found.found:
        table.add_row("", "", "")
        _add(table, known, precedent)
    show(table, "", *(Text(line) for line in _outlook(known, found.outcome)))


def _add(table: "object", known: History, precedent: Precedent) -> None:
    from rich.table import Table
    from rich.text import Text

    assert isinstance(table, Table)
    table.add_row(f"{precedent.score:.2f}", when(precedent.event), act_line(known, precedent.event))
    table.add_row("", "", Text("; ".join(r.words for r in precedent.reasons), "dim"))
    for reaction in precedent.reactions:
        table.add_row("", "   ↓", Text(_reaction(known, reaction), "green"))
    if not precedent.reactions:
        table.add_row("", "", Text("no answer is told of", "yellow"))


def _reaction(known: History, reaction: Reaction) -> str:
    lag = lag_words(reaction.lag)
    ratio = f", {_times(reaction.ratio)}" if reaction.ratio is not None else ""
    basis = basis_words([reaction.response])
    words = f"{what(known, reaction.event)} by {names(known, reaction.event.by)}"
    return f"{words}{', ' + lag if lag else ''}{ratio} ({basis})"


def _times(ratio: float) -> str:
    return "as many" if ratio == 1 else f"{ratio:.2g} times as many"


def _outlook(known: History, outcome: Outcome) -> Iterator[str]:
    yield (
        f"to be expected, by {outcome.precedents} precedents weighed by likeness:"
        f" an answer in {outcome.answered:.0%} of cases"
    )
    if outcome.types:
        kinds = ", ".join(f"{known.label(k)} {share:.0%}" for k, share in outcome.types.items())
        yield f"  of what kind: {kinds}"
    if outcome.delay is not None:
        yield f"  how soon: after {span(outcome.delay)} in the median of those known to the day"
    elif outcome.delays:
        yield f"  how soon: {'; '.join(lag_words(lag) for lag in outcome.delays)}"
    if outcome.ratio is not None:
        yield f"  how large: {_times(outcome.ratio)}, in the median"
