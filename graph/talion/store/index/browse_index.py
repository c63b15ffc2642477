"""An open index: the questions it answers."""

import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from talion.model.days import day_of
from talion.store.index import index_tables
from talion.store.index.connection import IndexConnection, marks
from talion.store.index.facets import NO_FILTER, FacetFilters, Filter
from talion.store.index.filtered_slices import FilteredSlices
from talion.store.index.neighbours import Neighbourhood, Neighbours
from talion.store.index.slices import EVERYTHING, Matches, Slice, Slices
from talion.store.index.tallies import Tallies, tallied
from talion.store.index.word_search import WordSearch
from talion.store.view import View

#: Where counting stops: incidents found by words, and those of a slice.
CAP, SLICE_CAP = 1000, 100_000


ACTORS, INCIDENTS = "actor", "incident"
"""The tables of things that have ids."""

_ALIKE = 100_000
"""Ids that are compared with one that is unknown."""


class Index:
    """An index open for reading, safe to use from several threads."""

    def __init__(self, file: Path, *, temporary: bool = False) -> None:
        self.file = file
        self._temporary = temporary
        self._rows = IndexConnection(file)
        self._slices = Slices(self._rows)
        self._words = WordSearch(self._rows)
        self._neighbours = Neighbours(self._rows, self._slices)
        self._filters = FacetFilters(self._rows)
        self._filtered = FilteredSlices(self._rows, self._filters)

    @classmethod
    def of(
        cls, view: View, beside: Path | None, tick: Callable[[int], None] = lambda _: None
    ) -> "Index":
        """Return the index of a graph: the file `beside` if that is one, else a new one.

        A new one is made in that place if it can be written to. `tick` is called with the number of
        incidents read so far.
        """
        if beside is not None and index_tables.whole(beside):
            return cls(beside)
        folder = beside.parent if beside and os.access(beside.parent, os.W_OK) else None
        handle, name = tempfile.mkstemp(".index", "talion-", folder)
        os.close(handle)
        made = Path(name)
        try:
            index_tables.make(made, view, tick)
        except BaseException:
            made.unlink(missing_ok=True)
            raise
        if folder is None or beside is None:
            return cls(made, temporary=True)
        made.replace(beside)
        return cls(beside)

    def close(self) -> None:
        """Close the file; a temporary one is removed."""
        self._rows.close()
        if self._temporary:
            with suppress(OSError):
                self.file.unlink()

    def summary(self) -> dict[str, Any]:
        """Return the size of the graph: incidents, active actors, first and last day, types."""
        whole = "SELECT count(*), min(first), max(last) FROM incident"
        ((incidents, first, last),) = self._rows(whole)
        ((actors,),) = self._rows("SELECT count(*) FROM actor WHERE acts > 0")
        types = self._rows("SELECT type, sum(incidents) FROM tally GROUP BY 1 ORDER BY 2 DESC")
        return {
            "incidents": incidents,
            "actors": actors,
            "first": _iso(first),
            "last": _iso(last),
            "types": {self._rows.names[n]: count for n, count in types},
        }

    def busiest(self, limit: int) -> list[str]:
        """Return the actors with the most incidents."""
        return [i for (i,) in self._rows("SELECT id FROM actor WHERE acts > 0 AND n <= ?", limit)]

    def latest_among(self, actors: int, limit: int) -> list[str]:
        """Return the latest incidents between the busiest actors, latest first."""
        rows = self._rows(
            "SELECT id FROM incident WHERE n IN (SELECT incident FROM act WHERE agent <= ? AND"
            " target <= ? AND agent <> target ORDER BY incident DESC LIMIT ?) ORDER BY n DESC",
            actors,
            actors,
            limit,
        )
        return [i for (i,) in rows]

    def most_answering(self, types: Sequence[str], limit: int) -> list[tuple[str, str]]:
        """Return the pairs of actors between which most acts of some types were answered by such.

        Stated answers count as one, inferred ones by their probability.
        """
        numbers = [self._rows.words[t] for t in types if t in self._rows.words]
        some = marks(numbers)
        return self._rows(
            "SELECT x.id, y.id FROM (SELECT one, other, sum(acts) AS met FROM answered"
            f" WHERE type IN ({some}) AND cause IN ({some}) GROUP BY 1, 2)"
            " JOIN actor x ON x.n = one JOIN actor y ON y.n = other"
            " ORDER BY met DESC, one, other LIMIT ?",
            *numbers,
            *numbers,
            limit,
        )

    def like(self, table: str, ident: str) -> list[str]:
        """Return ids of actors or incidents among which one is that is spelled nearly as another.

        Those of incidents begin alike, by day, month or year, since there may be millions.
        """
        for size in (10, 7, 4) if table == INCIDENTS else (0,):
            rows = self._rows(
                f"SELECT id FROM {table} WHERE substr(id, 1, ?) = ? LIMIT ?",
                size,
                ident[:size],
                _ALIKE,
            )
            if rows:
                return [i for (i,) in rows]
        return []

    def search(self, words: str, limit: int, cap: int = CAP) -> dict[str, Matches]:
        """Return the actors, incidents and quotes (by incident) with all the words.

        The last word may be the beginning of one. Actors come by activity, incidents latest first.
        """
        return self._words.search(words, limit, cap)

    def neighbourhood(
        self, actor: str, which: Slice = EVERYTHING, *, partners: int, incidents: int
    ) -> Neighbourhood | None:
        """Return those an actor has most to do with, and its latest incidents; None if unknown."""
        return self._neighbours.of(actor, which, partners=partners, incidents=incidents)

    def incidents(
        self,
        which: Slice,
        limit: int,
        offset: int = 0,
        cap: int = SLICE_CAP,
        by: Filter = NO_FILTER,
    ) -> Matches:
        """Return the incidents of a slice that pass a filter, latest first."""
        if by == NO_FILTER:
            return self._slices.incidents(which, limit, offset, cap)
        return self._filtered.incidents(which, by, limit, offset)

    def counts(
        self, which: Slice = EVERYTHING, by: Filter = NO_FILTER
    ) -> dict[tuple[str, str], int]:
        """Return how many incidents are of each type and status."""
        if by == NO_FILTER:
            return self._slices.counts(which)
        return self._filtered.counts(which, by)

    def months(
        self, which: Slice = EVERYTHING, by: Filter = NO_FILTER
    ) -> dict[str, dict[str, int]]:
        """Return how many dated incidents begin in each month, by type."""
        if by == NO_FILTER:
            return self._slices.months(which)
        return self._filtered.months(which, by)

    def tallies(self, by: Filter = NO_FILTER) -> Tallies:
        """Return what a filter leaves and hides of all incidents, by the values of each facet."""
        return tallied(self._rows, self._filters, by)


def _iso(number: int | None) -> str | None:
    """Return the ISO 8601 day of a day number; None for none."""
    return None if number is None else day_of(number).isoformat()
