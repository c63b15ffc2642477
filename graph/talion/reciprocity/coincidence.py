"""How many states would act against a side in so short a time by coincidence."""

from collections import Counter
from collections.abc import Sequence
from math import exp

from talion.reciprocity.event import Event


class Level:
    """How often each side was the target of each type of event, over all days of a history."""

    def __init__(self, done: Sequence[Event]) -> None:
        self._counts = Counter((state, event.type) for event in done for state in event.against)
        times = [event.time for event in done if event.time is not None]
        self._days = max(times) - min(times) + 1 if times else 0.0

    def coincidence(
        self, events: Sequence[Event], target: str
    ) -> tuple[float | None, float | None]:
        """Return how many states would act so in as many days, and the chance that as many do.

        The level is that of all other events of those types against that side; both are None
        where there are none, or where an event has no time.
        """
        times = [event.time for event in events if event.time is not None]
        own = sum(target in event.against for event in events)
        others = sum(self._counts[target, kind] for kind in {e.type for e in events}) - own
        if len(times) < len(events) or not others:
            return None, None
        span = max(times) - min(times) + 1
        expected = others * span / max(self._days - span, 1.0)
        return expected, at_least(len({s for event in events for s in event.by}), expected)


def at_least(number: int, mean: float) -> float:
    """Return the probability of at least that number in a Poisson distribution.

    >>> round(at_least(1, 0.5), 4), round(at_least(3, 0.5), 4)
    (0.3935, 0.0144)
    """
    term, below = exp(-mean), 0.0
    for n in range(number):
        below += term
        term *= mean / (n + 1)
    return max(1.0 - below, 0.0)
