"""A recorded decision that two reports are of one incident, or of two."""

from dataclasses import dataclass
from enum import StrEnum


class DecisionKind(StrEnum):
    """Whether two reports are of one incident or of two."""

    MERGE = "merge"
    SPLIT = "split"


class Decider(StrEnum):
    """Who took a decision; a person's prevails over the resolver's."""

    PERSON = "person"
    RESOLVER = "resolver"


@dataclass(frozen=True, slots=True)
class Decision:
    """Two reports are of one incident or are not: who decided so, and why.

    `first` and `second` are report ids in lexical order; `score` runs from 0 to 1.
    """

    kind: DecisionKind
    first: str
    second: str
    by: Decider
    reason: str
    score: float | None = None

    @property
    def id(self) -> str:
        """The last part of its IRI: who decided, and which two reports."""
        return f"{self.by}/{self.first}/{self.second}"
