"""What a large graph is browsed by: an index in SQLite, made once from the graph.

Searching words in a million incidents, counting what the busiest actor did by partner and type, or
drawing a histogram of one actor's years are scans in SPARQL and look-ups here. The index holds no
fact of its own; it is made anew for every state of the store, beside the files of that state where
they can be written to.

Actors are numbered by how much they do, incidents by date, so that the first rows found are those
one wants to see first.
"""

from talion.store.index.browse_index import Index
from talion.store.index.neighbours import Neighbourhood, Tie
from talion.store.index.slices import Matches, Slice

__all__ = ["Index", "Matches", "Neighbourhood", "Slice", "Tie"]
