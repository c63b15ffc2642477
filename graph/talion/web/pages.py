"""The pages of the app as HTML: the graph, the query editor, and one for each IRI."""

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote, urlencode

from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, parse

from talion.model.actor import Actor
from talion.render.page import inline_json
from talion.resources import ontology_file
from talion.store import View
from talion.store.ontology_graph import ontology_quads
from talion.store.query import shorten
from talion.store.questions import questions
from talion.store.reference import incident_types
from talion.vocabulary import (
    BASE,
    ID,
    NS,
    OWL,
    PREFIXES,
    RDF,
    RDFS,
    SKOS,
    TYPES_NS,
    XSD,
    is_web_address,
)
from talion.web.live_store import StoreState
from talion.web.media_types import GRAPHS
from talion.web.thing_facts import ThingFacts

#: How many statements that refer to a thing its page shows.
REFERRING = 200


@cache
def _templates() -> Any:
    from jinja2 import Environment, FunctionLoader

    folder = files("talion.web") / "assets"
    loader = FunctionLoader(lambda name: (folder / name).read_text("utf-8"))
    return Environment(loader=loader, autoescape=True)


def _page(template: str, **values: Any) -> str:
    return str(_templates().get_template(template).render(values))


def explorer(state: StoreState, *, notes: bool = False) -> str:
    """Return the page of the graph; `notes` says whether it may write notes into the store."""
    opening = state.opening
    data = inline_json(opening["document"])
    return _page(
        "explorer.html",
        title=opening["document"]["title"],
        data=data,
        network=inline_json(opening["network"]),
        digest=hashlib.sha256(data.encode()).hexdigest(),
        whole=state.whole,
        notes=notes,
        notebook=hashlib.sha256(state.place.encode()).hexdigest(),
    )


def editor() -> str:
    """Return the query page, with ready-made questions, prefixes, and terms for completion.

    >>> "tal:inResponseTo" in editor()
    True
    """
    rows = [
        {
            "title": q.title,
            "description": q.description,
            "sparql": q.text,
            "parameters": [
                {"name": p.name, "default": p.default, "meaning": p.meaning} for p in q.parameters
            ],
        }
        for q in questions()
    ]
    types = (shorten(TYPES_NS + kind.id) for kind in incident_types())
    terms = sorted((*(shorten(NS + name) for name, _ in _vocabulary()), *types))
    prefixes = sorted(PREFIXES.items(), key=lambda p: -len(p[1]))
    known = {"questions": rows, "terms": terms, "prefixes": prefixes}
    return _page("query.html", here="query", known=inline_json(known))


def vocabulary() -> str:
    """Return the page of the vocabulary.

    >>> 'id="inResponseTo"' in vocabulary()
    True
    """
    terms = [{"name": name, "text": text} for name, text in _vocabulary()]
    forms = (f for f in GRAPHS if f not in ("application/json", "text/plain"))
    return _page(
        "vocabulary.html",
        here="ns",
        namespace=NS,
        terms=terms,
        version=version_of_vocabulary(),
        forms=list(zip(("turtle", "jsonld", "ntriples", "rdfxml"), forms, strict=True)),
    )


@cache
def version_of_vocabulary() -> str:
    """Return the version of the ontology that this Talion has.

    >>> version_of_vocabulary().count(".")
    2
    """
    return next(
        q.object.value
        for q in ontology_quads()
        if q.predicate == OWL.versionInfo.node and isinstance(q.object, Literal)
    )


@cache
def _vocabulary() -> tuple[tuple[str, str], ...]:
    """Return the terms of the ontology with their definitions, by name."""
    said: dict[str, dict[str, str]] = {}
    for quad in parse(ontology_file("talion.ttl").read_bytes(), format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(NS):
            name = quad.subject.value.removeprefix(NS)
            if name and isinstance(quad.object, Literal):
                said.setdefault(name, {})[quad.predicate.value] = quad.object.value
    return tuple(
        (
            name,
            next((about[p] for p in (SKOS.definition, RDFS.comment, RDFS.label) if p in about), ""),
        )
        for name, about in sorted(said.items())
    )


def thing(view: View, iri: NamedNode, told: ThingFacts | None = None) -> str | None:
    """Return the page of an IRI; None where the graph has no statement about it.

    `told` is what it says first, for people and for machines.

    >>> from talion.store.iris import iri
    >>> thing(view, iri("actor", "nobody")) is None
    True
    """
    out = _grouped(view, f"SELECT DISTINCT ?p ?o WHERE {{ {iri} ?p ?o }} LIMIT 1000")
    into = _grouped(view, f"SELECT DISTINCT ?p ?o WHERE {{ ?o ?p {iri} }} LIMIT {REFERRING + 1}")
    if not out and not into:
        return None
    label = next((v["text"] for p, vs in out for v in vs if p["full"] == RDFS.label), "")
    return _page(
        "thing.html",
        label=label or shorten(iri.value),
        told=told,
        json_ld=inline_json(told.json_ld) if told else "",
        iri=iri.value,
        path=iri.value.removeprefix(BASE),
        forms=[media for media in GRAPHS if media not in ("application/json", "text/plain")],
        graph=_in_graph(iri.value),
        out=out,
        into=into,
        more=sum(len(values) for _, values in into) > REFERRING,
        most=REFERRING,
    )


def preview(actor: Actor, description: str, shown: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Return the small page about an actor that clients of the reconciliation service frame.

    >>> found = view.actors(["svr"])[0]
    >>> "agency of Russia" in preview(found, "agency of Russia", [])
    True
    """
    return _page("preview.html", actor=actor, description=description, shown=shown)


def _in_graph(iri: str) -> str | None:
    """Return the address that selects a thing in the graph."""
    for kind in ("actor", "incident"):
        if iri.startswith(f"{ID}{kind}/"):
            ident = unquote(iri.removeprefix(f"{ID}{kind}/"))
            return "/#" + urlencode({"select": f"{kind}:{ident}"})
    return None


def _grouped(view: View, text: str) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Return the values of each property, for display."""
    rows = view.query(text)
    assert isinstance(rows, QuerySolutions)
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        prop, value = row["p"], row["o"]
        assert isinstance(prop, NamedNode)
        found.setdefault(prop.value, []).append(_shown(value))
    return [
        (_shown(NamedNode(prop)), sorted(values, key=lambda v: str(v["text"])))
        for prop, values in sorted(found.items(), key=lambda f: (f[0] != RDFS.label, shorten(f[0])))
    ]


def _shown(term: object) -> dict[str, Any]:
    """Return a term for display: text, and a link where it is an IRI."""
    if isinstance(term, NamedNode):
        value = term.value
        inside = value.startswith(f"{BASE}/")
        outside = not inside and is_web_address(value)
        href = value.removeprefix(BASE) if inside else value if outside else None
        return {"text": shorten(value), "href": href, "outside": outside, "full": value}
    if isinstance(term, Literal):
        kind = term.datatype.value
        note = term.language or ("" if kind in (XSD.string, RDF.langString) else shorten(kind))
        return {"text": term.value, "note": note, "full": ""}
    return {"text": str(term), "full": ""}
