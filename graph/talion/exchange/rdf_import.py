"""Any RDF into a store: Talion's own graphs as they are, others beside them.

Statements of no graph go into one that is called after their file; no `build` takes it away.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, RdfFormat

from talion.exchange.import_format import ImportFormat, ImportOutcome
from talion.store import iris
from talion.store.ontology_graph import ontology_quads, supertypes
from talion.store.query import shorten
from talion.store.rdf_reading import read_rdf
from talion.store.reference import relation_labels
from talion.vocabulary import ID, NS, OWL, RDF, RDFS, SKOS, TAL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import IO

    from talion.store.writer import Writer

_NO_TYPE = "of no type"


@dataclass(frozen=True, slots=True)
class ImportedRdf:
    """The statements of a file of RDF."""

    quads: Sequence[Quad]

    @property
    def whole(self) -> bool:
        """Whether it holds graphs that Talion writes itself."""
        return any(not iris.is_foreign(graph) for graph in self._graphs())

    def write(self, writer: Writer) -> ImportOutcome:
        """Write the statements; a graph of somebody else's replaces that of the same name."""
        if not self.whole:
            writer.complete_reference()
            writer.drop_graphs(self._graphs())
            return self._beside(writer)
        return self._written(writer)

    def _beside(self, writer: Writer) -> ImportOutcome:
        """Write what the store does not derive or state itself.

        Two totals of one thing are no total, and what the store knows of an actor is not changed by
        another graph. A label of an actor that the store names becomes another name of it.
        """
        derived = {node for node in {q.subject for q in self.quads} if writer.derives(node)}
        rest = [quad for quad in self.quads if quad.subject not in derived]
        renamed = [_as_other_name(quad) if _differs(quad, writer) else quad for quad in rest]
        kept = [quad for quad in renamed if not _differs(quad, writer)]
        numbers = (
            (
                len(self.quads) - len(rest),
                "of totals and relations, which the store derives itself",
            ),
            (len(rest) - len(kept), "of what the store's own graphs state otherwise"),
        )
        words = tuple(f"{number:,} statements {what}" for number, what in numbers if number)
        return ImportedRdf(kept)._written(writer, words)

    def _written(self, writer: Writer, left_out: tuple[str, ...] = ()) -> ImportOutcome:
        writer.load_quads(self.quads)
        understood, kept = self._kinds()
        return ImportOutcome(len(self.quads), self._graphs(), understood, kept, left_out)

    def _graphs(self) -> tuple[str, ...]:
        names = {q.graph_name.value for q in self.quads if isinstance(q.graph_name, NamedNode)}
        return tuple(sorted(names))

    def _kinds(self) -> tuple[Mapping[str, int], Mapping[str, int]]:
        """Return how many things there are of Talion's classes, and how many of others."""
        types: dict[str, set[str]] = {}
        for quad in self.quads:
            subject = str(quad.subject)
            found = types.setdefault(subject, set())
            if quad.predicate == RDF.type.node:
                found.add(getattr(quad.object, "value", ""))
        own = _classes()
        understood: Counter[str] = Counter()
        kept: Counter[str] = Counter()
        for found in types.values():
            known = sorted(found & own.keys(), key=lambda iri: (own[iri], iri))
            if known:
                understood[relation_labels()[known[-1].removeprefix(NS)]] += 1
            else:
                kept[min(map(shorten, found), default=_NO_TYPE)] += 1
        return dict(understood.most_common()), dict(kept.most_common())


def _differs(quad: Quad, writer: Writer) -> bool:
    """Whether a statement gives an actor another type, name or fact than the store's own graphs.

    Of incidents and reports such a statement breaks the shapes, so that it is refused.
    """
    prop = quad.predicate
    if not getattr(quad.subject, "value", "").startswith(f"{ID}actor/"):
        return False
    kind = prop == RDF.type.node and getattr(quad.object, "value", "").startswith(NS)
    fact = prop.value.startswith(NS) and prop not in _NAMES
    if not (kind or fact or prop == RDFS.label.node):
        return False
    said = writer.said(quad.subject, prop)
    return bool(said) and quad.object not in said


def _as_other_name(quad: Quad) -> Quad:
    if quad.predicate != RDFS.label.node:
        return quad
    return Quad(quad.subject, SKOS.altLabel.node, quad.object, quad.graph_name)


_NAMES = frozenset({TAL.demonym.node, TAL.capital.node, TAL.metonym.node, TAL.code.node})
"""The properties of names, of which a thing may have any number."""


def _classes() -> Mapping[str, int]:
    """Return the classes of the ontology, each with how many stand above it."""
    names = {
        q.subject
        for q in ontology_quads()
        if q.predicate == RDF.type.node and q.object == OWL.Class.node
    }
    own = (n for n in names if isinstance(n, NamedNode) and n.value.startswith(NS))
    return {name.value: len(supertypes().get(name, ())) for name in own}


def _read(form: RdfFormat, file: IO[bytes], name: str) -> ImportedRdf:
    return ImportedRdf(read_rdf(file, name, form))


def _format(name: str, form: RdfFormat, *suffixes: str) -> ImportFormat:
    return ImportFormat(name, form.name, suffixes, partial(_read, form))


#: The serialisations of RDF.
FORMATS = (
    _format("trig", RdfFormat.TRIG, ".trig"),
    _format("nquads", RdfFormat.N_QUADS, ".nq", ".nquads"),
    _format("jsonld", RdfFormat.JSON_LD, ".jsonld"),
    _format("turtle", RdfFormat.TURTLE, ".ttl"),
    _format("ntriples", RdfFormat.N_TRIPLES, ".nt"),
    _format("rdfxml", RdfFormat.RDF_XML, ".rdf", ".owl"),
)
