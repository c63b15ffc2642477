"""An event and the passages that report it: what all findings of this package are made of."""

from dataclasses import dataclass
from datetime import date as day

from talion.model.date import Date
from talion.model.days import day_number
from talion.model.incident import Slot, Status


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of one article: its words, where they stand, who published it and when.

    `count` and `date` are what that article gives where the passage reports an event. `report` is
    the id of the report; `published` and `date` are EDTF. `confidence` is how probable it is that
    the passage was read right; None where that is certain.
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
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that one side did to another: an incident of a store, or a row of an event table.

    `agents` and `targets` are actor ids as reported; `by` and `against` are the same folded to
    states and organizations (an agency to its state, a person to the state served), persons only
    where they stand alone. `severity` runs from 0 to 1, `reports` is the number of reports, `row`
    the place in the file of events that it was read from. `time` is for ordering: days since
    1970-01-01, or a numeric table's own unit; None where it is unknown. `confidence` is how
    probable it is that the event was read right; None where that is certain.

    >>> spring = Event("a", "expulsion", Status.REPORTED, ("uk",), ("ru",), ("uk",), ("ru",),
    ...                23, Date("2018-03-14"), 0.5)
    >>> reply = Event("b", "expulsion", Status.REPORTED, ("ru",), ("uk",), ("ru",), ("uk",),
    ...               23, Date("2018-03-17"), 0.5)
    >>> reply.turns_on(spring), spring.planned
    (True, False)
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
    confidence: float | None = None

    @property
    def planned(self) -> bool:
        """Whether it is expected or threatened, not done."""
        return self.status == Status.PROSPECTIVE

    @property
    def done_by(self) -> day | None:
        """The last day on which it can have happened: by its date, and by its first report.

        None where neither is known; the report of a plan says nothing of when it is carried out.
        """
        told = (
            [] if self.planned else [Date(e.published).latest for e in self.evidence if e.published]
        )
        if self.date is None:
            return min(told, default=None)
        first = min(told, default=self.date.latest)
        return first if self.date.earliest <= first <= self.date.latest else self.date.latest

    @property
    def span(self) -> tuple[float, float]:
        """Its first and last possible time, in the unit of `time`; without bounds if unknown."""
        if self.date is not None:
            return float(day_number(self.date.earliest)), float(day_number(self.date.latest))
        if self.time is not None:
            return self.time, self.time
        return float("-inf"), float("inf")

    @property
    def weight(self) -> float:
        """Its severity; zero for what has not been done."""
        return 0.0 if self.planned else self.severity

    def turns_on(self, other: "Event") -> bool:
        """Whether a target of the other event acts in this one, against one who acted there."""
        return not set(self.by).isdisjoint(other.against) and not set(self.against).isdisjoint(
            other.by
        )
