"""`talion waves`: coordinated action of many states with one cause, and the responses."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from talion.cli.support.filters import Filters, period_options
from talion.cli.support.output import (
    json_option,
    limit_option,
    note,
    picture_option,
    print_json,
    show,
)
from talion.cli.support.sources import (
    infer_option,
    is_table,
    note_milder,
    source_options,
    store_history,
    table_history,
    table_names,
    table_source,
)
from talion.cli.support.wording import (
    basis_words,
    counted,
    event_line,
    events_words,
    lag_words,
    names,
    quote_line,
    sum_words,
    what,
    when,
)
from talion.reciprocity import to_json
from talion.reciprocity.history import History
from talion.reciprocity.response import Lag, Response
from talion.reciprocity.scope import MILD, limited
from talion.reciprocity.waves import Wave
from talion.reciprocity.waves import waves as find_waves

if TYPE_CHECKING:
    from rich.text import Text


@click.command()
@source_options
@period_options
@infer_option
@click.option(
    "--states",
    type=click.IntRange(2),
    default=3,
    show_default=True,
    help="The least number of states.",
)
@click.option(
    "--gap",
    type=click.IntRange(0),
    default=5,
    show_default=True,
    help="The most days between one event of a wave and the next.",
)
@limit_option(10)
@picture_option
@json_option
@click.pass_context
def waves(
    ctx: click.Context,
    events: Path | None,
    model_file: Path | None,
    filters: Filters,
    infer: bool,
    states: int,
    gap: int,
    limit: int,
    picture: str | None,
    as_json: bool,
) -> None:
    """Find waves: coordinated action of many states against one, its cause, and the responses.

    Events form a wave where sources say that they belong together, or where so many states act
    alike within days that chance is ruled out. --picture draws the first wave.

    \b
    Examples:
      talion waves
      talion waves --states 10 --since 2018-03 --picture wave.svg
      talion waves events.parquet --min-severity 0.4
    """
    if events is not None and is_table(events):
        table = table_source(events, model_file)
        scope = filters.scope(table_names(table), milder=MILD)
        known = table_history(table, scope)
        note_milder(table, scope.severity)
    else:
        every = store_history(ctx, events, model_file, infer=infer, confidence=filters.confidence)
        known = limited(every, filters.scope(every))
    found = find_waves(known, states=states, probability=filters.probability, gap=gap)
    shown = found[: limit or None]
    if picture and shown:
        from talion.render.pictures.canvas import save
        from talion.render.pictures.wave import wave_picture

        save(wave_picture(known, shown[0]), picture)
    if as_json:
        waves_shown = [to_json.wave(known, w) for w in shown]
        print_json({"total": len(found), "waves": waves_shown})
        return
    if not found:
        note(f"no wave of {states} or more states")
    for number, wave in enumerate(shown, 1):
        _print(known, number, wave)
    if len(shown) < len(found):
        note(f"{len(shown)} of {len(found)} waves; --limit 0 shows all")


def _print(history: History, number: int, wave: Wave) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(min_width=10, no_wrap=True)
    table.add_column()
    table.add_column()
    for event in wave.events:
        responses = [r for r in wave.responses if r.antecedent == event.id]
        table.add_row(
            when(event),
            Text.assemble((names(history, event.by), "bold"), f": {what(history, event)}"),
            Text("; ".join(_response(history, r) for r in responses), "green"),
        )
    foot = f"with a response: {wave.answered} of {counted(len(wave.events), 'event')}"
    if wave.chance is not None and wave.expected is not None:
        foot += f"\nstates to be expected by chance: {wave.expected:.2g} ({_chance(wave.chance)})"
    show(_heading(history, number, wave), _cause(history, wave), table, Text(foot, "dim"), "")


def _heading(history: History, number: int, wave: Wave) -> "Text":
    """Return how many states acted against whom, when, and how much in all."""
    from rich.text import Text

    dates = [when(e) for e in wave.events if e.date or e.time is not None]
    period = f", {dates[0]}" if dates else ""
    if dates and dates[-1] != dates[0]:
        period += f" to {dates[-1]}"
    states = counted(len(wave.states), "state")
    head = f"{number}  {states} → {history.name(wave.target)}{period}"
    kinds = {event.type for event in wave.events}
    words = sum_words(kinds.pop(), wave.total) if len(kinds) == 1 else ""
    sure = wave.total.different == wave.total.incidents
    numbers = (", " if sure else "; ").join(filter(None, (events_words(wave.total), words)))
    return Text.assemble((head, "bold"), f"  {numbers}")


def _chance(value: float) -> str:
    return f"p = {value:.1g}" if value >= 1e-6 else "p < 0.000001"


def _cause(history: History, wave: Wave) -> "Text":
    """Return the common antecedent, what it rests on, and a sentence behind it."""
    from rich.text import Text

    if wave.antecedent is None:
        return Text("common cause: none stated or inferred", "dim")
    line = Text.assemble(
        ("common cause: ", "dim"),
        event_line(history, wave.antecedent),
        f", {when(wave.antecedent)}",
    )
    stated, events = sum(r.stated for r in wave.links), counted(len(wave.events), "event")
    basis = f"stated for {stated} of {events}"
    if not stated:
        basis = f"inferred, for {wave.certainty * len(wave.events):.1f} of {events}, as expected"
    line.append(f" ({basis})", "dim")
    for evidence in [e for r in wave.links for e in r.evidence][:1]:
        line.append("\n").append_text(quote_line(evidence))
    return line


def _response(history: History, link: Response) -> str:
    response = history.events[link.event]
    lag = lag_words(Lag.between(history.events[link.antecedent], response))
    basis = "" if link.stated else f" ({basis_words([link])})"
    return f"← {what(history, response)}" + (f", {lag}" if lag else "") + basis
