"""The IRI of everything in the graph, readable and deterministic, and the id in an IRI."""

from urllib.parse import quote, unquote

from pyoxigraph import NamedNode

from talion.vocabulary import ID, NS, TYPES_NS


def iri(kind: str, *parts: str) -> NamedNode:
    """Return the IRI of a thing by its kind and the parts of its id, percent-encoded.

    >>> iri("actor", "côte").value
    'https://w3id.org/talion/id/actor/c%C3%B4te'
    """
    return NamedNode(ID + "/".join((kind, *(quote(part, safe="~") for part in parts))))


def incident_type(ident: str) -> NamedNode:
    """Return the IRI of an incident type.

    >>> incident_type("expulsion").value
    'https://w3id.org/talion/type/expulsion'
    """
    return NamedNode(TYPES_NS + quote(ident, safe="~"))


def report(ident: str) -> NamedNode:
    """Return the IRI of the report `article#finding`.

    >>> report("gazette#e1").value
    'https://w3id.org/talion/id/report/gazette/e1'
    """
    article, _, finding = ident.rpartition("#")
    return iri("report", article, finding)


def claim(ident: str) -> NamedNode:
    """Return the IRI of the claim `article#link`.

    >>> claim("gazette#l1").value
    'https://w3id.org/talion/id/claim/gazette/l1'
    """
    article, _, link = ident.rpartition("#")
    return iri("claim", article, link)


def article_graph(ident: str) -> NamedNode:
    """Return the named graph of an article.

    >>> article_graph("gazette").value
    'https://w3id.org/talion/id/graph/article/gazette'
    """
    return iri("graph", "article", ident)


def run_graph(ident: str) -> NamedNode:
    """Return the named graph of a model run.

    >>> run_graph("reply-model").value
    'https://w3id.org/talion/id/graph/run/reply-model'
    """
    return iri("graph", "run", ident)


ACTORS_GRAPH = iri("graph", "actors")
DECISIONS_GRAPH = iri("graph", "decisions")
DERIVED_GRAPH = iri("graph", "derived")
ONTOLOGY_GRAPH = iri("graph", "ontology")
ALIGNMENTS_GRAPH = iri("graph", "alignments")


def is_foreign(graph: str) -> bool:
    """Whether a named graph is none that Talion writes, so that nothing it does may replace it.

    >>> is_foreign("https://example.org/notes"), is_foreign(article_graph("gazette").value)
    (True, False)
    """
    own = (ACTORS_GRAPH, DECISIONS_GRAPH, DERIVED_GRAPH, ONTOLOGY_GRAPH, ALIGNMENTS_GRAPH)
    kinds = tuple(f"{ID}graph/{kind}/" for kind in ("article", "run"))
    return graph not in {each.value for each in own} and not graph.startswith(kinds)


def ident(node: str, kind: str) -> str:
    """Return the id in an IRI of that kind: `article#e1` for reports and claims.

    >>> ident("https://w3id.org/talion/id/report/gazette/e1", "report")
    'gazette#e1'
    """
    parts = [unquote(part) for part in node.removeprefix(f"{ID}{kind}/").split("/")]
    return "#".join(parts) if kind in ("report", "claim") else "/".join(parts)


def local(node: str) -> str:
    """Return the local name of a term of the vocabulary, or the id of an incident type.

    >>> local("https://w3id.org/talion/type/expulsion"), local("https://w3id.org/talion/ns#agent")
    ('expulsion', 'agent')
    """
    return unquote(node.removeprefix(NS).removeprefix(TYPES_NS))
