"""The IRI of everything in the graph, readable and deterministic, and the way back."""

from urllib.parse import quote, unquote

from pyoxigraph import NamedNode

from talion.vocabulary import ID, NS, TYPES_NS


def iri(kind: str, *parts: str) -> NamedNode:
    """Return the IRI of a thing by its kind and the parts of its id, percent-encoded."""
    return NamedNode(ID + "/".join((kind, *(quote(part, safe="~") for part in parts))))


def incident_type(ident: str) -> NamedNode:
    """Return the IRI of an incident type."""
    return NamedNode(TYPES_NS + quote(ident, safe="~"))


def report(ident: str) -> NamedNode:
    """Return the IRI of the report `article#finding`."""
    article, _, finding = ident.rpartition("#")
    return iri("report", article, finding)


def claim(ident: str) -> NamedNode:
    """Return the IRI of the claim `article#link`."""
    article, _, link = ident.rpartition("#")
    return iri("claim", article, link)


def article_graph(ident: str) -> NamedNode:
    """Return the named graph of one article."""
    return iri("graph", "article", ident)


def run_graph(ident: str) -> NamedNode:
    """Return the named graph of one model run."""
    return iri("graph", "run", ident)


ACTORS_GRAPH = iri("graph", "actors")
DECISIONS_GRAPH = iri("graph", "decisions")
DERIVED_GRAPH = iri("graph", "derived")


def ident(node: str, kind: str) -> str:
    """Return the id in an IRI of that kind: `article#e1` for reports and claims."""
    parts = [unquote(part) for part in node.removeprefix(f"{ID}{kind}/").split("/")]
    return "#".join(parts) if kind in ("report", "claim") else "/".join(parts)


def local(node: str) -> str:
    """Return the last part of an IRI of the vocabulary or of the scheme of types."""
    return unquote(node.removeprefix(NS).removeprefix(TYPES_NS))
