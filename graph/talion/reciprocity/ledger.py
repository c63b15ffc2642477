"""The ledger of two sides: what each did to the other, and what of it is unreciprocated."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from talion.model.date import Date
from talion.reciprocity.event import Event
from talion.reciprocity.exchanges import Exchange, exchange
from talion.reciprocity.history import History
from talion.reciprocity.ledger_entry import Entry
from talion.reciprocity.party import ExchangeSide, is_between
from talion.reciprocity.response import Response
from talion.reciprocity.scope import is_within
from talion.reciprocity.side_totals import SideTotals, side_totals


@dataclass(frozen=True, slots=True)
class Ledger:
    """Two sides, their events against each other in time order, and the balance."""

    entries: tuple[Entry, ...]
    totals: tuple[SideTotals, SideTotals]
    exchanges: tuple[Exchange, ...]

    @property
    def unreciprocated(self) -> Entry | None:
        """The latest dated event that is no response and has none; None where there is none."""
        dated = [e for e in self.entries if e.open and e.event.time is not None]
        return max(dated, key=lambda e: e.event.time or 0.0, default=None)

    @property
    def owes(self) -> ExchangeSide | None:
        """The side that owes a response: the target of the unreciprocated event."""
        latest = self.unreciprocated
        return None if latest is None else self.totals[1 - latest.side].side

    @property
    def in_kind(self) -> float | None:
        """The share of responses that are of the type of what they respond to."""
        if not self.exchanges:
            return None
        return sum(e.alike for e in self.exchanges) / len(self.exchanges)

    @property
    def symmetry(self) -> float | None:
        """The share of responses in kind with a count that equals that of their antecedents."""
        ratios = [e.ratio for e in self.exchanges if e.alike and e.ratio is not None]
        return sum(r == 1 for r in ratios) / len(ratios) if ratios else None


def ledger(
    history: History,
    one: ExchangeSide,
    other: ExchangeSide,
    *,
    probability: float = 0.5,
    since: Date | None = None,
    until: Date | None = None,
) -> Ledger:
    """Return the ledger of two sides; inferred responses count from a probability on.

    Events whose source or target is unknown are left out, events surely outside the dates too.

    >>> from talion.reciprocity.party import sides
    >>> found = ledger(history, *sides(history, "Netherlands", "Russia"))
    >>> [total.events for total in found.totals], found.unreciprocated.event.id
    ([4, 3], '2020-12-summons-netherlands-russia')
    """
    sources = {
        event.id: _source(event, (one, other))
        for event in history.events.values()
        if event.by
        and event.against
        and is_between(event, one, other)
        and is_within(event, since, until)
    }
    links = [
        r
        for r in history.responses
        if r.holds(probability)
        and r.event in sources
        and r.antecedent in sources
        and sources[r.event] != sources[r.antecedent]
    ]
    antecedents, responses = _grouped(links)
    entries = tuple(
        Entry(history.events[i], sources[i], tuple(antecedents[i]), tuple(responses[i]))
        for i in _ordered(history, list(sources), links)
    )
    return Ledger(
        entries,
        (side_totals(history, one, 0, entries), side_totals(history, other, 1, entries)),
        tuple(exchange(history, e) for e in entries if e.antecedents and not e.event.planned),
    )


def _ordered(history: History, ids: list[str], links: list[Response]) -> list[str]:
    """Return events in time order; no response before its antecedent, as far as dates allow.

    What has no date comes right before its first response, else right after its antecedent.
    """
    place = {i: history.events[i].time for i in ids}
    rank = dict.fromkeys(ids, 0)
    for link in links:
        before, after = place[link.antecedent], place[link.event]
        if history.events[link.antecedent].date is None and after is not None:
            place[link.antecedent] = after if before is None else min(before, after)
            rank[link.antecedent] = -1
    for link in links:
        before, after = place[link.antecedent], place[link.event]
        if before is not None and (after is None or after < before):
            place[link.event], rank[link.event] = before, rank[link.antecedent] + 1
    late = float("inf")
    return sorted(ids, key=lambda i: (late if (t := place[i]) is None else t, rank[i]))


def _source(event: Event, sides: tuple[ExchangeSide, ExchangeSide]) -> int:
    """Return which side acts; of an event within a bloc's own ranks, the first."""
    return 0 if sides[0].is_source_of(event) and sides[1].is_target_of(event) else 1


def _grouped(
    links: Iterable[Response],
) -> tuple[dict[str, list[Response]], dict[str, list[Response]]]:
    """Return the responses by the event that responds, and by its antecedent."""
    antecedents: dict[str, list[Response]] = defaultdict(list)
    responses: dict[str, list[Response]] = defaultdict(list)
    for link in links:
        antecedents[link.event].append(link)
        responses[link.antecedent].append(link)
    return antecedents, responses
