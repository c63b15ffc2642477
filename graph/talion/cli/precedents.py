"""`talion precedents`: the earlier events most similar to one, and the responses to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from talion.cli.support.extras import missing
from talion.cli.support.filters import confidence_option
from talion.cli.support.output import json_option, limit_option, note, print_json, show
from talion.cli.support.sources import (
    infer_option,
    is_table,
    model_of,
    source_options,
    store_history,
    table_source,
)
from talion.cli.support.stores import reading
from talion.cli.support.wording import (
    basis_words,
    counted,
    event_line,
    lag_words,
    names,
    span,
    what,
    when,
)
from talion.reciprocity import to_json
from talion.reciprocity.precedents import precedents as find_precedents
from talion.reciprocity.precedents import with_expectation
from talion.store import Store
from talion.store.id_lookup import find_incident

if TYPE_CHECKING:
    from rich.table import Table

    from talion.cli.support.sources import TableSource
    from talion.reciprocity.expectation import Expectation
    from talion.reciprocity.history import History
    from talion.reciprocity.outcome import Outcome
    from talion.reciprocity.precedent_similarity import Reaction
    from talion.reciprocity.precedents import Precedent, Precedents


@click.command()
@click.argument("incident")
@source_options
@infer_option
@click.option(
    "--min-probability",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    help="The least probability of an inferred response.",
)
@confidence_option
@limit_option(10, "How many precedents to use.")
@json_option
@click.pass_context
def precedents(
    ctx: click.Context,
    incident: str,
    events: Path | None,
    model_file: Path | None,
    infer: bool,
    min_probability: float,
    min_confidence: float,
    limit: int,
    as_json: bool,
) -> None:
    """Find the earlier events most similar to INCIDENT, why they are, and the responses to them.

    INCIDENT is the id of an incident, of a report of one (article#e1), or of an event of EVENTS.
    The responses to the precedents are what is to be expected now. How probable one is, is the
    number that talion unanswered gives.

    \b
    Examples:
      talion precedents 2021-10-06-expulsion-nato-russia
      talion precedents 2020-12-10-moscow-times#e1
      talion precedents x104 expulsions.csv
    """
    if events is not None and is_table(events):
        table = table_source(events, model_file)
        known, found = _in_table(table, incident, limit, min_probability)
    else:
        with (Store.open(events) if events else reading(ctx)).view() as view:
            ident = find_incident(view, incident).id
        known = store_history(ctx, events, model_file, infer=infer, confidence=min_confidence)
        found = find_precedents(known, ident, limit=limit, probability=min_probability)
        found = _in_store(known, found, model_file)
    if as_json:
        print_json(to_json.precedents(known, found))
    else:
        _print(known, found)


def _in_store(known: History, found: Precedents, model_file: Path | None) -> Precedents:
    """Return precedents with the probability of a response, where the extra for it is installed."""
    try:
        return with_expectation(known, found, model_of(model_file))
    except ModuleNotFoundError as error:
        note(f"without the probability of a response: {missing(error) or error}")
        return found


def _in_table(
    table: TableSource, ident: str, limit: int, probability: float
) -> tuple[History, Precedents]:
    """Return the part of a table that an event is compared with, and its precedents there."""
    from talion.reciprocity.event_history import event_named, related_history
    from talion.reciprocity.expectation import expectation_in_table
    from talion.reciprocity.unanswered import last_of_table

    ident = event_named(table.events, ident)
    known = related_history(table.events, table.antecedents, ident, probability)
    found = find_precedents(known, ident, limit=limit, probability=probability)
    if found.reactions:
        return known, found
    last = last_of_table(table.events)
    expected = expectation_in_table(table.events, found.event, table.model, last)
    return known, replace(found, expectation=expected)


def _print(history: History, found: Precedents) -> None:
    from rich.table import Table
    from rich.text import Text

    show(Text.assemble(event_line(history, found.event), f", {when(found.event)}"))
    for reaction in found.reactions:
        show(Text(f"  response: {_response(history, reaction)}", "green"))
    if found.expectation is not None and found.expectation.by_now is not None:
        show(Text(_probability(found.expectation)))
    if found.outcome is None:
        show("", "no earlier event is similar enough")
        return
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right")
    table.add_column(min_width=10, no_wrap=True)
    table.add_column()
    for precedent in found.found:
        table.add_row("", "", "")
        _add(table, history, precedent)
    show(table, "", *(Text(line) for line in _outlook(history, found.outcome)))


def _add(table: Table, history: History, precedent: Precedent) -> None:
    """Add an earlier event, how it is similar, and the responses to it."""
    from rich.text import Text

    event = precedent.event
    table.add_row(f"{precedent.score:.2f}", when(event), event_line(history, event))
    table.add_row("", "", Text("; ".join(r.words for r in precedent.reasons), "dim"))
    for reaction in precedent.reactions:
        table.add_row("", "   ↓", Text(_response(history, reaction), "green"))
    if not precedent.reactions:
        table.add_row("", "", Text("no response is reported", "yellow"))


def _response(history: History, reaction: Reaction) -> str:
    lag = lag_words(reaction.lag)
    ratio = f", {_times(reaction.ratio)}" if reaction.ratio is not None else ""
    words = f"{what(history, reaction.event)} by {names(history, reaction.event.by)}"
    return f"{words}{', ' + lag if lag else ''}{ratio} ({basis_words([reaction.response])})"


def _times(ratio: float) -> str:
    return "as many" if ratio == 1 else f"{ratio:.2g} times as many"


def _probability(it: Expectation) -> str:
    """Say how probable a response is, as `talion unanswered` does."""
    day = f" ({it.as_of.edtf})" if it.as_of else ""
    return f"probability of a response: {it.by_now:.0%} by now{day}, {it.coming:.0%} to come"


def _outlook(history: History, outcome: Outcome) -> Iterator[str]:
    """Yield what the precedents suggest for the event."""
    yield (
        f"of {counted(outcome.precedents, 'precedent')}, weighted by similarity,"
        f" {outcome.answered:.0%} got a response"
    )
    if outcome.types:
        kinds = (f"{history.label(k)} {share:.0%}" for k, share in outcome.types.items())
        yield f"  type: {', '.join(kinds)}"
    if outcome.delay is not None:
        yield f"  lag: a median of {span(outcome.delay)}, of the lags known to the day"
    elif outcome.delays:
        yield f"  lag: {'; '.join(lag_words(lag) for lag in outcome.delays)}"
    if outcome.ratio is not None:
        yield f"  size: {_times(outcome.ratio)} (median)"
