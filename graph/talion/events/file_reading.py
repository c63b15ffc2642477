"""What a file of events was taken for, and why: said before its events are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SAMPLED = 3
"""Rows that are shown as they were read."""


@dataclass(frozen=True, slots=True)
class FileReading:
    """What a file was taken for: each finding with the reason.

    `columns` maps fields of an event to the columns of the file that they come from; `ignored` are
    columns that nothing comes from. `sample` holds the first events as they were read. What does
    not apply to a format is empty.
    """

    file: str
    format: str
    title: str
    layout: str = ""
    encoding: str = ""
    dates: str = ""
    actor_codes: str = ""
    event_codes: str = ""
    severity: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sample: tuple[Mapping[str, str], ...] = ()

    def findings(self) -> tuple[tuple[str, str], ...]:
        """Return what was found, named, without what does not apply.

        >>> FileReading("a.csv", "csv", "a table", dates="dmy: points").findings()[1:]
        (('dates', 'dmy: points'),)
        """
        read = ", ".join(f"{name} from {column}" for name, column in self.columns.items())
        listed = (
            ("format", f"{self.format}: {self.title}"),
            ("layout", self.layout),
            ("encoding", self.encoding),
            ("dates", self.dates),
            ("actor codes", self.actor_codes),
            ("event codes", self.event_codes),
            ("severity", self.severity),
            ("columns", read),
            ("ignored", ", ".join(self.ignored)),
            *(("note", text) for text in self.notes),
        )
        return tuple((name, text) for name, text in listed if text)
