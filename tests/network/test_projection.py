"""The seeds as networks of actors and of incidents, and their exports read back."""

import csv
import io
import json
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from talion.errors import UsageError
from talion.network import export, to_networkx
from talion.network.projection import KINDS
from talion.store import View

if TYPE_CHECKING:
    from networkx import MultiDiGraph


def test_an_edge_between_actors_is_a_relation_with_what_is_behind_it(view: View) -> None:
    network = to_networkx(view)
    edge = network.edges["netherlands", "russia", "expelled"]
    assert edge["weight"] == 3
    assert edge["persons"] == 2 + 4 + 17
    assert edge["first"] == "2018-01-01"
    assert edge["last"] == "2022-03-29"
    assert len(edge["incidents"].split()) == 3
    assert network.nodes["russia"] == {"label": "Russia", "kind": "country"}


def test_an_edge_between_incidents_is_a_claim(view: View) -> None:
    network = to_networkx(view, "incidents")
    assert len(network) == 53
    claims = network.get_edge_data(
        "2022-03-29-expulsion-russia-estonia-latvia-lithuania",
        "2022-expulsion-estonia-latvia-lithuania-russia",
    )
    (claim,) = claims.values()
    assert claim["type"] == "in_response_to"
    assert claim["basis"] == "stated"
    assert claim["quote"].startswith("in retaliation for")


def test_another_kind_is_refused(view: View) -> None:
    with pytest.raises(UsageError, match="actors, incidents"):
        to_networkx(view, "flows")


@pytest.mark.parametrize("kind", KINDS)
def test_every_format_holds_every_node_and_edge(view: View, kind: str) -> None:
    network = to_networkx(view, kind)
    size = (len(network), network.number_of_edges())
    graphml = nx.read_graphml(io.BytesIO(export.write(network, "graphml")), force_multigraph=True)
    assert (len(graphml), graphml.number_of_edges()) == size
    gexf = nx.read_gexf(io.BytesIO(export.write(network, "gexf")))
    assert (len(gexf), gexf.number_of_edges()) == size
    linked = nx.node_link_graph(json.loads(export.write(network, "json")), edges="links")
    assert list(linked.nodes(data=True)) == sorted(network.nodes(data=True))
    rows = list(csv.DictReader(io.StringIO(export.write(network, "csv").decode())))
    assert len(rows) == size[1]


@pytest.mark.parametrize("form", ["graphml", "gexf", "json", "csv"])
def test_the_same_graph_gives_the_same_bytes(view: View, form: str) -> None:
    network = to_networkx(view)
    turned: MultiDiGraph[str] = nx.MultiDiGraph(**network.graph)
    turned.add_nodes_from(reversed(list(network.nodes(data=True))))
    for source, target, key, data in reversed(list(network.edges(keys=True, data=True))):
        turned.add_edge(source, target, key, **data)
    assert export.write(turned, form) == export.write(network, form)
