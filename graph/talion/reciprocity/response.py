"""A response of one event to another: on what basis, and how long after."""

from dataclasses import dataclass

from talion.model.claim import Basis
from talion.reciprocity.event import Event, Evidence

FEW = 3
"""Below that many delays no median is given."""


@dataclass(frozen=True, slots=True)
class Lag:
    """How long an answer took: the least and the most days that the two dates allow.

    Of a table without dates it is in the table's own unit, and `days` is False.
    """

    least: float
    most: float
    days: bool = True

    @classmethod
    def between(cls, cause: Event, answer: Event) -> "Lag | None":
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
class Response:
    """One event responds to another, on a basis: `stated` with its words, or `inferred`.

    `event` is the id of the event that responds, `antecedent` that of the event it responds to.
    `probability` is that of an inferred response, None for a stated one; `run` names the model
    run that inferred it. `reply` is the probability that `event` responds to any event of the
    other side, of which `antecedent` is the likeliest.
    """

    event: str
    antecedent: str
    basis: Basis
    probability: float | None = None
    evidence: tuple[Evidence, ...] = ()
    run: str | None = None
    reply: float | None = None

    @property
    def stated(self) -> bool:
        """Whether a source says so."""
        return self.basis is Basis.STATED

    @property
    def certainty(self) -> float:
        """Its probability, 1 where it is stated."""
        return 1.0 if self.probability is None else self.probability

    def holds(self, least: float) -> bool:
        """Whether it is stated, or inferred to be an answer with that probability at least."""
        return self.stated or max(self.certainty, self.reply or 0.0) >= least
