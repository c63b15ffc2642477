"""A response of one event to another: on what basis, and how long after."""

from dataclasses import dataclass

from talion.model.claim import Basis
from talion.reciprocity.event import Event, Evidence

FEW = 3
"""Below that many delays no median is given."""


@dataclass(frozen=True, slots=True)
class Lag:
    """How long a response took: the least and the most days that the two dates allow.

    In a table without dates it is in the table's own unit, and `days` is False.

    >>> Lag(3, 3).exact, Lag(0, 30).middle
    (True, 15.0)
    """

    least: float
    most: float
    days: bool = True

    @classmethod
    def between(cls, antecedent: Event, response: Event) -> "Lag | None":
        """Return the lag from an antecedent to its response; None where either has no time.

        A response does not precede its antecedent, so the least is 0 unless the dates exclude it.
        """
        if antecedent.date is not None and response.date is not None:
            least = (response.date.earliest - antecedent.date.latest).days
            most = (response.date.latest - antecedent.date.earliest).days
            return cls(min(max(least, 0), most), most)
        if antecedent.time is not None and response.time is not None:
            apart = response.time - antecedent.time
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
    """One event responds to another, on a basis: `stated` with its passages, or `inferred`.

    `event` is the id of the event that responds, `antecedent` that of the event it responds to.
    `probability` is that of an inferred response, None for a stated one; `run` names the model
    run that inferred it. `reply` is the probability that `event` responds to any event of the
    other side, of which `antecedent` is the likeliest. `confidence` is how probable it is that a
    stated one was read right, both its events included; None where that is certain.

    >>> Response("b", "a", Basis.INFERRED, probability=0.3, reply=0.7).holds(0.5)
    True
    """

    event: str
    antecedent: str
    basis: Basis
    probability: float | None = None
    evidence: tuple[Evidence, ...] = ()
    run: str | None = None
    reply: float | None = None
    confidence: float | None = None

    @property
    def stated(self) -> bool:
        """Whether a source says so."""
        return self.basis == Basis.STATED

    @property
    def certainty(self) -> float:
        """Its probability: of an inferred one as inferred, of a stated one as read; else 1."""
        known = self.confidence if self.probability is None else self.probability
        return 1.0 if known is None else known

    def holds(self, least: float) -> bool:
        """Whether it is stated, or inferred to be a response with at least that probability."""
        return self.stated or max(self.certainty, self.reply or 0.0) >= least
