"""The graph in the words of other vocabularies: SEM, PROV-O, schema.org, Web Annotation.

It has a named graph of its own, `graph:alignments`, which no store holds: the CONSTRUCT rules of
`ontology/alignments/` make it when a query names it (`FROM graph:alignments`) or an export includes
it, so that it is always up to date and nothing else sees it.
"""

from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Store

from talion.resources import ontology_folder
from talion.store import iris

Ask = Callable[[str], QuerySolutions | QueryBoolean | QueryTriples]
Read = Callable[[NamedNode], Iterable[Quad]]


def aligned_quads(ask: Ask) -> Iterator[Quad]:
    """Yield the graph of the alignments, each statement once; `ask` answers a query.

    >>> from talion.vocabulary import PREFIXES
    >>> made = {str(quad.object) for quad in aligned_quads(view.query)}
    >>> f"<{PREFIXES['sem']}Event>" in made, f"<{PREFIXES['oa']}Annotation>" in made
    (True, True)
    """
    yield from dict.fromkeys(_made(ask))


def _made(ask: Ask) -> Iterator[Quad]:
    """Yield what the rules give, one after the other; what two of them give, twice."""
    for rule in ontology_folder("alignments", ".rq"):
        made = ask(rule.read_text("utf-8"))
        assert isinstance(made, QueryTriples), rule.name
        for triple in made:
            yield Quad(triple.subject, triple.predicate, triple.object, iris.ALIGNMENTS_GRAPH)


def are_named(graphs: Iterable[str]) -> bool:
    """Whether the graph of the alignments is among some graphs (IRIs).

    >>> are_named(["https://w3id.org/talion/id/graph/derived"])
    False
    """
    return iris.ALIGNMENTS_GRAPH.value in graphs


def with_alignments(graphs: Iterable[str], read: Read, ask: Ask) -> Store:
    """Return a database of some named graphs (IRIs), that of the alignments among them.

    `read` yields the statements of a graph, and `ask` answers a query over all graphs.

    >>> graphs = [iris.DECISIONS_GRAPH.value, iris.ALIGNMENTS_GRAPH.value]
    >>> made = with_alignments(graphs, view.quads, view.query)
    >>> {graph.value for graph in made.named_graphs()} == set(graphs)
    True
    """
    made = Store()
    for graph in dict.fromkeys(graphs):
        if graph == iris.ALIGNMENTS_GRAPH.value:
            made.bulk_extend(_made(ask))
        else:
            made.bulk_extend(read(NamedNode(graph)))
    return made
