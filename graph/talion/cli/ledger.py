"""`talion ledger`: what two sides did to each other, and who responded."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import shorten
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
    source_options,
    store_history,
    table_history,
    table_names,
    table_source,
)
from talion.cli.support.wording import (
    basis_words,
    counted,
    events_words,
    lag_words,
    listed,
    names,
    span,
    status_words,
    sum_words,
    times_words,
    what,
    when,
)
from talion.errors import UsageError
from talion.reciprocity import to_json
from talion.reciprocity.event import Event
from talion.reciprocity.history import History
from talion.reciprocity.ledger import Ledger
from talion.reciprocity.ledger import ledger as balance
from talion.reciprocity.ledger_entry import Entry
from talion.reciprocity.party import sides
from talion.reciprocity.response import Lag, Response
from talion.reciprocity.scope import MILD
from talion.reciprocity.side_totals import SideTotals

if TYPE_CHECKING:
    from rich.table import Table

_LISTED = 4  # of more lags than that without a median, the rest are counted
_PLAIN, _RESPONSE = ("──▶", "◀──"), ("══▶", "◀══")


@click.command()
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@source_options
@period_options
@infer_option
@limit_option(60, "How many of the latest events to show; 0 for all.")
@picture_option
@json_option
@click.pass_context
def ledger(
    ctx: click.Context,
    one: str,
    other: str,
    events: Path | None,
    model_file: Path | None,
    filters: Filters,
    infer: bool,
    limit: int,
    picture: str | None,
    as_json: bool,
) -> None:
    """Set out what A and B did to each other: events, responses, lags, and what is unreciprocated.

    A or B may be an organization, which then stands for its members, each from its accession on.

    \b
    Examples:
      talion ledger Netherlands Russia
      talion ledger NATO Moscow --since 2021 --picture nato.svg
      talion ledger Israel Lebanon events.parquet --min-severity 0.5
    """
    if events is None and is_table(Path(other)) and Path(other).is_file():
        raise UsageError(f"a ledger has two sides; which one beside {one}? ({other} is a file)")
    on_table = events is not None and is_table(events)
    if events is not None and on_table:
        known = _of_table(events, model_file, replace(filters, between=(one, other)))
    else:
        known = store_history(ctx, events, model_file, infer=infer, confidence=filters.confidence)
    first, second = sides(known, one, other)
    if first.actor == second.actor:
        raise UsageError(f"a ledger has two sides; {one} and {other} are both {first.name}")
    least = filters.severity if filters.severity is not None else MILD if on_table else 0.0
    found = balance(
        known,
        first,
        second,
        probability=filters.probability,
        since=filters.since,
        until=filters.until,
        severity=least,
    )
    if picture and found.entries:
        from talion.render.pictures.canvas import save
        from talion.render.pictures.ladder import exchange

        save(exchange(known, found, limit=limit), picture)
    if as_json:
        print_json(to_json.ledger(known, found))
    elif not found.entries:
        note(f"no event is known between {one} and {other}")
    else:
        _print(known, found, limit)
    if found.milder:
        words = counted(found.milder, "further event")
        note(f"{words} milder than {least:g} left out; --min-severity 0 shows all")


def _of_table(events: Path, model_file: Path | None, filters: Filters) -> History:
    """Return the events of a table between two sides, whenever they happened, however mild.

    Raises UsageError where dates are asked for and the table has none.
    """
    from talion.reciprocity.event_masks import in_scope

    table = table_source(events, model_file)
    scope = filters.scope(table_names(table))
    in_scope(table.events, table.events.columns(), scope)
    return table_history(table, replace(scope, since=None, until=None, severity=0.0))


def _print(history: History, found: Ledger, limit: int) -> None:
    from rich.text import Text

    show(_table(history, found, limit))
    for number, totals in enumerate(found.totals):
        show(*map(Text, _side(history, totals, found.totals[1 - number])))
    show(*map(Text, _balance(history, found)))
    if limit and len(found.entries) > limit:
        note(f"the latest {limit} of {len(found.entries)} events; --limit 0 shows all")


def _table(history: History, found: Ledger, limit: int) -> "Table":
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    left, right = (totals.side for totals in found.totals)
    table.add_column("", justify="right")
    table.add_column("date", no_wrap=True)
    table.add_column(left.name, justify="right")
    table.add_column("", no_wrap=True)
    table.add_column(right.name)
    table.add_column("in response to")
    numbers = {e.event.id: n for n, e in enumerate(found.entries, 1)}
    for entry in found.entries[-limit:]:
        arrow = (_RESPONSE if entry.responds else _PLAIN)[entry.side]
        cells = ["", ""]
        cells[entry.side] = _cell(history, found, entry)
        style = "yellow" if entry.open else ""
        table.add_row(
            str(numbers[entry.event.id]),
            when(entry.event),
            Text(cells[0], style),
            Text(arrow, "green" if entry.responds else "dim"),
            Text(cells[1], style),
            _antecedents(history, entry, numbers),
        )
    return table


def _cell(history: History, found: Ledger, entry: Entry) -> str:
    """Return what was done; of a bloc also by whom, or to whom."""
    event = entry.event
    side, other = (found.totals[n].side for n in (entry.side, 1 - entry.side))
    agents = [i for i in event.by if i != side.actor and i in side.members(event.date)]
    targets = [i for i in event.against if i != other.actor and i in other.members(event.date)]
    by = f"{names(history, agents)}: " if agents else ""
    to = f", against {names(history, targets)}" if targets else ""
    return f"{by}{what(history, event)}{to}{status_words(event.status)}"


def _antecedents(history: History, entry: Entry, numbers: dict[str, int]) -> str:
    """Return what an event is a response to: `13, 14 (the same day, stated)`."""
    shown: dict[str, list[str]] = {}
    for link in entry.antecedents:
        shown.setdefault(_link(history, link), []).append(str(numbers[link.antecedent]))
    links = [f"{', '.join(found)} ({words})" for words, found in shown.items()]
    return "; ".join([*links, *_left_out(history, entry)])


def _link(history: History, link: Response) -> str:
    """Return how soon a response came and what it rests on."""
    lag = Lag.between(history.events[link.antecedent], history.events[link.event])
    return ", ".join(w for w in (lag_words(lag), basis_words([link])) if w)


def _left_out(history: History, entry: Entry) -> Iterator[str]:
    """Yield what an event responds to outside the ledger, the earliest and how many more."""
    if entry.outside:
        order = list(history.events)
        link = min(entry.outside, key=lambda r: order.index(r.antecedent))
        more = len(entry.outside) - 1
        others = f" and {counted(more, 'other event')}" if more else ""
        yield (
            f"not listed here: {_event(history, history.events[link.antecedent])}{others}"
            f" ({_link(history, link)})"
        )
    if entry.elsewhere is not None:
        words = shorten(entry.elsewhere, 60, placeholder="…") or "something else"
        yield f"not in the graph: {words} (stated)"


def _side(history: History, totals: SideTotals, other: SideTotals) -> Iterator[str]:
    """Yield what one side did, and how the other responded."""
    kinds = [
        f"{times_words(total)} × {history.label(kind)}" + (f" ({words})" if words else "")
        for kind, total in totals.by_type.items()
        for words in [sum_words(kind, total)]
    ]
    others = ((totals.alleged, "alleged"), (totals.planned, "expected"))
    besides = listed([f"{number} {word}" for number, word in others if number])
    yield (
        f"{totals.side.name}: {events_words(totals.total)}"
        + (f": {', '.join(kinds)}" if kinds else "")
        + (f"; besides, {besides}" if besides else "")
    )
    responses = []
    if totals.events:
        responses.append(f"{totals.answered} of {totals.events}{_lags(totals)}")
    if totals.alleged:
        responses.append(f"{totals.alleged_answered} of {totals.alleged} alleged")
    if responses:
        yield f"  {other.side.name} responded to {'; '.join(responses)}"


def _lags(totals: SideTotals) -> str:
    """Return how soon the responses came: `, after a median of 5 days`, ` (the same day)`."""
    if totals.delay is not None:
        dated = any(lag.days for lag in totals.delays)
        median = span(totals.delay) if dated else f"{totals.delay:.3g} time units"
        exact = sum(lag.exact for lag in totals.delays)
        of = "" if exact == len(totals.delays) else f" ({exact} lags known to the day)"
        return f", after a median of {median}{of}"
    counts = Counter(lag_words(lag) for lag in totals.delays)
    words = [f"{number} × {lag}" if number > 1 else lag for lag, number in counts.items()]
    more = [f"{len(words) - _LISTED} more"] if len(words) > _LISTED else []
    return f" ({', '.join([*words[:_LISTED], *more])})" if words else ""


def _balance(history: History, found: Ledger) -> Iterator[str]:
    """Yield how far responses match their antecedents, and what is unreciprocated."""
    if found.exchanges:
        alike = sum(e.alike for e in found.exchanges)
        numbers = [
            f"{e.response_count} for {e.antecedent_count}"
            for e in found.exchanges
            if e.alike and e.ratio is not None
        ]
        shown = f"; numbers: {', '.join(numbers[-8:])}" if numbers else ""
        yield f"in kind: {alike} of {counted(len(found.exchanges), 'response')}{shown}"
        if alike < len(found.exchanges):
            yield "  (in kind: reported or alleged, and of the type of what it responds to)"
    latest = found.unreciprocated
    if latest is not None and found.owes is not None:
        shown = _event(history, latest.event)
        yield f"unreciprocated: {shown}; a response is owed by {found.owes.name}"
        yield "  (the latest dated event, reported or alleged, that is no response and has none)"


def _event(history: History, event: Event) -> str:
    return f"{history.describe(event)} by {names(history, event.by)}, {when(event)}"
