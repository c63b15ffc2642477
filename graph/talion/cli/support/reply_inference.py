"""What `talion replies` infers, and of what: the events asked for, a row for each."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from talion.cli.support.event_files import events_in
from talion.cli.support.output import Progress
from talion.cli.support.sources import is_table
from talion.cli.support.stores import reading
from talion.errors import UnknownError
from talion.model.claim import Basis
from talion.model.incident import Status
from talion.store import Store
from talion.store.lookup import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from talion.events.table import EventTable
    from talion.hawkes.reply_model import Model


class Method(StrEnum):
    """How the probability of an inferred response was found: among candidates, or by rates."""

    CHOICE = "choice"
    RATES = "rates"


@dataclass(frozen=True, slots=True)
class ReplySelection:
    """What the options ask for; `either` says that the order within a day is not known."""

    types: str | None
    least: float
    candidates: int
    either: bool | None
    stated: bool
    share: float | None = None
    explain: bool = False


@dataclass(frozen=True, slots=True)
class InferredReplies:
    """The events asked for, a row for each, and the share that the model expects to respond."""

    table: EventTable
    rows: list[dict[str, Any]]
    share: float
    made: str


@dataclass(frozen=True, slots=True)
class ReplySource:
    """The table asked for; of a store also its events, the stated links, and what is not in it."""

    table: EventTable
    known: Collection[str] | None = None
    stated: Mapping[str, list[str]] | None = None
    left_out: Mapping[str, int] = field(default_factory=dict)

    def events_of(self, table: EventTable) -> list[str]:
        """Return the event of each row: in a store, one of several pairs has several rows."""
        from talion.reciprocity.stored_events import incidents_of_rows

        known = self.known
        return table.table["id"].to_pylist() if known is None else incidents_of_rows(table, known)


def reply_source(ctx: click.Context, place: Path | None) -> ReplySource:
    """Return the table asked for, a file's or a store's.

    >>> reply_source(click.Context(click.Command("replies"), obj="no-such-store"), None)
    Traceback (most recent call last):
        ...
    talion.errors.StoreMissingError: store no-such-store: there is none; ...
    """
    from talion.reciprocity.history import stated_antecedents
    from talion.reciprocity.stored_events import events_from_history
    from talion.reciprocity.stored_history import read_history

    if place is not None and is_table(place):
        return ReplySource(events_in(place))
    store = Store.open(place) if place else reading(ctx)
    with Progress("reading the store", None), store.view() as view:
        history = read_history(view)
    done = [event for event in history.events.values() if event.status == Status.REPORTED]
    left_out = {
        "without a date": sum(event.date is None for event in done),
        "alleged or expected": len(history.events) - len(done),
    }
    table = events_from_history(history)
    return ReplySource(table, history.events, stated_antecedents(history), left_out)


def inferred_replies(source: ReplySource, model: Model, wanted: ReplySelection) -> InferredReplies:
    """Return the events of the types asked for, and a row for each with its antecedent.

    >>> from talion.events.table import EventTable
    >>> rows = (
    ...     ("a", 17616.0, "Norway", "Russia", "expulsion"),
    ...     ("b", 17619.0, "Russia", "Norway", "expulsion"),
    ... )
    >>> names = ("id", "time", "source", "target", "type")
    >>> table = EventTable.from_rows(dict(zip(names, row)) for row in rows)
    >>> from talion.hawkes.reply_model import Model
    >>> asked = ReplySelection(None, 0.5, 3, None, stated=True)
    >>> found = inferred_replies(ReplySource(table), Model.default(), asked)
    >>> [(row["id"], row["antecedent"]) for row in found.rows], found.made
    ([('a', None), ('b', None)], 'listed')
    """
    from talion.events.table import is_numeric
    from talion.hawkes.choice.base_rate import at_base_rate, chosen_among, expected_share
    from talion.hawkes.consistency import made_consistent, stated_in
    from talion.hawkes.from_table import how_made, infer_replies
    from talion.hawkes.reply_rows import reply_rows

    table = _of_types(source.table, wanted.types)
    if wanted.share is not None:
        model = at_base_rate(model, table, wanted.share, either=wanted.either)
    found = infer_replies(model, table, candidates=wanted.candidates, either=wanted.either)
    share = expected_share(table, found)
    if wanted.stated:
        known = stated_in(table) if source.stated is None else source.stated
        found = made_consistent(found, source.events_of(table), known)
    rows = list(reply_rows(table, found, least=wanted.least, stated=wanted.stated))
    made = how_made(table)
    timed = model.choice is not None and not is_numeric(table)
    chosen = chosen_among(table) & timed
    for row, among in zip(rows, chosen.tolist(), strict=True):
        inferred = row["antecedent"] is not None and row["basis"] == Basis.INFERRED
        row["method"] = (Method.CHOICE if among else Method.RATES).value if inferred else None
    if wanted.explain and model.choice is not None:
        from talion.hawkes.choice.link_reasons import explained

        unsure = made == made.CODED if wanted.either is None else wanted.either
        links = [(at, int(found.rows[at, 0])) for at, row in enumerate(rows) if row["antecedent"]]
        why = explained(model.choice, table, links, made, either=unsure)
        for at, row in enumerate(rows):
            found_out = why.get(at)
            causes = () if found_out is None else found_out.reasons
            row["explanation"] = {cause.reason.value: cause.log_odds for cause in causes}
            row["evidence"] = None if found_out is None else asdict(found_out.evidence)
    return InferredReplies(table, rows, share, made.name.lower())


def _of_types(table: EventTable, types: str | None) -> EventTable:
    """Return the events of the types asked for."""
    if types is None:
        return table
    import pyarrow as pa
    import pyarrow.compute as pc

    from talion.events.table import EventTable as Table

    wanted = types_named(types, table.table["type"].to_pylist())
    chosen = pc.is_in(table.table["type"].cast(pa.string()), value_set=pa.array(wanted))
    return Table(table.table.filter(chosen))


def types_named(text: str, known: Iterable[str]) -> list[str]:
    """Return the types asked for; UnknownError for one that no event of the table has.

    >>> types_named("expulsion, threat", ["threat", "expulsion"])
    ['expulsion', 'threat']
    """
    from talion.events.event_types import named_type

    there = set(known)
    wanted = []
    for name in filter(None, (part.strip() for part in text.split(","))):
        kind = name if name in there else named_type(name)
        if kind is None:
            raise UnknownError("incident type", name, nearest(name, there))
        wanted.append(kind)
    if there.isdisjoint(wanted):
        raise UnknownError("incident type", ", ".join(wanted), tuple(sorted(there))[:3])
    return wanted
