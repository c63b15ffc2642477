"""From articles to a graph: batches of them, the resolution of reports, people's decisions."""

from talion.build.batch import Batch, add, build
from talion.build.decisions import decide, withdraw
from talion.build.resolution import resolve_reports

__all__ = ["Batch", "add", "build", "decide", "resolve_reports", "withdraw"]
