"""The network of a page, as vis-network reads it; the only module that knows pyvis.

pyvis brings vis-network. Its own code is not used: importing it imports all of IPython, and its
template loads from elsewhere and writes labels as HTML.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from talion.errors import MissingExtraError
from talion.model.actor import Actor
from talion.render.layout_crowd import layout_by_strongest
from talion.render.page_data import PageData, activity
from talion.render.type_families import TypeFamily, group_of

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


@dataclass(slots=True)
class VisNetwork:
    """Nodes and edges as vis-network reads them, and its options."""

    nodes: list[dict[str, Any]] = field(default_factory=list)
    edges: list[dict[str, Any]] = field(default_factory=list)
    options: dict[str, Any] = field(default_factory=lambda: OPTIONS)


def pyvis_network(data: PageData, progress: Callable[[int], None] | None = None) -> VisNetwork:
    """Return the network of a page's actors, with one edge for each dyad.

    The `count` of an edge is the number of incidents between the two. Raises MissingExtraError
    without the extra `draw`.

    >>> from talion.render.page_contents import page_data
    >>> network = pyvis_network(page_data(view, chains=(), ask=False))
    >>> [node["label"] for node in network.nodes if node["id"] == "russia"]
    ['Russia']
    """
    try:
        import numpy as np
        import scipy.sparse  # noqa: F401 - the layout needs it
    except ImportError as error:
        raise MissingExtraError("draw", "the page to browse") from error
    network = VisNetwork()
    counts = activity(data.actors, data.incidents)
    sizes = {ident: min(7 + 2.6 * count**0.5, 34.0) for ident, count in counts.items()}
    index = {ident: n for n, ident in enumerate(sizes)}
    edges = _pairs(data, index)
    hostile = _hostile(data, index)
    ends = np.array([(index[a], index[b]) for a, b in edges], dtype=np.int64).reshape(-1, 2)
    numbers = np.array([max(count, 1) for count, _ in edges.values()], dtype=float)
    strengths = np.array([hostile[pair] + count * 1e-6 for pair, (count, _) in edges.items()])
    radii = np.array(list(sizes.values()))
    points = layout_by_strongest(ends, radii, numbers, strengths, progress)
    for actor in data.actors:
        x, y = points[index[actor.id]]
        network.nodes.append(_node(actor, sizes[actor.id], float(x), float(y)))
    for (a, b), (count, arrows) in edges.items():
        shown = {"count": count, "arrows": arrows, "width": _width(count)}
        network.edges.append({"id": f"{a}|{b}", **shown, "from": a, "to": b})
    return network


def _node(actor: Actor, size: float, x: float, y: float) -> dict[str, Any]:
    """Return an actor as vis-network draws it."""
    shape = SHAPES.get(actor.kind, "dot")
    place = {"size": round(size, 1), "x": round(x, 1), "y": round(y, 1)}
    return {"group": actor.kind, **place, "id": actor.id, "label": actor.name, "shape": shape}


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


def _hostile(data: PageData, index: dict[str, int]) -> Counter[tuple[str, str]]:
    """Return how many hostile incidents each dyad has."""
    talk = {kind.id for kind in data.types if group_of(kind) is TypeFamily.TALK}
    acts = replace(data, incidents=tuple(i for i in data.incidents if i.type not in talk))
    return Counter({pair: len(ids) for pair, (ids, _) in _dyads(acts, index).items()})


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
    folder = _pyvis() / "templates" / "lib" / "vis-9.1.2"
    text = (folder / "vis-network.min.js").read_text(encoding="utf-8")
    return text.partition("\n//# sourceMappingURL")[0]


def _pyvis() -> Path:
    """Return where pyvis is installed, without importing it."""
    try:
        found = find_spec("pyvis")
    except ValueError:  # it was taken out of the process
        found = None
    if found is None or not found.submodule_search_locations:
        raise MissingExtraError("draw", "the page to browse")
    return Path(found.submodule_search_locations[0])
