"""The parameters of consolidation, and what becomes of an event found among reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

from talion.events.cameo import types_of_diplomats


class Fate(IntEnum):
    """What becomes of an event found among reports: kept, or left out by rule 1 or 6."""

    KEPT = 0
    ECHO = 1
    RETOLD = 2


@dataclass(frozen=True, slots=True)
class Consolidation:
    """The parameters of consolidation; shares are of 1, times are days.

    `talion.events.consolidation.consolidate` says what each means; `miscoded` and `sound` are the
    parameters of the beta distribution of the share of miscoded reports, 20 % in the mean.
    """

    surge: float = 3.0
    surge_reports: int = 5
    growth: float = 0.25
    forerunner: float = 0.25
    onset: float = 0.5
    echo: float = 2.0
    miscoded: float = 4.0
    sound: float = 16.0
    echo_before: int = 7
    echo_after: int = 2
    retold: float = 4.0
    memory: int = 365
    shadow_linger: int = 3
    sharp: float = 0.1
    sharpest: frozenset[str] = field(default_factory=types_of_diplomats)
