"""`talion fit`: fit the reply model to a table of events."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from talion.cli.support.event_files import events_in
from talion.cli.support.output import Progress, json_option, note, print_json
from talion.cli.support.sources import engine_options
from talion.cli.support.wording import counted
from talion.errors import InputError

if TYPE_CHECKING:
    from talion.events.table import EventTable
    from talion.hawkes.fitting.em import Fit

_LABELS = {
    "train_ll_per_event": "log-likelihood per event, fitted",
    "test_ll_per_event": "log-likelihood per event, not seen",
    "n_train": "events fitted to",
    "n_test": "events scored",
    "steps": "EM steps",
    "seconds": "seconds",
}


@click.command()
@click.argument("events")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="The file to write the model to."
)
@click.option(
    "--train",
    type=click.FloatRange(0, 1, min_open=True),
    default=1.0,
    show_default=True,
    metavar="SHARE",
    help="Fit to this first share of the events and score the rest.",
)
@click.option(
    "--steps",
    type=click.IntRange(1),
    default=400,
    show_default=True,
    help="The most steps of the EM algorithm.",
)
@engine_options
@json_option
def fit(
    events: str,
    output: Path | None,
    train: float,
    steps: int,
    engine: str,
    master: str | None,
    buckets: int,
    as_json: bool,
) -> None:
    """Fit the reply model to events, and score how well it predicts events it has not seen.

    The log-likelihood per event is the log-rate of each directed event, less the number of events
    expected between all ordered pairs of states, in the table's unit of time (days where it has
    dates). In scoring, the history goes on; the parameters stay as fitted.

    Where the table states responses (responds_to), the choice among antecedents is fitted to them
    too: to the earlier half, to score it on the later one beside the weights shipped, then to all.
    Of fewer than 40 only the share of events that respond is taken.

    \b
    Examples:
      talion fit events.parquet -o model.json
      talion fit mid_incidents.csv --train 0.8 --json
      talion fit parts/ --engine spark --master spark://host:7077 -o model.json
    """
    start = time.perf_counter()
    if engine == "spark":
        if train < 1:
            raise click.UsageError("--engine spark fits to all events; leave --train out")
        fitted, result = _on_spark(events, master, steps, buckets)
    elif master:
        raise click.UsageError("--master goes with --engine spark")
    else:
        fitted, result = _fitted(Path(events), train, steps)
    result["seconds"] = round(time.perf_counter() - start, 3)
    if output is not None:
        fitted.model.write(output)
    if as_json:
        print_json(result)
        return
    stated = result.pop("stated", None)
    for name, value in result.items():
        click.echo(f"{_LABELS[name]}: {value}")
    if stated is not None:
        _print_stated(stated)
    if output is not None:
        note(f"wrote {output}")


def _on_spark(
    events: str, master: str | None, steps: int, buckets: int
) -> tuple[Fit, dict[str, Any]]:
    """Fit to all events on a cluster."""
    from talion.hawkes.fitting.em import Stopping
    from talion.hawkes.spark.fitting import fit_on_spark

    fitted = fit_on_spark(events, master, stopping=Stopping(steps), buckets=buckets)
    return _result(fitted, tested=0)


def _fitted(events: Path, train: float, steps: int) -> tuple[Fit, dict[str, Any]]:
    """Fit to the first share of the events; score the rest."""
    from talion.events.table import EventTable
    from talion.hawkes.fitting.em import FEWEST, Stopping, score
    from talion.hawkes.fitting.em import fit as fit_model
    from talion.hawkes.from_table import ModelEvents, sample

    table = events_in(events)
    if len(table) < FEWEST:
        few = counted(len(table), "event")
        raise InputError(events, f"{few}: too few to fit a model to; at least {FEWEST} are needed")
    times = ModelEvents.of(table).time
    last = max(2, int(train * len(table)))
    end = float(times[last - 1])
    with Progress("fitting (the first time, compiling for this machine)", None):
        ready = sample(table, end)
        fitted = fit_model(ready, end, stopping=Stopping(steps))
        tested = len(table) - fitted.events
        value = score(ready, fitted.model, end, float(times[-1])) if tested else None
    fitted, result = _result(fitted, tested, value)
    return _with_stated(fitted, result, EventTable(table.table.slice(0, last)))


def _with_stated(
    fitted: Fit, result: dict[str, Any], events: EventTable
) -> tuple[Fit, dict[str, Any]]:
    """Return a fit whose model also has a choice, where the events state responses."""
    from dataclasses import asdict, replace

    from talion.events.table import is_numeric
    from talion.hawkes.choice.choice_model import ChoiceModel
    from talion.hawkes.evaluation.stated_fit import fit_to_stated

    if is_numeric(events):  # without days there is no choice
        return fitted, result
    stated = fit_to_stated(replace(fitted.model, choice=ChoiceModel.default()), events)
    if stated is None:
        return fitted, result
    halves = {"shipped": stated.before, "fitted": stated.after}
    result["stated"] = {
        "responses": stated.responses,
        "hidden_half": {
            name: {k: round(v, 4) for k, v in asdict(found).items()}
            for name, found in halves.items()
            if found is not None
        },
    }
    return replace(fitted, model=stated.model), result


def _print_stated(stated: dict[str, Any]) -> None:
    """Print what was learned from stated responses, and how good it is on the hidden half."""
    number = counted(stated["responses"], "stated response")
    if not stated["hidden_half"]:
        click.echo(f"{number}: too few to fit weights to; only their share is taken")
        return
    click.echo(f"{number}; on the later half, which was hidden:")
    for name, found in stated["hidden_half"].items():
        click.echo(
            f"  {name}: precision {found['precision']:.2f}, recall {found['recall']:.2f},"
            f" F1 {found['f1']:.2f}, calibration error {found['error']:.2f}"
        )


def _result(fitted: Fit, tested: int, value: float | None = None) -> tuple[Fit, dict[str, Any]]:
    """Return the fit, its model with a note of what it was fitted to, and the figures to print."""
    from dataclasses import replace

    result: dict[str, Any] = {"train_ll_per_event": round(fitted.log_likelihood, 4)}
    if value is not None:
        result["test_ll_per_event"] = round(value, 4)
    result |= {"n_train": fitted.events, "n_test": tested, "steps": fitted.steps}
    source = {"events": fitted.events, "log_likelihood": round(fitted.log_likelihood, 6)}
    return replace(fitted, model=replace(fitted.model, source=source)), result
