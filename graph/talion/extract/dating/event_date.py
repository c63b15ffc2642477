"""Dates of events: by the grammar of a clause, and the most probable one."""

from dataclasses import dataclass

from talion.extract.rules import Rule


@dataclass(frozen=True, slots=True)
class RuledDate:
    """The date that the grammar of a clause gives, whether the text gives it, and the rule."""

    date: str | None
    given: bool
    rule: Rule


@dataclass(frozen=True, slots=True)
class EventDate:
    """The date of an event by grammar, and the most probable one among the times of its passage.

    The former tells events apart; the latter is reported, with the rule that says why.
    """

    ruled: RuledDate
    date: str | None
    rule: Rule
    probability: float
