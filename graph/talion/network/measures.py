"""Measures of the network of actors: of each actor, of each pair, of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from talion.model.overlaps import Overlaps

if TYPE_CHECKING:
    from networkx import Graph, MultiDiGraph


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one actor stands.

    `given` and `received` count incidents by relation, each once; `given_different` and
    `received_different` say how many of these surely differ, at least, where that is known.
    `brokerage` is betweenness, 0 to 1, on the undirected network (Freeman 1977); `community`
    numbers the group, the largest being 1.
    """

    actor: str
    label: str
    given: dict[str, int]
    received: dict[str, int]
    brokerage: float
    community: int
    given_different: Mapping[str, int] = field(default_factory=dict)
    received_different: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many incidents, given and received.

        >>> Standing("peru", "Peru", {"expelled": 2}, {"accused": 1}, 0.0, 1).total
        3
        """
        return sum(self.given.values()) + sum(self.received.values())


def degree(network: MultiDiGraph[str], *, out: bool) -> dict[str, Counter[str]]:
    """Return each actor's incidents by relation: those it did (`out`), or those done to it.

    >>> import networkx as nx
    >>> two = nx.MultiDiGraph()
    >>> _ = two.add_edge("peru", "chile", relation="expelled", weight=2)
    >>> degree(two, out=True)["peru"], degree(two, out=False)["peru"]
    (Counter({'expelled': 2}), Counter())
    """
    counts = {node: Counter[str]() for node in network}
    for source, target, data in network.edges(data=True):
        if "incidents" not in data:
            counts[source if out else target][data["relation"]] += data["weight"]
    for node, relations in behind(network, out=out).items():
        counts[node].update({relation: len(ids) for relation, ids in relations.items()})
    return counts


def behind(network: MultiDiGraph[str], *, out: bool) -> dict[str, dict[str, set[str]]]:
    """Return by actor and relation the ids of the incidents behind edges that name them.

    An incident with several targets is behind several edges, and is one incident.

    >>> import networkx as nx
    >>> two = nx.MultiDiGraph()
    >>> for target in ("chile", "cuba"):
    ...     _ = two.add_edge("peru", target, relation="expelled", weight=1, incidents="both")
    >>> behind(two, out=True)["peru"], degree(two, out=True)["peru"]
    ({'expelled': {'both'}}, Counter({'expelled': 1}))
    """
    found: dict[str, dict[str, set[str]]] = {node: {} for node in network}
    for source, target, data in network.edges(data=True):
        ids = str(data.get("incidents", "")).split()
        if ids:
            found[source if out else target].setdefault(data["relation"], set()).update(ids)
    return found


def reciprocity(network: MultiDiGraph[str], relation: str | None = None) -> float | None:
    """Return the share of directed pairs whose opposite pair exists too; None without any edge.

    With a relation (`expelled`), only that one counts: of all who expelled someone, how many were
    expelled in turn (Wasserman and Faust 1994, chapter 13).

    >>> import networkx as nx
    >>> three = nx.MultiDiGraph()
    >>> for source, target in (("peru", "chile"), ("chile", "peru"), ("cuba", "peru")):
    ...     _ = three.add_edge(source, target, relation="expelled", weight=1)
    >>> round(reciprocity(three), 2), reciprocity(three, "accused")
    (0.67, None)
    """
    pairs = {
        (a, b)
        for a, b, data in network.edges(data=True)
        if a != b and relation in (None, data["relation"])
    }
    return sum((b, a) in pairs for a, b in pairs) / len(pairs) if pairs else None


def _undirected(network: MultiDiGraph[str]) -> Graph[str]:
    import networkx as nx

    plain: Graph[str] = nx.Graph()
    plain.add_nodes_from(network)
    for a, b, data in network.edges(data=True):
        if a != b:
            weight = plain.get_edge_data(a, b, {}).get("weight", 0) + data["weight"]
            plain.add_edge(a, b, weight=weight)
    return plain


def brokerage(network: MultiDiGraph[str]) -> dict[str, float]:
    """Return each actor's betweenness on the undirected network; sampled beyond 2,000 actors.

    >>> import networkx as nx
    >>> path = nx.MultiDiGraph()
    >>> for source, target in (("peru", "chile"), ("chile", "cuba")):
    ...     _ = path.add_edge(source, target, relation="expelled", weight=1)
    >>> brokerage(path)
    {'peru': 0.0, 'chile': 1.0, 'cuba': 0.0}
    """
    import networkx as nx

    sample = 500 if len(network) > 2000 else None
    return dict(nx.betweenness_centrality(_undirected(network), k=sample, seed=0))


def communities(network: MultiDiGraph[str]) -> list[frozenset[str]]:
    """Return the groups that act on each other most (Louvain, Blondel et al. 2008), largest first.

    The same network gives the same groups: the seed is fixed.

    >>> import networkx as nx
    >>> two_pairs = nx.MultiDiGraph()
    >>> for source, target in (("peru", "chile"), ("cuba", "haiti")):
    ...     _ = two_pairs.add_edge(source, target, relation="expelled", weight=1)
    >>> [sorted(group) for group in communities(two_pairs)]
    [['chile', 'peru'], ['cuba', 'haiti']]
    """
    import networkx as nx

    if not network.number_of_edges():
        return [frozenset({node}) for node in sorted(network)]
    found = nx.community.louvain_communities(_undirected(network), weight="weight", seed=0)
    return sorted((frozenset(group) for group in found), key=lambda g: (-len(g), min(g)))


def standings(network: MultiDiGraph[str], overlaps: Overlaps | None = None) -> list[Standing]:
    """Return every actor's standing, the busiest first.

    With `overlaps`, they say how many incidents surely differ.

    >>> from talion.network.projection import to_networkx
    >>> standings(to_networkx(view))[0].label
    'Russia'
    """
    given, received = degree(network, out=True), degree(network, out=False)
    told = overlaps or Overlaps()
    sure = [
        {
            node: {kind: told.total(ids).different for kind, ids in sorted(relations.items())}
            for node, relations in behind(network, out=out).items()
            if overlaps is not None
        }
        for out in (True, False)
    ]
    between = brokerage(network)
    group = {node: n for n, nodes in enumerate(communities(network), 1) for node in nodes}
    found = [
        Standing(
            actor=node,
            label=str(data.get("label", node)),
            given=dict(sorted(given[node].items())),
            received=dict(sorted(received[node].items())),
            brokerage=between[node],
            community=group[node],
            given_different=sure[0].get(node, {}),
            received_different=sure[1].get(node, {}),
        )
        for node, data in network.nodes(data=True)
    ]
    return sorted(found, key=lambda s: (-s.total, s.actor))
