"""The ledger of two sides: what each did to the other, and what of it is unreciprocated."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from talion.model.date import Date
from talion.model.days import day_number
from talion.reciprocity.digraph import acyclic, neighbours, order
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
    """Two sides, their events against each other in time order, and the balance.

    `milder` is how many further events were left out as too mild.
    """

    entries: tuple[Entry, ...]
    totals: tuple[SideTotals, SideTotals]
    exchanges: tuple[Exchange, ...]
    milder: int = 0

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
    severity: float = 0.0,
) -> Ledger:
    """Return the ledger of two sides; inferred responses count from a probability on.

    Events whose source or target is unknown are left out, events surely outside the dates too, and
    events milder than `severity`. What responds to an event that is left out is a response all the
    same, and what was answered by one is answered, unless that came surely after `until`.

    >>> from talion.reciprocity.party import sides
    >>> found = ledger(history, *sides(history, "Netherlands", "Russia"))
    >>> [total.events for total in found.totals], found.unreciprocated.event.id
    ([4, 3], '2020-12-summons-netherlands-russia')
    """
    between = {
        event.id: _source(event, (one, other))
        for event in history.events.values()
        if event.by and event.against and is_between(event, one, other)
    }
    dated = {i for i in between if is_within(history.events[i], since, until)}
    grave = {i for i in dated if history.events[i].severity >= severity}
    sources = {i: side for i, side in between.items() if i in grave}
    every = [r for r in history.responses if r.holds(probability)]
    exchanged = [r for r in every if _turns(between, r)]
    links = [r for r in exchanged if r.event in sources and r.antecedent in sources]
    antecedents, responses = _grouped(links)
    within = {(r.event, r.antecedent) for r in links}
    outside, _ = _grouped(
        r for r in every if r.event in sources and (r.event, r.antecedent) not in within
    )
    answered = {r.antecedent for r in exchanged if _is_done_by(history.events[r.event], until)}
    entries = tuple(
        Entry(
            history.events[i],
            sources[i],
            tuple(antecedents[i]),
            tuple(responses[i]),
            tuple(outside[i]),
            history.elsewhere.get(i),
            i in answered,
        )
        for i in _ordered(history, list(sources), links)
    )
    return Ledger(
        entries,
        (side_totals(history, one, 0, entries), side_totals(history, other, 1, entries)),
        tuple(exchange(history, e) for e in entries if e.antecedents and not e.event.planned),
        len(dated) - len(sources),
    )


def _turns(between: Mapping[str, int], response: Response) -> bool:
    """Whether a response is one of one side to an event of the other."""
    ends = response.event, response.antecedent
    return all(i in between for i in ends) and between[ends[0]] != between[ends[1]]


def _is_done_by(event: Event, until: Date | None) -> bool:
    """Whether an event was done, not surely after a date."""
    return not event.planned and is_within(event, None, until)


def _ordered(history: History, ids: list[str], links: list[Response]) -> list[str]:
    """Return events in time order, every response after its antecedents.

    An event without a date comes right before its first dated response or before its first report,
    whichever is earlier, else right after its antecedent. Where links go round in a circle, the
    weakest of them is disregarded.
    """
    number = {ident: n for n, ident in enumerate(ids)}
    ties = {(number[r.antecedent], number[r.event]): r for r in links}
    edges = acyclic(len(ids), ties, lambda e: (ties[e].stated, round(1e6 * ties[e].certainty)))
    antecedents, responses = neighbours(edges)
    late = float("inf")
    time = [late if (t := history.events[i].time) is None else t for i in ids]
    walk = order(len(ids), edges)
    for n in reversed(walk):
        if time[n] == late:
            by = history.events[ids[n]].done_by
            reported = late if by is None else float(day_number(by))
            time[n] = min((time[after] for after in responses[n]), default=late)
            time[n] = min(time[n], reported)
    rank = [0] * len(ids)
    for n in walk:
        before = [time[a] for a in antecedents[n]]
        time[n] = max(before, default=late) if time[n] == late else max([time[n], *before])
        same = (rank[a] + 1 for a in antecedents[n] if time[a] == time[n])
        rank[n] = max(same, default=0)
    return sorted(ids, key=lambda i: (time[number[i]], rank[number[i]]))


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
