"""What slices hold of the incidents that pass a filter."""

import numpy as np

from talion.model.days import day_number
from talion.store.index.columns import NO_DAY, Column
from talion.store.index.connection import IndexConnection
from talion.store.index.facets import FacetFilters, Filter
from talion.store.index.slices import Matches, Slice


class FilteredSlices:
    """Finds and counts the incidents of slices that pass a filter."""

    def __init__(self, rows: IndexConnection, filters: FacetFilters) -> None:
        self._rows, self._filters = rows, filters

    def _mask(self, which: Slice, by: Filter) -> Column:
        mask = self._filters.passing(by)
        columns = self._filters.columns
        for column, names in (("type", which.types), ("status", which.statuses)):
            if names:
                numbers = [self._rows.words[name] for name in names if name in self._rows.words]
                mask &= np.isin(columns[f"incident.{column}"], numbers)
        if which.first is not None:
            mask &= columns["incident.last"] >= day_number(which.first)
        if which.last is not None:
            first = columns["incident.first"]
            mask &= (first <= day_number(which.last)) & (first != NO_DAY)
        if which.actors:
            mask &= self._filters.taking_part(which.actors, which.partners)
        return mask

    def incidents(self, which: Slice, by: Filter, limit: int, offset: int) -> Matches:
        """Return the incidents, latest first."""
        found = np.flatnonzero(self._mask(which, by)) + 1  # numbered by date
        numbers = [int(n) for n in found[::-1][offset : offset + limit]]
        ids = self._rows.ids("incident", numbers)
        return Matches(tuple(ids[n] for n in numbers), len(found), capped=False)

    def counts(self, which: Slice, by: Filter) -> dict[tuple[str, str], int]:
        """Return how many incidents are of each type and status."""
        mask, columns, names = self._mask(which, by), self._filters.columns, self._rows.names
        types, statuses = (columns[f"incident.{c}"][mask] for c in ("type", "status"))
        pairs, counts = np.unique(np.stack([types, statuses]), axis=1, return_counts=True)
        return {
            (names[int(t)], names[int(s)]): int(n)
            for t, s, n in zip(pairs[0], pairs[1], counts, strict=True)
        }

    def months(self, which: Slice, by: Filter) -> dict[str, dict[str, int]]:
        """Return how many dated incidents begin in each month, by type."""
        columns, names = self._filters.columns, self._rows.names
        mask = self._mask(which, by) & (columns["incident.first"] != NO_DAY)
        days = columns["incident.first"][mask].astype("datetime64[D]")
        months = days.astype("datetime64[M]").astype(np.int64)
        pairs, counts = np.unique(
            np.stack([months, columns["incident.type"][mask]]), axis=1, return_counts=True
        )
        found: dict[str, dict[str, int]] = {}
        for month, kind, count in zip(pairs[0], pairs[1], counts, strict=True):
            name = str(np.datetime64(int(month), "M"))
            found.setdefault(name, {})[names[int(kind)]] = int(count)
        return found
