"""Precedents: earlier acts most like one, why, and what answer those got."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import exp, log

from talion.model.date import Date
from talion.reciprocity.event import Event
from talion.reciprocity.history import History
from talion.reciprocity.response import FEW, Lag, Response

#: What each likeness adds to the score; they add up to 1 for the perfect precedent. Set by
#: judgement, the deed before the parties, these before the motive.
WEIGHTS = {
    "type": 0.3,
    "parties": 0.2,
    "motive": 0.15,
    "role": 0.1,
    "size": 0.1,
    "named": 0.05,
    "coordination": 0.05,
    "recency": 0.05,
}
_CLOSE = 60  # an organization of more members is no alliance
_YEAR, _MONTH = 365.25, 365.25 / 12
_SHORTLY = 92  # days, three months
_MEMORY = 10.0  # years after which recency counts e times less


@dataclass(frozen=True, slots=True)
class Reason:
    """One likeness: of what kind, in words, and what it adds to the score."""

    kind: str
    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class Reaction:
    """An answer that an act got: which act, on what basis, how long after, how large beside it."""

    event: Event
    response: Response
    lag: Lag | None
    ratio: float | None


@dataclass(frozen=True, slots=True)
class Precedent:
    """An earlier act like the one asked about, the reasons, and the answers that it got."""

    event: Event
    reasons: tuple[Reason, ...]
    reactions: tuple[Reaction, ...]

    @property
    def score(self) -> float:
        """How like it is, from 0 to 1."""
        return sum(r.weight for r in self.reasons)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What precedents let expect, each weighing as much as it is alike.

    `answered` is the share answered by the side that bore them; of these, `types` are the shares
    of the types of answers, `delays` how long they took, `delay` the median days of those known to
    the day where they are three at least, `ratio` the median number of an answer over that of what
    it answers, None where nothing tells.
    """

    precedents: int
    answered: float
    types: Mapping[str, float]
    delay: float | None
    ratio: float | None
    delays: tuple[Lag, ...] = ()


@dataclass(frozen=True, slots=True)
class Precedents:
    """The precedents of an act, best first; what they let expect; what the act itself got."""

    event: Event
    found: tuple[Precedent, ...]
    outcome: Outcome | None
    reactions: tuple[Reaction, ...]


def precedents(
    history: History, ident: str, *, limit: int = 10, probability: float = 0.5, least: float = 0.35
) -> Precedents:
    """Return the acts done before one that are most like it, with reasons and reactions.

    Those of a likeness below `least` are no precedents. Inferred answers count from a probability
    on. What may be later is left out, except what a source names as a parallel; an act is done at
    the latest when it is first told. Of an act without a date, those told no later count.
    """
    act = history.events[ident]
    context = _Context(history, probability)
    earlier = (a for a in history.events.values() if a.id != ident and not a.planned)
    compared = [
        Precedent(a, tuple(context.reasons(act, a)), context.reactions(a))
        for a in earlier
        if context.may_precede(a, act)
    ]
    alike = sorted((p for p in compared if p.score >= least), key=lambda p: (-p.score, p.event.id))
    found = tuple(alike[:limit])
    return Precedents(act, found, _outcome(found), context.reactions(act))


def _before(earlier: Event, act: Event) -> bool | None:
    """Whether an act lies before another: None where dates and first reports do not tell."""
    if act.date is None and earlier.date is None and None not in (act.time, earlier.time):
        return (earlier.time or 0.0) < (act.time or 0.0)
    if act.date is not None and earlier.date is not None:
        told = earlier.date.before(act.date)
        if told is not None:
            return told
    by, start = _done_by(earlier), act.date.earliest if act.date is not None else _done_by(act)
    return True if by is not None and start is not None and by <= start else None


def _done_by(act: Event) -> date | None:
    """Return the last day on which an act can have been done: by its date and its first report."""
    days = [Date(e.published).latest for e in act.evidence if e.published]
    if act.date is not None:
        days.append(act.date.latest)
    return min(days, default=None)


def _ago(act: Date, other: Date) -> str:
    """Return how long before, no closer than the dates tell: `1 to 2 years before`."""
    least = max((act.earliest - other.latest).days, 0)
    most = max((act.latest - other.earliest).days, 0)
    if most <= _SHORTLY:
        return "shortly before"
    if "year" in (act.precision, other.precision) and act.earliest.year == act.latest.year:
        apart = act.earliest.year - other.earliest.year
        if apart <= 1:
            return "the year before" if apart else "the same year"
    if most < 1.5 * _YEAR:
        return _between(round(least / _MONTH), round(most / _MONTH), "month")
    return _between(round(least / _YEAR), round(most / _YEAR), "year")


def _between(least: int, most: int, unit: str) -> str:
    many = f"{unit}s" if most != 1 else unit
    if least == most:
        return f"{most} {many} before"
    return f"{least} to {most} {many} before" if least else f"up to {most} {many} before"


class _Context:
    """What the history tell around each act: motives, reactions, coordination, parallels."""

    def __init__(self, history: History, probability: float) -> None:
        self.history = history
        self.causes: dict[str, list[Response]] = defaultdict(list)
        self.responses: dict[str, list[Response]] = defaultdict(list)
        for answer in history.responses:
            if answer.holds(probability):
                self.causes[answer.event].append(answer)
                self.responses[answer.antecedent].append(answer)
        self.together = {i for pair in history.parts for i in pair}
        self.named = set(history.precedents)

    def may_precede(self, earlier: Event, act: Event) -> bool:
        """Whether an act is an earlier one: surely, or as a source names it; no answer to it."""
        if any(a.event == earlier.id for a in self.responses.get(act.id, ())):
            return False
        before = _before(earlier, act)
        return (earlier.id, act.id) in self.named if before is None else before

    def reactions(self, act: Event) -> tuple[Reaction, ...]:
        """Return the answers that were done by the side that bore an act."""
        found = []
        for answer in self.responses.get(act.id, ()):
            reply = self.history.events[answer.event]
            if reply.planned or not reply.turns_on(act):
                continue
            ratio = reply.count / act.count if reply.count is not None and act.count else None
            found.append(Reaction(reply, answer, Lag.between(act, reply), ratio))
        return tuple(found)

    def reasons(self, act: Event, other: Event) -> Iterator[Reason]:
        """Yield how an earlier act is like the one asked about."""
        if other.type == act.type:
            yield Reason("type", f"{self.history.label(act.type)} too", WEIGHTS["type"])
        yield from self._parties(act, other)
        yield from self._motive(act, other)
        if self._answers(act) == self._answers(other):
            words = "an answer too" if self._answers(act) else "opens an exchange too"
            yield Reason("role", words, WEIGHTS["role"])
        if act.count and other.count:
            near = exp(-abs(log(other.count / act.count)))
            if near > 0.1:
                yield Reason("size", f"{other.count}, here {act.count}", WEIGHTS["size"] * near)
        if act.id in self.together and other.id in self.together:
            yield Reason("coordination", "in concert with others too", WEIGHTS["coordination"])
        if act.date and other.date:
            apart = (act.date.earliest - other.date.latest, act.date.latest - other.date.earliest)
            years = max(sum(a.days for a in apart) / 2 / _YEAR, 0.0)
            near = exp(-years / _MEMORY)
            if near > 0.5:
                words = _ago(act.date, other.date)
                yield Reason("recency", words, WEIGHTS["recency"] * near)
        if (other.id, act.id) in self.named:
            yield Reason("named", "a source names it as a parallel", WEIGHTS["named"])

    def _answers(self, act: Event) -> bool:
        return any(self.history.retaliates(a) for a in self.causes.get(act.id, ()))

    def _parties(self, act: Event, other: Event) -> Iterator[Reason]:
        full = WEIGHTS["parties"]
        agent = bool(set(act.by) & set(other.by))
        target = bool(set(act.against) & set(other.against))
        if agent and target:
            yield Reason("parties", "the same two sides", full)
        elif target:
            blocs = self._shared_blocs(act.by, other)
            if blocs:
                yield Reason("parties", f"the same target, by a state of {blocs[0]}", 0.8 * full)
            else:
                yield Reason("parties", "the same target", 0.5 * full)
        elif agent:
            blocs = self._shared_blocs(act.against, other, agents=False)
            if blocs:
                words = f"by the same state, against another of {blocs[0]}"
                yield Reason("parties", words, 0.6 * full)
            else:
                yield Reason("parties", "by the same state", 0.4 * full)
        elif set(act.by) & set(other.against) and set(act.against) & set(other.by):
            yield Reason("parties", "the same two sides, the other way round", 0.3 * full)

    def _shared_blocs(self, ours: Iterable[str], other: Event, *, agents: bool = True) -> list[str]:
        """Return the names of the smallest blocs of states that both belonged to at the time."""
        theirs = other.by if agents else other.against
        mine = {b for i in ours for b in (*self.history.blocs(i, other.date), i)}
        shared = {b for i in theirs for b in (*self.history.blocs(i, other.date), i) if b in mine}
        sizes = {b: len(self.history.members(b, other.date)) for b in shared}
        close = [b for b in shared if 1 < sizes[b] <= _CLOSE]
        return [self.history.name(b) for b in sorted(close, key=lambda b: (sizes[b], b))]

    def _motive(self, act: Event, other: Event) -> Iterator[Reason]:
        ours, theirs = (
            {self.history.events[a.antecedent].type for a in self.causes.get(i, ())}
            for i in (act.id, other.id)
        )
        if ours & theirs:
            words = " and ".join(sorted(self.history.label(t) for t in ours & theirs))
            share = len(ours & theirs) / len(ours | theirs)
            yield Reason("motive", f"over {words} too", WEIGHTS["motive"] * share)


def _outcome(found: Iterable[Precedent]) -> Outcome | None:
    """Return what precedents let expect; None without any."""
    listed = list(found)
    whole = sum(p.score for p in listed)
    if not whole:
        return None
    answered = sum(p.score for p in listed if p.reactions)
    types: Counter[str] = Counter()
    delays: list[tuple[float, float]] = []
    lags: list[Lag] = []
    ratios: list[tuple[float, float]] = []
    for precedent in listed:
        for reaction in precedent.reactions:
            weight = precedent.score / len(precedent.reactions)
            types[reaction.event.type] += weight  # type: ignore[assignment]
            if reaction.lag is not None:
                lags.append(reaction.lag)
                if reaction.lag.exact:
                    delays.append((reaction.lag.middle, weight))
            if reaction.ratio is not None and reaction.event.type == precedent.event.type:
                ratios.append((reaction.ratio, weight))
    shares = {kind: weight / answered for kind, weight in types.most_common()}
    delay = _median(delays) if len(delays) >= FEW else None
    told = tuple(sorted(lags, key=lambda lag: (lag.most, lag.least)))
    return Outcome(len(listed), answered / whole, shares, delay, _median(ratios), told)


def _median(weighted: list[tuple[float, float]]) -> float | None:
    """Return the lower weighted median."""
    half = sum(w for _, w in weighted) / 2
    for value, weight in sorted(weighted):
        half -= weight
        if half <= 1e-12:
            return value
    return None
