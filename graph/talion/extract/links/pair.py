"""Two incidents of a text, one perhaps a response to the other: sides, types, dates."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from talion.extract.incidents.event_mention import EventCluster, EventMention
from talion.model.incident import Status


class Sides(StrEnum):
    """How the sides of a later incident stand to those of its supposed antecedent."""

    MIRRORED = "mirrored"
    HIT_BY_UNKNOWN = "hit by unknown"
    HIT = "hit"
    AGAINST_THE_AGENT = "against the agent"
    SAME_AGENT = "same agent"
    OTHER = "other"


class DateOrder(StrEnum):
    """How the date of a response stands to that of its supposed antecedent."""

    EARLIER = "earlier"
    LATER = "later"
    SAME_DAY = "same day"
    SAME_PERIOD = "same period"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two incidents, the supposed response and its antecedent, and their nearest mentions."""

    response: EventCluster
    antecedent: EventCluster
    x: EventMention
    y: EventMention
    sides: Sides


def pair_of(response: EventCluster, antecedent: EventCluster) -> Pair:
    """Return two incidents with the mentions of each that stand nearest to one another.

    >>> said = analysis("Chile expelled two Peruvians. Peru expelled two Chileans.")
    >>> pair = pair_of(said.incidents[1], said.incidents[0])
    >>> pair.x.sentence, pair.y.sentence
    (1, 0)
    """
    mentions = ((x, y) for x in _surest(response) for y in _surest(antecedent))
    x, y = min(mentions, key=_apart)
    return Pair(response, antecedent, x, y, sides_of(response, antecedent))


def _surest(incident: EventCluster) -> list[EventMention]:
    """Return the mentions of an incident but those by learned weights beside another of its own."""
    known = {m.sentence for m in incident.mentions if not m.trigger.learned}
    return [m for m in incident.mentions if not m.trigger.learned or m.sentence not in known]


def _apart(mentions: tuple[EventMention, EventMention]) -> tuple[int, int]:
    x, y = mentions
    return abs(x.sentence - y.sentence), abs(x.i - y.i)


def sides_of(response: EventCluster, antecedent: EventCluster) -> Sides:
    """Return how the sides of two incidents stand to each other.

    >>> said = analysis("Chile expelled two Peruvians. Peru expelled two Chileans.")
    >>> sides_of(said.incidents[1], said.incidents[0]).value
    'mirrored'
    """
    hit = _meet(response.agents.names, antecedent.targets.names)
    against = _meet(response.targets.names, antecedent.agents.names)
    same = _meet(response.agents.names, antecedent.agents.names)
    if hit and against:
        return Sides.MIRRORED
    if hit and not antecedent.agents:
        return Sides.HIT_BY_UNKNOWN
    if hit and not same:
        return Sides.HIT
    if against and not same:
        return Sides.AGAINST_THE_AGENT
    return Sides.SAME_AGENT if same and not hit else Sides.OTHER


def of_sides(pair: Pair) -> Iterator[str]:
    """Yield the features of the sides of a pair.

    >>> said = analysis("Chile expelled two Peruvians. Peru expelled two Chileans.")
    >>> list(of_sides(pair_of(said.incidents[1], said.incidents[0])))
    ['sides mirrored']
    """
    a, b = pair.response, pair.antecedent
    agent, target = _meet(a.agents.names, b.agents.names), _meet(a.targets.names, b.targets.names)
    yield f"sides {pair.sides}"
    if agent:
        yield "same agent"
    if target:
        yield "same target"
    if agent and target:
        yield "same direction"


def of_kinds(pair: Pair) -> Iterator[str]:
    """Yield the features of the types, dates and statuses of a pair.

    >>> said = analysis("Chile expelled two Peruvians. Peru expelled two Chileans.")
    >>> list(of_kinds(pair_of(said.incidents[1], said.incidents[0])))[:2]
    ['measure to measure', 'measure to measure, mirrored']
    """
    a, b = pair.response, pair.antecedent
    natures = f"{a.traits.nature.value} to {b.traits.nature.value}"
    yield natures
    yield f"{natures}, {pair.sides}"
    when = order_of(a.date, b.date)
    yield f"date {when}"
    if a.type == b.type:
        yield "same type"
        yield f"same type, {pair.sides}"
        if when == DateOrder.EARLIER:
            same = _meet(a.targets.names, b.targets.names)
            yield "same type, earlier"
            yield f"same type, earlier, {'same' if same else 'other'} target"
    if a.status == Status.PROSPECTIVE:
        yield "response prospective"
    if b.status in (Status.PROSPECTIVE, Status.ALLEGED):
        yield f"antecedent {Status(b.status).value}"


def order_of(date: str | None, other: str | None) -> DateOrder:
    """Return whether a date is later than another, as far as both are precise.

    >>> order_of("2021-05-12", "2021-04").value, order_of("2021-05-12", "2021-05").value
    ('later', 'same period')
    """
    if not date or not other:
        return DateOrder.UNKNOWN
    size = min(len(date), len(other), 10)
    if date[:size] == other[:size]:
        return DateOrder.SAME_DAY if size == 10 else DateOrder.SAME_PERIOD
    return DateOrder.LATER if date[:size] > other[:size] else DateOrder.EARLIER


def _meet(names: Sequence[str], others: Sequence[str]) -> bool:
    return not set(names).isdisjoint(others)
