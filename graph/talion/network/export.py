"""The formats that ship: TriG, and networks as GraphML, GEXF, JSON node-link, CSV edges."""

from __future__ import annotations

import csv
import io
import json
from functools import partial
from typing import TYPE_CHECKING

from talion.errors import UsageError
from talion.network.export_format import ExportFormat
from talion.network.projection import to_networkx

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from talion.store import Store


def _trig(store: Store, kind: str) -> bytes:
    """Return the whole graph; what a network would be of does not matter."""
    out = io.BytesIO()
    store.export(out)
    return out.getvalue()


def _network(name: str, store: Store, kind: str) -> bytes:
    """Return a network of the graph."""
    with store.view() as view:
        return write(to_networkx(view, kind), name)


def write(network: MultiDiGraph[str], name: str) -> bytes:
    """Return the network in a format, nodes and edges in canonical order.

    `graphml` (Brandes et al. 2002) and `gexf` (1.2) for Gephi and its like, `json` is node-link
    data that networkx reads back, `csv` has a row for each edge, with the labels of its ends.
    Raises `UsageError` for another format.

    >>> from talion.network.projection import to_networkx
    >>> write(to_networkx(view), "csv").splitlines()[0]
    b'source,source_label,target,target_label,...relation,...'
    """
    if name not in _WRITERS:
        known = ", ".join(_WRITERS)
        raise UsageError(f"'{name}' is not a network format; there are: {known}")
    return _WRITERS[name](_ordered(network))


def _ordered(network: MultiDiGraph[str]) -> MultiDiGraph[str]:
    import networkx as nx

    ordered: MultiDiGraph[str] = nx.MultiDiGraph(**network.graph)
    ordered.add_nodes_from(sorted(network.nodes(data=True)))
    edges = sorted(network.edges(keys=True, data=True), key=lambda e: e[:3])
    for source, target, key, data in edges:
        ordered.add_edge(source, target, key, **data)
    return ordered


def _graphml(network: MultiDiGraph[str]) -> bytes:
    import networkx as nx

    out = io.BytesIO()
    nx.write_graphml(network, out, edge_id_from_attribute=None, named_key_ids=True)
    return out.getvalue()


def _gexf(network: MultiDiGraph[str]) -> bytes:
    import re

    import networkx as nx

    text = "\n".join(nx.generate_gexf(network, version="1.2draft"))
    # the day of writing would make the same graph give other bytes tomorrow
    return re.sub(r' lastmodifieddate="[^"]*"', "", text).encode() + b"\n"


def _json(network: MultiDiGraph[str]) -> bytes:
    import networkx as nx

    data = nx.node_link_data(network, edges="links")
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def _csv(network: MultiDiGraph[str]) -> bytes:
    columns = sorted({name for *_, data in network.edges(data=True) for name in data})
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["source", "source_label", "target", "target_label", *columns])
    for source, target, data in network.edges(data=True):
        ends = (v for n in (source, target) for v in (n, network.nodes[n].get("label", n)))
        writer.writerow([*ends, *(data.get(name, "") for name in columns)])
    return out.getvalue().encode()


_WRITERS = {"graphml": _graphml, "gexf": _gexf, "json": _json, "csv": _csv}

#: The formats that ship.
FORMATS = (
    ExportFormat("trig", "TriG, the whole graph", (".trig",), _trig),
    ExportFormat("graphml", "GraphML", (".graphml",), partial(_network, "graphml")),
    ExportFormat("gexf", "GEXF 1.2", (".gexf",), partial(_network, "gexf")),
    ExportFormat("json", "JSON node-link data", (".json",), partial(_network, "json")),
    ExportFormat("csv", "CSV, a row for each edge", (".csv",), partial(_network, "csv")),
)
