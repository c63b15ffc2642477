"""`talion ledger`: what two sides did to each other, who answered, who owes an answer."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from talion.cli.support.filters import MILD, Asked, period_options, sides
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
from talion.cli.support.wording import basis_words, lag_words, names, span, when
from talion.reciprocity import to_json
from talion.reciprocity.event import Event
from talion.reciprocity.history import History
from talion.reciprocity.ledger import Entry, Ledger, SideTotals
from talion.reciprocity.ledger import ledger as balance
from talion.reciprocity.response import Lag

_LISTED = 4  # of more delays than that without a median, the rest is counted
_PLAIN, _ANSWER = ("──▶", "◀──"), ("══▶", "◀══")


@click.command()
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@material_options
@period_options
@infer_option
@limit_option(60, "How many of the last acts to show.")
@picture_option
@json_option
@click.pass_context
def ledger(
    ctx: click.Context,
    one: str,
    other: str,
    events: Path | None,
    model_file: Path | None,
    asked: Asked,
    infer: bool,
    limit: int,
    picture: str | None,
    as_json: bool,
) -> None:
    """Balance what A and B did to each other: acts, answers, delays, numbers, who owes an answer.

    A or B may be an organization: then its members count, each from its accession on.

    \b
    Examples:
      talion ledger Netherlands Russia
      talion ledger NATO Moscow --since 2021 --picture nato.svg
      talion ledger Israel Lebanon events.parquet --min-severity 0.5
    """
    if events is not None and is_table(events):
        table = tabled(events, model_file)
        known = bare(table)
        asked = replace(asked, between=(one, other))
        known = within(table, asked.scope(known, milder=MILD))
    else:
        known = stored(ctx, events, model_file, infer=infer)
    found = balance(
        known,
        *sides(known, one, other),
        probability=asked.probability,
        since=asked.since,
        until=asked.until,
    )
    if picture and found.entries:
        from talion.render.pictures.canvas import save
        from talion.render.pictures.ladder import exchange

        save(exchange(known, found, limit=limit), picture)
    if as_json:
        print_json(to_json.ledger(known, found))
    elif not found.entries:
        note(f"nothing is told of {one} against {other} or the other way round")
    else:
        _print(known, found, limit)


def _print(known: History, found: Ledger, limit: int) -> None:
    from rich.text import Text

    from talion.cli.support.wording import show

    show(_columns(known, found, limit))
    for number, account in enumerate(found.totals):
        show(*(Text(line) for line in _account(known, account, found.totals[1 - number])))
    show(*(Text(line) for line in _balance(known, found)))
    hidden = len(found.entries) - limit
    if limit and hidden > 0:
        note(f"the last {limit} of {len(found.entries)} acts; --limit 0 shows all")


def _columns(known: History, found: Ledger, limit: int) -> object:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    left, right = (a.side for a in found.totals)
    table.add_column("", justify="right")
    table.add_column("date", no_wrap=True)
    table.add_column(left.name, justify="right")
    table.add_column("", no_wrap=True)
    table.add_column(right.name)
    table.add_column("answers")
    number = {e.event.id: n for n, e in enumerate(found.entries, 1)}
    for entry in found.entries[-limit:]:
        arrow = (_ANSWER if entry.antecedents else _PLAIN)[entry.side]
        cells = ["", ""]
        cells[entry.side] = _cell(known, found, entry)
        style = "" if entry.antecedents or not entry.open else "yellow"
        table.add_row(
            str(number[entry.event.id]),
            when(entry.event),
            Text(cells[0], style),
            Text(arrow, "green" if entry.antecedents else "dim"),
            Text(cells[1], style),
            _answers(known, entry, number),
        )
    return table


def _cell(known: History, found: Ledger, entry: Entry) -> str:
    """Return what was done; of a bloc also by whom, or to whom."""
    act = entry.event
    side, other = (found.totals[n].side for n in (entry.side, 1 - entry.side))
    doers = [i for i in act.by if i != side.actor and i in side.members(act.date)]
    borne = [i for i in act.against if i != other.actor and i in other.members(act.date)]
    words = known.deed(act)
    by = f"{names(known, doers)}: " if doers else ""
    to = f", against {names(known, borne)}" if borne else ""
    status = {"alleged": " (alleged)", "prospective": " (expected)"}.get(act.status, "")
    return f"{by}{words}{to}{status}"


def _answers(known: History, entry: Entry, number: dict[str, int]) -> str:
    """Return what an act answers: `13, 14 (the same day, stated)`."""
    shown: dict[str, list[str]] = {}
    for answer in entry.antecedents:
        lag = lag_words(Lag.between(known.events[answer.antecedent], known.events[answer.event]))
        words = ", ".join(w for w in (lag, basis_words([answer])) if w)
        shown.setdefault(words, []).append(str(number[answer.antecedent]))
    return "; ".join(f"{', '.join(numbers)} ({words})" for words, numbers in shown.items())


def _account(known: History, account: SideTotals, other: SideTotals) -> Iterator[str]:
    kinds = [
        f"{t.events} × {known.label(kind)}" + (f" ({t.count} in all)" if t.counted else "")
        for kind, t in account.by_type.items()
    ]
    besides = ", ".join(
        f"{number} {word}"
        for number, word in ((account.alleged, "alleged"), (account.planned, "planned"))
        if number
    )
    yield (
        f"{account.side.name}: {_acts(account.events)}"
        + (f": {', '.join(kinds)}" if kinds else "")
        + (f"; {besides} besides" if besides else "")
    )
    told = []
    if account.events:
        told.append(f"{account.answered} of {account.events}{_delays(account)}")
    if account.alleged:
        told.append(f"{account.alleged_answered} of {account.alleged} alleged")
    if told:
        yield f"  {other.side.name} answered {'; '.join(told)}"


def _delays(account: SideTotals) -> str:
    """Return how soon acts were answered: `, after 5 days in the median`, ` (the same day)`."""
    if account.delay is not None:
        dated = any(lag.days for lag in account.delays)
        exact = sum(lag.exact for lag in account.delays)
        of = "" if exact == len(account.delays) else f" of {exact} delays known to the day"
        return (
            f", after {span(account.delay) if dated else f'{account.delay:.3g}'} in the median{of}"
        )
    counts = Counter(lag_words(lag) for lag in account.delays)
    words = [f"{number} × {lag}" if number > 1 else lag for lag, number in counts.items()]
    more = [f"{len(words) - _LISTED} more"] if len(words) > _LISTED else []
    return f" ({', '.join([*words[:_LISTED], *more])})" if words else ""


def _acts(number: int) -> str:
    return f"{number} act{'' if number == 1 else 's'}"


def _balance(known: History, found: Ledger) -> Iterator[str]:
    if found.exchanges:
        alike = sum(e.alike for e in found.exchanges)
        numbers = [
            f"{e.answer} for {e.causes}" for e in found.exchanges if e.alike and e.ratio is not None
        ]
        told = f"; numbers: {', '.join(numbers[-8:])}" if numbers else ""
        yield f"in kind: {alike} of {len(found.exchanges)} answers{told}"
        if alike < len(found.exchanges):
            yield "  (in kind is an answer done, or alleged, of the type of what it answers)"
    owes = found.owes
    if owes is not None:
        last = max(
            (e.event for e in found.entries if e.open and e.event.time is not None),
            key=lambda a: a.time or 0.0,
        )
        yield f"owes an answer: {owes.name}, for {_deed(known, last)}"
        yield "  (the latest dated act, done or alleged, that answers nothing and got no answer)"


def _deed(known: History, act: Event) -> str:
    return f"the {known.deed(act)} by {names(known, act.by)}, {when(act)}"
