"""What consolidation found among reports and left out of the event table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from talion.events.consolidation.consolidation_rules import Fate
from talion.model.days import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    import numpy as np
    import numpy.typing as npt

    from talion.events.consolidation.consolidate import ConsolidatedEvents
    from talion.events.to_table import Provenance


@dataclass(frozen=True, slots=True)
class LeftOutEvent:
    """One event that was left out: what it would have been, why it is not, where it was read."""

    date: date
    source: str
    target: str
    type: str
    reports: int
    fate: Fate
    row: str


@dataclass(frozen=True, slots=True)
class LeftOutEvents:
    """All events that were left out, by their numbers `at` among those found, in order of date."""

    found: ConsolidatedEvents
    at: npt.NDArray[np.intp]
    provenance: Provenance
    states: Sequence[str]
    types: Sequence[str]

    @classmethod
    def of(
        cls,
        found: ConsolidatedEvents,
        provenance: Provenance,
        states: Sequence[str],
        types: Sequence[str],
    ) -> Self:
        """Take those that were not kept."""
        left = (found.fate != Fate.KEPT).nonzero()[0]
        return cls(found, left[found.date[left].argsort(kind="stable")], provenance, states, types)

    def __iter__(self) -> Iterator[LeftOutEvent]:
        """Yield them in order of date."""
        found, provenance = self.found, self.provenance
        for at in self.at.tolist():
            row = int(found.row[at])
            yield LeftOutEvent(
                day_of(int(found.date[at])),
                self.states[found.source[at]],
                self.states[found.target[at]],
                self.types[found.type[at]],
                int(found.reports[at]),
                Fate(int(found.fate[at])),
                f"{provenance.files[provenance.file[row]]}:{provenance.line[row]}",
            )
