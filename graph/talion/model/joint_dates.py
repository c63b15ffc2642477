"""Which responses are possible at once: a day for every incident, no response before its cause."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Generic, Self, TypeVar

_Key = TypeVar("_Key", bound=Hashable)


@dataclass(slots=True)
class JointDates(Generic[_Key]):
    """The bounds of incidents' days, narrowed by every response that is accepted.

    `last` gives the last possible day (or time) of an incident, any time where it has none; `first`
    the first possible one in view of what it responds to.
    """

    first: dict[_Key, float]
    last: Mapping[_Key, float]
    _responses: dict[_Key, list[_Key]] = field(default_factory=dict)

    @classmethod
    def of(cls, bounds: Mapping[_Key, tuple[float, float]]) -> Self:
        """Take the first and the last possible day of each incident that is dated."""
        return cls(
            {key: first for key, (first, _) in bounds.items()},
            {key: last for key, (_, last) in bounds.items()},
        )

    def copy(self) -> Self:
        """Return bounds that can be narrowed apart from these."""
        responses = {key: list(found) for key, found in self._responses.items()}
        return type(self)(dict(self.first), self.last, responses)

    def accept(self, response: _Key, antecedent: _Key) -> bool:
        """Accept that one incident responds to another; False, and no change, where that cannot be.

        No response lies before what it responds to, hence none before what that responds to, and
        so on: a response is possible beside those accepted where every incident still has a day.

        >>> dates = JointDates.of({"a": (20, 20), "b": (1, 31), "c": (10, 17)})
        >>> dates.accept("b", "a"), dates.accept("c", "b")  # b was on the 20th at the earliest
        (True, False)
        >>> dates.accept("b", "c"), dates.first["b"]
        (True, 20)
        """
        former: dict[_Key, float] = {}
        ahead = [response]
        least = self.first.get(antecedent, -inf)
        while ahead:
            here = ahead.pop()
            if self.first.get(here, -inf) >= least:
                continue
            former[here] = self.first.get(here, -inf)
            self.first[here] = least
            if least > self.last.get(here, inf):
                self.first |= former
                return False
            ahead += self._responses.get(here, ())
        self._responses.setdefault(antecedent, []).append(response)
        return True


def earlier(
    response: _Key, antecedent: _Key, bounds: Mapping[_Key, tuple[float, float]]
) -> tuple[float, ...]:
    """Return a key that puts a response with earlier days before others.

    >>> earlier("b", "a", {"a": (20, 20)})
    (inf, inf, 20, 20)
    """
    unknown = (inf, inf)
    return (*bounds.get(response, unknown), *bounds.get(antecedent, unknown))


def steps_between(
    responses: Iterable[tuple[_Key, _Key]],
    bounds: Mapping[_Key, tuple[float, float]],
    response: _Key,
    antecedent: _Key,
) -> list[_Key]:
    """Return the incidents, from the first to the last, whose days one more response puts awry.

    The first lies surely after the last, though each responds to the one before. Only those two
    are named where the response and its antecedent are ruled out alone.

    >>> bounds = {"a": (20, 20), "b": (1, 31), "c": (10, 17)}
    >>> steps_between([("b", "a")], bounds, "c", "b")
    ['a', 'b', 'c']
    """
    up: dict[_Key, list[_Key]] = {}
    down: dict[_Key, list[_Key]] = {}
    for one, other in responses:
        up.setdefault(one, []).append(other)
        down.setdefault(other, []).append(one)
    unknown = (-inf, inf)
    before = _paths(up, antecedent)
    after = _paths(down, response)
    first = max(before, key=lambda key: (bounds.get(key, unknown)[0], -len(before[key])))
    last = min(after, key=lambda key: (bounds.get(key, unknown)[1], len(after[key])))
    return [*reversed(before[first]), *after[last]]


def _paths(ahead: Mapping[_Key, list[_Key]], start: _Key) -> dict[_Key, list[_Key]]:
    """Return the shortest way from one incident to each that it leads to."""
    found = {start: [start]}
    todo = [start]
    for here in todo:
        for following in ahead.get(here, ()):
            if following not in found:
                found[following] = [*found[here], following]
                todo.append(following)
    return found
