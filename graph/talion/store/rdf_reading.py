"""RDF of any serialisation as statements: each in a named graph, without blank nodes."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from talion.errors import InputError
from talion.store import iris

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO


def read_rdf(
    source: bytes | IO[bytes], name: str | Path, form: RdfFormat = RdfFormat.TRIG
) -> list[Quad]:
    """Return the statements of a file in its order.

    Statements outside every named graph go into one that is called after the file. Blank nodes
    become IRIs that are called after the file and numbered as they come (RDF 1.1, section 3.5), so
    that the same file gives the same statements. Relative IRIs are resolved against the same place.
    Raises InputError with the line for a malformed file, and for what a store cannot hold.

    >>> [quad] = read_rdf(b"<x:s> <x:p> [] .", "notes.ttl", RdfFormat.TURTLE)
    >>> quad.object.value, quad.graph_name.value
    ('https://w3id.org/talion/id/imported/notes.ttl/b1',
     'https://w3id.org/talion/id/graph/imported/notes.ttl')
    """
    file = io.BytesIO(source) if isinstance(source, bytes) else source
    naming = _Naming(name)
    try:
        return [naming.named(quad) for quad in _parsed(file, form, naming.base)]
    except SyntaxError as error:
        place = f"line {error.lineno}" if error.lineno else ""
        reason = f"is not {form.name}: {error.msg}"
        if "LoadDocumentCallback" in str(error.msg):
            reason = "its @context is elsewhere; put the context itself into the file"
        raise InputError(name, reason, place) from error


def _parsed(file: IO[bytes], form: RdfFormat, base: str) -> Iterator[Quad]:
    yield from parse(file, format=form, base_iri=base)


class _Naming:
    """Gives a name to what has none in a file."""

    def __init__(self, file: str | Path) -> None:
        self._file = file
        self._graph = imported_graph(file)
        self._blank: dict[BlankNode, NamedNode] = {}
        self.base = f"{iris.iri('imported', self._graph.value.rpartition('/')[2]).value}/"

    def named(self, quad: Quad) -> Quad:
        """Return a statement with a name for each blank node and for its graph."""
        graph = quad.graph_name
        return Quad(
            self._node(quad.subject),
            quad.predicate,
            quad.object if isinstance(quad.object, Literal) else self._node(quad.object),
            self._graph if isinstance(graph, DefaultGraph) else self._node(graph),
        )

    def _node(self, term: NamedNode | BlankNode | Triple) -> NamedNode:
        if isinstance(term, Triple):
            raise InputError(self._file, f"holds a statement about a statement (RDF 1.2): {term}")
        if isinstance(term, NamedNode):
            return term
        number = len(self._blank) + 1
        return self._blank.setdefault(term, NamedNode(f"{self.base}b{number}"))


def imported_graph(file: str | Path) -> NamedNode:
    """Return the named graph for what a file says outside every graph of its own.

    >>> imported_graph("data/my notes.ttl").value
    'https://w3id.org/talion/id/graph/imported/my-notes.ttl'
    """
    last = str(file).replace("\\", "/").rstrip("/").rpartition("/")[2]
    return iris.iri("graph", "imported", "-".join(last.split()) or "unnamed")
