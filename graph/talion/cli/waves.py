"""`talion waves`: one cause, many states that act together, and the answers they got."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from talion.cli.support.filters import MILD, Asked, period_options
from talion.cli.support.output import json_option, limit_option, note, picture_option, print_json
from talion.cli.support.sources import (
    bare,
    infer_option,
    is_table,
    material_options,
    stored,
    tabled,
    within,
)
from talion.cli.support.wording import act_line, lag_words, names, quote_line, show, what, when
from talion.reciprocity import to_json
from talion.reciprocity.chains import limited
from talion.reciprocity.history import History
from talion.reciprocity.response import Lag, Response
from talion.reciprocity.waves import Wave
from talion.reciprocity.waves import waves as find_waves

if TYPE_CHECKING:
    from rich.text import Text


@click.command()
@material_options
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
    help="Days by which acts of a wave follow each other.",
)
@limit_option(10)
@picture_option
@json_option
@click.pass_context
def waves(
    ctx: click.Context,
    events: Path | None,
    model_file: Path | None,
    asked: Asked,
    infer: bool,
    states: int,
    gap: int,
    limit: int,
    picture: str | None,
    as_json: bool,
) -> None:
    """Find waves: many states act against one side together, for one cause, and are answered.

    Acts belong together where sources say so, or where so many states act alike within days that
    coincidence is out of the question.

    \b
    Examples:
      talion waves
      talion waves --states 10 --since 2018-03 --picture wave.svg    (of the first)
      talion waves events.parquet --min-severity 0.4
    """
    if events is not None and is_table(events):
        table = tabled(events, model_file)
        known = within(table, asked.scope(bare(table), milder=MILD))
    else:
        every = stored(ctx, events, model_file, infer=infer)
        known = limited(every, asked.scope(every))
    found = find_waves(known, states=states, probability=asked.probability, gap=gap)
    shown = found[: limit or None]
    if picture and shown:
        from talion.render.pictures.canvas import save
        from talion.render.pictures.wave import wave_picture

        save(wave_picture(known, shown[0]), picture)
    if as_json:
        told = [to_json.wave(known, w) for w in shown]
        print_json({"total": len(found), "waves": told})
        return
    if not found:
        note(f"no wave of {states} states or more")
    for number, wave in enumerate(shown, 1):
        _print(known, number, wave)
    if len(shown) < len(found):
        note(f"{len(shown)} of {len(found)} waves; --limit 0 shows all")


def _print(known: History, number: int, wave: Wave) -> None:
    from rich.table import Table
    from rich.text import Text

    span = [when(a) for a in wave.events if a.date or a.time is not None]
    dates = f", {span[0]}" + (f" to {span[-1]}" if span[-1] != span[0] else "") if span else ""
    head = f"{number}  {len(wave.states)} states → {known.name(wave.target)}{dates}"
    count = f"; {wave.count} in all" if wave.count else ""
    lines = [Text.assemble((head, "bold"), f"  {len(wave.events)} acts{count}")]
    lines.append(_cause(known, wave))
    table = Table.grid(padding=(0, 2))
    table.add_column(min_width=10, no_wrap=True)
    table.add_column()
    table.add_column()
    for act in wave.events:
        replies = [a for a in wave.responses if a.antecedent == act.id]
        table.add_row(
            when(act),
            Text.assemble((names(known, act.by), "bold"), f": {what(known, act)}"),
            Text("; ".join(_reply(known, a) for a in replies), "green"),
        )
    told = f"answered: {wave.answered} of {len(wave.events)}"
    if wave.chance is not None and wave.expected is not None:
        told += f"\nso many states at once: by chance {_chance(wave.chance)}"
        told += f", {wave.expected:.2g} would be expected"
    show(*lines, table, Text(told, "dim"), "")


def _chance(value: float) -> str:
    return f"p = {value:.1g}" if value >= 1e-6 else "p < 0.000001"


def _cause(known: History, wave: Wave) -> "Text":
    from rich.text import Text

    if wave.antecedent is None:
        return Text("no cause is told or inferred", "dim")
    line = Text.assemble(
        ("cause: ", "dim"), act_line(known, wave.antecedent), f", {when(wave.antecedent)}"
    )
    stated = sum(a.stated for a in wave.links)
    line.append(f" (stated of {stated} of {len(wave.events)})" if stated else "", "dim")
    line.append("" if stated else f" (inferred, {wave.certainty:.2f} of the acts)", "dim")
    for told in [e for a in wave.links for e in a.evidence][:1]:
        line.append("\n").append_text(quote_line(told))
    return line


def _reply(known: History, answer: Response) -> str:
    reply = known.events[answer.event]
    lag = lag_words(Lag.between(known.events[answer.antecedent], reply))
    sure = "" if answer.probability is None else f", p = {answer.probability:.2f}"
    basis = "" if answer.stated else f" (inferred{sure})"
    return f"← {what(known, reply)}" + (f", {lag}" if lag else "") + basis
