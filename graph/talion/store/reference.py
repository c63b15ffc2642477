"""The shipped reference data as values: the gazetteer of actors, the incident types.

Read with pyoxigraph's parser, which takes milliseconds where rdflib's takes seconds.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from pyoxigraph import Literal, Quad, RdfFormat, parse

from talion.model.gazetteer import Gazetteer
from talion.model.incident import IncidentType
from talion.model.type_traits import Apart, CountedAs, DoneTo, Nature, SideName, TypeTraits
from talion.resources import ontology_file
from talion.store import from_rdf, iris
from talion.store.facts import Facts, facts_of_quads
from talion.vocabulary import NS, OWL, RDF, RDFS, SKOS, TAL, TYPES_NS, WIKIDATA_NS, Term

#: The language of labels, trigger words and cues; text without a tag belongs to every language.
LANGUAGE = "en"


def parse_ontology(name: str, language: str = LANGUAGE) -> Iterator[Quad]:
    """Yield the statements of one Turtle file of the ontology, without text in other languages.

    >>> sum(1 for _ in parse_ontology("talion.ttl")) > 100
    True
    """
    for quad in parse(ontology_file(name).read_bytes(), format=RdfFormat.TURTLE):
        tag = quad.object.language if isinstance(quad.object, Literal) else None
        if tag is None or tag == language or tag.startswith(f"{language}-"):
            yield quad


def _facts(name: str) -> Facts:
    """Return what one file says of each subject, in the file's order."""
    return facts_of_quads(parse_ontology(name))


@cache
def gazetteer() -> Gazetteer:
    """Return all actors of `ontology/actors.ttl`; shared, so do not add to it.

    >>> gazetteer().actor("Kremlin").name
    'Russia'
    """
    return Gazetteer(from_rdf.actors(_facts("actors.ttl")))


@cache
def wikidata_ids() -> Mapping[str, str]:
    """Return the ids of shipped actors by their Wikidata identifiers.

    >>> wikidata_ids()["Q159"]
    'russia'
    """
    return {
        value.removeprefix(WIKIDATA_NS): iris.ident(iri, "actor")
        for iri, about in _facts("actors.ttl").items()
        for value in about.get(OWL.sameAs, ())
        if value.startswith(WIKIDATA_NS)
    }


def wikidata_item(ident: str) -> str | None:
    """Return the Wikidata identifier of a shipped actor, None where there is none.

    >>> wikidata_item("nato"), wikidata_item("lima-group")
    ('Q7184', None)
    """
    return next((item for item, actor in wikidata_ids().items() if actor == ident), None)


#: The systems in which shipped actors have codes that are no names, as people prefix them.
_SYSTEMS = {"cow": TAL.cowNumber, "gw": TAL.gwNumber, "cameo": TAL.cameoGroup}


@cache
def codes_in(system: str) -> Mapping[str, tuple[str, ...]]:
    """Return the ids of shipped actors by their code in a system: `cow`, `gw`, `cameo`.

    Where a number passed from one state to another, the one that still exists comes first.

    >>> codes_in("cameo")["NAT"], codes_in("cow")["365"], codes_in("iso")
    (('nato',), ('russia',), {})
    """
    found: dict[str, list[str]] = {}
    if system in _SYSTEMS:
        for iri, about in _facts("actors.ttl").items():
            for code in about.get(_SYSTEMS[system], ()):
                found.setdefault(code, []).append(iris.ident(iri, "actor"))
    return {code: tuple(sorted(ids, key=_is_past)) for code, ids in found.items()}


def _is_past(ident: str) -> bool:
    known = gazetteer().by_id(ident)
    return known is not None and known.until is not None


def codes_of(ident: str) -> dict[str, list[str]]:
    """Return the codes of a shipped actor by system, without its ISO codes.

    >>> codes_of("germany")
    {'cow': ['255'], 'gw': ['255', '260']}
    """
    systems = {
        system: [code for code, ids in codes_in(system).items() if ident in ids]
        for system in _SYSTEMS
    }
    return {system: codes for system, codes in systems.items() if codes}


@cache
def incident_types() -> tuple[IncidentType, ...]:
    """Return the incident types of `ontology/incident-types.ttl`, in the file's order.

    >>> incident_types()[0].id
    'expulsion'
    """
    return tuple(
        incident_type(iri, about)
        for iri, about in _facts("incident-types.ttl").items()
        if TAL.IncidentType in about.get(RDF.type, ())
    )


@cache
def _by_id() -> dict[str, IncidentType]:
    return {kind.id: kind for kind in incident_types()}


@cache
def traits_of(kind: str) -> TypeTraits:
    """Return the traits of an incident type; those of a plain measure where nothing is known."""
    known = _by_id().get(kind)
    return known.traits if known is not None else TypeTraits()


def deed(kind: str, count: int | None, label: str | None = None) -> str:
    """Return what was done, and to how many, in the ontology's words.

    `label` names a type that the ontology does not have; without it, its id does.

    >>> deed("expulsion", 10), deed("summons", None), deed("air_strike", 2)
    ('expulsion of 10', 'summons', 'air strike of 2')
    """
    known = _by_id().get(kind)
    if known is not None:
        return known.deed(count)
    name = label or kind.replace("_", " ")
    return name if count is None else f"{name} of {count}"


@cache
def relation_labels() -> dict[str, str]:
    """Return the label of each property of the ontology by its local name."""
    return {
        iri.removeprefix(NS): labels[0]
        for iri, about in _facts("talion.ttl").items()
        if (labels := about.get(RDFS.label)) and iri.startswith(NS)
    }


def incident_type(iri: str, about: dict[str, list[str]]) -> IncidentType:
    """Return the incident type that facts describe."""
    implied = about.get(TAL.implies)
    return IncidentType(
        id=iri.removeprefix(TYPES_NS),
        label=about[SKOS.prefLabel][0],
        definition=about[SKOS.definition][0],
        severity=float(about[TAL.severity][0]),
        relation=implied[0].removeprefix(NS) if implied else None,
        verbs=tuple(about.get(TAL.verb, ())),
        nouns=tuple(about.get(TAL.noun, ())),
        phrases=tuple(about.get(TAL.phrase, ())),
        cameo=tuple(about.get(TAL.cameo, ())),
        plover=tuple(about.get(TAL.plover, ())),
        one=next(iter(about.get(TAL.one, ())), None),
        several=next(iter(about.get(TAL.several, ())), None),
        traits=_traits(about),
    )


def _traits(about: dict[str, list[str]]) -> TypeTraits:
    """Return the traits that facts state; a value outside its closed set is a ValueError."""

    def values(term: Term) -> list[str]:
        return about.get(term, [])

    def one(term: Term) -> str | None:
        return next(iter(values(term)), None)

    def is_true(term: Term) -> bool:
        return one(term) in ("true", "1")

    def other_type(term: Term) -> str | None:
        iri = one(term)
        return None if iri is None else iri.removeprefix(TYPES_NS)

    counts = one(TAL.counts)
    return TypeTraits(
        nature=Nature(one(TAL.nature) or Nature.MEASURE),
        done_to=DoneTo(one(TAL.doneTo) or DoneTo.STATE),
        counts=None if counts is None else CountedAs(counts),
        apart_by=frozenset(map(Apart, values(TAL.apartBy))),
        hosts=frozenset(map(SideName, values(TAL.host))),
        distributive=is_true(TAL.distributive),
        coordinated=is_true(TAL.coordinated),
        mutual=is_true(TAL.mutual),
        removes=is_true(TAL.removes),
        covert=is_true(TAL.covert),
        on_behalf=is_true(TAL.onBehalf),
        name_before=SideName(one(TAL.nameBefore) or SideName.AGENT),
        threatened_as=other_type(TAL.threatenedAs),
        of_diplomats=other_type(TAL.ofDiplomats),
    )
