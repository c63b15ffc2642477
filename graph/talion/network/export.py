"""A network written for other tools: GraphML, GEXF, JSON node-link, CSV edges."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from talion.errors import UsageError

if TYPE_CHECKING:
    from networkx import MultiDiGraph

FORMATS = ("graphml", "gexf", "json", "csv")


def write(network: MultiDiGraph[str], form: str) -> bytes:
    """Return the network in a format, nodes and edges in canonical order.

    `graphml` (Brandes et al. 2002) and `gexf` (1.2) for Gephi and its like, `json` is node-link
    data that networkx reads back, `csv` one row an edge with the labels of its ends.
    """
    if form not in FORMATS:
        raise UsageError(f"'{form}' is not a network format; there are: {', '.join(FORMATS)}")
    ordered = _ordered(network)
    return {"graphml": _graphml, "gexf": _gexf, "json": _json, "csv": _csv}[form](ordered)


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
