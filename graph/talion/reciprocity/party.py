"""A side of an exchange: one actor, or a bloc with its members at the date of each event."""

from dataclasses import dataclass, field

from talion.model.date import Date
from talion.model.gazetteer import Gazetteer
from talion.reciprocity.event import Event
from talion.reciprocity.history import History
from talion.store.lookup import named_actor


@dataclass(frozen=True, slots=True)
class ExchangeSide:
    """One side; `actor` is its id. An organization stands for itself and its members."""

    history: History
    actor: str
    _known: dict[Date | None, frozenset[str]] = field(default_factory=dict, repr=False)

    @property
    def name(self) -> str:
        """Its name."""
        return self.history.name(self.actor)

    def members(self, at: Date | None) -> frozenset[str]:
        """Return the actors it stands for at a date."""
        if at not in self._known:
            self._known[at] = self.history.members(self.actor, at)
        return self._known[at]

    def is_source_of(self, event: Event) -> bool:
        """Whether it is reported as the one that acts."""
        return not self.members(event.date).isdisjoint((*event.by, *event.agents))

    def is_target_of(self, event: Event) -> bool:
        """Whether it is reported as the one acted upon."""
        return not self.members(event.date).isdisjoint((*event.against, *event.targets))


def sides(history: History, one: str, other: str) -> tuple[ExchangeSide, ExchangeSide]:
    """Return the two sides of those names; UnknownError for a name that no actor has.

    >>> from talion.reciprocity.stored_history import read_history
    >>> [side.actor for side in sides(read_history(view), "Moscow", "NATO")]
    ['russia', 'nato']
    """
    known = Gazetteer(history.actors.values())
    first, second = (ExchangeSide(history, named_actor(known, name).id) for name in (one, other))
    return first, second


def is_between(event: Event, one: ExchangeSide, other: ExchangeSide) -> bool:
    """Whether an event is by one side against the other, as far as its parties are known.

    The source or the target may be unknown, not both.

    >>> event = history.events["2022-03-29-expulsion-belgium-russia"]
    >>> is_between(event, *sides(history, "Russia", "NATO"))
    True
    >>> is_between(event, *sides(history, "Russia", "Norway"))
    False
    """

    def fits(source: ExchangeSide, target: ExchangeSide) -> bool:
        done = source.is_source_of(event) or not event.by
        return done and (target.is_target_of(event) or not event.against)

    return bool(event.by or event.against) and (fits(one, other) or fits(other, one))
