"""The whole graph in the serialisations of RDF.

TriG, N-Quads and JSON-LD keep the named graphs, which tell what each article says. Turtle,
N-Triples and RDF/XML have none: they hold the union, each statement once.
"""

from __future__ import annotations

import io
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from pyoxigraph import RdfFormat, Triple, serialize

from talion.exchange import json_ld
from talion.exchange.export_format import ExportFormat
from talion.store import trig
from talion.store.alignment import aligned_quads
from talion.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

    from talion.exchange.export_format import Request
    from talion.store import Store


def _trig(store: Store, request: Request) -> bytes:
    out = io.BytesIO()
    store.export(out, alignments=request.alignments)
    return out.getvalue()


def _quads(store: Store, request: Request) -> list[Quad]:
    """Return the statements in canonical order: graph, subject, property, value."""
    with store.view() as view:
        more = aligned_quads(view.query) if request.alignments else ()
        return sorted(chain(view.quads(), more), key=trig.order)


def _written(statements: Iterable[Quad] | Iterable[Triple], form: RdfFormat) -> bytes:
    text = serialize(statements, format=form, prefixes=PREFIXES)
    assert text is not None  # without a file to write to, it is returned
    return text


def _with_graphs(form: RdfFormat, store: Store, request: Request) -> bytes:
    return _written(_quads(store, request), form)


def _union(form: RdfFormat, store: Store, request: Request) -> bytes:
    triples = {q.triple for q in _quads(store, request)}
    ordered = sorted(triples, key=lambda t: (str(t.subject), str(t.predicate), str(t.object)))
    return _written(ordered, form)


def _json_ld(store: Store, request: Request) -> bytes:
    return json_ld.document(_quads(store, request))


#: The formats of RDF.
FORMATS = (
    ExportFormat("trig", "TriG, the whole graph", (".trig",), _trig, aligned=True),
    ExportFormat(
        "nquads", "N-Quads", (".nq", ".nquads"), partial(_with_graphs, RdfFormat.N_QUADS), True
    ),
    ExportFormat("jsonld", "JSON-LD", (".jsonld",), _json_ld, aligned=True),
    ExportFormat(
        "turtle", "Turtle, without named graphs", (".ttl",), partial(_union, RdfFormat.TURTLE), True
    ),
    ExportFormat(
        "ntriples",
        "N-Triples, without named graphs",
        (".nt",),
        partial(_union, RdfFormat.N_TRIPLES),
        True,
    ),
    ExportFormat(
        "rdfxml",
        "RDF/XML, without named graphs",
        (".rdf", ".owl"),
        partial(_union, RdfFormat.RDF_XML),
        True,
    ),
)
