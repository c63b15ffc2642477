"""From articles to a graph: batches of them, the settling of their reports, persons' decisions."""

from talion.build.batch import Batch, add, build
from talion.build.decisions import decide, forget
from talion.build.resolution import settle

__all__ = ["Batch", "add", "build", "decide", "forget", "settle"]
