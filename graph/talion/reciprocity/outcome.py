"""What precedents suggest: how likely a response is, of which type, how soon, how large."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from talion.reciprocity.event import Event
from talion.reciprocity.precedent_similarity import Reaction
from talion.reciprocity.response import FEW, Lag

Weighted = tuple[Event, float, tuple[Reaction, ...]]
"""A precedent, how like it is, and the responses that it got."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What precedents suggest, each with a weight of its likeness.

    `answered` is the share with a response by the target; of these, `types` are the shares of the
    types of responses, `delays` how long they took, `delay` the median days of those known to
    the day where there are at least three, `ratio` the median count of a response over that of
    its antecedent, None where none is known.
    """

    precedents: int
    answered: float
    types: Mapping[str, float]
    delay: float | None
    ratio: float | None
    delays: tuple[Lag, ...] = ()


def outcome(precedents: Sequence[Weighted]) -> Outcome | None:
    """Return what precedents suggest; None without any.

    >>> earlier = history.events["2021-expulsion-united-states-russia"]
    >>> link = next(r for r in history.responses if r.antecedent == earlier.id)
    >>> reaction = Reaction(history.events[link.event], link, lag=None, ratio=None)
    >>> found = outcome([(earlier, 0.75, (reaction,)), (earlier, 0.25, ())])
    >>> found.answered, dict(found.types), found.delay
    (0.75, {'expulsion': 1.0}, None)
    >>> outcome([]) is None
    True
    """
    whole = sum(score for _, score, _ in precedents)
    if not whole:
        return None
    answered = sum(score for _, score, reactions in precedents if reactions)
    weighed = [
        (event, reaction, score / len(reactions))
        for event, score, reactions in precedents
        for reaction in reactions
    ]
    types: Counter[str] = Counter()
    for _, reaction, weight in weighed:
        types[reaction.event.type] += weight  # type: ignore[assignment]
    lags = [(r.lag, weight) for _, r, weight in weighed if r.lag is not None]
    exact = [(lag.middle, weight) for lag, weight in lags if lag.exact]
    ratios = [
        (r.ratio, weight)
        for event, r, weight in weighed
        if r.ratio is not None and r.event.type == event.type
    ]
    return Outcome(
        precedents=len(precedents),
        answered=answered / whole,
        types={kind: weight / answered for kind, weight in types.most_common()},
        delay=_median(exact) if len(exact) >= FEW else None,
        ratio=_median(ratios),
        delays=tuple(sorted((lag for lag, _ in lags), key=lambda lag: (lag.most, lag.least))),
    )


def _median(weighted: Sequence[tuple[float, float]]) -> float | None:
    """Return the lower weighted median."""
    half = sum(w for _, w in weighted) / 2
    for value, weight in sorted(weighted):
        half -= weight
        if half <= 1e-12:
            return value
    return None
