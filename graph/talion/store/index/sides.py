"""Who is of a side: an actor, what acts for it, and the members of an organization at the time."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from talion.store.index.columns import NO_DAY, Column
from talion.store.index.connection import IndexConnection

#: The first and last day of a membership; None for no bound.
_Span = tuple[int | None, int | None]
_ALWAYS: _Span = (None, None)


class IndexedSides:
    """Finds what actors of a side did or bore."""

    def __init__(self, rows: IndexConnection) -> None:
        self._rows = rows
        self._acting_for: dict[int, list[int]] = defaultdict(list)
        for actor, state in rows("SELECT actor, state FROM acts_for"):
            self._acting_for[state].append(actor)
        self._members: dict[int, list[tuple[int, _Span]]] = defaultdict(list)
        for member, bloc, since, until in rows("SELECT member, bloc, since, until FROM membership"):
            self._members[bloc].append((member, (since, until)))

    def _spans(self, names: Sequence[str]) -> dict[_Span, set[int]]:
        """Return the actors of a side by the days on which they are of it."""
        spans: dict[_Span, set[int]] = defaultdict(set)
        for number in self._rows.numbers(names):
            for actor, span in ((number, _ALWAYS), *self._members.get(number, ())):
                spans[span] |= {actor, *self._acting_for.get(actor, ())}
        return spans

    def incidents(self, columns: dict[str, Column], end: str, names: Sequence[str]) -> Column:
        """Return the numbers of incidents of which a side is the `agent` or the `target`.

        A membership holds on all days that an incident may be of; where that has no date, it may.
        """
        actors, incidents = columns[f"act.{end}"], columns["act.incident"]
        found = []
        for (since, until), numbers in self._spans(names).items():
            theirs = incidents[np.isin(actors, sorted(numbers))]
            at = theirs.astype(np.int64) - 1
            first, last = columns["incident.first"][at], columns["incident.last"][at]
            holds = np.ones(len(theirs), bool)
            if since is not None:
                holds &= first >= since
            if until is not None:
                holds &= last <= until
            found.append(theirs[holds | (first == NO_DAY)])
        return np.concatenate(found) if found else np.empty(0, np.uint32)
