"""An event and the passages that report it: what all findings of this package are made of."""

from dataclasses import dataclass

from talion.model.date import Date
from talion.model.incident import Slot, Status


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of one article, where they stand in it, and who published it when.

    `count` and `date` are what that article gives where the words report an act. `report` is the
    id of the report, `published` and `date` are EDTF.
    """

    article: str
    quote: str
    start: int
    end: int
    publisher: str | None = None
    published: str | None = None
    report: str | None = None
    count: int | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something one side did to another: an incident of a store or an event of a table.

    `agents` and `targets` are actor ids as told; `by` and `against` are the same folded to states
    and organizations (an agency to its state, a person to the state served), persons only where
    they stand alone. `severity` runs from 0 to 1, `reports` is the number of reports, `row` the
    place in the file of events that it was read from. `time` is for ordering: days since
    1970-01-01, or a numeric table's own unit; None where nothing tells.
    """

    id: str
    type: str
    status: Status
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    by: tuple[str, ...]
    against: tuple[str, ...]
    count: int | None
    date: Date | None
    severity: float
    reports: int = 1
    evidence: tuple[Evidence, ...] = ()
    disputed: tuple[Slot, ...] = ()
    row: str | None = None
    time: float | None = None

    @property
    def planned(self) -> bool:
        """Whether it is expected or threatened, not done."""
        return self.status is Status.PROSPECTIVE

    @property
    def weight(self) -> float:
        """Its severity; nothing for what has not been done."""
        return 0.0 if self.planned else self.severity

    def turns_on(self, other: "Event") -> bool:
        """Whether it goes back against the side that did the other, from the side that bore it."""
        return not set(self.by).isdisjoint(other.against) and not set(self.against).isdisjoint(
            other.by
        )
