"""From articles to a graph: batches of them, the settling of their reports, persons' decisions."""

from talion.assembly.batch import Batch, add, build
from talion.assembly.judgement import decide, forget
from talion.assembly.settling import settle

__all__ = ["Batch", "add", "build", "decide", "forget", "settle"]
