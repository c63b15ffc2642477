"""Which incidents may be one and the same, and what their numbers add up to.

Two incidents are surely different where their types or their parties differ, where all dates that
reports give them exclude each other, where one source reports both (as two sentences of an
article, or two rows of a table), and where a person has decided so. All others may be one: nothing
that was read says that they differ.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from talion.model.independent_set import greatest_weight

_EVER = (date.min, date.max)


@dataclass(frozen=True, slots=True)
class NamedSide:
    """One side of an incident: its actors folded to states, and the blocs that these belong to.

    `loose` says that all of them are persons of whom no state is known.

    >>> dutch = NamedSide(frozenset({"netherlands"}), frozenset({"nato"}))
    >>> dutch.may_be(NamedSide(frozenset({"nato"}))), dutch.may_be(NamedSide(frozenset({"russia"})))
    (True, False)
    """

    actors: frozenset[str] = frozenset()
    blocs: frozenset[str] = frozenset()
    loose: bool = False

    def may_be(self, other: "NamedSide") -> bool:
        """Whether both can be one side: one is unknown, they share an actor, or a bloc is one."""
        if not self.actors or not other.actors or self.loose != other.loose:
            return True
        return not (
            self.actors.isdisjoint(other.actors)
            and self.actors.isdisjoint(other.blocs)
            and self.blocs.isdisjoint(other.actors)
        )

    def includes(self, other: "NamedSide") -> bool:
        """Whether what this side does includes what the other does: its actors, or a bloc's."""
        return all(
            actor in self.actors or not self.actors.isdisjoint(other.blocs)
            for actor in other.actors
        )


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An incident as far as it tells it from others.

    `spans` are the first and last possible day of each date that reports give it, none where it has
    no date. `sources` are the articles and tables that report it, `reports` is how many reports;
    `span` are the first and the last of all these days. `counts` are the counts that reports give
    it, where they may differ from each other and from `count`.
    """

    id: str
    type: str
    source: NamedSide
    target: NamedSide
    count: int | None
    spans: tuple[tuple[date, date], ...]
    sources: frozenset[str]
    reports: int
    counts: tuple[int, ...] = ()
    span: tuple[date, date] = field(init=False)

    def __post_init__(self) -> None:
        whole = _EVER
        if self.spans:
            whole = min(first for first, _ in self.spans), max(last for _, last in self.spans)
        object.__setattr__(self, "span", whole)

    @property
    def bounds(self) -> tuple[int, int] | None:
        """The least and the most that any report counts; nothing where none counts.

        >>> side = NamedSide()
        >>> Occurrence("a", "expulsion", side, side, 30, (), frozenset(), 2, (30, 50)).bounds
        (30, 50)
        """
        given = (*self.counts, *(() if self.count is None else (self.count,)))
        return (min(given), max(given)) if given else None

    def may_be(self, other: "Occurrence") -> bool:
        """Whether both may be one incident, as far as their own slots and sources say."""
        return (
            self.type == other.type
            and self.sources.isdisjoint(other.sources)
            and (
                not self.spans
                or not other.spans
                or any(a <= d and c <= b for a, b in self.spans for c, d in other.spans)
            )
            and self.source.may_be(other.source)
            and self.target.may_be(other.target)
        )

    def includes(self, other: "Occurrence") -> bool:
        """Whether the other, if part of this one, is counted in it."""
        alike = self.type == other.type
        return alike and self.source.includes(other.source) and self.target.includes(other.target)


@dataclass(frozen=True, slots=True)
class Total:
    """What some incidents add up to: at least, as they surely differ, and at most.

    At least `different` of at most `incidents` are different ones, from `reports` reports; what is
    part of another of them is not one more. Of these incidents, `counted` have a count, in
    `counting` reports; the counts add up to `least` at least, over incidents that surely differ,
    and to `most` at most. Counts of several types are of different things (persons, posts,
    missions): then they do not add up, `adds` is False and both are 0.
    """

    incidents: int = 0
    different: int = 0
    reports: int = 0
    counted: int = 0
    least: int = 0
    most: int = 0
    counting: int = 0
    adds: bool = True

    @property
    def exact(self) -> bool:
        """Whether the counts add up to one number, whichever incidents are one."""
        return self.adds and self.least == self.most


class Overlaps:
    """The incidents of a graph, and which of them may be one.

    `apart` are pairs of ids that a person has decided to be two incidents, `parts` pairs of an
    incident and the wider action that it is part of.

    >>> def expulsion(ident, count, *sources):
    ...     us, ru = (NamedSide(frozenset({side})) for side in ("united-states", "russia"))
    ...     return Occurrence(ident, "expulsion", us, ru, count, (), frozenset(sources), 1)
    >>> told = [expulsion("a", 60, "Post"), expulsion("b", 48, "Times"), expulsion("c", 35, "Post")]
    >>> found = Overlaps(told).total(["a", "b", "c"])
    >>> found.least, found.most, found.reports
    (95, 143, 3)
    """

    def __init__(
        self,
        occurrences: Iterable[Occurrence] = (),
        apart: Iterable[tuple[str, str]] = (),
        parts: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.occurrences = {each.id: each for each in occurrences}
        self._apart = {frozenset(pair) for pair in apart}
        self._wholes: dict[str, set[str]] = defaultdict(set)
        for part, whole in parts:
            self._wholes[part].add(whole)

    def pairs(self, ids: Iterable[str]) -> list[tuple[str, str]]:
        """Return the pairs among some incidents that may be one, in order, the lesser id first."""
        kinds: dict[str, list[Occurrence]] = defaultdict(list)
        for ident in sorted(set(ids) & self.occurrences.keys()):
            kinds[self.occurrences[ident].type].append(self.occurrences[ident])
        return sorted(
            (min(one.id, other.id), max(one.id, other.id))
            for same in kinds.values()
            for one, other in _near(same)
            if one.may_be(other) and frozenset((one.id, other.id)) not in self._apart
        )

    def included(self, ids: Collection[str]) -> Iterator[tuple[str, str]]:
        """Yield the pairs among some incidents of a part and a whole that it is counted in."""
        known = set(ids) & self.occurrences.keys()
        for part in sorted(known & self._wholes.keys()):
            for whole in sorted((self._wholes[part] & known) - {part}):
                if self.occurrences[whole].includes(self.occurrences[part]):
                    yield part, whole

    def total(self, ids: Iterable[str]) -> Total:
        """Return what some incidents add up to; those that are not known here are left out."""
        known = set(ids) & self.occurrences.keys()
        return total(
            [self.occurrences[i] for i in sorted(known)], self.pairs(known), self.included(known)
        )


def total(
    told: Collection[Occurrence],
    same: Iterable[tuple[str, str]],
    included: Iterable[tuple[str, str]],
) -> Total:
    """Return what incidents add up to, given the pairs that may be one, and parts with wholes.

    What is part of a whole that is among them never adds to it. Where reports of one incident give
    it different counts, the least of them counts for the least, the most for the most.

    >>> peru, chile = NamedSide(frozenset({"peru"})), NamedSide(frozenset({"chile"}))
    >>> one, two = (Occurrence(ident, "expulsion", peru, chile, count, (), frozenset(), 1)
    ...             for ident, count in (("a", 60), ("b", 48)))
    >>> found = total([one, two], same=[("a", "b")], included=[])
    >>> found.least, found.most
    (60, 108)
    >>> total([one, two], same=[], included=[("b", "a")]).most
    60
    """
    counts = {each.id: each.bounds for each in told if each.bounds is not None}
    within = list(included)
    clash = [*same, *within]
    least = _greatest({ident: low for ident, (low, _) in counts.items()}, clash)
    different = _greatest(dict.fromkeys((each.id for each in told), 1), clash)
    parts = {part for part, _ in within}
    counted_parts = {part for part, whole in within if part in counts and whole in counts}
    adds = len({each.type for each in told if each.id in counts}) <= 1
    most = max(least, sum(n for ident, (_, n) in counts.items() if ident not in counted_parts))
    return Total(
        incidents=max(different, sum(each.id not in parts for each in told)),
        different=different,
        reports=sum(each.reports for each in told),
        counted=max(len(counts) - len(counted_parts), bool(counts)),
        least=least if adds else 0,
        most=most if adds else 0,
        counting=sum(each.reports for each in told if each.id in counts),
        adds=adds,
    )


def _greatest(weights: Mapping[str, int], clash: Iterable[tuple[str, str]]) -> int:
    return greatest_weight(weights, [(a, b) for a, b in clash if a in weights and b in weights])


def _near(same: Collection[Occurrence]) -> Iterator[tuple[Occurrence, Occurrence]]:
    """Yield pairs of incidents of one type that may share both parties and the time, each once."""
    if frozenset.intersection(*(each.sources for each in same)):
        return  # one table tells them all apart
    met: set[tuple[str, str]] = set()
    for named, free in _sharing(same, lambda each: each.source):
        for both, vague in _sharing([*named, *free], lambda each: each.target):
            for one, other in _at_one_time(both, vague, {each.id for each in free}):
                pair = min(one.id, other.id), max(one.id, other.id)
                if pair not in met:
                    met.add(pair)
                    yield one, other


def _sharing(
    told: Collection[Occurrence], side: Callable[[Occurrence], NamedSide]
) -> Iterator[tuple[list[Occurrence], list[Occurrence]]]:
    """Yield groups of incidents that name one actor on a side, and those that may mean any.

    The last group is of the latter alone.
    """
    acting = frozenset[str]().union(*(side(each).actors for each in told))
    groups: dict[str, list[Occurrence]] = defaultdict(list)
    for each in told:
        for actor in side(each).actors | side(each).blocs & acting:
            groups[actor].append(each)
    anyone = [each for each in told if not side(each).actors or side(each).loose]
    for group in groups.values():
        yield group, anyone
    yield anyone, []


def _at_one_time(
    told: Collection[Occurrence], vague: Collection[Occurrence], free: Collection[str]
) -> Iterator[tuple[Occurrence, Occurrence]]:
    """Yield the pairs of incidents whose spans meet, by a sweep over time.

    Pairs of two that are `vague`, or two that are `free` (by id), are in another group.
    """
    listed = [(*each.span, False, each.id in free, each) for each in told]
    listed += [(*each.span, True, each.id in free, each) for each in vague]
    active: list[tuple[date, date, bool, bool, Occurrence]] = []
    for new in sorted(listed, key=lambda it: it[:2]):
        active = [old for old in active if old[1] >= new[0]]
        for old in active:
            if not (old[2] and new[2]) and not (old[3] and new[3]) and old[4] is not new[4]:
                yield old[4], new[4]
        active.append(new)
