"""Networks of the seeds written in every format, and read back."""

import csv
import io
import json
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from talion.errors import UsageError
from talion.exchange import network_files as files
from talion.network import to_networkx
from talion.network.projection import KINDS
from talion.store import View

if TYPE_CHECKING:
    from networkx import MultiDiGraph


@pytest.mark.parametrize("kind", KINDS)
def test_every_format_holds_every_node_and_edge(view: View, kind: str) -> None:
    network = to_networkx(view, kind)
    size = (len(network), network.number_of_edges())
    graphml = nx.read_graphml(io.BytesIO(files.write(network, "graphml")), force_multigraph=True)
    assert (len(graphml), graphml.number_of_edges()) == size
    gexf = nx.read_gexf(io.BytesIO(files.write(network, "gexf")))
    assert (len(gexf), gexf.number_of_edges()) == size
    linked = nx.node_link_graph(json.loads(files.write(network, "json")))
    assert list(linked.nodes(data=True)) == sorted(network.nodes(data=True))
    rows = list(csv.DictReader(io.StringIO(files.write(network, "csv").decode())))
    assert len(rows) == size[1]


@pytest.mark.parametrize("form", ["graphml", "gexf", "json", "csv"])
def test_the_same_graph_gives_the_same_bytes(view: View, form: str) -> None:
    network = to_networkx(view)
    turned: MultiDiGraph[str] = nx.MultiDiGraph(**network.graph)
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    for source, target, key, data in reversed(list(network.edges(keys=True, data=True))):
        turned.add_edge(source, target, key, **data)
    assert files.write(turned, form) == files.write(network, form)


def test_a_gexf_file_has_no_date_of_writing(view: View) -> None:
    assert b"lastmodifieddate" not in files.write(to_networkx(view), "gexf")


def test_a_row_of_csv_has_the_names_of_both_ends(view: View) -> None:
    text = files.write(to_networkx(view), "csv").decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {(r["source"], r["source_label"]) for r in rows} >= {("netherlands", "Netherlands")}
    assert all(row["relation"] for row in rows)


def test_another_format_is_refused_and_the_known_ones_are_named(view: View) -> None:
    with pytest.raises(UsageError, match="'dot' is not a network format; there are: graphml, gexf"):
        files.write(to_networkx(view), "dot")
