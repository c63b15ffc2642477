"""GEXF 1.3, for Gephi: with colours, sizes, and the spells of time in which something is there.

The element `edge` has a `type` of its own in GEXF (directed or not), so what a claim is stands in a
value named `type` beside it. Source: the GEXF 1.3 specification (gexf.net, CC BY 4.0).
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from math import sqrt
from typing import TYPE_CHECKING, Any

from talion.exchange.xml_text import allowed
from talion.vocabulary import GEXF_NS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from networkx import MultiDiGraph

_VIZ = f"{GEXF_NS}/viz"
#: Colours that people with any colour vision tell apart (Okabe and Ito 2008).
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8a8a8a")
_TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}
#: What is not repeated as a value: it stands in the elements of GEXF itself.
_APART = frozenset({"label", "spells"})


def document(network: MultiDiGraph[str]) -> bytes:
    """Return a network as GEXF; nodes and edges in the order in which they come.

    The attribute `spells` of an edge or a node, intervals of ISO dates such as
    `2018-03-26/2018-03-29` with spaces between them, becomes its spells; a node without any has
    those of its edges. What has no spell is always there.

    >>> import networkx
    >>> one = networkx.MultiDiGraph()
    >>> key = one.add_edge("a", "b", relation="expelled", spells="2018-03-26/2018-03-26")
    >>> b'<spell start="2018-03-26" end="2018-03-26" />' in document(one)
    True
    """
    for prefix, space in (("", GEXF_NS), ("viz", _VIZ)):
        ET.register_namespace(prefix, space)
    root = ET.Element(_tag("gexf"), version="1.3")
    graph = _under(root, "graph", defaultedgetype="directed", mode="dynamic", timeformat="date")
    nodes = [(node, data) for node, data in network.nodes(data=True)]
    edges = [data for *_, data in network.edges(data=True)]
    names = {"node": _attributes(graph, "node", (d for _, d in nodes))}
    names["edge"] = _attributes(graph, "edge", edges)
    _put_nodes(_under(graph, "nodes"), network, names["node"])
    _put_edges(_under(graph, "edges"), network, names["edge"])
    ET.indent(root, " ")
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _tag(name: str, space: str = GEXF_NS) -> str:
    return f"{{{space}}}{name}"


def _under(parent: ET.Element, name: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, _tag(name), attributes)


def _attributes(
    graph: ET.Element, kind: str, data: Iterable[Mapping[str, Any]]
) -> dict[str, tuple[str, str]]:
    """Declare the attributes of nodes or edges; return the id and type of each by its name."""
    types: dict[str, set[type]] = {}
    for values in data:
        for name, value in values.items():
            if name not in _APART:
                types.setdefault(name, set()).add(type(value))
    declared = _under(graph, "attributes", **{"class": kind})
    made = {}
    for number, name in enumerate(sorted(types)):
        made[name] = (str(number), _type_of(types[name]))
        _under(declared, "attribute", id=str(number), title=name, type=made[name][1])
    return made


def _type_of(types: set[type]) -> str:
    """Return the type of GEXF that holds values of all these types."""
    if types <= {int, float} and float in types:
        return "double"
    return _TYPES.get(next(iter(types)), "string") if len(types) == 1 else "string"


def _put_values(
    parent: ET.Element, data: Mapping[str, Any], names: Mapping[str, tuple[str, str]]
) -> None:
    values = _under(parent, "attvalues")
    for name in sorted(data.keys() & names.keys()):
        value = data[name]
        text = str(value).lower() if isinstance(value, bool) else allowed(str(value))
        ET.SubElement(values, _tag("attvalue"), {"for": names[name][0], "value": text})


def _put_nodes(
    parent: ET.Element, network: MultiDiGraph[str], names: Mapping[str, tuple[str, str]]
) -> None:
    kinds = sorted({_kind(data) for _, data in network.nodes(data=True)})
    for node, data in network.nodes(data=True):
        element = _under(parent, "node", id=allowed(node), label=allowed(data.get("label", node)))
        _put_values(element, data, names)
        spells = data.get("spells") or _spells_around(network, node)
        _put_spells(element, spells)
        size = 4 + 3 * sqrt(network.degree(node))
        _put_colour(element, _COLOURS[kinds.index(_kind(data)) % len(_COLOURS)])
        ET.SubElement(element, _tag("size", _VIZ), value=f"{size:.2f}")


def _kind(data: Mapping[str, Any]) -> str:
    return str(data.get("kind") or data.get("type") or "")


def _spells_around(network: MultiDiGraph[str], node: str) -> str:
    """Return the spells of a node's edges; none where one of them is always there."""
    found: set[str] = set()
    near = (*network.in_edges(node, data=True), *network.out_edges(node, data=True))
    for *_, data in near:
        if not data.get("spells"):
            return ""
        found.update(data["spells"].split())
    return " ".join(sorted(found))


def _put_spells(parent: ET.Element, spells: str) -> None:
    if spells:
        inside = _under(parent, "spells")
        for spell in spells.split():
            start, _, end = spell.partition("/")
            _under(inside, "spell", start=start, end=end)


def _put_colour(parent: ET.Element, colour: str) -> None:
    channels = {name: str(int(colour[n : n + 2], 16)) for name, n in (("r", 1), ("g", 3), ("b", 5))}
    ET.SubElement(parent, _tag("color", _VIZ), channels)


def _put_edges(
    parent: ET.Element, network: MultiDiGraph[str], names: Mapping[str, tuple[str, str]]
) -> None:
    for number, (source, target, data) in enumerate(network.edges(data=True)):
        kind = allowed(str(data.get("relation") or data.get("type") or ""))
        ends = {"source": allowed(source), "target": allowed(target)}
        weight = {"weight": str(float(data["weight"]))} if "weight" in data else {}
        element = _under(parent, "edge", id=str(number), label=kind, kind=kind, **ends, **weight)
        _put_values(element, data, names)
        _put_spells(element, data.get("spells", ""))
