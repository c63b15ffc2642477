"""`talion fit`: fit the reply model to a table of events."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from talion.cli.output import json_option, note, print_json
from talion.errors import InputError, OutputError

if TYPE_CHECKING:
    from talion.reciprocity.events.schema import EventTable
    from talion.reciprocity.hawkes.fit import Fit


@click.command()
@click.argument("events", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the model there.")
@click.option(
    "--train",
    type=click.FloatRange(0, 1, min_open=True),
    default=1.0,
    show_default=True,
    metavar="SHARE",
    help="Fit to this first share of the events and score the rest.",
)
@click.option(
    "--steps", type=click.IntRange(1), default=400, show_default=True, help="At most so many."
)
@json_option
def fit(events: Path, output: Path | None, train: float, steps: int, as_json: bool) -> None:
    """Fit the reply model to events, and say how well it foretells events it has not seen.

    The log-likelihood an event is the log-rate of each directed act, less the number of acts
    expected between all ordered pairs of all states, in the table's unit of time (days where it
    has dates). The scored events see the running history; the parameters stay as fitted.

    \b
    Examples:
      talion fit events.parquet -o model.json
      talion fit mid_incidents.csv --train 0.8 --json
    """
    from talion.reciprocity.events.load import load_events

    begun = time.perf_counter()
    table = load_events(events)
    if len(table) < 10:
        raise InputError(events, f"{len(table)} events are too few to fit a model to")
    fitted, result = _fitted(table, train, steps)
    result["seconds"] = round(time.perf_counter() - begun, 3)
    if output is not None:
        try:
            fitted.model.write(output)
        except OSError as error:
            raise OutputError(output, error.strerror or str(error)) from error
    if as_json:
        print_json(result)
        return
    for name, value in result.items():
        click.echo(f"{name.replace('_', ' ')}: {value}")
    if output is not None:
        note(f"model written to {output}")


def _fitted(table: EventTable, train: float, steps: int) -> tuple[Fit, dict[str, Any]]:
    """Fit to the first share of the events; score the rest."""
    from dataclasses import replace

    from talion.reciprocity.hawkes.events import Acts, sample
    from talion.reciprocity.hawkes.fit import fit as fit_model
    from talion.reciprocity.hawkes.fit import score

    times = Acts.of(table).time
    last = max(2, int(train * len(table)))
    end = float(times[last - 1])
    ready = sample(table, end)
    fitted = fit_model(ready, end, steps=steps)
    result: dict[str, Any] = {"train_ll_per_event": round(fitted.log_likelihood, 4)}
    tested = len(table) - fitted.events
    if tested:
        value = score(ready, fitted.model, end, float(times[-1]))
        result["test_ll_per_event"] = round(value, 4)
    result |= {"n_train": fitted.events, "n_test": tested, "steps": fitted.steps}
    source = {"events": fitted.events, "log_likelihood": round(fitted.log_likelihood, 6)}
    return replace(fitted, model=replace(fitted.model, source=source)), result
