"""A recorded judgement that two reports tell of one incident, or of two."""

from dataclasses import dataclass

MERGE, SPLIT = "merge", "split"


@dataclass(frozen=True, slots=True)
class Decision:
    """Two reports are one incident (`merge`) or are not (`split`), by whom, and why.

    `by` is `resolver` or `person`; what a person decided holds against any resolver.
    `first` and `second` are report ids, the lesser first; `score` runs from 0 to 1.
    """

    kind: str
    first: str
    second: str
    by: str
    reason: str
    score: float | None = None

    @property
    def id(self) -> str:
        """The last part of its IRI: who, and which two reports."""
        return f"{self.by}/{self.first}/{self.second}"
