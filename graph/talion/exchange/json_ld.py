"""The graph as JSON-LD 1.1 that reads like JSON: short names, plain numbers, one context.

The context is made from the ontology, and travels in each document, so that nothing is fetched to
read one. It is published, too, as `context.jsonld`.
"""

from __future__ import annotations

import json
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from talion.store.ontology_graph import ontology_quads
from talion.vocabulary import NS, OWL, PREFIXES, RDF, RDFS, SCHEMA, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pyoxigraph import Quad

#: Datatypes of values that JSON has itself.
_NATIVE: Mapping[str, Any] = {XSD.integer: int, XSD.boolean: lambda text: text == "true"}
#: What says of which type the values of a term are; the second where OWL 2 DL lacks the type.
_RANGES = (RDFS.range, SCHEMA.rangeIncludes)
_AS_IN_JSON = frozenset({*_NATIVE, XSD.string})


@cache
def context() -> Mapping[str, Any]:
    """Return the context: the ontology's terms by their local names, and the prefixes.

    >>> context()["agent"]
    {'@id': 'tal:agent', '@type': '@id'}
    >>> context()["earliest"]["@type"]
    'xsd:date'
    """
    terms = sorted(t for t in {_text(q.subject) for q in ontology_quads()} if t.startswith(NS))
    return {
        "@version": 1.1,
        **_prefixes(),
        "id": "@id",
        "type": "@type",
        **{term.removeprefix(NS): _definition(term) for term in terms},
    }


@cache
def _prefixes() -> Mapping[str, str]:
    """Return the prefixes that are not the names of terms as well."""
    taken = {_text(q.subject).removeprefix(NS) for q in ontology_quads()} | {"id", "type"}
    return {prefix: space for prefix, space in PREFIXES.items() if prefix not in taken}


def _definition(term: str) -> dict[str, str]:
    """Return what the context says of a term: its IRI, and of what type its values are."""
    about = [q for q in ontology_quads() if _text(q.subject) == term]
    entry = {"@id": _short(term)}
    if any(_text(q.object) == OWL.ObjectProperty for q in about):
        return entry | {"@type": "@id"}
    ranges = [_text(q.object) for q in about if _text(q.predicate) in _RANGES]
    if len(ranges) == 1 and _is_datatype(ranges[0]) and ranges[0] not in _AS_IN_JSON:
        return entry | {"@type": _short(ranges[0])}
    return entry


def document(quads: Iterable[Quad]) -> bytes:
    """Return statements, in order of graph and subject, as one document of named graphs.

    >>> from talion.vocabulary import TAL
    >>> from pyoxigraph import Quad
    >>> one = Quad(NamedNode("x:a"), TAL.count.node, Literal(3), NamedNode("x:g"))
    >>> json.loads(document([one]))["@graph"]
    [{'id': 'x:g', '@graph': [{'id': 'x:a', 'count': 3}]}]
    """
    graphs = [
        {"id": name, "@graph": [_node(list(about)) for _, about in groupby(inside, _subject)]}
        for name, inside in groupby(quads, lambda q: _text(q.graph_name))
    ]
    made = {"@context": context(), "@graph": graphs}
    return json.dumps(made, ensure_ascii=False, indent=1).encode() + b"\n"


def _subject(quad: Quad) -> str:
    return str(quad.subject)


def _node(about: Sequence[Quad]) -> dict[str, Any]:
    """Return one subject with its properties; a property of one value without a list."""
    node: dict[str, Any] = {"id": _text(about[0].subject)}
    for of, quads in groupby(about, lambda q: _text(q.predicate)):
        key = "type" if of == RDF.type else _name(of)
        values = [
            _short(_text(q.object)) if key == "type" else _value(q.object, key) for q in quads
        ]
        node[key] = values[0] if len(values) == 1 else values
    return node


def _name(iri: str) -> str:
    local = iri.removeprefix(NS)
    return local if local in context() and local != iri else _short(iri)


def _short(iri: str) -> str:
    """Return an IRI by its prefix, where the rest needs no escape."""
    for prefix, namespace in _prefixes().items():
        rest = iri.removeprefix(namespace)
        if rest != iri and rest and not rest.startswith("//"):
            return f"{prefix}:{rest}"
    return iri


def _value(value: Any, key: str) -> Any:
    """Return a value as the context lets it stand: plain where its type follows from the key."""
    entry = context().get(key)
    declared = entry.get("@type") if isinstance(entry, dict) else None
    if isinstance(value, NamedNode):
        return value.value if declared == "@id" else {"id": value.value}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    kind = value.datatype.value
    if kind in _NATIVE and declared is None and _canonical(value):
        return _NATIVE[kind](value.value)
    if _short(kind) == declared or (kind == XSD.string and declared is None):
        return value.value
    return {"@value": value.value, "@type": _short(kind)}


def _canonical(value: Literal) -> bool:
    """Whether a number or truth value is written as JSON writes it, so that it comes back so."""
    if value.datatype.value == XSD.boolean:
        return value.value in ("true", "false")
    return value.value.lstrip("-").isdecimal() and str(int(value.value)) == value.value


def _text(term: object) -> str:
    """Return the IRI of a node, the text of a literal, nothing for the default graph."""
    return str(getattr(term, "value", ""))


def _is_datatype(iri: str) -> bool:
    return iri.startswith((PREFIXES["xsd"], PREFIXES["edtf"]))
