"""Which events of different states against one side are coordinated: as reported, or by time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from talion.reciprocity.event import Event
from talion.reciprocity.history import History

GAP = 5
"""Events of one type against one side, each at most that many days after the last, are one wave."""

SPREAD = 60
"""Events said to respond to one antecedent are one wave if at most that many days apart."""


def reported_together(history: History, done: Sequence[Event]) -> Iterator[tuple[str, str]]:
    """Yield pairs of events against one side that sources report as one action or one reaction.

    >>> pairs = reported_together(history, list(history.events.values()))
    >>> together = [one for one, other in pairs if other == "2022-03-29-expulsion-belgium-russia"]
    >>> [history.events[one].by for one in together]
    [('netherlands',), ('ireland',), ('czech-republic',)]
    """
    known = {event.id: event for event in done}
    for part, whole in history.parts:
        if part in known and whole in known and _same_target(known[part], known[whole]):
            yield part, whole
    reactions: dict[str, list[Event]] = defaultdict(list)
    for response in history.responses:
        if response.stated and response.event in known:
            reactions[response.antecedent].append(known[response.event])
    for events in reactions.values():
        for one, other in pairwise(sorted(events, key=time_order)):
            if _same_target(one, other) and _days_apart(one, other) <= SPREAD:
                yield one.id, other.id


def close_in_time(done: Sequence[Event], gap: int) -> Iterator[tuple[str, str]]:
    """Yield pairs of neighbours in time among events of one type against one side.

    >>> from talion.model.incident import Status
    >>> done, ru = ("summons", Status.REPORTED), ("ru",)
    >>> events = [
    ...     Event(i, *done, (i,), ru, (i,), ru, 1, None, 0.2, time=day)
    ...     for i, day in (("nl", 0.0), ("be", 4.0), ("dk", 12.0))
    ... ]
    >>> list(close_in_time(events, gap=5))
    [('nl', 'be')]
    """
    for events in _by_target_and_type(done, gap).values():
        for one, other in pairwise(events):
            if (other.time or 0.0) - (one.time or 0.0) <= gap:
                yield one.id, other.id


def time_order(event: Event) -> tuple[bool, float]:
    """Return a key that sorts events by time, undated ones last.

    >>> events = sorted(history.events.values(), key=time_order)
    >>> events[0].id, events[-1].time
    ('2006-attack-on-person-russia-alexander-litvinenko', None)
    """
    return event.time is None, event.time or 0.0


def _same_target(one: Event, other: Event) -> bool:
    return not set(one.against).isdisjoint(other.against)


def _days_apart(one: Event, other: Event) -> float:
    """Return how many days two events are apart at least; infinite where one has no date."""
    if one.date is None or other.date is None:
        if one.time is None or other.time is None:
            return float("inf")
        return abs(other.time - one.time)
    late = max(one.date.earliest, other.date.earliest)
    early = min(one.date.latest, other.date.latest)
    return max((late - early).days, 0)


def _by_target_and_type(done: Sequence[Event], gap: int) -> dict[tuple[str, str], list[Event]]:
    """Return the events dated well enough, in order of time."""
    kinds: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in sorted((e for e in done if e.time is not None), key=time_order):
        if event.date is None or event.date.days() <= gap:
            for target in event.against:
                kinds[target, event.type].append(event)
    return kinds
