"""One side of the ledger added up: its events by type, the responses to them, and their delays."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median

from talion.model.incident import Status
from talion.model.overlaps import Total
from talion.reciprocity.event import Event
from talion.reciprocity.history import History
from talion.reciprocity.ledger_entry import Entry
from talion.reciprocity.party import ExchangeSide
from talion.reciprocity.response import FEW, Lag


@dataclass(frozen=True, slots=True)
class SideTotals:
    """One side of the ledger.

    `answered` of its `events` reported as done got a response of the other side, after `delays`;
    `delay` is the median of those known to the day, where there are at least three. `total` and
    `by_type` are what these events add up to. Apart from them it has `alleged` events,
    `alleged_answered` of them with a response, and `planned` ones. `open` are events, reported or
    alleged, that opened an exchange and are unreciprocated.
    """

    side: ExchangeSide
    events: int
    by_type: Mapping[str, Total]
    answered: int
    delay: float | None
    open: tuple[Event, ...]
    alleged: int = 0
    alleged_answered: int = 0
    planned: int = 0
    delays: tuple[Lag, ...] = ()
    total: Total = field(default_factory=Total)

    @property
    def share(self) -> float | None:
        """The share of its events to which the other side responded."""
        return self.answered / self.events if self.events else None


def side_totals(
    history: History, side: ExchangeSide, number: int, entries: Iterable[Entry]
) -> SideTotals:
    """Return the totals of a side, which has that number, over the entries of a ledger.

    >>> from talion.reciprocity.ledger import ledger
    >>> from talion.reciprocity.party import sides
    >>> netherlands, russia = sides(history, "Netherlands", "Russia")
    >>> entries = ledger(history, netherlands, russia).entries
    >>> totals = side_totals(history, netherlands, 0, entries)
    >>> totals.events, totals.answered, totals.by_type["expulsion"].least
    (4, 2, 23)
    """
    own = [e for e in entries if e.side == number]
    done = [e for e in own if e.event.status == Status.REPORTED]
    alleged = [e for e in own if e.event.status != Status.REPORTED and not e.event.planned]
    responses = {e.event.id: _responses(history, e) for e in own}
    delays = _delays((e.event, r) for e in done for r in responses[e.event.id])
    exact = [lag.most for lag in delays if lag.exact]
    return SideTotals(
        side=side,
        events=len(done),
        by_type=_by_type(history, [e.event for e in done]),
        total=history.total(e.event for e in done),
        answered=sum(e.answered or bool(responses[e.event.id]) for e in done),
        delay=median(exact) if len(exact) >= FEW else None,
        open=tuple(e.event for e in own if e.open),
        alleged=len(alleged),
        alleged_answered=sum(e.answered or bool(responses[e.event.id]) for e in alleged),
        planned=len(own) - len(done) - len(alleged),
        delays=delays,
    )


def _responses(history: History, entry: Entry) -> list[Event]:
    """Return the events done in response to an entry."""
    found = (history.events[r.event] for r in entry.responses)
    return [event for event in found if not event.planned]


def _delays(pairs: Iterable[tuple[Event, Event]]) -> tuple[Lag, ...]:
    """Return the lags of pairs of antecedent and response, the shortest first."""
    lags = (Lag.between(antecedent, response) for antecedent, response in pairs)
    return tuple(sorted((lag for lag in lags if lag), key=lambda lag: (lag.most, lag.least)))


def _by_type(history: History, events: Iterable[Event]) -> dict[str, Total]:
    kinds: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        kinds[event.type].append(event)
    return {kind: history.total(found) for kind, found in sorted(kinds.items())}
