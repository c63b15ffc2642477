"""A side of an exchange: one actor, or a bloc with its members at the date of each act."""

from dataclasses import dataclass, field

from talion.model.date import Date
from talion.reciprocity.event import Event
from talion.reciprocity.history import History


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

    def is_source_of(self, act: Event) -> bool:
        """Whether it is told as the one that acts."""
        return not self.members(act.date).isdisjoint((*act.by, *act.agents))

    def is_target_of(self, act: Event) -> bool:
        """Whether it is told as the one acted upon."""
        return not self.members(act.date).isdisjoint((*act.against, *act.targets))


def is_between(act: Event, one: ExchangeSide, other: ExchangeSide) -> bool:
    """Whether an act is by one side against the other, as far as its parties are told.

    Who acted or who suffered may be untold, not both.
    """

    def fits(agent: ExchangeSide, target: ExchangeSide) -> bool:
        return (agent.is_source_of(act) or not act.by) and (
            target.is_target_of(act) or not act.against
        )

    return bool(act.by or act.against) and (fits(one, other) or fits(other, one))
