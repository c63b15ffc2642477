"""What a graph holds, as a small table that a notebook shows for a store or a view."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from talion.store import Store

if TYPE_CHECKING:
    from talion.store import View


def summed_up(graph: Store | View) -> str:
    """Return a small table of what a graph holds, which a notebook shows for a store or a view.

    >>> "<td>53</td>" in summed_up(store), len(summed_up(store)) < 2000
    (True, True)
    """
    if isinstance(graph, Store):
        with graph.view() as view:
            return summed_up(view)
    incidents = list(graph.incidents())
    counts = {
        "articles": sum(1 for _ in graph.publications()),
        "incidents": len(incidents),
        "reports": sum(len(incident.reports) for incident in incidents),
        "actors": sum(1 for _ in graph.acting()),
    }
    kinds = Counter(incident.type for incident in incidents).most_common(5)
    types = ", ".join(f"{escape(kind.replace('_', ' '))} {n:,}" for kind, n in kinds)
    rows = "".join(f"<tr><th>{name}</th><td>{n:,}</td></tr>" for name, n in counts.items())
    hint = "<code>talion.page(…)</code> shows the page"
    return f"<table>{rows}</table><p>{types}</p><p>{hint}</p>"
