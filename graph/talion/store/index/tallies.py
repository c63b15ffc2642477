"""How many incidents each value of each filter has, and how many of them the others leave."""

from dataclasses import dataclass

import numpy as np

from talion.model.claim import Basis
from talion.store.index.columns import Column
from talion.store.index.connection import IndexConnection
from talion.store.index.facets import Facet, FacetFilters, Filter

#: How many publishers are named, those with most incidents first.
PUBLISHERS = 60


@dataclass(frozen=True, slots=True)
class FacetTally:
    """How many have a value, and how many of them the other filters leave."""

    left: int
    total: int


@dataclass(frozen=True, slots=True)
class Tallies:
    """What filters leave and hide of all incidents.

    `hides` says of each facet that is set how many it hides, whatever the others do; `either` how
    many the sides or the replies hide. `responses` are counted as claims. `publishers` names the
    most frequent and those left out, of `publisher_count`.
    """

    total: int
    incidents: int
    types: dict[str, FacetTally]
    statuses: dict[str, FacetTally]
    publishers: dict[str, FacetTally]
    publisher_count: int
    responses: dict[str, FacetTally]
    hides: dict[str, int]
    either: int
    actors: int
    unsure: bool


def tallied(rows: IndexConnection, filters: FacetFilters, by: Filter) -> Tallies:
    """Return what a filter leaves and hides."""
    hidden = filters.hidden(by)
    nothing = np.zeros(filters.size, bool)
    either = hidden.get(Facet.SIDES, nothing) | hidden.get(Facet.REPLY, nothing)
    ((actors,),) = rows("SELECT count(*) FROM actor WHERE acts > 0")
    columns = filters.columns
    return Tallies(
        total=filters.size,
        incidents=int(_left(hidden, None, filters.size).sum()),
        types=_by_name(rows, columns["incident.type"], _left(hidden, Facet.TYPE, filters.size)),
        statuses=_by_name(
            rows, columns["incident.status"], _left(hidden, Facet.STATUS, filters.size)
        ),
        publishers=_publishers(filters, hidden, by),
        publisher_count=len(filters.publishers),
        responses=_responses(filters, by),
        hides={facet.value: int(mask.sum()) for facet, mask in hidden.items()},
        either=int(either.sum()),
        actors=actors,
        unsure=bool((columns["incident.confidence"] < 1).any()),
    )


def _left(hidden: dict[Facet, Column], without: Facet | None, size: int) -> Column:
    """Return what all facets but one leave."""
    left = np.ones(size, bool)
    for facet, mask in hidden.items():
        if facet is not without:
            left &= ~mask
    return left


def _counted(values: Column, left: Column) -> list[tuple[int, FacetTally]]:
    totals = np.bincount(values)
    some = np.bincount(values[left], minlength=len(totals))
    return [(int(n), FacetTally(int(some[n]), int(totals[n]))) for n in np.flatnonzero(totals)]


def _by_name(rows: IndexConnection, values: Column, left: Column) -> dict[str, FacetTally]:
    return {rows.names[n]: tally for n, tally in _counted(values, left)}


def _publishers(
    filters: FacetFilters, hidden: dict[Facet, Column], by: Filter
) -> dict[str, FacetTally]:
    left = _left(hidden, Facet.PUBLISHER, filters.size)
    incidents = filters.columns["published.incident"].astype(np.int64) - 1
    counted = dict(_counted(filters.columns["published.publisher"], left[incidents]))
    names = sorted(
        ((name, counted[n]) for name, n in filters.publishers.items() if n in counted),
        key=lambda row: (-row[1].total, row[0]),
    )
    out = set(by.without_publishers)
    return {name: tally for n, (name, tally) in enumerate(names) if n < PUBLISHERS or name in out}


def _responses(filters: FacetFilters, by: Filter) -> dict[str, FacetTally]:
    inferred, shown = filters.columns["response.inferred"], filters.shown_responses(by)
    return {
        basis.value: FacetTally(int((mask & shown).sum()), int(mask.sum()))
        for basis, mask in ((Basis.STATED, ~inferred), (Basis.INFERRED, inferred))
    }
