"""The ledger of two sides: what each did to the other, what was answered, who owes an answer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from talion.model.date import Date
from talion.model.incident import Status
from talion.reciprocity.event import Event
from talion.reciprocity.history import History
from talion.reciprocity.party import ExchangeSide, is_between
from talion.reciprocity.response import FEW, Lag, Response


@dataclass(frozen=True, slots=True)
class Entry:
    """An act of one of the two sides (0 or 1), and the acts of the other that it answers."""

    event: Event
    side: int
    antecedents: tuple[Response, ...]
    responses: tuple[Response, ...]

    @property
    def open(self) -> bool:
        """Whether it was done, opened an exchange, and got no answer."""
        return not (self.event.planned or self.antecedents or self.responses)


@dataclass(frozen=True, slots=True)
class TypeTotal:
    """The acts of one type on one side, the numbers told with them added up, and how many told."""

    events: int
    count: int
    counted: int


@dataclass(frozen=True, slots=True)
class SideTotals:
    """One side of the ledger.

    `answered` of its `acts` reported as done were answered by the other side, after `delays`;
    `delay` is the median of those known to the day, where they are three at least. `by_type` are of
    these acts too. Besides stand `alleged`
    acts, `alleged_answered` of them answered, and `planned` ones. `open` are acts, reported or
    alleged, that opened an exchange and got no answer.
    """

    side: ExchangeSide
    events: int
    by_type: Mapping[str, TypeTotal]
    answered: int
    delay: float | None
    open: tuple[Event, ...]
    alleged: int = 0
    alleged_answered: int = 0
    planned: int = 0
    delays: tuple[Lag, ...] = ()

    @property
    def share(self) -> float | None:
        """The share of its acts that the other side answered."""
        return self.answered / self.events if self.events else None


@dataclass(frozen=True, slots=True)
class Exchange:
    """An answer beside what it answers, by number: 23 for 23.

    `causes` and `answer` are counts, None where one is not told; `alike` whether they are of one
    type.
    """

    event: Event
    antecedents: tuple[Event, ...]
    causes: int | None
    answer: int | None
    alike: bool

    @property
    def ratio(self) -> float | None:
        """The number of the answer over that of what it answers."""
        if self.causes is None or self.answer is None or not self.causes:
            return None
        return self.answer / self.causes


@dataclass(frozen=True, slots=True)
class Ledger:
    """Two sides, their acts against each other in time order, and the balance."""

    entries: tuple[Entry, ...]
    totals: tuple[SideTotals, SideTotals]
    exchanges: tuple[Exchange, ...]

    @property
    def owes(self) -> ExchangeSide | None:
        """The side that the latest open act was done to; None where none is dated."""
        dated = [e for e in self.entries if e.open and e.event.time is not None]
        if not dated:
            return None
        return self.totals[1 - max(dated, key=lambda e: e.event.time or 0.0).side].side

    @property
    def in_kind(self) -> float | None:
        """The share of answers that are of the type of what they answer."""
        if not self.exchanges:
            return None
        return sum(e.alike for e in self.exchanges) / len(self.exchanges)

    @property
    def symmetry(self) -> float | None:
        """The share of numbered answers in kind that match the number of what they answer."""
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
    """Return the ledger of two sides; inferred answers count from a probability on.

    Acts whose doer or target is not told are left out, acts surely outside the dates too.
    """
    sides = (one, other)
    acts = {
        act.id: _doer(act, sides)
        for act in history.events.values()
        if act.by and act.against and is_between(act, one, other) and _within(act, since, until)
    }
    links = [
        a
        for a in history.responses
        if a.holds(probability)
        and a.event in acts
        and a.antecedent in acts
        and acts[a.event] != acts[a.antecedent]
    ]
    forth, back = _grouped(links)
    entries = tuple(
        Entry(history.events[i], acts[i], tuple(forth[i]), tuple(back[i]))
        for i in _ordered(history, list(acts), links)
    )
    return Ledger(
        entries,
        (_account(history, one, 0, entries), _account(history, other, 1, entries)),
        tuple(_exchange(history, e) for e in entries if e.antecedents and not e.event.planned),
    )


def _ordered(history: History, ids: list[str], links: list[Response]) -> list[str]:
    """Return acts in time order; no answer before what it answers, as far as dates allow.

    What has no date stands right before its first answer, else right after what it answers.
    """
    place = {i: history.events[i].time for i in ids}
    rank = dict.fromkeys(ids, 0)
    for answer in links:
        cause, after = place[answer.antecedent], place[answer.event]
        if history.events[answer.antecedent].date is None and after is not None:
            place[answer.antecedent] = after if cause is None else min(cause, after)
            rank[answer.antecedent] = -1
    for answer in links:
        cause, after = place[answer.antecedent], place[answer.event]
        if cause is not None and (after is None or after < cause):
            place[answer.event], rank[answer.event] = cause, rank[answer.antecedent] + 1
    late = float("inf")
    return sorted(ids, key=lambda i: (late if (t := place[i]) is None else t, rank[i]))


def _doer(act: Event, sides: tuple[ExchangeSide, ExchangeSide]) -> int:
    """Return which side acts; of an act within a bloc's own ranks, the first."""
    return 0 if sides[0].is_source_of(act) and sides[1].is_target_of(act) else 1


def _within(act: Event, since: Date | None, until: Date | None) -> bool:
    if act.date is None:
        return True
    late = until is not None and act.date.earliest > until.latest
    return not late and not (since is not None and act.date.latest < since.earliest)


def _grouped(
    links: Iterable[Response],
) -> tuple[dict[str, list[Response]], dict[str, list[Response]]]:
    """Return the answers by what gives them, and by what they answer."""
    forth: dict[str, list[Response]] = defaultdict(list)
    back: dict[str, list[Response]] = defaultdict(list)
    for answer in links:
        forth[answer.event].append(answer)
        back[answer.antecedent].append(answer)
    return forth, back


def _account(
    history: History, side: ExchangeSide, number: int, entries: Iterable[Entry]
) -> SideTotals:
    every = [e for e in entries if e.side == number]
    own = [e for e in every if e.event.status is Status.REPORTED]
    alleged = [e for e in every if e.event.status is not Status.REPORTED and not e.event.planned]
    kinds: dict[str, list[Event]] = defaultdict(list)
    for entry in own:
        kinds[entry.event.type].append(entry.event)
    given = {
        e.event.id: [r for a in e.responses if not (r := history.events[a.event]).planned]
        for e in every
    }
    told = (Lag.between(e.event, reply) for e in own for reply in given[e.event.id])
    lags = sorted((lag for lag in told if lag), key=lambda lag: (lag.most, lag.least))
    delays = [lag.most for lag in lags if lag.exact]
    return SideTotals(
        side,
        len(own),
        {kind: _total(acts) for kind, acts in sorted(kinds.items())},
        sum(bool(given[e.event.id]) for e in own),
        median(delays) if len(delays) >= FEW else None,
        tuple(e.event for e in every if e.open),
        len(alleged),
        sum(bool(given[e.event.id]) for e in alleged),
        len(every) - len(own) - len(alleged),
        tuple(lags),
    )


def _total(acts: list[Event]) -> TypeTotal:
    told = [act.count for act in acts if act.count is not None]
    return TypeTotal(len(acts), sum(told), len(told))


def _exchange(history: History, entry: Entry) -> Exchange:
    causes = tuple(history.events[a.antecedent] for a in entry.antecedents)
    alike = [c for c in causes if c.type == entry.event.type]
    counts = [c.count for c in (alike or causes)]
    total = None if None in counts else sum(c for c in counts if c is not None)
    return Exchange(entry.event, causes, total, entry.event.count, bool(alike))
