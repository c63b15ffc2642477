"""An act, an answer to it, and the words that say so: what all findings here are made of."""

from dataclasses import dataclass

from talion.model.date import Date

STATED, INFERRED = "stated", "inferred"
REPORTED, PROSPECTIVE = "reported", "prospective"

FEW = 3
"""Fewer delays have no median worth the name."""


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
class Act:
    """Something one side did to another: an incident of a store or an event of a table.

    `agents` and `targets` are actor ids as told; `by` and `against` are the same folded to states
    and organizations (an agency to its state, a person to the state served), persons only where
    they stand alone. `severity` runs from 0 to 1, `reports` is the number of reports, `row` the
    place in the file of events that it was read from. `time` is for ordering: days since
    1970-01-01, or a numeric table's own unit; None where nothing tells.
    """

    id: str
    type: str
    status: str
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    by: tuple[str, ...]
    against: tuple[str, ...]
    count: int | None
    date: Date | None
    severity: float
    reports: int = 1
    evidence: tuple[Evidence, ...] = ()
    disputed: tuple[str, ...] = ()
    row: str | None = None
    time: float | None = None

    @property
    def planned(self) -> bool:
        """Whether it is expected or threatened, not done."""
        return self.status == PROSPECTIVE

    @property
    def weight(self) -> float:
        """Its severity; nothing for what has not been done."""
        return 0.0 if self.planned else self.severity

    def turns_on(self, other: "Act") -> bool:
        """Whether it goes back against the side that did the other, from the side that bore it."""
        return not set(self.by).isdisjoint(other.against) and not set(self.against).isdisjoint(
            other.by
        )


@dataclass(frozen=True, slots=True)
class Lag:
    """How long an answer took: the least and the most days that the two dates allow.

    Of a table without dates it is in the table's own unit, and `days` is False.
    """

    least: float
    most: float
    days: bool = True

    @classmethod
    def between(cls, cause: Act, answer: Act) -> "Lag | None":
        """Return the lag from a cause to its answer; None where either has no time.

        An answer is not before its cause, so the least is at least 0 unless the dates exclude it.
        """
        if cause.date is not None and answer.date is not None:
            least = (answer.date.earliest - cause.date.latest).days
            most = (answer.date.latest - cause.date.earliest).days
            return cls(min(max(least, 0), most), most)
        if cause.time is not None and answer.time is not None:
            apart = answer.time - cause.time
            return cls(apart, apart, days=False)
        return None

    @property
    def exact(self) -> bool:
        """Whether the dates leave one number of days only."""
        return self.least == self.most

    @property
    def middle(self) -> float:
        """The middle between the least and the most."""
        return (self.least + self.most) / 2


@dataclass(frozen=True, slots=True)
class Answer:
    """One act answers another, on a basis: `stated` with its words, or `inferred`.

    `source` answers `target`, both ids of acts. `probability` is that of an inferred answer, None
    for a stated one; `run` names the model run that inferred it. `reply` is the probability that
    `source` answers any act of the other side, where `target` is the likeliest of them.
    """

    source: str
    target: str
    basis: str
    probability: float | None = None
    evidence: tuple[Evidence, ...] = ()
    run: str | None = None
    reply: float | None = None

    @property
    def stated(self) -> bool:
        """Whether a source says so."""
        return self.basis == STATED

    @property
    def certainty(self) -> float:
        """Its probability, 1 where it is stated."""
        return 1.0 if self.probability is None else self.probability

    def holds(self, least: float) -> bool:
        """Whether it is stated, or inferred to be an answer with that probability at least."""
        return self.stated or max(self.certainty, self.reply or 0.0) >= least
