"""An index in SQLite for browsing a large graph, made once from the graph.

Searching words in a million incidents, counting what the busiest actor did by partner and type,
or drawing a histogram of an actor's years are scans in SPARQL and look-ups here. The index holds
no facts of its own. It is made again for each state of the store, beside that state's files where
they can be written.

Actors are numbered by activity and incidents by date, so that the first rows found are those to
show first.
"""

from talion.store.index.browse_index import Index
from talion.store.index.facets import NO_FILTER, Filter, Reply
from talion.store.index.neighbours import Neighbourhood, Tie
from talion.store.index.slices import Matches, Slice
from talion.store.index.tallies import FacetTally, Tallies

__all__ = [
    "NO_FILTER",
    "FacetTally",
    "Filter",
    "Index",
    "Matches",
    "Neighbourhood",
    "Reply",
    "Slice",
    "Tallies",
    "Tie",
]
