"""What distinguishes a table from those that the shipped weights were fitted to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from talion.events.event_types import UNTYPED, is_known_type, severity_of
from talion.events.table import is_numeric
from talion.hawkes.choice.choice_model import HARMLESS
from talion.hawkes.choice.choice_terms import YEAR, TableKind
from talion.hawkes.from_table import datable, how_made

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.events.event_columns import EventColumns
    from talion.events.table import EventTable


class Unlike(StrEnum):
    """A way in which a table differs from what the weights were fitted to."""

    FEW = "few"
    """Too few hostile events to show whether the assumed share of responses fits."""
    NO_UNIT = "no_unit"
    """Times in no known unit: the choice among hostile events is not used."""
    UNTYPED = "untyped"
    """Most hostile events have no type, or one that the ontology does not know."""
    DENSER = "denser"
    """A table made by hand in which both sides act far more often than in coded crises."""
    SPARSER = "sparser"
    """A machine-coded table in which both sides act far less often than in ICEWS."""
    NO_TALK = "no_talk"
    """A machine-coded table without talk and cooperation: a selection of its events."""


FEWEST, DENSE, SPARSE, TALK = 30, 2.5, 1.0, 0.3
"""Limits of hostile events, of the other side's in the year before each (crises have 0.9, ICEWS of
2014 has 12), and of the share of talk and cooperation (ICEWS has 0.83)."""


@dataclass(frozen=True, slots=True)
class TableTraits:
    """What the model depends on: numbers and shares of a table.

    `measures` is the number of hostile events, `rivals` how many of the other side precede each
    within a year, on average; `talk` the share of other events in the table, `untyped` that of
    hostile events of no known type. `timed` says that times have a unit.
    """

    made: TableKind
    measures: int
    rivals: float
    talk: float
    untyped: float
    timed: bool

    @classmethod
    def of(cls, events: EventTable) -> TableTraits:
        """Measure a table.

        >>> from talion.events.table import EventTable
        >>> ends = {"source": "Peru", "target": "Chile"}, {"source": "Chile", "target": "Peru"}
        >>> kinds = ("expulsion", "cameo:04", "expulsion", "duel")
        >>> rows = [
        ...     {"id": kind + str(at), "time": float(at), "type": kind, **ends[at % 2]}
        ...     for at, kind in enumerate(kinds)
        ... ]
        >>> found = TableTraits.of(EventTable.from_rows(rows))
        >>> found.measures, found.talk, round(found.rivals, 2), round(found.untyped, 2)
        (3, 0.25, 0.67, 0.33)
        """
        columns = events.columns()
        grave = np.array([severity_of(name) > HARMLESS for name in columns.types], np.bool_)
        unknown = [name == UNTYPED or not is_known_type(name) for name in columns.types]
        hostile = grave[columns.type] if len(events) else np.zeros(0, np.bool_)
        kept = hostile & datable(events) if len(events) else hostile
        rivals = _rivals(columns, kept)
        return cls(
            how_made(events),
            int(kept.sum()),
            float(rivals.mean()) if len(rivals) else 0.0,
            float(1 - hostile.mean()) if len(events) else 0.0,
            float(np.array(unknown)[columns.type[kept]].mean()) if kept.any() else 0.0,
            not is_numeric(events),
        )

    def unlike(self) -> tuple[Unlike, ...]:
        """Return in what respects the table is unlike those that the weights were fitted to.

        >>> made = TableKind.LISTED
        >>> [str(w) for w in TableTraits(made, 10, 5.0, 0.0, 0.0, timed=True).unlike()]
        ['few', 'denser']
        """
        by_hand = self.made == TableKind.LISTED
        ways = {
            Unlike.FEW: self.measures < FEWEST,
            Unlike.NO_UNIT: not self.timed,
            Unlike.UNTYPED: self.untyped > 0.5,
            Unlike.DENSER: by_hand and self.timed and self.rivals >= DENSE,
            Unlike.SPARSER: not by_hand and self.measures > 0 and self.rivals < SPARSE,
            Unlike.NO_TALK: not by_hand and self.talk < TALK,
        }
        return tuple(way for way, holds in ways.items() if holds)


def _rivals(columns: EventColumns, kept: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Return how many hostile events of the other side precede each hostile one within a year."""
    source, target = (side[kept].astype(np.int64) for side in (columns.source, columns.target))
    time = columns.time[kept]
    if not len(time):
        return np.zeros(0, np.int64)
    number, span = len(columns.states), float(np.ptp(time)) + YEAR + 1
    since = time - time.min()
    own, other = source * number + target, target * number + source
    keys = np.sort(own * span + since)
    last = np.searchsorted(keys, other * span + since, side="right")
    first = np.searchsorted(keys, other * span + np.maximum(since - YEAR, 0), side="left")
    return np.asarray(last - first)
