"""The ledger of two sides: what each did to the other, what was answered, who owes an answer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from talion.model.date import Date
from talion.reciprocity.acts import FEW, REPORTED, Act, Answer, Lag
from talion.reciprocity.history import Annals
from talion.reciprocity.party import Side, is_between


@dataclass(frozen=True, slots=True)
class Entry:
    """An act of one of the two sides (0 or 1), and the acts of the other that it answers."""

    act: Act
    side: int
    answers: tuple[Answer, ...]
    answered: tuple[Answer, ...]

    @property
    def open(self) -> bool:
        """Whether it was done, opened an exchange, and got no answer."""
        return not (self.act.planned or self.answers or self.answered)


@dataclass(frozen=True, slots=True)
class Total:
    """The acts of one type on one side, the numbers told with them added up, and how many told."""

    acts: int
    count: int
    counted: int


@dataclass(frozen=True, slots=True)
class Account:
    """One side of the ledger.

    `answered` of its `acts` reported as done were answered by the other side, after `delays`;
    `delay` is the median of those known to the day, where they are three at least. `totals` are of
    these acts too. Besides stand `alleged`
    acts, `alleged_answered` of them answered, and `planned` ones. `open` are acts, reported or
    alleged, that opened an exchange and got no answer.
    """

    side: Side
    acts: int
    totals: Mapping[str, Total]
    answered: int
    delay: float | None
    open: tuple[Act, ...]
    alleged: int = 0
    alleged_answered: int = 0
    planned: int = 0
    delays: tuple[Lag, ...] = ()

    @property
    def share(self) -> float | None:
        """The share of its acts that the other side answered."""
        return self.answered / self.acts if self.acts else None


@dataclass(frozen=True, slots=True)
class Exchange:
    """An answer beside what it answers, by number: 23 for 23.

    `causes` and `answer` are counts, None where one is not told; `alike` whether they are of one
    type.
    """

    act: Act
    answers: tuple[Act, ...]
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
    accounts: tuple[Account, Account]
    exchanges: tuple[Exchange, ...]

    @property
    def owes(self) -> Side | None:
        """The side that the latest open act was done to; None where none is dated."""
        dated = [e for e in self.entries if e.open and e.act.time is not None]
        if not dated:
            return None
        return self.accounts[1 - max(dated, key=lambda e: e.act.time or 0.0).side].side

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
    annals: Annals,
    one: Side,
    other: Side,
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
        for act in annals.acts.values()
        if act.by and act.against and is_between(act, one, other) and _within(act, since, until)
    }
    links = [
        a
        for a in annals.answers
        if a.holds(probability)
        and a.source in acts
        and a.target in acts
        and acts[a.source] != acts[a.target]
    ]
    forth, back = _grouped(links)
    entries = tuple(
        Entry(annals.acts[i], acts[i], tuple(forth[i]), tuple(back[i]))
        for i in _ordered(annals, list(acts), links)
    )
    return Ledger(
        entries,
        (_account(annals, one, 0, entries), _account(annals, other, 1, entries)),
        tuple(_exchange(annals, e) for e in entries if e.answers and not e.act.planned),
    )


def _ordered(annals: Annals, ids: list[str], links: list[Answer]) -> list[str]:
    """Return acts in time order; no answer before what it answers, as far as dates allow.

    What has no date stands right before its first answer, else right after what it answers.
    """
    place = {i: annals.acts[i].time for i in ids}
    rank = dict.fromkeys(ids, 0)
    for answer in links:
        cause, after = place[answer.target], place[answer.source]
        if annals.acts[answer.target].date is None and after is not None:
            place[answer.target] = after if cause is None else min(cause, after)
            rank[answer.target] = -1
    for answer in links:
        cause, after = place[answer.target], place[answer.source]
        if cause is not None and (after is None or after < cause):
            place[answer.source], rank[answer.source] = cause, rank[answer.target] + 1
    late = float("inf")
    return sorted(ids, key=lambda i: (late if (t := place[i]) is None else t, rank[i]))


def _doer(act: Act, sides: tuple[Side, Side]) -> int:
    """Return which side acts; of an act within a bloc's own ranks, the first."""
    return 0 if sides[0].acts(act) and sides[1].suffers(act) else 1


def _within(act: Act, since: Date | None, until: Date | None) -> bool:
    if act.date is None:
        return True
    late = until is not None and act.date.earliest > until.latest
    return not late and not (since is not None and act.date.latest < since.earliest)


def _grouped(links: Iterable[Answer]) -> tuple[dict[str, list[Answer]], dict[str, list[Answer]]]:
    """Return the answers by what gives them, and by what they answer."""
    forth: dict[str, list[Answer]] = defaultdict(list)
    back: dict[str, list[Answer]] = defaultdict(list)
    for answer in links:
        forth[answer.source].append(answer)
        back[answer.target].append(answer)
    return forth, back


def _account(annals: Annals, side: Side, number: int, entries: Iterable[Entry]) -> Account:
    every = [e for e in entries if e.side == number]
    own = [e for e in every if e.act.status == REPORTED]
    alleged = [e for e in every if e.act.status != REPORTED and not e.act.planned]
    kinds: dict[str, list[Act]] = defaultdict(list)
    for entry in own:
        kinds[entry.act.type].append(entry.act)
    given = {
        e.act.id: [r for a in e.answered if not (r := annals.acts[a.source]).planned] for e in every
    }
    told = (Lag.between(e.act, reply) for e in own for reply in given[e.act.id])
    lags = sorted((lag for lag in told if lag), key=lambda lag: (lag.most, lag.least))
    delays = [lag.most for lag in lags if lag.exact]
    return Account(
        side,
        len(own),
        {kind: _total(acts) for kind, acts in sorted(kinds.items())},
        sum(bool(given[e.act.id]) for e in own),
        median(delays) if len(delays) >= FEW else None,
        tuple(e.act for e in every if e.open),
        len(alleged),
        sum(bool(given[e.act.id]) for e in alleged),
        len(every) - len(own) - len(alleged),
        tuple(lags),
    )


def _total(acts: list[Act]) -> Total:
    told = [act.count for act in acts if act.count is not None]
    return Total(len(acts), sum(told), len(told))


def _exchange(annals: Annals, entry: Entry) -> Exchange:
    causes = tuple(annals.acts[a.target] for a in entry.answers)
    alike = [c for c in causes if c.type == entry.act.type]
    counts = [c.count for c in (alike or causes)]
    total = None if None in counts else sum(c for c in counts if c is not None)
    return Exchange(entry.act, causes, total, entry.act.count, bool(alike))
