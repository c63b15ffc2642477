"""The network of a page, made by pyvis; the only module that knows pyvis.

pyvis builds the nodes, edges and options that vis-network reads, and brings vis-network itself.
Its own template is not used: it loads from elsewhere and writes labels as HTML.
"""

from collections.abc import Callable
from typing import Any

from talion.errors import MissingExtraError
from talion.model.actor import Actor
from talion.render.layout import layout
from talion.render.page_data import PageData, activity

#: The shape of each kind of actor.
SHAPES = {
    "country": "dot",
    "organization": "square",
    "agency": "diamond",
    "person": "triangle",
    "mission": "triangleDown",
}
#: Options of vis-network: draw what is given, where it is given. The page sets the colours.
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"chosen": False, "borderWidth": 1.5},
    "edges": {
        "smooth": False,
        "chosen": False,
        "selectionWidth": 0,
        "hoverWidth": 0,
        "arrows": {"to": {"scaleFactor": 0.45}, "from": {"scaleFactor": 0.45}},
    },
    "interaction": {
        "hideEdgesOnDrag": False,
        "hover": False,
        "tooltipDelay": 1_000_000,
        "multiselect": False,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
        "keyboard": False,
    },
}


class _Ids(list[str]):
    """A list with fast membership tests; pyvis makes two of them for each edge."""

    def __init__(self) -> None:
        super().__init__()
        self._set: set[str] = set()

    def append(self, item: str) -> None:
        super().append(item)
        self._set.add(item)

    def __contains__(self, item: object) -> bool:
        return item in self._set


def pyvis_network(data: PageData, progress: Callable[[int], None] | None = None) -> Any:
    """Return the pyvis Network of a page's actors, with one edge for each dyad.

    The `count` of an edge is the number of incidents between the two. Raises MissingExtraError
    without the extra `draw`.

    >>> from talion.render.page_contents import page_data
    >>> network = pyvis_network(page_data(view, chains=(), ask=False))
    >>> network.get_node("russia")["label"]
    'Russia'
    """
    try:
        import numpy as np
        import scipy.sparse  # noqa: F401 - the layout needs it
        from pyvis.network import Network
    except ImportError as error:
        raise MissingExtraError("draw", "the page to browse") from error
    network = Network(directed=True, cdn_resources="in_line")
    network.node_ids = _Ids()
    network.options = OPTIONS
    counts = activity(data.actors, data.incidents)
    sizes = {ident: min(7 + 2.6 * count**0.5, 34.0) for ident, count in counts.items()}
    index = {ident: n for n, ident in enumerate(sizes)}
    edges = _pairs(data, index)
    ends = np.array([(index[a], index[b]) for a, b in edges], dtype=np.int64).reshape(-1, 2)
    numbers = np.array([max(count, 1) for count, _ in edges.values()], dtype=float)
    points = layout(len(index), ends, np.array(list(sizes.values())), progress, numbers)
    for actor in data.actors:
        x, y = points[index[actor.id]]
        network.add_node(actor.id, **_node(actor, sizes[actor.id], float(x), float(y)))
    for (a, b), (count, arrows) in edges.items():
        network.add_edge(a, b, id=f"{a}|{b}", count=count, arrows=arrows, width=_width(count))
    return network


def _node(actor: Actor, size: float, x: float, y: float) -> dict[str, Any]:
    """Return an actor as vis-network draws it."""
    shape = SHAPES.get(actor.kind, "dot")
    place = {"size": round(size, 1), "x": round(x, 1), "y": round(y, 1)}
    return {"label": actor.name, "group": actor.kind, "shape": shape, **place}


def _width(count: int) -> float:
    return round(min(0.8 + 0.9 * (count.bit_length() - 1), 7.0), 1) if count else 0.8


def _pairs(data: PageData, index: dict[str, int]) -> dict[tuple[str, str], tuple[int, str]]:
    """Return each pair of actors with incidents between them or where one belongs to the other.

    In order, with the number of incidents (0 for mere membership) and the directions of arrows.
    """
    pairs = {
        pair: (len(ids), ", ".join(sorted(ways, reverse=True)))
        for pair, (ids, ways) in sorted(_dyads(data, index).items())
    }
    ties = [(a.id, a.state) for a in data.actors] + [(o.person, o.state) for o in data.offices]
    for member, state in ties:
        if state is not None and member in index and state in index and member != state:
            a, b = sorted((member, state))
            pairs.setdefault((a, b), (0, ""))
    return pairs


def _dyads(
    data: PageData, index: dict[str, int]
) -> dict[tuple[str, str], tuple[set[str], set[str]]]:
    """Return the incidents of each dyad, by id, and the ends that its edge has arrows at."""
    found: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for incident in data.incidents:
        for agent in incident.agents:
            for target in incident.targets:
                if agent != target and agent in index and target in index:
                    a, b = sorted((agent, target))
                    ids, ways = found.setdefault((a, b), (set(), set()))
                    ids.add(incident.id)
                    ways.add("to" if agent == a else "from")
    return found


def vis_script() -> str:
    """Return the text of the vis-network that pyvis brings, without its source map's address.

    >>> "vis-network" in vis_script()[:300]
    True
    """
    from importlib.resources import files

    folder = files("pyvis") / "templates" / "lib" / "vis-9.1.2"
    text = (folder / "vis-network.min.js").read_text(encoding="utf-8")
    return text.partition("\n//# sourceMappingURL")[0]
