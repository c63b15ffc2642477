"""Networks as files: GraphML, GEXF, JSON node-link, Cytoscape.js JSON, CSV edges."""

from __future__ import annotations

import csv
import io
import json
from functools import partial
from typing import TYPE_CHECKING, Any

from talion.errors import UsageError
from talion.exchange import gexf
from talion.exchange.export_format import ExportFormat
from talion.exchange.xml_text import allowed
from talion.network.projection import to_networkx

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from talion.exchange.export_format import Request
    from talion.store import Store


def _network(name: str, store: Store, request: Request) -> bytes:
    """Return a network of the graph."""
    with store.view() as view:
        return write(to_networkx(view, request.kind), name)


def write(network: MultiDiGraph[str], name: str) -> bytes:
    """Return the network in a format, nodes and edges in canonical order.

    `graphml` (Brandes et al. 2002) and `gexf` (1.3) for Gephi and its like, `json` is node-link
    data that `networkx.node_link_graph` reads as it is, `cytoscape` what Cytoscape.js and Cytoscape
    read, `csv` has a row for each edge, with the labels of its ends. Raises `UsageError` for
    another format.

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
    fit = _with_xml_text(network)
    nx.write_graphml(fit, out, edge_id_from_attribute=None, named_key_ids=True)
    return out.getvalue()


def _with_xml_text(network: MultiDiGraph[str]) -> MultiDiGraph[str]:
    """Return the network without the characters that XML cannot hold."""
    import networkx as nx

    def fit(data: dict[str, Any]) -> dict[str, Any]:
        return {k: allowed(v) if isinstance(v, str) else v for k, v in data.items()}

    made: MultiDiGraph[str] = nx.MultiDiGraph(**network.graph)
    made.add_nodes_from((allowed(node), fit(data)) for node, data in network.nodes(data=True))
    for source, target, key, data in network.edges(keys=True, data=True):
        made.add_edge(allowed(source), allowed(target), allowed(key), **fit(data))
    return made


def _json(network: MultiDiGraph[str]) -> bytes:
    import networkx as nx

    data = nx.node_link_data(network, edges="edges")
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def _cytoscape(network: MultiDiGraph[str]) -> bytes:
    nodes = [{"data": {**data, "id": node}} for node, data in network.nodes(data=True)]
    edges = [
        {"data": {**data, "id": f"edge {number}", "source": source, "target": target}}
        for number, (source, target, data) in enumerate(network.edges(data=True))
    ]
    made = {"data": dict(network.graph), "elements": {"nodes": nodes, "edges": edges}}
    return json.dumps(made, ensure_ascii=False, indent=1).encode() + b"\n"


def _csv(network: MultiDiGraph[str]) -> bytes:
    columns = sorted({name for *_, data in network.edges(data=True) for name in data})
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["source", "source_label", "target", "target_label", *columns])
    for source, target, data in network.edges(data=True):
        ends = (v for n in (source, target) for v in (n, network.nodes[n].get("label", n)))
        writer.writerow([*ends, *(data.get(name, "") for name in columns)])
    return out.getvalue().encode()


_WRITERS = {
    "graphml": _graphml,
    "gexf": gexf.document,
    "json": _json,
    "cytoscape": _cytoscape,
    "csv": _csv,
}

#: The formats of networks.
FORMATS = (
    ExportFormat("graphml", "GraphML", (".graphml",), partial(_network, "graphml")),
    ExportFormat("gexf", "GEXF 1.3", (".gexf",), partial(_network, "gexf")),
    ExportFormat("json", "JSON node-link data", (".json",), partial(_network, "json")),
    ExportFormat("cytoscape", "Cytoscape.js JSON", (".cyjs",), partial(_network, "cytoscape")),
    ExportFormat("csv", "CSV, a row for each edge", (".csv",), partial(_network, "csv")),
)
